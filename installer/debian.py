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

# Long enough for another apt to finish, short enough for a machine without a network.
PATIENCE = ("-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=1")


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
) -> str:
    """Install packages for the whole system; returns what apt said, for the case that it failed."""
    apt = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *PATIENCE, "-y"]
    outputs: list[str] = []

    def run(*arguments: str) -> bool:
        code, output = run_logged(
            [*apt, *arguments],
            log,
            environment=variables,
            on_tick=lambda lines: step.show(
                f"apt, {sum(line.startswith('Setting up') for line in lines)} set up"
            ),
        )
        outputs.append(output)
        return code == 0

    install = ("install", "--no-install-recommends", *names)
    # A new system has no package lists yet and an old one may have stale ones.
    if not run(*install) and run("update"):
        run(*install)
    return "\n".join(outputs)


def unpack_packages(
    names: Sequence[str], target: Path, log: Path, step: StepLine, variables: Mapping[str, str]
) -> str:
    """Download packages with what they need in addition and unpack them into a folder, as anybody.

    Returns what apt said, for the case that the folder does not hold what was wanted.
    """
    if not is_available():
        return ""
    outputs: list[str] = []
    with tempfile.TemporaryDirectory(prefix="chipmap-apt-") as scratch:
        folder = Path(scratch)
        (folder / "cache/archives/partial").mkdir(parents=True)

        def run(*command: str) -> bool:
            code, output = run_logged(
                command, log, environment={**variables, "LC_ALL": "C.UTF-8"}, folder=folder
            )
            outputs.append(output)
            return code == 0

        apt = ["apt-get", *PATIENCE, "-o", f"Dir::Cache={folder}/cache", "-o", "APT::Sandbox::User="]
        simulate = ("install", "--simulate", "--no-install-recommends", *names)
        step.show("asking apt")
        if not run(*apt, *simulate):
            # No package lists for everybody: fetch a set of our own.
            (folder / "lists/partial").mkdir(parents=True)
            apt += ["-o", f"Dir::State::Lists={folder}/lists", "-o", "Debug::NoLocking=1"]
            if not (run(*apt, "update") and run(*apt, *simulate)):
                return "\n".join(outputs)
        added = list_added(outputs[-1])
        step.show(f"downloading {len(added)} system packages")
        if added and run(*apt, "download", *added):
            target.mkdir(parents=True, exist_ok=True)
            for archive in sorted(folder.glob("*.deb")):
                run("dpkg-deb", "-x", str(archive), str(target))
    return "\n".join(outputs)


def list_added(plan: str) -> list[str]:
    """The packages that a simulated installation would add, without the drivers that Chipmap does not use."""
    return [name for name in ADDED.findall(plan) if not name.startswith(DRIVERS)]


def add_venv_package(log: Path, step: StepLine, variables: Mapping[str, str]) -> str:
    """Install what Debian leaves out of Python's `venv`, where apt may be used without a password."""
    privilege = find_privilege()
    if not is_available() or privilege is None:
        return ""
    names = [f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"]
    return install_packages(names, privilege, log, step, variables)
