"""Which two meet in a slot at a table: chosen by name, with what speaks against it said at once.

What blocks cannot be added; anything else is the person's to weigh.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from chipmap.model.edits.meeting_moves import Layout, MeetingMove, id_pair
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.widgets.captioned_field import CaptionedField
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.parts import label, repaint_in
from chipmap.wording import _
from chipmap.wording.agendas import conflict_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chipmap.model.dataset import Dataset

_WIDTH, _HEIGHT = 520, 420


class NewMeetingDialog(DialogFrame):
    """`kept` carries a MeetingMove of two who have no meeting yet, or of two who come from another slot."""

    kept = Signal(object)

    def __init__(
        self,
        dataset: Dataset,
        event: str,
        address: tuple[int, int],
        where: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Add a meeting"), _WIDTH, _HEIGHT, parent)
        self._layout, self._address = Layout(dataset, event), address
        self.one, self.other = self._people(), self._people()
        self.said = label("", "small", "danger")
        self.body.setContentsMargins(0, 8, 0, 0)
        self.body.addWidget(label(where, "small", "text2"))
        self.body.addWidget(CaptionedField(_("Who"), self.one))
        self.body.addWidget(CaptionedField(_("Meets"), self.other))
        self.body.addWidget(self.said)
        self.body.addStretch(1)
        self.primary.setText(_("Add meeting"))
        for field in (self.one, self.other):
            field.currentIndexChanged.connect(lambda _at: self._judge())
        self._judge()
        self.one.setFocus()

    def meeting(self) -> MeetingMove | None:
        """The meeting as the fields say; None while they do not name two."""
        one, other = self.one.currentData(), self.other.currentData()
        if not one or not other or one == other:
            return None
        return MeetingMove(id_pair(one, other), *self._address)

    def _people(self) -> ChoiceField:
        made = ChoiceField()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.addItem(_("Choose a participant"), "")
        for one in sorted(self._layout.people.values(), key=lambda person: person.name.casefold()):
            text = one.name
            if one.organisation not in ("", one.name):
                text = _("{name}, {organisation}").format(name=one.name, organisation=one.organisation)
            made.addItem(text, one.id)
        return made

    def _judge(self) -> None:
        """Say what speaks against the two, as soon as both are chosen."""
        move = self.meeting()
        conflicts = self._layout.conflicts([move]) if move is not None else ()
        texts = list(dict.fromkeys(conflict_text(one, self._layout) for one in conflicts))
        is_blocked = any(one.is_blocking for one in conflicts)
        if move is not None and move.pair in self._layout.meetings and not is_blocked:
            slot = self._layout.meetings[move.pair].slot + 1
            texts.append(_("They meet in slot {slot} already; that meeting moves here.").format(slot=slot))
        self.said.setText(" ".join(texts))
        repaint_in(self.said, "danger" if is_blocked else "warn")
        self.primary.setEnabled(move is not None and not is_blocked)

    def _on_primary(self) -> None:
        move = self.meeting()
        if move is not None:
            self.kept.emit(move)
            self.accept()
