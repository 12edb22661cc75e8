"""The index under uncertainty: ranks of 60 places over 100 segments."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from chipmap.model.analysis.agreement import kendall_w, krippendorff_alpha
from chipmap.model.analysis.composite import (
    DRAWS,
    PREVIEW_DRAWS,
    Node,
    Uncertain,
    index_sensitivity,
    index_tree,
    uncertainty,
)
from chipmap.model.analysis.elicitation import summarise
from tests.bench.measuring import median_cpu, peak_memory_mb
from tests.bench.registry import Figure, benchmark

PLACES, PILLARS, SEGMENTS = 60, 10, 10
RATERS, ROWS = 30, 2_400


def a_table() -> tuple[Node, dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Levels with a tenth missing, and half-widths as confidences give them."""
    rng = np.random.default_rng(1)
    pillars = [[f"{pillar}.{segment}" for segment in range(SEGMENTS)] for pillar in range(PILLARS)]
    leaves = [leaf for pillar in pillars for leaf in pillar]
    levels = {leaf: np.where(rng.random(PLACES) < 0.1, np.nan, rng.integers(0, 6, PLACES)) for leaf in leaves}
    widths = {leaf: rng.choice([0.5, 1.0, 1.5], PLACES) for leaf in leaves}
    groups = tuple(Node(str(i), 1.0 + i, tuple(map(Node, pillar))) for i, pillar in enumerate(pillars))
    return Node("index", children=groups), levels, widths


@benchmark("uncertainty")
def measure_uncertainty() -> Iterator[Figure]:
    root, levels, widths = a_table()
    noisy = Uncertain(half_widths=widths)
    yield Figure("one index", 1e3 * median_cpu(lambda: index_tree(root, levels)), "ms")
    whole = median_cpu(lambda: uncertainty(root, levels, noisy, draws=DRAWS), repeat=5)
    yield Figure(f"{DRAWS} draws, scores and weights uncertain", whole, "s", bar=2.0)
    preview = median_cpu(lambda: uncertainty(root, levels, noisy, draws=PREVIEW_DRAWS))
    yield Figure(f"{PREVIEW_DRAWS} draws for the preview", preview, "s", bar=0.25)
    weights = median_cpu(lambda: uncertainty(root, levels, draws=DRAWS), repeat=5)
    yield Figure(f"{DRAWS} draws of weights alone", weights, "s")
    yield Figure("peak memory", peak_memory_mb(), "MB", bar=400)


@benchmark("sensitivity")
def measure_sensitivity() -> Iterator[Figure]:
    root, levels, _ = a_table()
    index_sensitivity(root, levels, n=16)
    yield Figure("Sobol' indices of ten weights", median_cpu(lambda: index_sensitivity(root, levels)), "s")
    yield Figure("peak memory", peak_memory_mb(), "MB", bar=400)


@benchmark("agreement")
def measure_agreement() -> Iterator[Figure]:
    rng = np.random.default_rng(1)
    ratings = rng.integers(0, 6, (RATERS, ROWS)).tolist()
    columns = list(zip(*ratings, strict=True))
    yield Figure(
        f"alpha, {RATERS} raters, {ROWS} rows", 1e3 * median_cpu(lambda: krippendorff_alpha(ratings)), "ms"
    )
    yield Figure("W of the same", 1e3 * median_cpu(lambda: kendall_w(ratings)), "ms")
    yield Figure("middle and spread of each row", 1e3 * median_cpu(lambda: [*map(summarise, columns)]), "ms")
