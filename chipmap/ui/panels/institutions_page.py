"""The institutions of a place, those active in the chosen segment first; a click opens one in the panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chipmap.model.search.folding import fold
from chipmap.ui.panels.institution_list import InstitutionLine, InstitutionList
from chipmap.ui.panels.level_texts import figure_of, mid_sentence
from chipmap.ui.panels.segment_row import ROW_BLEED
from chipmap.ui.panels.subject_titles import institutions_of
from chipmap.ui.widgets.parts import SEPARATOR, button, label
from chipmap.wording import _, ngettext
from chipmap.wording.levels import institution_type_word

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge


class InstitutionsPage(QWidget):
    """Lists institutions; `institution_chosen` carries the id of the one to open."""

    institution_chosen = Signal(str)
    add_asked = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._note = label("", "small", "text2")
        self._note.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        layout.addWidget(self._note)
        layout.addLayout(self._make_top())
        self._listed: list[InstitutionLine] = []
        self._by_key: dict[str, InstitutionLine] = {}
        self.list = InstitutionList(_("Institutions"), self._line_of, self)
        self.list.institution_chosen.connect(self.institution_chosen)
        layout.addWidget(self.list, 1)
        self._nothing_fits = label(_("No institution here fits the filter."), "small", "text3")
        self._nothing_fits.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        self._nothing_fits.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._nothing_fits.hide()
        layout.addWidget(self._nothing_fits, 1)

    def _make_top(self) -> QHBoxLayout:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter by name, type, city or role"))
        self.filter.setAccessibleName(_("Filter the institutions"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show_fitting)
        self.add = button(_("Add"), self.add_asked.emit, icon="plus")
        self.add.setAccessibleName(_("Add institution"))
        self.add.setToolTip(_("Add institution"))
        row = QHBoxLayout()
        row.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.add)
        return row

    def show_subject(self, subject: str, segment: str, horizon: str) -> None:
        """List the institutions of a place, those active in `segment` first."""
        bridge = self._bridge
        lines = [
            self._line(record.id, segment, horizon) for record in institutions_of(bridge.dataset, subject)
        ]
        lines.sort(key=lambda line: not line.is_active)
        self._listed = lines
        self._by_key = {line.key: line for line in lines}
        active = sum(line.is_active for line in lines)
        name = mid_sentence(bridge.segment_name(segment))
        self._note.setText(
            ngettext(
                "{active} of {count} institution is active in {segment}.",
                "{active} of {count} institutions are active in {segment}.",
                len(lines),
            ).format(active=active, count=len(lines), segment=name)
            if lines
            else _("No institution is known here. Add one, or import a scorecard with additions.")
        )
        self.filter.setVisible(bool(lines))
        self._show_fitting()

    def _show_fitting(self) -> None:
        """The institutions that hold every word typed above the list, however it is accented."""
        words = fold(self.filter.text()).split()
        fitting = [
            line.key
            for line in self._listed
            if all(word in fold(f"{line.name} {line.full_name} {line.detail}") for word in words)
        ]
        self.list.show_keys(fitting)
        self._nothing_fits.setVisible(bool(self._listed) and not fitting)

    def _line_of(self, key: str) -> InstitutionLine:
        return self._by_key[key]

    def _line(self, key: str, segment: str, horizon: str) -> InstitutionLine:
        bridge = self._bridge
        record = bridge.dataset.institutions[key]
        standing = bridge.standings.of(key, segment, horizon)
        kind = institution_type_word(record.institution_type)
        is_active = any(self._is_within(active, segment) for active in record.segments)
        return InstitutionLine(
            key=key,
            name=record.short_name or record.name,
            full_name=record.name,
            detail=SEPARATOR.join(part for part in (kind, record.city, record.role) if part),
            is_active=is_active,
            figure=figure_of(standing) if standing.is_known else "",
            level=standing.level,
        )

    def _is_within(self, active: str, segment: str) -> bool:
        segments = self._bridge.dataset.segments
        while active:
            if active == segment:
                return True
            active = segments[active].parent if active in segments else ""
        return False
