from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from installer.progress import StepLine, run_logged


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Stands still until it is moved."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_terminal_shows_every_state_on_one_line(clock: Clock):
    screen = Terminal()
    step = StepLine("Packages", screen, clock)
    clock.seconds = 2
    step.show("downloading 3 of 40")
    clock.seconds = 9
    step.finish("40 packages")

    assert screen.getvalue().count("\n") == 1
    assert "\r  Packages: downloading 3 of 40, 2 s" in screen.getvalue()
    assert "\r  Packages: 40 packages (9 s)" in screen.getvalue()


def test_a_log_repeats_a_step_only_now_and_then(clock: Clock):
    log = io.StringIO()
    step = StepLine("Packages", log, clock)
    for second in range(25):
        clock.seconds = second
        step.show(f"downloading {second} of 40")
    step.finish("40 packages")

    assert log.getvalue().splitlines() == [
        "  Packages …",
        "  Packages: downloading 10 of 40, 10 s",
        "  Packages: downloading 20 of 40, 20 s",
        "  Packages: 40 packages (24 s)",
    ]


def test_a_logged_command_gives_its_exit_code_and_all_that_it_said(tmp_path: Path):
    log = tmp_path / "setup.log"
    program = "import sys; print('one'); print('two ✓', file=sys.stderr); sys.exit(7)"

    code, output = run_logged(
        [sys.executable, "-X", "utf8", "-c", program], log, environment={}, folder=tmp_path
    )

    assert code == 7
    assert set(output.splitlines()) == {"one", "two ✓"}
    assert "two ✓" in log.read_text(encoding="utf-8")
