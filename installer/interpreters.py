"""Which Python may run Chipmap, and where another one may be found.

This module must run on every Python from 3.6 on, so it needs no annotation evaluated and
no later syntax.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
NEWEST = (3, 14)

# Marks the Python that is tried next, so that two unsuitable ones cannot hand over to each other for ever.
HANDED_OVER = "CHIPMAP_LAUNCHER_HANDED_OVER"

QUESTION = (
    "import struct, sys, sysconfig;"
    "print(sys.version_info[0], sys.version_info[1], sys.implementation.name, struct.calcsize('P'),"
    " int(bool(sysconfig.get_config_var('Py_GIL_DISABLED'))))"
)


def describe_refusal(answer: str) -> "str | None":
    """Why the Python that gave this answer to `QUESTION` cannot run Chipmap, or None when it can."""
    try:
        major, minor, implementation, pointer_bytes, is_free_threaded = answer.split()
        version = (int(major), int(minor))
    except ValueError:
        return "it does not start"
    if version < OLDEST:
        return f"Python {major}.{minor} is too old"
    if version > NEWEST:
        return f"Python {major}.{minor} is too new"
    if implementation != "cpython":
        return f"{implementation} is not the usual Python (CPython)"
    if pointer_bytes != "8":
        return "it is a 32-bit build; Chipmap needs a 64-bit one"
    if is_free_threaded == "1":
        return "it is a free-threaded build; Chipmap needs the usual one"
    return None


def ask_python(command: "list[str]", expression: str = QUESTION) -> str:
    """What a Python prints for an expression; empty when it does not run at all."""
    try:
        done = subprocess.run(
            [*command, "-c", expression],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace").strip() if done.returncode == 0 else ""


def list_versions() -> "list[str]":
    """The versions that Chipmap is tested on, newest first, as people write them."""
    return [f"3.{minor}" for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]


def list_candidates() -> "list[list[str]]":
    """The commands under which a suitable Python may be found on this machine, best first."""
    if os.name == "nt":
        return [["py", f"-{version}"] for version in list_versions()]
    commands = []
    for version in list_versions():
        name = f"python{version}"
        found = shutil.which(name)
        places = [Path(found)] if found else []
        places += [Path(folder, name) for folder in ("/usr/local/bin", "/usr/bin", "/opt/homebrew/bin")]
        places.append(Path("/Library/Frameworks/Python.framework/Versions", version, "bin", name))
        places += sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"), reverse=True)
        places += sorted(
            Path.home().glob(f".local/share/uv/python/cpython-{version}.*/bin/{name}"), reverse=True
        )
        commands += [[str(place)] for place in places if place.exists()]
    return commands


def find_suitable_python() -> "str | None":
    """The path of a Python that can run Chipmap, or None when this machine has none."""
    for command in list_candidates():
        if describe_refusal(ask_python(command)) is None:
            return ask_python(command, "import sys; print(sys.executable)") or None
    return None


def explain_unsuitable_python(reason: str) -> str:
    """What to tell a person whose machine has no Python that Chipmap can use."""
    if sys.platform == "win32":
        remedy = "Install Python 3.13 (64-bit) from python.org or the Microsoft Store, then run:  py main.py"
    elif sys.platform == "darwin":
        remedy = "Install Python 3.13 from python.org, then run:  python3.13 main.py"
    else:
        remedy = (
            "Install one with your system's package manager (for example python3.12), then run:"
            "  python3.12 main.py"
        )
    versions = ", ".join(reversed(list_versions()))
    return (
        f"Chipmap cannot start with this Python ({sys.executable}): {reason}.\n"
        f"It needs one of Python {versions}, and none was found on this machine.\n{remedy}"
    )


def continue_on_suitable_python(script: str, arguments: "list[str]") -> None:
    """Return when this Python will do; otherwise run the script on one that does, or explain and leave."""
    reason = describe_refusal(ask_this_python())
    if reason is None:
        return
    python = None if os.environ.get(HANDED_OVER) else find_suitable_python()
    if python is None:
        sys.stderr.write(explain_unsuitable_python(reason) + "\n")
        sys.exit(3)
    sys.stderr.write(f"{reason}; continuing with {python}\n")
    environment = dict(os.environ)
    environment[HANDED_OVER] = "1"
    command = [python, script, *arguments]
    if os.name == "nt":
        # Windows' exec returns to the prompt at once, before the program has ended.
        sys.exit(subprocess.call(command, env=environment))
    os.execve(python, command, environment)


def ask_this_python() -> str:
    """The answer to `QUESTION` of the Python that runs this line, without starting another."""
    major, minor = sys.version_info[:2]
    pointer_bytes = 8 if sys.maxsize > 2**32 else 4
    is_free_threaded = 0 if getattr(sys, "_is_gil_enabled", lambda: True)() else 1
    return f"{major} {minor} {sys.implementation.name} {pointer_bytes} {is_free_threaded}"
