"""Opening, editing and saving 100,000 answers: one in each row, the dearest way to hold them."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.labels import Label
from chipmap.model.workspace import Workspace, create_workspace, open_workspace
from tests.bench.measuring import median_cpu
from tests.bench.registry import Figure, benchmark
from tests.builders import a_country, a_dataset, a_rater, a_score, a_segment, an_institution

ANSWERS = 100_000
EDITS = 200


def a_dataset_of_answers(count: int = ANSWERS) -> Dataset:
    """A thousand institutions, each with a level now in a hundred segments."""
    segments = [a_segment(f"segment_{number:03}", "chain", order=number) for number in range(100)]
    institutions = [an_institution(f"institution-{number}", segments=()) for number in range(count // 100)]
    scores = [
        a_score((row + column) % 6, institution.id, segment.id, reason="Two plants." if row % 3 == 0 else "")
        for row, institution in enumerate(institutions)
        for column, segment in enumerate(segments)
    ]
    return a_dataset(a_country(), a_rater(), *segments, *institutions, *scores)


@contextmanager
def a_large_workspace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.chipmap"
        create_workspace(path, a_dataset_of_answers()).close()
        yield path


@benchmark("open-100000-answers")
def measure_opening() -> Iterator[Figure]:
    with a_large_workspace() as path:
        opened: list[Workspace] = []

        def close() -> None:
            while opened:
                opened.pop().close()

        seconds = median_cpu(lambda: opened.append(open_workspace(path)), before=close)
        close()
        yield Figure("opening 100,000 answers", seconds, "s", bar=1.5)


@benchmark("edit-at-100000-answers")
def measure_editing() -> Iterator[Figure]:
    with a_large_workspace() as path, open_workspace(path) as workspace:
        scores = list(workspace.dataset.scores.values())[:: ANSWERS // EDITS]
        times = []
        for score in scores:
            changes = ChangeSet((Change(score, replace(score, levels=(("now", 5),), year=2025)),))
            start = time.process_time()
            workspace.apply(changes, label=Label.CHANGE_SCORE)
            times.append(time.process_time() - start)
        yield Figure("one edit with its commit", statistics.median(times) * 1000, "ms", bar=5.0)
        yield Figure("the slowest of 200 edits", max(times) * 1000, "ms")
        undo = median_cpu(workspace.undo, repeat=50)
        yield Figure("one undo", undo * 1000, "ms", bar=5.0)


@benchmark("save-100000-answers")
def measure_saving() -> Iterator[Figure]:
    with a_large_workspace() as path, open_workspace(path) as workspace:
        yield Figure("saving 100,000 answers", median_cpu(workspace.save) * 1000, "ms")
        yield Figure("size of the file", path.stat().st_size / 1e6, "MB")
