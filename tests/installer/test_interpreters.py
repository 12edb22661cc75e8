from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from installer import interpreters
from installer.interpreters import (
    HANDED_OVER,
    ask_python,
    ask_this_python,
    describe_refusal,
    explain_unsuitable_python,
    find_suitable_python,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("minor", [11, 12, 13, 14])
def test_the_tested_versions_are_accepted(minor: int):
    assert describe_refusal(f"3 {minor} cpython 8 0") is None


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("3 10 cpython 8 0", "Python 3.10 is too old"),
        ("2 7 cpython 8 0", "Python 2.7 is too old"),
        ("3 15 cpython 8 0", "Python 3.15 is too new"),
        ("3 11 pypy 8 0", "pypy is not the usual Python (CPython)"),
        ("3 12 cpython 4 0", "it is a 32-bit build; Chipmap needs a 64-bit one"),
        ("3 13 cpython 8 1", "it is a free-threaded build; Chipmap needs the usual one"),
        ("", "it does not start"),
    ],
)
def test_an_unsuitable_python_is_refused_with_its_reason(answer: str, reason: str):
    assert describe_refusal(answer) == reason


def test_a_python_answers_the_same_from_inside_and_outside():
    assert ask_python([sys.executable]) == ask_this_python()


def test_a_command_that_is_no_python_gives_no_answer(tmp_path: Path):
    assert ask_python([str(tmp_path / "python3.12")]) == ""


def test_the_first_candidate_that_runs_is_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    broken = tmp_path / "python3.14"
    broken.write_text("#!/bin/sh\nexit 127\n")
    broken.chmod(0o755)
    monkeypatch.setattr(interpreters, "list_candidates", lambda: [[str(broken)], [sys.executable]])

    assert find_suitable_python() == sys.executable


def test_a_machine_without_a_suitable_python_has_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(interpreters, "list_candidates", list)

    assert find_suitable_python() is None


def test_the_explanation_names_the_reason_and_the_versions():
    text = explain_unsuitable_python("Python 3.9 is too old")

    assert "Python 3.9 is too old" in text
    assert "3.11, 3.12, 3.13, 3.14" in text


def test_a_python_that_was_handed_to_does_not_hand_on():
    program = (
        "from installer import interpreters\n"
        "interpreters.ask_this_python = lambda: '3 9 cpython 8 0'\n"
        "interpreters.continue_on_suitable_python('main.py', [])\n"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={HANDED_OVER: "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 3
    assert "Python 3.9 is too old" in answer.stderr


def test_an_unsuitable_python_continues_on_a_suitable_one_with_the_same_arguments(tmp_path: Path):
    script = tmp_path / "print arguments.py"
    script.write_text("import sys\nprint(*sys.argv[1:], sep='|')\n")
    program = (
        "import sys\n"
        "from installer import interpreters\n"
        "interpreters.ask_this_python = lambda: '3 9 cpython 8 0'\n"
        "interpreters.list_candidates = lambda: [[sys.executable]]\n"
        f"interpreters.continue_on_suitable_python({str(script)!r}, ['test', 'a b.chipmap'])\n"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.stdout == "test|a b.chipmap\n"
