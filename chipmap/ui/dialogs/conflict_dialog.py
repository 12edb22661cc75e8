"""One conflict whole: what was sent out, mine and theirs side by side, and every way to decide it.

Used while a file is reviewed, and later for conflicts that were left open. It writes nothing: `decided`
carries the resolution, and the value where another one was entered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from chipmap.model.records import NA, Confidence, Resolution
from chipmap.model.records.units import JUDGEMENT, REASON, SOURCES, Judgement
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.parts import button, frame, label
from chipmap.wording import _
from chipmap.wording.conflicts import conflict_reason, value_text
from chipmap.wording.levels import confidence_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QShowEvent

    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Answer, ConflictKind, Evidence
    from chipmap.model.records.units import UnitValue

_TEXT_ROWS = 90


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """What the dialog shows of a conflict; `where` names place, segment and unit."""

    where: str
    unit: str
    kind: ConflictKind | None
    base: UnitValue
    ours: UnitValue
    theirs: UnitValue
    who_here: str = ""
    who_there: str = ""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    """What theirs cites and the workspace does not have."""
    can_edit: bool = True
    """Whether another value can be entered here."""


class ConflictDialog(DialogFrame):
    """Mine stays until one of the buttons is pressed; Esc decides nothing."""

    decided = Signal(object, object)

    def __init__(self, shown: ShownConflict, dataset: Dataset, parent: QWidget | None = None) -> None:
        height = 560 if shown.unit in (REASON, SOURCES) else 460
        super().__init__(_("Decide a conflict"), 720, height, parent)
        self._shown = shown
        self._dataset = dataset
        self._levels: QComboBox | None = None
        self._confidences: QComboBox | None = None
        self._text: QPlainTextEdit | None = None
        self.primary.hide()
        self.primary.setDefault(False)
        self.cancel.setText(_("Decide later"))
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.mine.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        shown = self._shown
        self.body.addSpacing(4)
        self.body.addWidget(label(shown.where, "heading"))
        reason = conflict_reason(shown.kind) if shown.kind is not None else ""
        base = _("sent out: {value}").format(value=value_text(shown.base, self._dataset))
        self.body.addWidget(label(f"{reason} ({base})" if reason else base, "small", "text2"))
        sides = QHBoxLayout()
        sides.setSpacing(16)
        self.mine = button(_("Keep mine"), partial(self._decide, Resolution.OURS))
        self.theirs = button(_("Take theirs"), partial(self._decide, Resolution.THEIRS))
        sides.addWidget(self._side(_("In your workspace"), shown.ours, shown.who_here, self.mine), 1)
        sides.addWidget(self._side(_("In the file"), shown.theirs, shown.who_there, self.theirs), 1)
        self.body.addLayout(sides, 1)
        if shown.unit in (REASON, SOURCES) and shown.ours and shown.theirs:
            words = _("Keep both texts") if shown.unit == REASON else _("Keep the evidence of both")
            self.both = button(words, partial(self._decide, Resolution.BOTH))
            self.body.addWidget(self.both, 0, Qt.AlignmentFlag.AlignLeft)
        if shown.unit != SOURCES and shown.can_edit:
            self.body.addLayout(self._editor())

    def _side(self, title: str, value: UnitValue, who: str, decide: QWidget) -> QWidget:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(title, "small_strong"))
        text = self._text_of(value)
        said = label(text, "body" if self._shown.unit in (REASON, SOURCES) else "title")
        said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addWidget(said, 1)
        column.addWidget(label(who, "small", "text2"))
        column.addWidget(decide, 0, Qt.AlignmentFlag.AlignLeft)
        return frame("card", column, 16)

    def _text_of(self, value: UnitValue) -> str:
        """A reason with its lines, evidence a title in each."""
        if isinstance(value, str):
            return value
        if isinstance(value, tuple) and not isinstance(value, Judgement):
            return "\n".join(map(self._title_of, value))
        return value_text(value, self._dataset)

    def _title_of(self, key: str) -> str:
        found: Evidence | None = self._dataset.evidence.get(key) or self._shown.evidence.get(key)
        return key if found is None else found.title

    def _editor(self) -> QVBoxLayout:
        """Where another value is entered: a text, or a level with its confidence."""
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(_("Or another value"), "small_strong"))
        row = QHBoxLayout()
        row.setSpacing(8)
        if self._shown.unit == REASON:
            self._text = QPlainTextEdit(str(self._shown.ours or ""))
            self._text.setAccessibleName(_("Another text"))
            self._text.setTabChangesFocus(True)
            self._text.setMaximumHeight(_TEXT_ROWS)
            row.addWidget(self._text, 1)
        else:
            self._levels = self._level_choice()
            row.addWidget(self._levels)
            if self._shown.unit == JUDGEMENT:
                self._confidences = self._confidence_choice()
                row.addWidget(self._confidences)
            row.addStretch(1)
        self.edited = button(_("Keep this value"), self._keep_edited)
        row.addWidget(self.edited, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        return column

    def _level_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(_("Another level"))
        choice.addItem(_("not scored"), None)
        for level in range(6):
            choice.addItem(str(level), level)
        choice.addItem(_("not applicable"), NA)
        shown = self._shown.ours
        said = shown.level if isinstance(shown, Judgement) else shown
        choice.setCurrentIndex(said + 1 if isinstance(said, int) else 7 if said is NA else 0)
        return choice

    def _confidence_choice(self) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(_("Confidence"))
        choice.addItem(_("no confidence"), None)
        for one in Confidence:
            choice.addItem(confidence_word(one), one.value)
        ours = self._shown.ours
        if isinstance(ours, Judgement) and ours.confidence is not None:
            choice.setCurrentIndex(choice.findData(ours.confidence.value))
        return choice

    def _keep_edited(self) -> None:
        self._decide(Resolution.EDITED, self._entered())

    def _entered(self) -> UnitValue:
        if self._text is not None:
            from chipmap.model.text_rules import clean_text

            return clean_text(self._text.toPlainText())
        assert self._levels is not None
        # Item data loses the type of an enumeration; the position does not.
        at = self._levels.currentIndex()
        level: Answer | None = None if at == 0 else NA if at == 7 else at - 1
        if self._confidences is None:
            return level
        stated = self._confidences.currentData()
        ours = self._shown.ours
        year = ours.year if isinstance(ours, Judgement) else None
        return Judgement(level, None if stated is None else Confidence(stated), year)

    def _decide(self, resolution: Resolution, value: UnitValue = None) -> None:
        self.decided.emit(resolution, value)
        self.accept()
