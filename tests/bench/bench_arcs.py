"""Lines on the map: what 200 of them add to the final picture at 1080p, and how long finding them takes.

The program never draws more than twelve; 200 are what desktop GIS programs are measured with. Names are off,
because 200 ends leave them so little room that finding it would be the larger part.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice

from chipmap.model.geography.arcs import STEP_DEGREES, Arc, ArcKind, Arcs, find_arcs
from chipmap.model.geography.places import load_places
from chipmap.model.geography.projection import great_circle, unproject
from chipmap.model.starter import starter_dataset
from chipmap.ui.map.canvas import MapCanvas
from tests.bench.bench_map import a_map_page, longest_step_ms, thread_ms
from tests.bench.registry import Figure, benchmark

COUNT = 200


def many_arcs(count: int) -> Arcs:
    """Lines between pairs of large places, every third of them dashed."""
    places = sorted(load_places().values(), key=lambda place: -place.area_km2)[1:24]
    arcs = []
    for number, (one, other) in enumerate(islice(combinations(places, 2), count)):
        ends = unproject(*one.anchor), unproject(*other.anchor)
        assert ends[0] is not None
        assert ends[1] is not None
        lines = tuple(tuple(line) for line in great_circle(ends[0], ends[1], STEP_DEGREES))
        arcs.append(Arc(one.code, other.code, 1.0 + number % 9, lines, is_dashed=number % 3 == 0))
    return Arcs(ArcKind.COLLABORATIONS, tuple(arcs))


def picture_ms(canvas: MapCanvas, arcs: Arcs | None) -> float:
    """The median time of the whole final picture, margin included, with the lines given."""
    wish = canvas.wish()
    wish = replace(wish, scene=replace(wish.scene, arcs=arcs, shows_names=False))
    return statistics.median(thread_ms(lambda: canvas.backdrop.renew_at_once(wish)) for _ in range(9))


@benchmark("map-arcs")
def measure_arcs() -> Iterator[Figure]:
    dataset = starter_dataset(title="Bench")
    for kind in ArcKind:
        times = [
            thread_ms(lambda kind=kind: find_arcs(dataset, kind, segment="fab", focus="EU27"))
            for _ in range(9)
        ]
        yield Figure(f"find the lines of fabrication, {kind}", statistics.median(times), "ms")
    with a_map_page() as (_application, page, _bridge):
        canvas = page.canvas
        without = picture_ms(canvas, None)
        twelve = picture_ms(canvas, many_arcs(12))
        many = picture_ms(canvas, many_arcs(COUNT))
        yield Figure("final picture without lines and names", without, "ms")
        yield Figure("what 12 lines add to it", twelve - without, "ms")
        yield Figure(f"what {COUNT} lines add to it", many - without, "ms")
        canvas.show_arcs(ArcKind.COLLABORATIONS)
        yield Figure("longest step without a pause, 12 lines", longest_step_ms(canvas), "ms", bar=12.0)
