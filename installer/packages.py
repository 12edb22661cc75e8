"""Makes the environment in `.venv` and installs the pinned packages into it, with uv or with pip.

Only ready-made packages with known hashes are installed; a set-up that was interrupted goes on where it was.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from installer import debian
from installer.messages import (
    DISK_FULL,
    NO_VENV,
    NOT_WRITABLE,
    SetupFailedError,
    explain_failure,
    explain_known_failure,
)
from installer.progress import StepLine, run_logged
from installer.unpacked_pip import unpack_pip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from installer.checkout import Checkout

NEEDED_MB = 1000
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)

# Settings of the person or the machine that would put the packages elsewhere or build them here.
UNWANTED_VARIABLES = (
    "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_NO_BINARY", "PIP_REQUIREMENT", "PIP_CONSTRAINT",
    "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "UV_PROJECT_ENVIRONMENT", "UV_SYSTEM_PYTHON", "UV_TARGET",
)  # fmt: skip


def setup_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """The environment variables for pip and uv: the machine's network settings, none of its targets."""
    kept = {name: value for name, value in variables.items() if name not in UNWANTED_VARIABLES}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUTF8": "1"}


def count_packages(lock_text: str) -> int:
    """How many different packages a lock names."""
    return len(set(PINNED.findall(lock_text)))


def check_room(checkout: Checkout) -> None:
    """Refuse to begin where the set-up could not end."""
    if not os.access(checkout.root, os.W_OK):
        raise SetupFailedError(NOT_WRITABLE.format(folder=checkout.root))
    free_mb = shutil.disk_usage(checkout.root).free // 1_000_000
    if not checkout.environment.exists() and free_mb < NEEDED_MB:
        raise SetupFailedError(DISK_FULL.format(free=free_mb, folder=checkout.root, needed=NEEDED_MB))


def find_uv() -> str | None:
    """The uv command, when there is one that runs."""
    uv = shutil.which("uv")
    if uv is None:
        return None
    answer = subprocess.run([uv, "--version"], capture_output=True, check=False)
    return uv if answer.returncode == 0 else None


def is_environment_usable(checkout: Checkout) -> bool:
    """Whether the environment's Python runs and finds its packages folder."""
    if checkout.packages_folder() is None or not checkout.python.exists():
        return False
    question = "import sys; print('lib/python%d.%d' % sys.version_info[:2])"
    answer = subprocess.run([checkout.python, "-c", question], capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        return False
    return os.name == "nt" or (checkout.environment / answer.stdout.strip()).is_dir()


def make_environment(checkout: Checkout, uv: str | None) -> None:
    """Make an empty environment, replacing one that cannot be used."""
    step = StepLine("Python environment")
    if checkout.environment.exists():
        shutil.rmtree(checkout.environment)
    checkout.environment.mkdir()
    base = getattr(sys, "_base_executable", None) or sys.executable
    commands = [[base, "-m", "venv", "--without-pip", str(checkout.environment)]]
    if uv is not None:
        commands.insert(
            0, [uv, "venv", "--no-project", "--allow-existing", "--python", base, str(checkout.environment)]
        )
    output = ""
    for command in commands:
        code, output = run_logged(command, checkout.log, environment=setup_variables(os.environ))
        if code == 0 and is_environment_usable(checkout):
            step.finish(f"Python {sys.version_info[0]}.{sys.version_info[1]}")
            return
    step.finish("stopped")
    raise SetupFailedError(NO_VENV if "No module named venv" in output else explain_failure(output))


def ensure_pip(checkout: Checkout) -> None:
    """Put pip into the environment; Debian keeps what Python brings for that in a package of its own."""
    if is_pip_there(checkout):
        return
    step = StepLine("Package installer")
    variables = setup_variables(os.environ)

    outputs: list[str] = []

    def run(*command: str | Path) -> bool:
        code, output = run_logged(command, checkout.log, environment=variables)
        outputs.append(output)
        return code == 0

    from_python = (checkout.python, "-m", "ensurepip", "--default-pip")
    if not run(*from_python):
        outputs.append(debian.add_venv_package(checkout.log, step, variables))
        if not run(*from_python):
            outputs.append(unpack_pip(checkout, step, variables))
    if not is_pip_there(checkout):
        step.finish("missing")
        raise SetupFailedError(explain_known_failure("\n".join(outputs)) or NO_VENV)
    step.finish()


def is_pip_there(checkout: Checkout) -> bool:
    """Whether the environment has a pip of its own."""
    folder = checkout.packages_folder()
    return folder is not None and (folder / "pip" / "__main__.py").exists()


def drop_half_installed(packages_folder: Path) -> list[str]:
    """Forget packages whose installation was cut off, so that they are installed again; returns their names.

    pip and uv write a package's RECORD last; without it the rest may be missing.
    """
    dropped = []
    for folder in packages_folder.glob("*.dist-info"):
        if not (folder / "RECORD").exists():
            shutil.rmtree(folder)
            dropped.append(folder.name)
    return dropped


def install_packages(checkout: Checkout, uv: str | None, *, with_tests: bool, lock_descriptor: int) -> None:
    """Install the pinned packages; what is already there is kept."""
    lock = checkout.packages_lock(with_tests=with_tests)
    total = count_packages(lock.read_text(encoding="utf-8"))
    folder = checkout.packages_folder()
    assert folder is not None
    drop_half_installed(folder)
    wanted = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    output = ""
    for installer in ("uv", "pip"):
        if installer == "uv" and uv is not None:
            command = [uv, "pip", "install", "--python", str(checkout.python), *wanted]
        elif installer == "pip":
            ensure_pip(checkout)
            options = ["--no-user", "--progress-bar", "off", "--retries", "2"]
            command = [str(checkout.python), "-m", "pip", "install", *options, *wanted]
        else:
            continue
        step = StepLine(f"Packages, with {installer}")
        code, output = run_logged(
            command,
            checkout.log,
            environment=setup_variables(os.environ),
            on_tick=partial(show_installation, step, folder, total),
            keep_open=() if os.name == "nt" else (lock_descriptor,),
        )
        if code == 0:
            step.finish(f"{total} packages")
            return
        step.finish("stopped")
    raise SetupFailedError(explain_failure(output))


def show_installation(step: StepLine, packages_folder: Path, total: int, lines: list[str]) -> None:
    """Show on the step's line how far pip or uv is."""
    step.show(describe_installation(lines, packages_folder, total))


def describe_installation(lines: list[str], packages_folder: Path, total: int) -> str:
    """How far pip or uv is, from what it printed and what lies in the packages folder."""
    installed = sum(1 for _ in packages_folder.glob("*.dist-info/RECORD"))
    fetched = sum(line.startswith("Collecting ") for line in lines)
    if any(line.startswith("Installing collected packages") for line in lines) or installed > fetched:
        return f"installing {min(installed, total)} of {total}"
    return f"downloading {min(fetched, total)} of {total}" if fetched else "looking them up"
