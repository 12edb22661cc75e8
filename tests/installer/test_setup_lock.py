from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from installer.setup_lock import hold_setup_lock

ROOT = Path(__file__).resolve().parents[2]

HOLDER = """
import sys, time
from pathlib import Path
from installer.setup_lock import hold_setup_lock
with hold_setup_lock(Path(sys.argv[1]), print):
    print("held", flush=True)
    sys.stdin.readline()
"""


def start_holder(lock: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLDER), str(lock)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "setup.lock"


def test_a_free_lock_is_taken_without_a_word(lock: Path):
    lock.parent.mkdir()
    said: list[str] = []

    with hold_setup_lock(lock, said.append):
        owner = lock.read_text()

    assert said == []
    assert owner == str(os.getpid())


def test_the_second_setup_says_whom_it_waits_for_and_goes_on_after_the_first(lock: Path):
    lock.parent.mkdir()
    holder = start_holder(lock)
    said: list[str] = []
    waits = threading.Event()

    def say(text: str) -> None:
        said.append(text)
        waits.set()

    def wait_for_lock() -> None:
        with hold_setup_lock(lock, say):
            said.append("working")

    second = threading.Thread(target=wait_for_lock)
    second.start()
    assert waits.wait(10)
    holder.communicate("\n")
    second.join(10)

    assert f"process {holder.pid}" in said[0]
    assert said[-1] == "working"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that kills without asking")
def test_the_lock_of_a_killed_setup_is_taken_over_at_once(lock: Path):
    lock.parent.mkdir()
    holder = start_holder(lock)
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    said: list[str] = []

    with hold_setup_lock(lock, said.append):
        owner = lock.read_text()

    assert said == []
    assert owner == str(os.getpid())
