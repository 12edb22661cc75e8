"""What is missing before partners can be ranked, and the button that leads to where it is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from chipmap.model.match.place_partners import PartnerTerm
from chipmap.model.records import NOW
from chipmap.ui.panels.level_texts import mid_sentence
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _
from chipmap.wording import partners as words
from chipmap.wording.formats import horizon as horizon_text

if TYPE_CHECKING:
    from chipmap.model.match.place_partners import PartnerList
    from chipmap.ui.bridge import WorkspaceBridge


class Field(NamedTuple):
    """A field of the score editor: "level" or "need" of a subject in a segment at a horizon."""

    kind: str
    subject: str
    segment: str
    horizon: str


class Missing(NamedTuple):
    """Title, sentence, the button's words, and where it leads."""

    title: str
    text: str
    act: str
    field: Field


def missing_of(bridge: WorkspaceBridge, found: PartnerList, segment: str) -> Missing | None:
    """What keeps a gap of the focus region from being seen in a segment; None where there is one."""
    settings = bridge.dataset.settings
    focus = bridge.subject_name(found.focus)
    horizon = horizon_text(found.horizon, settings.current_year)
    later = found.horizon if found.horizon != NOW else settings.later_horizons[0]
    name = mid_sentence(bridge.segment_name(segment))
    if found.unknown and not found.segments:
        at = found.unknown[0]
        title, text = words.missing_level(focus, mid_sentence(bridge.segment_name(at)), horizon)
        return Missing(title, text, _("Score the level"), Field("level", found.focus, at, found.horizon))
    field = Field("need", found.focus, segment, later)
    if not found.segments:
        return Missing(*words.missing_need(focus, name, later), _("Record a need"), field)
    if not _has_unmet(found):
        return Missing(*words.met_need(focus), _("Record a need"), field)
    return None


def _has_unmet(found: PartnerList) -> bool:
    """Whether a need of the focus is above its level; every candidate is asked about the same segments."""
    parts = [part for one in found.partners[:1] for part in one.terms[PartnerTerm.FILLS_OUR_GAP].parts]
    return not found.partners or any((part.need or 0) > (part.ours or 0) for part in parts)


class MissingNote(QFrame):
    """A card with a title, a sentence and one button; it is only shown where something is missing."""

    wanted = Signal(object)
    """The Field that somebody wants to fill in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._field: Field | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        self.title = label("", "heading")
        self._text = label("", "body", "text2")
        self.act = button("", lambda: self.wanted.emit(self._field), look="primary", icon="target")
        column.addWidget(self.title)
        column.addWidget(self._text)
        column.addSpacing(6)
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)

    def show_missing(self, missing: Missing | None) -> None:
        """Say what is missing, if anything is."""
        self.setVisible(missing is not None)
        if missing is not None:
            self._field = missing.field
            self.title.setText(missing.title)
            self._text.setText(missing.text)
            self.act.setText(missing.act)
