"""The collaborations of a subject: its own, and those of its regions; a card leads to the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.dataset import Dataset
from chipmap.model.records import Collaboration
from chipmap.ui.panels.citations import Section
from chipmap.ui.panels.source_card import Citation
from chipmap.ui.widgets.parts import SEPARATOR
from chipmap.wording import _
from chipmap.wording.levels import collaboration_kind_word, stage_word

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge

_STAGES = ("running", "open", "planned", "idea", "done")


def collaboration_sections(bridge: WorkspaceBridge, subject: str) -> list[Section]:
    """The subject's own collaborations, then those it takes part in as a member of a region."""
    dataset = bridge.dataset
    own = _own(dataset, subject)
    sections = [Section(_("Its own"), _cards(bridge, own))]
    for region in dataset.regions.values():
        if subject not in region.members or not region.is_policy:
            continue
        shared = [
            record
            for record in dataset.collaborations.values()
            if region.code in record.partners and record not in own
        ]
        title = _("As a member of {region}").format(region=bridge.names.name(region.code))
        sections.append(Section(title, _cards(bridge, shared)))
    sections = [section for section in sections if section.citations]
    if len(sections) == 1 and sections[0].title == _("Its own"):
        sections = [Section(_("Collaborations"), sections[0].citations)]
    return sections


def _own(dataset: Dataset, subject: str) -> list[Collaboration]:
    institution = dataset.institutions.get(subject)
    names = {subject} if institution is None else {subject, institution.name, institution.short_name}
    return [
        record
        for record in dataset.collaborations.values()
        if subject in record.partners or (institution is not None and names & set(record.institutions))
    ]


def _cards(bridge: WorkspaceBridge, records: Iterable[Collaboration]) -> tuple[Citation, ...]:
    ordered = sorted(records, key=lambda record: (_order_of(record.stage), -(record.start_year or 0)))
    return tuple(replace(collaboration_card(bridge, record), key=record.id) for record in ordered)


def _order_of(stage: str) -> int:
    return _STAGES.index(stage) if stage in _STAGES else len(_STAGES)


def collaboration_card(bridge: WorkspaceBridge, record: Collaboration) -> Citation:
    """One collaboration with its stage, kind, year, partners and source."""
    partners = ", ".join(bridge.subject_name(code) for code in record.partners)
    source = bridge.dataset.sources.get(record.source)
    parts = [
        collaboration_kind_word(record.collaboration_kind),
        str(record.start_year) if record.start_year is not None else "",
        partners,
        record.topic,
    ]
    return Citation(
        icon="handshake",
        title=record.name,
        detail=SEPARATOR.join(part for part in parts if part),
        target=source.address if source is not None else "",
        mark=stage_word(record.stage),
    )
