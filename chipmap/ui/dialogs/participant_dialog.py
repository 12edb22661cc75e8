"""The dialog of one participant: who they are and for whom they come, and how to reach them where asked for.

Nothing is written before the button is pressed; `kept` carries the participant and the contact, or None
where contacts are not shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from chipmap.model.records import ParticipantContact
from chipmap.model.text_rules import clean_text
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.padded_scroll import PaddedScroll
from chipmap.ui.dialogs.record_form import RecordForm, problems_of
from chipmap.ui.dialogs.segment_checks import SegmentChecks
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.parts import button, label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.records import EventParticipant
    from chipmap.ui.bridge import WorkspaceBridge

_WIDTH, _HEIGHT = 720, 700


class ParticipantDialog(DialogFrame):
    """Adds somebody or changes them; an empty id says that they are new."""

    kept = Signal(object, object)
    remove_wanted = Signal(str)

    def __init__(
        self,
        bridge: WorkspaceBridge,
        participant: EventParticipant,
        *,
        has_contact: bool,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = participant.key not in bridge.dataset.participants
        title = _("Add participant") if self._is_new else _("Participant")
        super().__init__(title, _WIDTH, _HEIGHT, parent)
        self._bridge, self._before, self._has_contact = bridge, participant, has_contact
        known = bridge.dataset.contacts.get(participant.key)
        self._contact: ParticipantContact = known or ParticipantContact(participant.event, participant.id)
        self.form = RecordForm()
        self._make_fields(participant)
        self._lay_out()
        self.primary.setText(_("Add") if self._is_new else _("Keep changes"))
        self.remove = button(_("Remove"), self._on_remove, is_footer=True)
        self.add_footer_button(self.remove)
        self.remove.setVisible(not self._is_new)
        self.institution.activated.connect(lambda _at: self._follow_institution())
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def participant(self) -> EventParticipant:
        """What the fields say now; a new participant gets an id from the name."""
        from chipmap.model.edits.events import new_participant_id

        before, name = self._before, clean_text(self.name.text())
        key = before.id or new_participant_id(self._bridge.dataset, before.event, name)
        most = self.most.text().strip()
        return replace(
            before,
            id=key,
            name=name,
            organisation=clean_text(self.organisation.text()),
            country=self.country.currentData() or "",
            institution=self.institution.currentData() or "",
            segments=self.segments.chosen(),
            most=int(most) if most.isdecimal() else None,
        )

    def contact(self, participant: str) -> ParticipantContact:
        """How they can be reached, as the fields say."""
        return replace(
            self._contact,
            participant=participant,
            email=clean_text(self.email.text()),
            telephone=clean_text(self.telephone.text()),
            note=clean_text(self.note_text.text()),
        )

    def _on_primary(self) -> None:
        one = self.participant()
        said = problems_of(one, self._bridge.dataset)
        most = self.most.text().strip()
        if most and not most.isdecimal():
            said["most"] = _("“{text}” is not a whole number. Leave it empty for no limit.").format(text=most)
        if not self.form.show_problems(said):
            self.kept.emit(one, self.contact(one.id) if self._has_contact else None)
            self.accept()

    def _on_remove(self) -> None:
        self.remove_wanted.emit(self._before.id)
        self.accept()

    def _follow_institution(self) -> None:
        """Fill in what the institution says, where nothing else was said."""
        record = self._bridge.dataset.institutions.get(self.institution.currentData() or "")
        if record is None:
            return
        if not self.organisation.text().strip():
            self.organisation.setText(record.name)
        if not self.country.currentData():
            self.country.setCurrentIndex(max(0, self.country.findData(record.country)))
        if not self.segments.chosen():
            self.segments.choose(record.segments)

    def _make_fields(self, one: EventParticipant) -> None:
        self.name, self.organisation = QLineEdit(one.name), QLineEdit(one.organisation)
        self.most = QLineEdit("" if one.most is None else str(one.most))
        self.most.setPlaceholderText(_("No limit"))
        dataset = self._bridge.dataset
        names = self._bridge.subject_name
        places = sorted((names(str(code)), str(code)) for code in dataset.countries)
        institutions = sorted((record.name, record.id) for record in dataset.institutions.values())
        self.country = _choice(_("No place"), places, one.country)
        self.institution = _choice(_("No institution of the workspace"), institutions, one.institution)
        self.segments = SegmentChecks(self._bridge)
        self.segments.choose(one.segments)
        self.email, self.telephone = QLineEdit(self._contact.email), QLineEdit(self._contact.telephone)
        self.note_text = QLineEdit(self._contact.note)

    def _lay_out(self) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(2, 16, 14, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        rows: list[tuple[tuple[str, str, QWidget], ...]] = [
            (("name", _("Name"), self.name), ("organisation", _("Organisation"), self.organisation)),
            (("country", _("Place"), self.country), ("institution", _("Institution"), self.institution)),
            (("most", _("Most meetings"), self.most),),
            (("segments", _("Segments"), self.segments),),
        ]
        if self._has_contact:
            rows.insert(2, (("email", _("Email"), self.email), ("telephone", _("Telephone"), self.telephone)))
            rows[3] = (rows[3][0], ("note", _("Note"), self.note_text))
        for row, fields in enumerate(rows):
            for column, (field_name, caption, field) in enumerate(fields):
                wide = 2 if field_name == "segments" else 1
                grid.addWidget(self.form.captioned(field_name, caption, field), row, column, 1, wide)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        if not self._has_contact:
            hidden = _("How to reach them is hidden. “Show contacts” above the table brings it here.")
            grid.addWidget(label(hidden, "small", "text2"), len(rows), 0, 1, 2)
        grid.setRowStretch(len(rows) + 1, 1)
        self.body.addWidget(PaddedScroll(content), 1)


def _choice(nothing: str, entries: list[tuple[str, str]], chosen: str) -> ChoiceField:
    """A list of names to choose from."""
    made = ChoiceField()
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.addItem(nothing, "")
    for name, key in entries:
        made.addItem(name, key)
    made.show_choice(chosen)
    return made
