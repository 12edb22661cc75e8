"""Ctrl+C: exit code 130, one word, no traceback, and nothing left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a console event is no signal there")

LONG = ("--draws", "1000000", "--samples", "65536")


def files_below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def interrupted(home, *arguments):
    """What is left of a command that gets a real SIGINT as soon as it works on its workspace."""
    environment = {**os.environ, "CHIPMAP_HOME": str(home)}
    command = [sys.executable, "-m", "chipmap.cli", *map(str, arguments)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        deadline = time.monotonic() + 30
        while not (home / "working").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ("analysis", "robustness", *LONG),
        ("analysis", "index", *LONG[:2]),
        ("scenario", "run", "--remove", "TWN", "--weeks", "8", *LONG[:2]),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_long_run_stops_without_a_trace(starter_file, tmp_path, arguments):
    before = starter_file.read_bytes()
    beside = files_below(starter_file.parent)

    code, out, err = interrupted(tmp_path / "stopped", *arguments[:2], starter_file, *arguments[2:])

    finished = tmp_path / "finished"
    environment = {**os.environ, "CHIPMAP_HOME": str(finished)}
    command = [sys.executable, "-m", "chipmap.cli", "analysis", "carbon", str(starter_file)]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    assert (code, out, err) == (130, "", "Stopped.\n")
    assert starter_file.read_bytes() == before
    assert files_below(tmp_path / "stopped") == files_below(finished)
    homes = (tmp_path / "stopped", finished)
    assert beside == [
        name
        for name in files_below(starter_file.parent)
        if not name.startswith(tuple(one.name for one in homes))
    ]


@pytest.mark.slow
def test_with_json_the_stop_is_one_object_too(starter_file, tmp_path):
    code, out, err = interrupted(
        tmp_path / "stopped", "analysis", "robustness", starter_file, *LONG, "--json"
    )

    assert (code, err) == (130, "")
    assert json.loads(out)["error"]["code"] == "stopped"


@pytest.mark.parametrize(
    ("listening", "code"),
    [
        ("end_at_once()", 130),
        ("unwind()", 7),
        # Who was started in the background with interrupts ignored goes on.
        ("signal.signal(signal.SIGINT, signal.SIG_IGN); unwind()", 0),
    ],
)
def test_an_interrupt_ends_the_start_at_once_and_a_command_by_unwinding(listening, code):
    program = f"""
import os, signal, sys
from chipmap.cli.interruption import Interrupted, end_at_once, unwind
{listening}
try:
    os.kill(os.getpid(), signal.SIGINT)
except Interrupted:
    os.kill(os.getpid(), signal.SIGINT)
    sys.exit(7)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (code, "")
