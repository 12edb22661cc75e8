"""How a collaboration begins that somebody starts from a gap, a partner or the register itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.edits.collaborations import collaboration_draft, new_collaboration_id
from chipmap.model.records import ROOT_SEGMENT
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.records import Collaboration
    from chipmap.ui.bridge import WorkspaceBridge


def started_between(bridge: WorkspaceBridge, focus: str, partner: str, segment: str) -> Collaboration:
    """An idea of the focus region with a partner in a segment, under a name that says so."""
    dataset = bridge.dataset
    segments = (segment,) if segment in dataset.segments and segment != ROOT_SEGMENT else ()
    partners = tuple(code for code in (focus, partner) if code)
    sides = " – ".join(map(bridge.subject_name, partners))
    topic = mid_sentence(bridge.segment_name(segment)) if segments else ""
    if partner and topic:
        name = _("{sides}: {segment}").format(sides=sides, segment=topic)
    elif partner:
        name = _("{sides}: new collaboration").format(sides=sides)
    else:
        name = _("New collaboration in {segment}").format(segment=topic) if topic else _("New collaboration")
    draft = collaboration_draft(partners=partners, segments=segments)
    return replace(draft, id=new_collaboration_id(dataset, name), name=name)
