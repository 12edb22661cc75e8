"""A process killed at any moment loses no committed edit, and never leaves a damaged file."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from chipmap.model.storage.working_copy import working_copies
from chipmap.model.workspace import open_workspace
from tests.robustness.editing_process import digest_of

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kill -9")

CHECKOUT = Path(__file__).parents[2]
ROUNDS = 20


def start_editing(path: Path, seed: int, *point: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.robustness.editing_process", str(path), str(seed), *point],
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
    )


def promises_in(lines: Iterable[str]) -> dict[int, str]:
    """What the child said was committed: revisions and digests.

    A line that the kill cut short was not said.
    """
    whole = [line.split() for line in lines if line.endswith("\n")]
    return {int(revision): digest for revision, digest in whole}


def edit_until_killed(path: Path, seed: int) -> dict[int, str]:
    """Let a child edit until it has told a random number of edits, and kill it while it goes on."""
    chance = random.Random(seed)
    with start_editing(path, seed) as child:
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(chance.randrange(2, 60))]
        time.sleep(chance.uniform(0, 0.004))
        child.kill()
        return promises_in([*told, *child.stdout])


def test_a_workspace_killed_again_and_again_reopens_with_every_committed_edit(workspace_file):
    edits = 0
    for seed in range(ROUNDS):
        promised = edit_until_killed(workspace_file, seed)

        with open_workspace(workspace_file) as reopened:
            found = (reopened.revision, digest_of(reopened.dataset))
            last = max(promised)
            # The kill may fall between a commit and its report, never the other way round.
            assert found == (last, promised[last]) or reopened.revision == last + 1
            reopened.save()
        edits += len(promised) - 1
        assert [path.name for path in workspace_file.parent.iterdir()] == [workspace_file.name]
        assert working_copies() == []
    assert edits >= 200


@pytest.mark.parametrize("point", ["before-replace", "after-replace"])
def test_a_kill_in_the_middle_of_a_save_loses_nothing(workspace_file, point):
    with start_editing(workspace_file, 7, point) as child:
        assert child.stdout is not None
        revision, digest = max(promises_in(child.stdout).items())
        assert child.wait() == -9

    with open_workspace(workspace_file) as reopened:
        assert (reopened.revision, digest_of(reopened.dataset)) == (revision, digest)
        assert reopened.was_recovered == (point == "before-replace")
        reopened.save()
    assert [path.name for path in workspace_file.parent.iterdir()] == [workspace_file.name]
