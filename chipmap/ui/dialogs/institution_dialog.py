"""The dialog of one institution: what it is, where it is, where it is active; each field is checked in place.

Nothing is written before the button is pressed, and then as one step that can be undone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from chipmap.model.edits.institutions import new_institution_id
from chipmap.model.records import Institution
from chipmap.model.records.places import INSTITUTION_TYPES
from chipmap.model.rules import broken_rules
from chipmap.model.text_rules import clean_text
from chipmap.ui.dialogs.dialog_frame import DialogFrame
from chipmap.ui.dialogs.segment_checks import SegmentChecks
from chipmap.ui.operations import institutions
from chipmap.ui.widgets.choice_field import ChoiceField
from chipmap.ui.widgets.parts import label
from chipmap.wording import _, formats
from chipmap.wording.issues import reason_of, suggestion_of
from chipmap.wording.levels import institution_type_word

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge

_WIDTH, _HEIGHT = 760, 760
_NUMBER = re.compile(r"[+-]?\d{1,3}(?:\.\d*)?", re.ASCII)


class InstitutionDialog(DialogFrame):
    """Adds an institution or changes one; `kept` carries its id."""

    kept = Signal(str)

    def __init__(
        self,
        bridge: WorkspaceBridge,
        institution: Institution,
        parent: QWidget | None = None,
    ) -> None:
        self._is_new = institution.id not in bridge.dataset.institutions
        super().__init__(
            _("Add institution") if self._is_new else _("Edit institution"), _WIDTH, _HEIGHT, parent
        )
        self._bridge, self._before = bridge, institution
        self._problems: dict[str, QLabel] = {}
        self._unread: dict[str, str] = {}
        self._is_checked = False
        self._make_fields()
        self._lay_out()
        self._fill(institution)
        self.primary.setText(_("Add") if self._is_new else _("Keep changes"))
        self.show_note(_("An institution without coordinates is listed, but not drawn on the map."))
        for field in self._texts():
            field.textChanged.connect(self._check_again)
        for choice in (self.institution_type, self.country):
            choice.currentIndexChanged.connect(self._check_again)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def institution(self) -> Institution:
        """What the fields say now; an unreadable coordinate counts as missing."""
        self._unread.clear()
        name = clean_text(self.name.text())
        return replace(
            self._before,
            id=new_institution_id(self._bridge.dataset, name) if self._is_new else self._before.id,
            name=name,
            short_name=clean_text(self.short_name.text()),
            institution_type=self.institution_type.currentData() or "",
            country=self.country.currentData() or "",
            city=clean_text(self.city.text()),
            latitude=self._degrees("latitude", self.latitude),
            longitude=self._degrees("longitude", self.longitude),
            segments=self.segments.chosen(),
            role=clean_text(self.role.text()),
            website=clean_text(self.website.text()),
        )

    def problem_of(self, field_name: str) -> str:
        """What is said beneath a field; empty where nothing is wrong."""
        shown = self._problems[field_name]
        return shown.text() if not shown.isHidden() else ""

    def _on_primary(self) -> None:
        self._is_checked = True
        institution = self.institution()
        wrong = self._show_problems(institution)
        if wrong:
            self._field(wrong[0]).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        institutions.put_institution(self._bridge, institution)
        self.kept.emit(institution.id)
        self.accept()

    def _check_again(self) -> None:
        """After the first try, say of each field at once whether it is right now."""
        if self._is_checked:
            self._show_problems(self.institution())

    def _show_problems(self, institution: Institution) -> list[str]:
        """Say beneath each field what is wrong with it; the names of those fields, from above."""
        said: dict[str, str] = {}
        for issue in broken_rules(institution, self._bridge.dataset):
            said.setdefault(issue.field_name, f"{reason_of(issue)} {suggestion_of(issue)}")
        for field_name, text in self._unread.items():
            said[field_name] = _("“{text}” is not a number. Enter decimal degrees, such as 50.88.").format(
                text=text
            )
        if "country" in said:
            said["country"] = _("Choose a place.")
        for field_name, shown in self._problems.items():
            shown.setText(said.get(field_name, ""))
            shown.setVisible(field_name in said)
        return [field_name for field_name in self._problems if field_name in said]

    def _degrees(self, field_name: str, field: QLineEdit) -> float | None:
        text = field.text().strip()
        if not text:
            return None
        plain = text.replace(formats.MINUS, "-").replace(",", ".")
        if _NUMBER.fullmatch(plain) is None:
            self._unread[field_name] = text
            return None
        return float(plain)

    def _make_fields(self) -> None:
        self.name, self.short_name, self.city = QLineEdit(), QLineEdit(), QLineEdit()
        self.latitude, self.longitude = QLineEdit(), QLineEdit()
        self.role, self.website = QLineEdit(), QLineEdit()
        self.institution_type, self.country = ChoiceField(), ChoiceField()
        for kind in INSTITUTION_TYPES:
            self.institution_type.addItem(institution_type_word(kind), kind)
        names = self._bridge.names
        places = sorted(
            (names.name(country.code), country.code) for country in self._bridge.dataset.countries.values()
        )
        self.country.addItem(_("Choose a place"), "")
        for place, code in places:
            self.country.addItem(place, code)
        self.segments = SegmentChecks(self._bridge)
        self.latitude.setPlaceholderText(_("Degrees, south is negative"))
        self.longitude.setPlaceholderText(_("Degrees, west is negative"))
        self.website.setPlaceholderText("example.org")

    def _texts(self) -> tuple[QLineEdit, ...]:
        return (
            self.name,
            self.short_name,
            self.city,
            self.latitude,
            self.longitude,
            self.role,
            self.website,
        )

    def _field(self, field_name: str) -> QWidget:
        field = getattr(self, field_name)
        assert isinstance(field, QWidget)
        return field

    def _lay_out(self) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(2, 16, 14, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        rows: tuple[tuple[tuple[str, str], ...], ...] = (
            (("name", _("Name")), ("short_name", _("Short name"))),
            (("institution_type", _("Type")), ("country", _("Country"))),
            (("city", _("City")),),
            (("latitude", _("Latitude")), ("longitude", _("Longitude"))),
            (("role", _("Role in the value chain")),),
            (("website", _("Website")),),
            (("segments", _("Segments in which it is active")),),
        )
        for row, fields in enumerate(rows):
            for column, (field_name, caption) in enumerate(fields):
                width = 2 if len(fields) == 1 else 1
                grid.addLayout(self._captioned(field_name, caption), row, column, 1, width)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(len(rows), 1)
        content.setProperty("look", "clear")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        self.body.addWidget(scroll, 1)

    def _captioned(self, field_name: str, caption: str) -> QVBoxLayout:
        field = self._field(field_name)
        field.setAccessibleName(caption)
        field.setMinimumWidth(1)
        above = label(caption, "caption", "text2", wraps=False)
        above.setBuddy(field)
        problem = label("", "small", "danger")
        problem.hide()
        self._problems[field_name] = problem
        column = QVBoxLayout()
        column.setSpacing(4)
        for part in (above, field, problem):
            column.addWidget(part)
        column.addStretch(1)
        return column

    def _fill(self, institution: Institution) -> None:
        self.name.setText(institution.name)
        self.short_name.setText(institution.short_name)
        self.city.setText(institution.city)
        self.role.setText(institution.role)
        self.website.setText(institution.website)
        self.institution_type.show_choice(institution.institution_type)
        self.country.show_choice(institution.country)
        for field, degrees in (
            (self.latitude, institution.latitude),
            (self.longitude, institution.longitude),
        ):
            field.setText("" if degrees is None else f"{degrees:.5f}".rstrip("0").rstrip("."))
        self.segments.choose(institution.segments)
