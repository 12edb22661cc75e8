"""Who holds what of the chain, as the inputs of a scenario offer it; kept while the dataset stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.analysis.removals import segments_meant
from chipmap.model.analysis.supply import suppliers_meant, supply_of
from chipmap.model.records import ROOT_SEGMENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chipmap.model.dataset import Dataset


class Holdings:
    """The known shares of every segment, in per cent."""

    def __init__(self) -> None:
        self._dataset: Dataset | None = None
        self._percents: dict[str, Mapping[str, float]] = {}

    def follow(self, dataset: Dataset) -> None:
        """Read shares from this dataset from now on."""
        if dataset is not self._dataset:
            self._dataset = dataset
            self._percents = {}

    def of_segment(self, segment: str) -> Mapping[str, float]:
        """The suppliers of one segment, in per cent."""
        if segment not in self._percents:
            assert self._dataset is not None
            self._percents[segment] = supply_of(self._dataset, segment).percents
        return self._percents[segment]

    def largest(self, segment: str) -> list[tuple[str, float]]:
        """The suppliers of a segment, the largest first; of its parts where it has none of its own."""
        percents = dict(self.of_segment(segment))
        if not percents:
            assert self._dataset is not None
            for below in segments_meant(self._dataset, segment):
                for subject, percent in self.of_segment(below).items():
                    percents[subject] = max(percent, percents.get(subject, 0.0))
        return sorted(percents.items(), key=lambda item: (-item[1], item[0]))

    def of_subject(self, subject: str) -> list[tuple[str, float]]:
        """The segments in which a place, a region or an institution's place holds a share, largest first."""
        assert self._dataset is not None
        firm = self._dataset.institutions.get(subject)
        held = (firm.country,) if firm is not None else suppliers_meant(self._dataset, subject)
        found = []
        for segment in self._dataset.segments.values():
            if segment.id != ROOT_SEGMENT:
                percents = self.of_segment(segment.id)
                whole = sum(percents.get(one, 0.0) for one in held)
                if whole > 0:
                    found.append((segment.id, whole))
        return sorted(found, key=lambda item: (-item[1], item[0]))
