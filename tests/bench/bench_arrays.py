"""Levels as arrays at 100,000 scores: what one edit costs until the arrays are right again."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from chipmap.model.analysis.arrays import arrays_of
from chipmap.model.edits.scores import set_level
from tests.bench.bench_storage import a_dataset_of_answers
from tests.bench.measuring import peak_memory_mb
from tests.bench.registry import Figure, benchmark

EDITS = 50


@benchmark("arrays")
def measure_arrays() -> Iterator[Figure]:
    dataset = a_dataset_of_answers()
    subjects = list(dataset.institutions)
    start = time.process_time()
    arrays_of(dataset).cube(subjects)
    yield Figure("arrays of 100,000 scores, anew", time.process_time() - start, "s")
    times = []
    for number in range(EDITS):
        subject = subjects[number * 7]
        dataset = dataset.with_changes(
            set_level(dataset, subject=subject, segment=f"segment_{number:03}", level=(number + 3) % 6)
        )
        start = time.process_time()
        arrays_of(dataset).of(subject)
        times.append(1000 * (time.process_time() - start))
    yield Figure("arrays after one edit at 100,000 scores", statistics.median(times), "ms", bar=2.0)
    yield Figure("peak memory, the 100,000 scores included", peak_memory_mb(), "MB", bar=400)
