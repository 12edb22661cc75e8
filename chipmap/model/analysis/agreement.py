"""How far raters agree beyond chance: Krippendorff's alpha for levels, Kendall's W for rankings.

Without variation, or with one rater, there is no agreement to measure: the figure is `None`, not 0 or 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from chipmap.model.analysis.figures import Reason, Term, fault_of, is_missing

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ratings = Sequence[Sequence[float | None]]
"""One row for each rater, one column for each item; missing is `None` or NaN."""

_GOOD, _TENTATIVE = 0.8, 0.667
_MOST_VALUES = 1_000
"""Distinct values that coincidences are counted for; a scale has six."""


class Metric(StrEnum):
    """How far apart two answers are."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


class Reading(StrEnum):
    """What an alpha allows (Krippendorff 2004): conclude, conclude tentatively, talk first."""

    GOOD = "good"
    TENTATIVE = "tentative"
    DISCUSS = "discuss"


@dataclass(frozen=True, slots=True)
class Alpha:
    """Krippendorff's alpha: 1 is perfect agreement, 0 what chance gives, below 0 is systematic dissent.

    `items` are those with two raters or more, `answers` their answers.
    """

    value: float | None
    items: int = 0
    answers: int = 0
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()

    @property
    def reading(self) -> Reading | None:
        if self.value is None:
            return None
        if self.value >= _GOOD:
            return Reading.GOOD
        return Reading.TENTATIVE if self.value >= _TENTATIVE else Reading.DISCUSS


@dataclass(frozen=True, slots=True)
class Concordance:
    """Kendall's W with tie correction: 0 no agreement on the order, 1 the same order from all.

    `uncorrected` leaves the tie correction out, `spread` is S, `p_value` the chance of a χ² as large under
    no agreement. `items` are the positions that every rater ranked. From 0.7 the agreement is strong
    (Schmidt 1997, from memory).
    """

    value: float | None
    uncorrected: float | None = None
    spread: float | None = None
    chi_square: float | None = None
    degrees_of_freedom: int | None = None
    p_value: float | None = None
    items: tuple[int, ...] = ()
    reason: Reason | None = None
    explain: tuple[Term, ...] = ()


def krippendorff_alpha(ratings: Ratings, metric: Metric = Metric.ORDINAL) -> Alpha:
    """Agreement of raters on levels; answers may be missing (Krippendorff, Content Analysis, 2004, ch. 11).

    Items with one answer are left out. Rows of unequal length, infinite numbers, negative numbers on the
    ratio scale and answers that are all the same give a reason.
    """
    import numpy as np

    reason = _fault(ratings) or (_fault_of_ratio(ratings) if metric is Metric.RATIO else None)
    if reason is not None:
        return Alpha(None, reason=reason)
    answers = np.array(ratings, dtype=float)
    answers = answers[:, np.isfinite(answers).sum(axis=0) >= 2]
    values = np.unique(answers[np.isfinite(answers)])
    if answers.size == 0:
        return Alpha(None, reason=Reason.TOO_FEW)
    if len(values) > _MOST_VALUES:
        return Alpha(None, reason=Reason.TOO_MANY)
    counts = np.stack([(answers == value).sum(axis=0) for value in values], axis=1).astype(float)
    items, given = len(counts), int(counts.sum())
    observed, expected = _disagreements(counts, _squared_distances(values, counts.sum(axis=0), metric))
    if expected == 0:
        return Alpha(None, items, given, Reason.NO_VARIATION)
    ratio = observed / expected
    terms = (Term("perfect-agreement", 1.0, 1.0), Term("disagreement", ratio, -ratio))
    return Alpha(1.0 - ratio, items, given, explain=terms)


def _fault(ratings: Ratings) -> Reason | None:
    if not ratings or not any(len(row) for row in ratings):
        return Reason.NOTHING_GIVEN
    if len({len(row) for row in ratings}) > 1:
        return Reason.UNEQUAL_LENGTHS
    if all(is_missing(answer) for row in ratings for answer in row):
        return Reason.ALL_MISSING
    return next((fault for row in ratings if (fault := fault_of(row))), None)


