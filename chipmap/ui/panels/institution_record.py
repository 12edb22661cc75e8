"""The record of an institution: role, website, segments, how it was verified and by which source.

Nothing is fetched: the website opens in the browser of the person, and only on a click.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, SignalInstance
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import button, clear_layout, label
from chipmap.wording import _, formats

if TYPE_CHECKING:
    from chipmap.model.records import Institution
    from chipmap.ui.bridge import WorkspaceBridge

_LONGEST_CHIP = 38
"""Characters of a segment's name that fit into the panel; the tooltip has all of it."""


def website_url(website: str) -> QUrl:
    """The address that a click opens; never anything but a page on the web."""
    has_scheme = website.casefold().startswith(("http://", "https://"))
    return QUrl(website if has_scheme else f"https://{website}")


def check_text(check: str) -> str:
    """How an entry was verified, in words; an unknown way is shown as it was imported."""
    return {
        "recalled": _("From knowledge, not yet held against a source"),
        "text": _("Read in the source"),
        "registry": _("Found in a registry"),
        "": _("Not stated"),
    }.get(check, check)


class InstitutionRecord(QWidget):
    """Shows one institution; says which segment was chosen, and that it is to be edited or removed."""

    segment_chosen = Signal(str)
    edit_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: Institution | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._role = self._section(_("Role in the value chain"))
        self._column.addWidget(label(_("Website"), "caption", "text2"))
        self.website = button("", self.open_website, look="link")
        self.website.setAccessibleName(_("Website"))
        self._column.addWidget(self.website, 0, Qt.AlignmentFlag.AlignLeft)
        self._no_website = label(_("None recorded"), "body", "text3")
        self._column.addWidget(self._no_website)
        self._column.addSpacing(12)
        self._column.addWidget(label(_("Active in"), "caption", "text2"))
        self._segments = FlowLayout(gap=8)
        self._column.addLayout(self._segments)
        self._no_segment = label(_("No segment chosen: it stands on no layer of the map."), "body", "text3")
        self._column.addWidget(self._no_segment)
        self._column.addSpacing(12)
        self._place = self._section(_("Position"))
        self._check = self._section(_("Check"))
        self._source = self._section(_("Source"))
        self._column.addLayout(self._make_buttons())
        self._column.addStretch(1)

    def show_institution(self, institution: Institution) -> None:
        """Show a record as the workspace has it."""
        if institution == self._shown:
            return
        self._shown = institution
        self._role.setText(institution.role or _("None recorded"))
        self.website.setText(institution.website)
        self.website.setAccessibleName(_("Open {website} in the browser").format(website=institution.website))
        self.website.setToolTip(website_url(institution.website).toString() if institution.website else "")
        self.website.setVisible(bool(institution.website))
        self._no_website.setVisible(not institution.website)
        self._show_segments(institution)
        self._place.setText(_place_text(institution))
        self._check.setText(check_text(institution.check))
        self._source.setText(self._source_text(institution.source))

    def open_website(self) -> None:
        """Hand the address to the browser of the person."""
        if self._shown is not None and self._shown.website:
            QDesktopServices.openUrl(website_url(self._shown.website))

    def segment_buttons(self) -> list[QPushButton]:
        """One button for each segment in which the institution is active."""
        items = (self._segments.itemAt(index) for index in range(self._segments.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def _section(self, heading: str) -> QLabel:
        self._column.addWidget(label(heading, "caption", "text2"))
        text = label("", "body")
        self._column.addWidget(text)
        self._column.addSpacing(12)
        return text

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        self.edit = button(_("Edit institution…"), lambda: self._ask(self.edit_asked), icon="pencil-ruler")
        self.remove = button(_("Remove"), lambda: self._ask(self.remove_asked), icon="x")
        self.remove.setAccessibleName(_("Remove this institution"))
        row.addWidget(self.edit)
        row.addWidget(self.remove)
        row.addStretch(1)
        return row

    def _ask(self, signal: SignalInstance) -> None:
        if self._shown is not None:
            signal.emit(self._shown.id)

    def _show_segments(self, institution: Institution) -> None:
        clear_layout(self._segments)
        for segment in institution.segments:
            name = self._bridge.segment_name(segment)
            words = name if len(name) <= _LONGEST_CHIP else name[: _LONGEST_CHIP - 1].rstrip() + "…"
            chip = button(words.replace("&", "&&"), partial(self.segment_chosen.emit, segment))
            chip.setProperty("look", "pill")
            chip.setToolTip(name)
            chip.setAccessibleName(_("Show {segment} on the map").format(segment=name))
            self._segments.addWidget(chip)
        self._no_segment.setVisible(not institution.segments)
        self.updateGeometry()

    def _source_text(self, source: str) -> str:
        record = self._bridge.dataset.sources.get(source)
        if record is None:
            return source or _("Entered in this workspace")
        year = f", {record.year}" if record.year else ""
        return f"{record.title} ({record.publisher}{year})" if record.publisher else f"{record.title}{year}"


def _place_text(institution: Institution) -> str:
    """Where it is drawn: coordinates to two decimals, which is what a city is known by."""
    if institution.latitude is None or institution.longitude is None:
        return _("Not on the map: its coordinates are not known")
    return _("{latitude}° latitude, {longitude}° longitude").format(
        latitude=formats.number(institution.latitude, 2), longitude=formats.number(institution.longitude, 2)
    )
