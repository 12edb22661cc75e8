"""What a scenario means for its reader: stage by stage, who could step in, what it rests on.

Everything is derived from an outcome and the dataset that it was computed from; nothing is computed twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chipmap.model.analysis.removals import lost_parts
from chipmap.model.analysis.scenario import ScenarioOutcome, SegmentOutcome, segments_meant
from chipmap.model.analysis.shares import deciding_rows
from chipmap.model.analysis.shock import LossBand
from chipmap.model.analysis.supply import supply_of
from chipmap.model.assumptions import value_of
from chipmap.model.dataset import Dataset
from chipmap.model.records import Grade, Link, Scenario, Share, SuggestionBasis

_WHOLE = 100.0


@dataclass(frozen=True, slots=True)
class StageLoss:
    """What a stage loses of its normal output, None where that is not known; `part` is its worst hit part."""

    stage: str
    loss: float | None
    part: str = ""
    part_loss: float = 0.0


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier of a segment; `share`, `lost` and `spare` are parts of the segment's normal output.

    `covers` is what it makes up of the loss if all who can do so share it by their spare capacity.
    """

    subject: str
    share: float
    lost: float = 0.0
    spare: float = 0.0
    covers: float = 0.0
    row: Share | None = None


@dataclass(frozen=True, slots=True)
class SupplyView:
    """The suppliers of one segment after the removals, largest first, and the part that nobody lists.

    `unknown` is taken as unaffected and without spare capacity; None where the shares cannot be right.
    """

    segment: str
    basis: SuggestionBasis | None
    suppliers: tuple[Supplier, ...]
    unknown: float | None
    direct: float = 0.0
    resourced: float = 0.0

    @property
    def lost(self) -> tuple[Supplier, ...]:
        """Who is lost, at least in part."""
        return tuple(one for one in self.suppliers if one.lost > 0)

    @property
    def stepping_in(self) -> tuple[Supplier, ...]:
        """Who could make up for a part of it, those with the most spare capacity first."""
        able = [one for one in self.suppliers if one.covers > 0]
        return tuple(sorted(able, key=lambda one: (-one.covers, one.subject)))

    @property
    def not_covered(self) -> float:
        """What nobody makes up for."""
        return max(0.0, self.direct - self.resourced)


@dataclass(frozen=True, slots=True)
class Certainty:
    """What the loss of a segment rests on: known shares with their grades, and links with their sources."""

    coverage: float
    grades: Mapping[Grade, int]
    links: tuple[Link, ...]
    band: LossBand | None


def stage_losses(dataset: Dataset, outcome: ScenarioOutcome) -> tuple[StageLoss, ...]:
    """Every stage of the chain in its order."""
    return tuple(_stage_loss(dataset, outcome, stage.id) for stage in dataset.stages())


def _stage_loss(dataset: Dataset, outcome: ScenarioOutcome, stage: str) -> StageLoss:
    own = outcome.of(stage)
    loss: float | None = 0.0
    if own is not None:
        loss = own.loss
    elif stage in outcome.unknown:
        loss = None
    below = set(segments_meant(dataset, stage)) - {stage}
    worst = next((one for one in outcome.segments if one.segment in below and one.loss), None)
    if worst is None or (loss is not None and (worst.loss or 0.0) <= loss):
        return StageLoss(stage, loss)
    return StageLoss(stage, loss, worst.segment, worst.loss or 0.0)


def root_segment_of(found: SegmentOutcome) -> str:
    """The segment in which the loss of another begins: the end of its cause chain."""
    return found.causes[-1]


def supply_view(dataset: Dataset, scenario: Scenario, outcome: ScenarioOutcome, segment: str) -> SupplyView:
    """Who supplies a segment, who of them is lost, and who could step in with how much."""
    spare = spare_of(dataset, scenario)
    supply = supply_of(dataset, segment)
    rows = deciding_rows(dataset, segment)
    known = sum(supply.percents.values())
    scale = 1.0 / known if known >= 98.0 - 1e-9 else 1.0 / _WHOLE
    shares = {subject: percent * scale for subject, percent in supply.percents.items()}
    shock, _nobody = lost_parts(dataset, {segment: shares}, outcome.removals)
    hit = shock.get(segment, {})
    found = outcome.of(segment)
    resourced = found.resourced if found is not None else 0.0
    idle = {subject: share * spare * (1.0 - hit.get(subject, 0.0)) for subject, share in shares.items()}
    pool = sum(idle.values())
    suppliers = [
        Supplier(
            subject,
            share,
            share * hit.get(subject, 0.0),
            idle[subject],
            resourced * idle[subject] / pool if pool > 0 else 0.0,
            rows.get(subject),
        )
        for subject, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    ]
    unknown = None if supply.remainder is None else max(0.0, 1.0 - sum(shares.values()))
    direct = found.direct if found is not None else sum(one.lost for one in suppliers)
    return SupplyView(segment, supply.basis, tuple(suppliers), unknown, direct, resourced)


def spare_of(dataset: Dataset, scenario: Scenario) -> float:
    """The spare capacity of every supplier as a part of its output, as the scenario takes it."""
    if not scenario.is_resourced:
        return 0.0
    return value_of(dataset, "shock.spare") if scenario.spare is None else scenario.spare


def certainty_of(dataset: Dataset, found: SegmentOutcome) -> Certainty:
    """What the loss of a segment rests on, back to the segment in which it begins."""
    root = root_segment_of(found)
    supply = supply_of(dataset, root)
    rows = deciding_rows(dataset, root)
    grades = Counter(rows[subject].grade for subject in supply.percents)
    return Certainty(supply.known / _WHOLE, dict(grades), tuple(links_of(dataset, found)), found.band)


def links_of(dataset: Dataset, found: SegmentOutcome) -> Iterator[Link]:
    """The links along the cause chain of a segment, nearest first."""
    for after, before in zip(found.causes, found.causes[1:], strict=False):
        yield from (
            link
            for link in dataset.links.values()
            if link.from_segment == before and link.to_segment == after
        )


@dataclass(frozen=True, slots=True)
class SegmentDifference:
    """What a segment loses in two scenarios; None where that is not known. `difference` is second − first."""

    segment: str
    first: float | None
    second: float | None

    @property
    def difference(self) -> float | None:
        """How much more the second loses, as a part of normal output."""
        return None if self.first is None or self.second is None else self.second - self.first


def compare_outcomes(first: ScenarioOutcome, second: ScenarioOutcome) -> tuple[SegmentDifference, ...]:
    """Every segment that loses something in one of two scenarios, the largest loss first."""
    hit = dict.fromkeys([one.segment for one in (*first.segments, *second.segments)])
    rows = [SegmentDifference(name, _loss_in(first, name), _loss_in(second, name)) for name in hit]
    return tuple(sorted(rows, key=lambda row: (-max(row.first or 0.0, row.second or 0.0), row.segment)))


def _loss_in(outcome: ScenarioOutcome, segment: str) -> float | None:
    found = outcome.of(segment)
    return 0.0 if found is None else found.loss
