"""A process that edits and saves a workspace until it is killed, and tells each thing it was promised.

Run as `python editing_process.py PATH SEED [POINT]`. Each line it prints names the revision and the digest of
a dataset that the workspace says is committed. POINT kills it from within the first save: `before-replace`
when the new file is complete and the old one in place, `after-replace` when the new one has just taken its
place.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.labels import Label
from chipmap.model.records import NA, Score
from chipmap.model.workspace import Workspace, open_workspace
from tests.builders import a_score

EDITS = 200
SUBJECTS = ("NLD", "DEU", "MYS", "EU27")
SEGMENTS = ("litho", "deposition", "packaging", "packaging_osat", "packaging_advanced")


def digest_of(dataset: Dataset) -> str:
    scores = sorted(dataset.scores.values(), key=lambda score: score.key)
    return sha256(repr((scores, dataset.settings)).encode()).hexdigest()[:16]


def main(path: Path, seed: int, point: str = "") -> None:
    chance = random.Random(seed)
    workspace = open_workspace(path)
    report(workspace)
    if point:
        die_in_save(path, point)
    for _ in edits(workspace, chance):
        report(workspace)
    signal.pause()


def edits(workspace: Workspace, chance: random.Random) -> Iterator[None]:
    """Random edits of every size, undo, redo and saves, one at a time."""
    for _ in range(EDITS):
        what = chance.random()
        if what < 0.12:
            workspace.save()
        elif what < 0.22 and workspace.can_undo:
            workspace.undo()
        elif what < 0.27 and workspace.can_redo:
            workspace.redo()
        else:
            workspace.apply(some_changes(workspace.dataset, chance), label=Label.CHANGE_SCORE)
        yield


def some_changes(dataset: Dataset, chance: random.Random) -> ChangeSet:
    keys = [(subject, segment) for subject in SUBJECTS for segment in SEGMENTS]
    chosen = chance.sample(keys, chance.choice((1, 1, 1, 3, 12)))
    return ChangeSet.of(a_change(dataset, chance, *key) for key in chosen)


def a_change(dataset: Dataset, chance: random.Random, subject: str, segment: str) -> Change:
    score = a_score(chance.choice((0, 1, 2, 3, 4, 5, NA)), subject, segment)
    before: Score | None = dataset.scores.get(score.key)
    if before is not None and chance.random() < 0.2:
        return Change(before, None)
    return Change(before, replace(score, reason=f"Reason {chance.random()} " + "é" * chance.randrange(300)))


def report(workspace: Workspace) -> None:
    sys.stdout.write(f"{workspace.revision} {digest_of(workspace.dataset)}\n")
    sys.stdout.flush()


def die_in_save(target: Path, point: str) -> None:
    """Kill this very process at one moment of a save, by watching what it asks of the system."""
    has_replaced = False

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal has_replaced
        is_replacing = event == "os.rename" and str(arguments[1]) == str(target)
        is_after = has_replaced and event == "open"
        if (is_replacing and point == "before-replace") or (is_after and point == "after-replace"):
            os.kill(os.getpid(), signal.SIGKILL)
        has_replaced = has_replaced or is_replacing

    sys.addaudithook(watch)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
