"""Who supplies a segment, and what feeds what, as the shock model and the concentration figures want it.

Shares are those of the segment's basis group. Rows of statistical regions are unknown remainder; a policy
region counts with what its listed members leave of its own row. What nobody lists is unknown, not zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chipmap.model.analysis.figures import Reason
from chipmap.model.analysis.shares import deciding_rows
from chipmap.model.analysis.shock import Spread, Supply, SupplyChain
from chipmap.model.assumptions import value_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import ROOT_SEGMENT, SuggestionBasis

_CRITICALITY = {3: "shock.essential", 2: "shock.important", 1: "shock.useful"}
_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class SegmentSupply:
    """The known suppliers of one segment in per cent, in one (measure, year, basis) group.

    `lower_bounds` are suppliers of whom only one firm is known; `remainder` is what nobody lists, None where
    the shares cannot be right: one is negative, or they add to more than 102 %. Without a group there is a
    `reason` and nothing else.
    """

    segment: str
    basis: SuggestionBasis | None
    percents: Mapping[str, float] = field(default_factory=dict)
    lower_bounds: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    reason: Reason | None = None

    @property
    def known(self) -> float:
        """What the listed suppliers hold together, in per cent."""
        return sum(self.percents.values())

    @property
    def remainder(self) -> float | None:
        """What nobody lists, in per cent; None where the shares cannot all be right."""
        is_wrong = self.reason in (Reason.OVER_HUNDRED, Reason.NEGATIVE)
        return None if is_wrong else max(0.0, _WHOLE - self.known)


MOST_IN_ALL = 102.0


def supply_of(dataset: Dataset, segment: str) -> SegmentSupply:
    """Who supplies a segment, by its basis group."""
    basis: SuggestionBasis | None = dataset.suggestion_basis.get(segment)
    if basis is None:
        return SegmentSupply(segment, None, reason=Reason.NOTHING_GIVEN)
    rows = deciding_rows(dataset, segment)
    percents = {
        subject: row.percent
        for subject, row in rows.items()
        if subject in dataset.countries and row.percent != 0
    }
    for code, row in rows.items():
        region = dataset.regions.get(code)
        if region is None or not region.is_policy:
            continue
        rest = row.percent - sum(percents.get(member, 0.0) for member in region.members)
        if rest > 0:
            percents[code] = rest
    reason = None if percents else Reason.NOTHING_GIVEN
    if any(percent < 0 for percent in percents.values()):
        reason = Reason.NEGATIVE
    elif sum(percents.values()) > MOST_IN_ALL:
        reason = Reason.OVER_HUNDRED
    bounds = frozenset(subject for subject in percents if rows[subject].is_lower_bound)
    sources = tuple(sorted({rows[subject].source for subject in percents}))
    return SegmentSupply(segment, basis, percents, bounds, sources, reason)


def criticality(dataset: Dataset, weight: int) -> float:
    """How much of an input's loss a segment feels over a link of this weight (3 essential … 1 useful)."""
    return value_of(dataset, _CRITICALITY[min(3, max(1, weight))])


def links_into(dataset: Dataset) -> dict[str, dict[str, float]]:
    """For each segment its inputs with their criticality; totals feed nothing."""
    found: dict[str, dict[str, float]] = {}
    for link in dataset.links.values():
        if ROOT_SEGMENT not in (link.from_segment, link.to_segment):
            found.setdefault(link.to_segment, {})[link.from_segment] = criticality(dataset, link.weight)
    return found


def input_shares(dataset: Dataset) -> dict[str, dict[str, float]]:
    """For each segment the part of each input: its criticality over that of all, so that they add to 1."""
    found = {}
    for segment, inputs in links_into(dataset).items():
        whole = sum(inputs.values())
        if whole > 0:
            found[segment] = {name: critical / whole for name, critical in inputs.items()}
    return found


def supply_chain_of(
    dataset: Dataset, *, spare: float | None = None, substitution: float | None = None
) -> SupplyChain:
    """The whole chain for the shock model; spare capacity and substitution as the workspace assumes them.

    A segment without shares stays in the chain: it passes on what its inputs lose and has no loss of its own.
    """
    idle = value_of(dataset, "shock.spare") if spare is None else spare
    moved = value_of(dataset, "shock.substitution") if substitution is None else substitution
    inputs = links_into(dataset)
    supplies = []
    for segment in dataset.segments.values():
        if segment.id == ROOT_SEGMENT:
            continue
        percents = supply_of(dataset, segment.id).percents
        supplies.append(
            Supply(
                segment.id,
                {subject: percent / _WHOLE for subject, percent in percents.items()},
                dict.fromkeys(percents, idle),
                moved,
                inputs.get(segment.id, {}),
            )
        )
    return SupplyChain.of(supplies)


def spread_of(dataset: Dataset) -> Spread:
    """How far the figures of a shock vary in a Monte Carlo, as the workspace assumes it."""
    return Spread(
        *(value_of(dataset, f"shock.spread.{name}") for name in ("severity", "spare", "substitution", "time"))
    )


def suppliers_meant(dataset: Dataset, subject: str) -> tuple[str, ...]:
    """Whose capacity is lost with a place: of a policy region all members and what they leave of it."""
    region = dataset.regions.get(subject)
    return (subject,) if region is None else (subject, *region.members)
