from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from installer import bootstrap
from installer.bootstrap import command_of, complete_setup, folder_of
from installer.checkout import Checkout, Stamp, describe_python, digest_of, read_stamp, write_stamp

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def finished_checkout(tmp_path: Path) -> Checkout:
    checkout = Checkout(tmp_path)
    checkout.python.parent.mkdir(parents=True)
    checkout.python.symlink_to(sys.executable)
    for with_tests in (False, True):
        checkout.packages_lock(with_tests=with_tests).write_text("")
    digest = digest_of(checkout.packages_lock(with_tests=False))
    stamp = Stamp(digest, digest, describe_python(checkout.python), ["offscreen"])
    write_stamp(checkout, stamp)
    return checkout


def test_help_needs_no_setup():
    answer = subprocess.run(
        [sys.executable, "main.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0
    assert "python3 main.py [FILE.chipmap]" in answer.stdout
    assert answer.stderr == ""


@pytest.mark.parametrize(
    ("verb", "module"),
    [("window", "chipmap.ui"), ("cli", "chipmap.cli"), ("test", "pytest"), ("bench", "tests.bench")],
)
def test_each_verb_runs_its_module(verb: str, module: str):
    assert command_of(verb)[-1] == module


@pytest.mark.parametrize("verb", ["window", "cli"])
def test_a_folder_named_like_the_program_is_not_taken_for_it(verb: str):
    assert command_of(verb)[0] == "-P"


def test_files_are_meant_where_the_person_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    assert folder_of("cli", Checkout(ROOT)) == tmp_path
    assert folder_of("test", Checkout(ROOT)) == ROOT


def test_a_finished_setup_starts_without_touching_anything(finished_checkout: Checkout):
    complete_setup(finished_checkout, with_tests=True, qt_platform="offscreen")

    assert not finished_checkout.setup_lock.exists()


def test_a_new_kind_of_window_only_has_its_libraries_looked_at(
    finished_checkout: Checkout, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    monkeypatch.setattr(
        bootstrap.system_libraries, "ensure_libraries", lambda _checkout, platform: asked.append(platform)
    )

    complete_setup(finished_checkout, with_tests=False, qt_platform="xcb")

    assert asked == ["xcb"]
    assert read_stamp(finished_checkout).qt_platforms == ["offscreen", "xcb"]