def _fault_of_ratio(ratings: Ratings) -> Reason | None:
    return next((fault for row in ratings if (fault := fault_of(row, may_be_negative=False))), None)


def _disagreements(counts: NDArray[Any], distances: NDArray[Any]) -> tuple[float, float]:
    """Observed and expected disagreement of items × values counts, each a mean squared distance."""
    import numpy as np

    weights = 1.0 / (counts.sum(axis=1) - 1.0)
    coincidences = (counts * weights[:, None]).T @ counts - np.diag(weights @ counts)
    margins = coincidences.sum(axis=1)
    n = margins.sum()
    observed = float((coincidences * distances).sum() / n)
    expected = float((np.outer(margins, margins) * distances).sum() / (n * (n - 1)))
    return observed, expected


def _squared_distances(values: NDArray[Any], counts: NDArray[Any], metric: Metric) -> NDArray[Any]:
    """The squared distance of each pair of ascending values; the ordinal one counts the answers between."""
    import numpy as np

    if metric is Metric.NOMINAL:
        return 1.0 - np.eye(len(values))
    if metric is Metric.ORDINAL:
        centres: NDArray[Any] = np.cumsum(counts) - counts / 2
        return np.asarray((centres[:, None] - centres[None, :]) ** 2)
    differences = values[:, None] - values[None, :]
    if metric is Metric.INTERVAL:
        return np.asarray(differences**2)
    sums = values[:, None] + values[None, :]
    return np.asarray(np.divide(differences, sums, out=np.zeros_like(sums), where=sums > 0) ** 2)


def kendall_w(ratings: Ratings) -> Concordance:
    """Agreement of raters on an order (Kendall & Babington Smith 1939; ties after Kendall 1948).

    Rows may hold ranks or levels: each is ranked anew over the items that every rater ranked, ties at their
    mean rank. One rater, fewer than two common items and rankings without any order give a reason.
    """
    reason = _fault(ratings)
    if reason is not None:
        return Concordance(None, reason=reason)
    common = tuple(
        item for item in range(len(ratings[0])) if not any(is_missing(row[item]) for row in ratings)
    )
    raters, n = len(ratings), len(common)
    if raters < 2 or n < 2:
        return Concordance(None, items=common, reason=Reason.TOO_FEW)
    rows = [[level for item in common if (level := row[item]) is not None] for row in ratings]
    sums = [sum(ranks) for ranks in zip(*map(_mean_ranks, rows), strict=True)]
    mean = sum(sums) / n
    spread = sum((each - mean) ** 2 for each in sums)
    whole = raters**2 * (n**3 - n)
    possible = whole - raters * sum(map(_ties, rows))
    if possible <= 0:
        return Concordance(None, items=common, reason=Reason.NO_VARIATION)
    value = 12 * spread / possible
    chi_square = raters * (n - 1) * value
    return Concordance(
        value,
        12 * spread / whole,
        spread,
        chi_square,
        n - 1,
        _chance_of(chi_square, n - 1),
        common,
        explain=tuple(
            Term("item", total, 12 * (total - mean) ** 2 / possible, str(item + 1))
            for item, total in zip(common, sums, strict=True)
        ),
    )


def _chance_of(chi_square: float, degrees_of_freedom: int) -> float:
    from scipy.special import chdtrc

    return float(chdtrc(degrees_of_freedom, chi_square))


def _mean_ranks(row: Sequence[float]) -> list[float]:
    """Ascending ranks from 1, ties at the mean of the ranks that they share."""
    rank: dict[float, float] = {}
    below = 0
    for value, count in sorted(Counter(row).items()):
        rank[value] = below + (count + 1) / 2
        below += count
    return [rank[value] for value in row]


def _ties(row: Sequence[float]) -> int:
    """Σ(t³ − t) over the groups of t equal values."""
    return sum(count**3 - count for count in Counter(row).values())
