"""Starts Chipmap from a checkout: completes the set-up, then becomes the program that was asked for.

Standard library only, and quick: a start with a finished set-up reads the locks and one stamp.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from installer import packages, system_libraries
from installer.checkout import Checkout, describe_python, digest_of, read_stamp, write_stamp
from installer.display import choose_qt_platform
from installer.messages import NO_DISPLAY, SET_UP_BEGINS, STOPPED, USAGE, SetupFailedError, explain_failure
from installer.setup_lock import hold_setup_lock

REFUSED = 3
INTERRUPTED = 130
PREVIEW_FOLDER = "chipmap-preview"
VERBS = ("cli", "test", "bench")


def launch(arguments: list[str]) -> int:
    """Do what the command line asks; the result is its exit code."""
    if arguments[:1] in (["--help"], ["-h"], ["help"]):
        print(USAGE)
        return 0
    verb, rest = (
        (arguments[0], arguments[1:]) if arguments[:1] and arguments[0] in VERBS else ("window", arguments)
    )
    checkout = Checkout(Path(__file__).resolve().parent.parent)
    variables = dict(os.environ)
    if verb == "test":
        # Tests look the same on every machine only without that machine's own windows.
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt_platform = choose_qt_platform(variables)
    is_headless = qt_platform == "offscreen" and not variables.get("QT_QPA_PLATFORM")
    if is_headless:
        variables["QT_QPA_PLATFORM"] = "offscreen"
    try:
        complete_setup(checkout, with_tests=verb in ("test", "bench"), qt_platform=qt_platform)
    except SetupFailedError as failure:
        say(f"\n{failure}")
        return REFUSED
    except OSError as failure:
        say(f"\n{explain_failure(str(failure))}")
        return REFUSED
    except KeyboardInterrupt:
        say(f"\n{STOPPED}")
        return INTERRUPTED
    if verb == "window" and is_headless:
        verb, rest = "cli", ["preview", PREVIEW_FOLDER]
        say(NO_DISPLAY.format(folder=Path.cwd() / PREVIEW_FOLDER))
    return become(checkout, [*command_of(verb), *rest], variables, folder=folder_of(verb, checkout))


def say(text: str) -> None:
    """Tell the person at the terminal; what a program prints for others stays untouched."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def command_of(verb: str) -> list[str]:
    """What the environment's Python runs for a verb."""
    if verb == "test":
        return ["-m", "pytest"]
    if verb == "bench":
        return ["-m", "tests.bench"]
    # -P: a folder named chipmap where the person happens to be is not the program.
    return ["-P", "-m", "chipmap.cli" if verb == "cli" else "chipmap.ui"]


def folder_of(verb: str, checkout: Checkout) -> Path:
    """Where a verb works: tests belong to the checkout, the program to where the person is."""
    return checkout.root if verb in ("test", "bench") else Path.cwd()


def complete_setup(checkout: Checkout, *, with_tests: bool, qt_platform: str) -> None:
    """Do what is missing for this purpose, one set-up at a time; nothing when all is there."""
    if read_stamp(checkout).covers(checkout, with_tests=with_tests, qt_platform=qt_platform):
        return
    packages.check_room(checkout)
    with hold_setup_lock(checkout.setup_lock, say) as lock_descriptor:
        stamp = read_stamp(checkout)
        if stamp.covers(checkout, with_tests=with_tests, qt_platform=qt_platform):
            return
        say(SET_UP_BEGINS.format(folder=checkout.root))
        if not (stamp.covers_python(checkout) and stamp.covers_packages(checkout, with_tests=with_tests)):
            uv = packages.find_uv()
            if not packages.is_environment_usable(checkout):
                packages.make_environment(checkout, uv)
            packages.install_packages(checkout, uv, with_tests=with_tests, lock_descriptor=lock_descriptor)
            stamp.packages = digest_of(checkout.packages_lock(with_tests=False))
            if with_tests:
                stamp.test_packages = digest_of(checkout.packages_lock(with_tests=True))
            stamp.python = describe_python(checkout.python)
            stamp.qt_platforms = []
        system_libraries.ensure_libraries(checkout, qt_platform)
        stamp.qt_platforms = sorted({*stamp.qt_platforms, qt_platform})
        write_stamp(checkout, stamp)


def become(checkout: Checkout, command: list[str], variables: dict[str, str], *, folder: Path) -> int:
    """Run the environment's Python in place of this one; returns only where a system cannot do that."""
    variables.update(system_libraries.library_variables(checkout, os.environ))
    variables["PYTHONPATH"] = str(checkout.root)
    variables.pop("PYTHONHOME", None)
    python = str(checkout.python)
    os.chdir(folder)
    if os.name == "nt":
        # Windows' exec gives the prompt back at once, before the program has ended.
        return subprocess.call([python, *command], env=variables)
    return os.execve(python, [python, *command], variables)
