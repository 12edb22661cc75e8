"""The checklist of a partner place or a collaboration: who looks into what, until when, and what they noted.

It never concludes anything: a state says how far a person has come, and the note is theirs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.analysis.overdue import is_check_overdue
from chipmap.model.edits.due_diligence import checklist_of, put_check
from chipmap.model.errors import RuleBroken
from chipmap.model.records import CheckState, DueDiligence, DueDiligenceTopic
from chipmap.ui import theme
from chipmap.ui.operations import collaborations as operations
from chipmap.ui.panels.line_fields import LineField, LinesField
from chipmap.ui.widgets.captioned_field import CaptionedField
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.parts import SEPARATOR, button, label, repaint_in
from chipmap.wording import _, ngettext
from chipmap.wording.collaborations import check_state_word, day_text, topic_question, topic_word
from chipmap.wording.issues import reason_of, suggestion_of

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from chipmap.ui.bridge import WorkspaceBridge

_STATES = tuple(CheckState)


class CheckSection(QFrame):
    """One topic: its state, always seen; owner, dates and note beneath, where it is opened."""

    committed = Signal(object)

    def __init__(self, topic: DueDiligenceTopic, bridge: WorkspaceBridge, today: date) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._bridge, self._today = bridge, today
        self._check = DueDiligence("", topic)
        self.state = ChoiceField()
        for state in _STATES:
            self.state.addItem(check_state_word(state), state.value)
        self.state.setAccessibleName(_("State of {topic}").format(topic=topic_word(topic)))
        example = _("such as {date}").format(date="2027-03")
        self.owner, self.due, self.reviewed_on = LineField(), LineField(example), LineField(example)
        self.note = LinesField(_("What was looked at, and where it stands"))
        captions: dict[str, tuple[str, LineField | LinesField]] = {
            "owner": (_("Owner"), self.owner),
            "due": (_("Due"), self.due),
            "reviewed_on": (_("Reviewed on"), self.reviewed_on),
            "note": (_("Note"), self.note),
        }
        self.fields = {name: CaptionedField(text, field) for name, (text, field) in captions.items()}
        for name, (text, field) in captions.items():
            field.setAccessibleName(f"{topic_word(topic)}: {text}")
            field.committed.connect(lambda _text, _name=name: self.keep())
        self.state.activated.connect(lambda _index: self._on_state())
        self._lay_out(topic)

    @property
    def is_open(self) -> bool:
        """Whether the fields are shown."""
        return not self._body.isHidden()

    def show_check(self, check: DueDiligence) -> None:
        """Show a check as it is kept; what is being typed stays."""
        is_other = check.subject != self._check.subject
        if is_other:
            self.commit_pending()
        self._check = check
        is_wrong = not is_other and any(field.problem for field in self.fields.values())
        if not is_wrong:
            self.state.setCurrentIndex(_STATES.index(check.state))
            for name in ("owner", "due", "reviewed_on"):
                getattr(self, name).show_text(getattr(check, name), is_other=is_other)
            self.note.show_text(check.note, is_new_row=is_other)
        if is_other:
            self._show_problem("", "")
            self.open(is_open=False)
        self._show_summary(check)

    def open(self, *, is_open: bool) -> None:
        """Show the fields, or the summary alone."""
        self._body.setVisible(is_open)
        self.head.setAccessibleDescription(_("open") if is_open else _("closed"))
        theme.show_icon(self.head, "chevron-down" if is_open else "chevron-right", size=16)

    def commit_pending(self) -> None:
        """Keep what is still being typed."""
        if self._check.subject:
            for field in (self.owner, self.due, self.reviewed_on, self.note):
                field.commit()

    def keep(self) -> None:
        """Hand the check over where all of it is right; else say beside the field what is not."""
        check = replace(
            self._check,
            state=_STATES[self.state.currentIndex()],
            owner=self.owner.text(),
            due=self.due.text(),
            reviewed_on=self.reviewed_on.text(),
            note=self.note.toPlainText(),
        )
        try:
            put_check(self._bridge.dataset, check)
        except RuleBroken as broken:
            self._show_problem(
                broken.issue.field_name, f"{reason_of(broken.issue)} {suggestion_of(broken.issue)}"
            )
            return
        self._show_problem("", "")
        self.committed.emit(check)

    def _on_state(self) -> None:
        """A check that is being worked on, or was, opens: who and when belong to it."""
        self.open(is_open=True)
        self.keep()
        for name in ("owner", "reviewed_on"):
            if self.fields[name].problem:
                self.fields[name].field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_problem(self, field_name: str, text: str) -> None:
        named = field_name if field_name in self.fields else "note"
        for name, field in self.fields.items():
            field.show_problem(text if name == named else "")

    def _show_summary(self, check: DueDiligence) -> None:
        due = _("due {day}").format(day=day_text(check.due)) if check.due else ""
        is_late = is_check_overdue(check, self._today)
        if is_late:
            due = _("overdue since {day}").format(day=day_text(check.due))
        done = _("reviewed {day}").format(day=day_text(check.reviewed_on)) if check.reviewed_on else ""
        parts = [part for part in (check.owner, done or due, check.note.split("\n")[0]) if part]
        self._summary.setText(SEPARATOR.join(parts))
        self._summary.setVisible(bool(parts))
        repaint_in(self._summary, "danger" if is_late else "text2")

    def _lay_out(self, topic: DueDiligenceTopic) -> None:
        self.head = button(topic_word(topic), lambda: self.open(is_open=not self.is_open), look="link")
        self.head.setToolTip(topic_question(topic))
        self.state.setMinimumWidth(theme.current().px(140))
        self._summary = label("", "small", "text2")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.head, 0)
        top.addStretch(1)
        top.addWidget(self.state)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 4, 0, 0)
        body.setSpacing(10)
        body.addWidget(label(topic_question(topic), "small", "text2"))
        body.addWidget(self.fields["owner"])
        dates = QHBoxLayout()
        dates.setSpacing(12)
        dates.addWidget(self.fields["due"], 1)
        dates.addWidget(self.fields["reviewed_on"], 1)
        body.addLayout(dates)
        body.addWidget(self.fields["note"])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self._summary)
        column.addWidget(self._body)
        self.open(is_open=False)


class ChecksPanel(QWidget):
    """The five topics of one place or collaboration."""

    left = Signal()

    def __init__(self, bridge: WorkspaceBridge, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._title = label("", "heading")
        self._count = label("", "small", "text2")
        self.sections = {topic: CheckSection(topic, bridge, today) for topic in DueDiligenceTopic}
        note = label(
            _("How far you have come, in your own words. Chipmap draws no conclusion from it."),
            "small",
            "text3",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._count)
        for section in self.sections.values():
            section.committed.connect(lambda check: operations.put_check(bridge, check))
            column.addWidget(section)
        column.addWidget(note)
        column.addStretch(1)

    def show_subject(self, subject: str, name: str) -> None:
        """Show the checks of a place (by code) or collaboration (by id)."""
        self._title.setText(name)
        checks = checklist_of(self._bridge.dataset, subject)
        for check in checks:
            self.sections[check.topic].show_check(check)
        reviewed = sum(check.state is CheckState.REVIEWED for check in checks)
        count = ngettext("{count} of {all} topics reviewed", "{count} of {all} topics reviewed", reviewed)
        self._count.setText(count.format(count=reviewed, all=len(checks)))

    def commit_pending(self) -> None:
        """Keep what is still being typed."""
        for section in self.sections.values():
            section.commit_pending()

    def open_topic(self, topic: str) -> None:
        """Open one topic, with the keyboard on its state."""
        section = self.sections[DueDiligenceTopic(topic)]
        section.open(is_open=True)
        section.state.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
