"""An index over a tree: every node is the mean of its children, level by level with the parent's weights.

Missing children are left out and the weights rescaled; a node with too little of its weight known has no
score. Nothing is imputed. Coverage, the known part of the leaves' weight, stands beside every score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from chipmap.model.analysis.composite.aggregating import Aggregation, Part, terms_of, weighted_mean
from chipmap.model.analysis.composite.normalising import Numbers, ranks
from chipmap.model.analysis.figures import SMALLEST, Figure, Reason, fault_of, is_missing

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

MIN_COVERAGE = 2 / 3
"""The part of a node's weight that must be known for it to have a score (semantics.md)."""

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Node:
    """An indicator, or a group of nodes; `aggregation` replaces that of the whole index below this node."""

    name: str
    weight: float = 1.0
    children: tuple[Node, ...] = ()
    aggregation: Aggregation | None = None

    def walk(self) -> Iterator[Node]:
        """This node and everything below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def leaves(self) -> tuple[str, ...]:
        return tuple(node.name for node in self.walk() if not node.children)

    def without(self, name: str) -> Node:
        """The tree without one node, and without groups that are left empty."""
        kept = tuple(
            child.without(name)
            for child in self.children
            if child.name != name and (not child.children or child.without(name).children)
        )
        return Node(self.name, self.weight, kept, self.aggregation)


@dataclass(frozen=True)
class Availability:
    """Where a node has a score at all, and the known part of the weight of its leaves (0 to 1)."""

    known: NDArray[np.bool_]
    coverage: Numbers


def availability(
    root: Node, known: Mapping[str, NDArray[np.bool_]], min_coverage: float = MIN_COVERAGE
) -> dict[str, Availability]:
    """By node name, from where each leaf is known (arrays of shape (places,))."""
    found: dict[str, Availability] = {}

    def visit(node: Node) -> Availability:
        if not node.children:
            here = Availability(known[node.name], known[node.name].astype(float))
        else:
            below = [(child.weight, visit(child)) for child in node.children]
            total = sum(weight for weight, _ in below)
            share = np.sum([weight * child.known for weight, child in below], axis=0) / total
            coverage = np.sum([weight * child.coverage for weight, child in below], axis=0) / total
            here = Availability((share >= min_coverage - _TOLERANCE) & (share > 0), coverage)
        found[node.name] = here
        return here

    visit(root)
    return found


def evaluate(
    node: Node,
    numbers: Callable[[str], Numbers],
    weight: Callable[[Node], Numbers | float],
    available: Mapping[str, Availability],
    method: Aggregation,
    *,
    kept: dict[str, Numbers] | None = None,
) -> Numbers:
    """The numbers of a node; meaningless where the node is not available. `kept` collects those below it."""
    if node.children:
        inherited = node.aggregation or method

        def part_of(child: Node) -> Part:
            known = available[child.name].known
            values = evaluate(child, numbers, weight, available, inherited, kept=kept)
            return weight(child), values, None if known.all() else known

        found = weighted_mean((part_of(child) for child in node.children), inherited)
    else:
        found = numbers(node.name)
    if kept is not None:
        kept[node.name] = found
    return found


@dataclass(frozen=True)
class Index:
    """Scores and coverage of every node by name, arrays of shape (places,); NaN where there is no score.

    Where the tree or the numbers cannot be used, `reason` says why and there are no scores at all.
    """

    root: Node
    scores: Mapping[str, Numbers]
    coverage: Mapping[str, Numbers]
    aggregation: Aggregation = Aggregation.ARITHMETIC
    min_coverage: float = MIN_COVERAGE
    reason: Reason | None = None

    def figure(self, name: str, place: int) -> Figure:
        """The score of a node for a place, with what each child adds to it."""
        node = next((node for node in self.root.walk() if node.name == name), None)
        if self.reason is not None or node is None:
            return Figure(None, self.reason or Reason.UNKNOWN_NAME)
        value = float(self.scores[name][place])
        if np.isnan(value):
            return Figure(None, self._why_not(node, place))
        known = [
            (child.name, float(self.scores[child.name][place]), child.weight)
            for child in node.children
            if not np.isnan(self.scores[child.name][place]) and child.weight > 0
        ]
        return Figure(value, explain=terms_of(known, value, self._method(name)) if known else ())

    def ranks(self, name: str | None = None) -> Numbers:
        """Rank 1 for the highest score of a node, the root's unless named; NaN without a score."""
        return ranks(self.scores.get(name or self.root.name, np.empty(0)))

    def _method(self, name: str, node: Node | None = None, method: Aggregation | None = None) -> Aggregation:
        """The aggregation of a node: its own, else that of the nearest group above with one."""
        here = node or self.root
        found = here.aggregation or method or self.aggregation
        if here.name == name:
            return found
        below = next(child for child in here.children if any(one.name == name for one in child.walk()))
        return self._method(name, below, found)

    def _why_not(self, node: Node, place: int) -> Reason:
        if self.coverage[node.name][place] <= 0:
            return Reason.ALL_MISSING
        share = sum(
            child.weight for child in node.children if not np.isnan(self.scores[child.name][place])
        ) / sum(child.weight for child in node.children)
        return Reason.NOT_POSITIVE if share >= self.min_coverage - _TOLERANCE else Reason.LOW_COVERAGE


