"""What came of a meeting and what comes next, as the follow-up list will say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit

from chipmap.model.text_rules import LONGEST_TEXT, clean_text
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.captioned_field import CaptionedField
from chipmap.ui.widgets.parts import label
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chipmap.model.records import PlannedMeeting

_WIDTH, _HEIGHT = 560, 480


class MeetingDialog(DialogFrame):
    """`kept` carries outcome and next step."""

    kept = Signal(str, str)

    def __init__(
        self, meeting: PlannedMeeting, names: tuple[str, str], when: str, parent: QWidget | None = None
    ) -> None:
        one, other = names
        super().__init__(_("{one} and {other}").format(one=one, other=other), _WIDTH, _HEIGHT, parent)
        self.outcome, self.next_step = QPlainTextEdit(meeting.outcome), QPlainTextEdit(meeting.next_step)
        for field in (self.outcome, self.next_step):
            field.setTabChangesFocus(True)
        self.fields = (
            CaptionedField(_("What came of it"), self.outcome),
            CaptionedField(_("Next step, with who does it and by when"), self.next_step),
        )
        self.body.setContentsMargins(0, 8, 0, 0)
        self.body.addWidget(label(when, "small", "text2"))
        for captioned in self.fields:
            self.body.addWidget(captioned, 1)
        self.primary.setText(_("Keep"))
        self.outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_primary(self) -> None:
        texts = [clean_text(field.toPlainText()) for field in (self.outcome, self.next_step)]
        for captioned, text in zip(self.fields, texts, strict=True):
            over = len(text) - LONGEST_TEXT
            said = _("This is {count} characters too long.").format(count=over) if over > 0 else ""
            captioned.show_problem(said)
        if all(len(text) <= LONGEST_TEXT for text in texts):
            self.kept.emit(*texts)
            self.accept()
