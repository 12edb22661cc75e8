"""What can be chosen in the form of a collaboration, and what a name that was typed there means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.edits.collaborations import institution_named
from chipmap.model.records import ROOT_SEGMENT, CollaborationKind, CollaborationStage
from chipmap.ui.panels.register.row import segment_name
from chipmap.wording import _
from chipmap.wording.levels import collaboration_kind_word, stage_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QComboBox

    from chipmap.ui.bridge import WorkspaceBridge

_TRL = range(1, 10)


class FormChoices:
    """Names are those that the workspace shows; what cannot be told stays as it was typed."""

    def __init__(self, bridge: WorkspaceBridge) -> None:
        self._bridge = bridge

    def fill(self, name: str, choice: QComboBox) -> None:
        """Give a list its choices, once; sources anew where there are others now."""
        wanted = 1 + len(self._bridge.dataset.sources) if name == "source" else 1
        if choice.count() >= wanted:
            return
        choice.clear()
        for key, text in self._choices(name):
            choice.addItem(text, key)
        if name == "source":
            choice.setSizeAdjustPolicy(choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(12)

    def chips(self, name: str, keys: Iterable[str]) -> list[tuple[str, str]]:
        """Key and name of each partner, institution or segment."""
        bridge = self._bridge
        if name == "segments":
            return [(key, segment_name(bridge, key)) for key in keys]
        if name == "partners":
            return [(key, bridge.subject_name(key)) for key in keys]
        known = bridge.dataset.institutions
        return [(key, bridge.subject_name(key) if key in known else key) for key in keys]

    def offers(self, name: str, partners: Sequence[str] = ()) -> list[str]:
        """The names that can be added; institutions of the partners where there are any."""
        bridge = self._bridge
        dataset = bridge.dataset
        if name == "segments":
            ordered = sorted(dataset.segments.values(), key=lambda record: record.order)
            return [segment_name(bridge, one.id) if one.id == ROOT_SEGMENT else one.name for one in ordered]
        if name == "partners":
            regions = [record.code for record in dataset.regions.values() if record.is_policy]
            codes = [*regions, *(record.code for record in dataset.countries.values())]
            return sorted(map(bridge.subject_name, codes), key=str.casefold)
        places = self._countries_of(partners)
        return [one.name for one in dataset.institutions.values() if not places or one.country in places]

    def key_of(self, name: str, text: str) -> str:
        """The code or id that a typed name stands for; the text itself where it stands for none."""
        bridge, wanted = self._bridge, text.strip().casefold()
        dataset = bridge.dataset
        if name == "institutions":
            found = institution_named(dataset, text.strip())
            return found.id if found is not None else text.strip()
        if name == "segments":
            for record in dataset.segments.values():
                names = (record.id, record.name, record.short_name, segment_name(bridge, record.id))
                if wanted in map(str.casefold, names):
                    return str(record.id)
            return text.strip()
        for code in (*dataset.regions.keys(), *dataset.countries.keys()):
            if wanted in (str(code).casefold(), bridge.subject_name(str(code)).casefold()):
                return str(code)
        return text.strip()

    def _countries_of(self, partners: Sequence[str]) -> set[str]:
        regions = self._bridge.dataset.regions
        places: set[str] = set()
        for code in partners:
            region = regions.get(code)
            places |= set(region.members) if region is not None else {code}
        return places

    def _choices(self, name: str) -> list[tuple[str, str]]:
        if name == "collaboration_kind":
            return [(kind.value, collaboration_kind_word(kind)) for kind in CollaborationKind]
        if name == "stage":
            return [(stage.value, stage_word(stage)) for stage in CollaborationStage]
        if name == "source":
            sources = self._bridge.dataset.sources.values()
            named = [(str(one.id), f"{one.publisher or one.title}: {one.title}") for one in sources]
            return [("", _("No source")), *sorted(named, key=lambda pair: pair[1].casefold())]
        return [("", "–"), *((str(level), str(level)) for level in _TRL)]
