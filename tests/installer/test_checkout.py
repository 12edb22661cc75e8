from __future__ import annotations

import sys
from pathlib import Path

import pytest

from installer.checkout import Checkout, Stamp, describe_python, digest_of, read_stamp, write_stamp


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout whose environment stands on the Python that runs this test."""
    root = tmp_path / "my maps"
    made = Checkout(root)
    made.python.parent.mkdir(parents=True)
    made.python.symlink_to(sys.executable)
    made.packages_lock(with_tests=False).write_text("numpy==1\n")
    made.packages_lock(with_tests=True).write_text("numpy==1\npytest==1\n")
    return made


@pytest.fixture
def stamp(checkout: Checkout) -> Stamp:
    """The stamp of a finished set-up for the program, without its tests."""
    return Stamp(
        packages=digest_of(checkout.packages_lock(with_tests=False)),
        python=describe_python(checkout.python),
        qt_platforms=["offscreen"],
    )


def test_a_finished_setup_is_recognised_at_the_next_start(checkout: Checkout, stamp: Stamp):
    write_stamp(checkout, stamp)

    assert read_stamp(checkout).covers(checkout, with_tests=False, qt_platform="offscreen")


def test_a_new_lock_needs_a_new_setup(checkout: Checkout, stamp: Stamp):
    checkout.packages_lock(with_tests=False).write_text("numpy==2\n")

    assert not stamp.covers(checkout, with_tests=False, qt_platform="offscreen")


def test_the_tests_need_their_own_packages(checkout: Checkout, stamp: Stamp):
    assert not stamp.covers(checkout, with_tests=True, qt_platform="offscreen")


def test_another_kind_of_window_needs_its_libraries_looked_at(checkout: Checkout, stamp: Stamp):
    assert not stamp.covers(checkout, with_tests=False, qt_platform="xcb")


def test_a_replaced_python_needs_a_new_setup(checkout: Checkout, stamp: Stamp, tmp_path: Path):
    other = tmp_path / "python3.12"
    other.write_text("another interpreter")
    checkout.python.unlink()
    checkout.python.symlink_to(other)

    assert not stamp.covers(checkout, with_tests=False, qt_platform="offscreen")


def test_a_removed_python_needs_a_new_setup(checkout: Checkout, stamp: Stamp):
    checkout.python.unlink()

    assert not stamp.covers(checkout, with_tests=False, qt_platform="offscreen")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1, "unknown": 1}', '{"format": 99}', "{}"])
def test_a_damaged_stamp_counts_as_no_setup(checkout: Checkout, content: str):
    checkout.stamp.write_text(content)

    assert not read_stamp(checkout).covers(checkout, with_tests=False, qt_platform="offscreen")