def index_tree(
    root: Node,
    scores: Mapping[str, Sequence[float | None] | ArrayLike],
    *,
    aggregation: Aggregation = Aggregation.ARITHMETIC,
    min_coverage: float = MIN_COVERAGE,
) -> Index:
    """The index of every place from the numbers of the leaves, already comparable, by leaf name.

    A leaf without numbers is missing everywhere. Repeated names, negative weights, a group whose weights are
    all zero and rows of unequal length give a reason; a number of zero or below under a geometric or harmonic
    group leaves the place without a score there.
    """
    reason = fault_of_tree(root) or fault_of_scores(root, scores)
    if reason is not None:
        return Index(root, {}, {}, aggregation, min_coverage, reason)
    leaves = numbers_of(root, scores)
    available = availability(root, {name: ~np.isnan(row) for name, row in leaves.items()}, min_coverage)
    kept: dict[str, Numbers] = {}
    evaluate(root, lambda name: leaves[name], lambda node: node.weight, available, aggregation, kept=kept)
    return Index(
        root,
        {name: np.where(available[name].known, numbers, np.nan) for name, numbers in kept.items()},
        {name: here.coverage for name, here in available.items()},
        aggregation,
        min_coverage,
    )


def index_bounds(
    root: Node,
    scores: Mapping[str, Sequence[float | None] | ArrayLike],
    *,
    lowest: float = 0.0,
    highest: float = 5.0,
    aggregation: Aggregation = Aggregation.ARITHMETIC,
) -> tuple[Index, Index]:
    """The index with every missing number at the bottom of the scale, and with every one at the top."""
    if fault_of_tree(root) or fault_of_scores(root, scores):
        unusable = index_tree(root, scores, aggregation=aggregation)
        return unusable, unusable
    leaves = numbers_of(root, scores)
    low, high = (
        index_tree(
            root,
            {name: np.where(np.isnan(row), filled, row) for name, row in leaves.items()},
            aggregation=aggregation,
        )
        for filled in (lowest, highest)
    )
    return low, high


def fault_of_tree(root: Node) -> Reason | None:
    """Why a tree cannot be computed with, if it cannot."""
    names = [node.name for node in root.walk()]
    if len(set(names)) < len(names):
        return Reason.REPEATED_NAME
    if any(is_missing(node.weight) for node in root.walk()):
        return Reason.MISSING
    reason = fault_of([node.weight for node in root.walk()], may_be_negative=False)
    groups = [node.children for node in root.walk() if node.children]
    if reason is None and any(sum(child.weight for child in group) <= SMALLEST for group in groups):
        return Reason.ZERO_WEIGHTS
    return reason


def fault_of_scores(root: Node, scores: Mapping[str, Any]) -> Reason | None:
    """Why numbers cannot enter a tree, if they cannot: unequal rows, infinite numbers, or none at all."""
    rows = [np.array(scores[name], dtype=float) for name in root.leaves if name in scores]
    if not rows or not all(row.size for row in rows):
        return Reason.NOTHING_GIVEN
    if len({row.shape for row in rows}) > 1 or rows[0].ndim != 1:
        return Reason.UNEQUAL_LENGTHS
    return next((fault for row in rows if (fault := fault_of(row.tolist()))), None)


def numbers_of(root: Node, scores: Mapping[str, Any]) -> dict[str, Numbers]:
    """The numbers of every leaf with NaN for missing."""
    given = {name: np.array(scores[name], dtype=float) for name in root.leaves if name in scores}
    for row in given.values():
        row[np.abs(row) < SMALLEST] = 0.0
    places = len(next(iter(given.values())))
    return {name: given.get(name, np.full(places, np.nan)) for name in root.leaves}
