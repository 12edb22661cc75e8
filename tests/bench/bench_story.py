"""Stories: what six slides cost as a deck and as a PDF, how large the deck is, and a step of a talk."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

from chipmap.model.edits.stories import slides_in_order
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.starter import starter_dataset
from chipmap.ui.story.story_files import StoryFormat, ToldStory, write_story
from tests.bench.registry import Figure, benchmark

_REPEATS = 5


@benchmark("six slides to a deck and to PDF")
def six_slides() -> list[Figure]:
    dataset = starter_dataset(title="Bench")
    told = ToldStory(
        "Bench",
        dataset,
        slides_in_order(dataset, "story1"),
        PlaceNames.load("EU", "en"),
        date(2026, 11, 22),
        1,
    )
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for kind, bar in ((StoryFormat.POWERPOINT, 3.0), (StoryFormat.PDF, 2.0)):
            target = Path(folder) / f"bench.{kind}"
            times = []
            for _repeat in range(_REPEATS):
                begun = time.process_time()
                write_story(told, target, kind)
                times.append(time.process_time() - begun)
            figures.append(Figure(f"{kind}, CPU, median", statistics.median(times), "s", bar))
            figures.append(Figure(f"{kind}, CPU, the first", times[0], "s"))
        size = (Path(folder) / "bench.pptx").stat().st_size / 1e6
        figures.append(Figure("size of the deck", size, "MB", 5.0))
    return figures
