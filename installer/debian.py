"""Gets Debian packages: installed by apt where that is allowed, otherwise unpacked into a folder of ours."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from installer.progress import StepLine, run_logged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# A package that an installation would add; one that is only upgraded has its old version in brackets.
ADDED = re.compile(r"^Inst (\S+) \(", re.MULTILINE)

# Graphics drivers that Chipmap's painting never loads: four fifths of the download.
DRIVERS = ("libllvm", "libgl1-mesa", "libegl-mesa", "libglx-mesa", "libgallium", "mesa-", "libz3", "libdrm")


def is_available() -> bool:
    """Whether this system gets its software with apt."""
    return shutil.which("apt-get") is not None and shutil.which("dpkg-deb") is not None


def find_privilege() -> list[str] | None:
    """What to put before a command so that it runs as root; None when that would need a password."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def install_packages(
    names: Sequence[str], privilege: list[str], log: Path, step: StepLine, variables: Mapping[str, str]
) -> bool:
    """Install packages for the whole system; whether it worked."""
    apt = [
        *privilege,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=120",
        "-y",
    ]

    def run(*arguments: str) -> bool:
        code, _ = run_logged(
            [*apt, *arguments],
            log,
            environment=variables,
            on_tick=lambda lines: step.show(
                f"apt, {sum(line.startswith('Setting up') for line in lines)} set up"
            ),
        )
        return code == 0

    install = ("install", "--no-install-recommends", *names)
    # A new system has no package lists yet and an old one may have stale ones.
    return run(*install) or (run("update") and run(*install))


def unpack_packages(
    names: Sequence[str], target: Path, log: Path, step: StepLine, variables: Mapping[str, str]
) -> bool:
    """Download packages with what they need in addition and unpack them into a folder, as anybody."""
    if not is_available():
        return False
    with tempfile.TemporaryDirectory(prefix="chipmap-apt-") as scratch:
        folder = Path(scratch)
        apt = ["apt-get", "-o", f"Dir::Cache={folder}/cache", "-o", "APT::Sandbox::User="]
        (folder / "cache/archives/partial").mkdir(parents=True)

        def run(*command: str) -> tuple[int, str]:
            return run_logged(command, log, environment={**variables, "LC_ALL": "C.UTF-8"}, folder=folder)

        simulate = ("install", "--simulate", "--no-install-recommends", *names)
        step.show("asking apt")
        code, plan = run(*apt, *simulate)
        if code != 0:
            # No package lists for everybody: fetch a set of our own.
            (folder / "lists/partial").mkdir(parents=True)
            apt += ["-o", f"Dir::State::Lists={folder}/lists", "-o", "Debug::NoLocking=1"]
            if run(*apt, "update")[0] != 0:
                return False
            code, plan = run(*apt, *simulate)
        added = [name for name in ADDED.findall(plan) if not name.startswith(DRIVERS)]
        if code != 0 or not added:
            return False
        step.show(f"downloading {len(added)} system packages")
        if run(*apt, "download", *added)[0] != 0:
            return False
        target.mkdir(parents=True, exist_ok=True)
        archives = sorted(folder.glob("*.deb"))
        return all(run("dpkg-deb", "-x", str(archive), str(target))[0] == 0 for archive in archives)


def add_venv_package(log: Path, step: StepLine, variables: Mapping[str, str]) -> None:
    """Install what Debian leaves out of Python's `venv`, where apt may be used without a password."""
    privilege = find_privilege()
    if is_available() and privilege is not None:
        names = [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]
        install_packages(names, privilege, log, step, variables)
