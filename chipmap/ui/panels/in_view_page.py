"""The institutions in view on the map: it follows the map, as filtered and as sorted as the person wants it.

The rule: what is counted is what the map shows. Nothing is gathered while nobody looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from chipmap.model.search.folding import fold
from chipmap.ui.panels.institution_list import InstitutionLine, InstitutionList
from chipmap.ui.panels.level_texts import figure_of, mid_sentence
from chipmap.ui.panels.segment_row import ROW_BLEED
from chipmap.ui.widgets.parts import SEPARATOR, label
from chipmap.wording import _, formats, ngettext
from chipmap.wording.levels import institution_type_word

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from chipmap.model.dataset import Table
    from chipmap.model.records import Institution
    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.selection import Selection

MOST_LISTED = 2_000
"""Nobody reads further; how many there are is always said."""
NAME, TYPE, COUNTRY = "name", "type", "country"


class InView(Protocol):
    """A map that says what it shows."""

    changed: SignalInstance
    """What is in view may have changed."""

    def institutions(self) -> list[str] | None:
        """Ids of the institutions in view; None while the map shows no institutions."""


class InViewPage(QWidget):
    """Lists what the map shows; `institution_chosen` carries the id of the one to open."""

    institution_chosen = Signal(str)

    def __init__(self, bridge: WorkspaceBridge, selection: Selection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._map: InView | None = None
        self._found: list[str] | None = []
        self._order = _Order(bridge)
        self._note = label("", "small", "text2")
        self._note.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        self.list = InstitutionList(_("Institutions in view"), self._line_of, self)
        self.list.institution_chosen.connect(self.institution_chosen)
        self._nothing = label("", "small", "text3")
        self._nothing.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._rest = label("", "small", "text3")
        self._rest.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._note)
        layout.addLayout(self._make_top())
        layout.addWidget(self.list, 1)
        layout.addWidget(self._rest)
        layout.addWidget(self._nothing, 1)

    def follow(self, shown_map: InView) -> None:
        """List what this map shows, whenever it has come to rest."""
        self._map = shown_map
        shown_map.changed.connect(self.refresh)
        self.refresh()

    def take_focus(self) -> None:
        """Give the list the keyboard, on its first line; the filter where nothing is listed."""
        if not self.list.lines.keys:
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.lines.index(0))
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """List what is in view now, if anybody can see it."""
        if self._map is not None and self.isVisible():
            self._found = self._map.institutions()
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _make_top(self) -> QHBoxLayout:
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter"))
        self.filter.setToolTip(_("Filter by name, type, city, country or role"))
        self.filter.setAccessibleName(_("Filter the institutions in view"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show)
        self.sorting = QComboBox()
        self.sorting.setAccessibleName(_("Sort the institutions in view"))
        for key, text in ((NAME, _("By name")), (TYPE, _("By type")), (COUNTRY, _("By country"))):
            self.sorting.addItem(text, key)
        self.sorting.currentIndexChanged.connect(self._show)
        row = QHBoxLayout()
        row.setContentsMargins(ROW_BLEED, 0, ROW_BLEED, 0)
        row.setSpacing(8)
        row.addWidget(self.filter, 1)
        row.addWidget(self.sorting)
        return row

    def _show(self) -> None:
        found = self._found or []
        words = fold(self.filter.text()).split()
        fitting = self._order.with_words(found, words) if words else found
        by = str(self.sorting.currentData())
        self.list.show_keys(list(islice(self._order.sorted(fitting, by), MOST_LISTED)))
        self._show_rest(len(fitting) - MOST_LISTED)
        self._note.setText(self._summary(len(found)))
        self._nothing.setText(self._way_out(is_filtered=bool(found)))
        self._nothing.setVisible(not fitting)
        self.list.setAccessibleDescription(self._note.text())

    def _show_rest(self, count: int) -> None:
        """Say how many fit but are not listed."""
        self._rest.setVisible(count > 0)
        text = ngettext(
            "and {count} more: zoom in or filter to see it",
            "and {count} more: zoom in or filter to see them",
            count,
        )
        self._rest.setText(text.format(count=formats.count(count)))

    def _summary(self, count: int) -> str:
        view = self._selection.view
        segment = mid_sentence(self._bridge.segment_name(view.segment))
        if self._found is None:
            return _("The map shows no institutions.")
        text = _("{count} in view, active in {segment}.").format(count=formats.count(count), segment=segment)
        hidden = len(view.hidden_types)
        if hidden:
            left_out = ngettext("{count} type is left out.", "{count} types are left out.", hidden)
            text = f"{text} {left_out.format(count=hidden)}"
        return text

    def _way_out(self, *, is_filtered: bool) -> str:
        if self._found is None:
            return _("Switch on Institutions at the foot of the map.")
        if is_filtered:
            return _("No institution in view fits the filter.")
        return _("Move or zoom the map, or choose another segment or more types.")

    def _line_of(self, key: str) -> InstitutionLine:
        bridge, view = self._bridge, self._selection.view
        record: Institution = bridge.dataset.institutions[key]
        standing = bridge.standings.of(key, view.segment, view.horizon)
        kind = institution_type_word(record.institution_type)
        parts = (kind, record.city, bridge.subject_name(record.country))
        return InstitutionLine(
            key=key,
            name=record.short_name or record.name,
            full_name=record.name,
            detail=SEPARATOR.join(part for part in parts if part),
            is_active=False,
            figure=figure_of(standing) if standing.is_known else "",
            level=standing.level,
        )


class _Order:
    """The order of all institutions by each key, and their words; kept until the table changes."""

    def __init__(self, bridge: WorkspaceBridge) -> None:
        self._bridge = bridge
        self._table: Table[Institution] | None = None
        self._names: object = None
        self._ranks: dict[str, list[str]] = {}
        self._words: dict[str, str] = {}

    def sorted(self, keys: list[str], by: str) -> Iterator[str]:
        """Keys of institutions by name, type or country; what is alike in that by name."""
        self._renew()
        if by not in self._ranks:
            self._ranks[by] = [key for _text, key in sorted(self._sort_keys(by))]
        wanted = set(keys)
        return (key for key in self._ranks[by] if key in wanted)

    def with_words(self, keys: list[str], words: list[str]) -> list[str]:
        """The institutions that hold every word, however it is accented."""
        self._renew()
        return [key for key in keys if all(word in self._words_of(key) for word in words)]

    def _renew(self) -> None:
        table, names = self._bridge.dataset.institutions, self._bridge.names
        if table is not self._table or names is not self._names:
            self._table, self._names = table, names
            self._ranks, self._words = {}, {}

    def _sort_keys(self, by: str) -> Iterator[tuple[tuple[str, str], str]]:
        alike: dict[str, str] = {}
        for record in self._bridge.dataset.institutions.values():
            group = {TYPE: record.institution_type, COUNTRY: record.country}.get(by, "")
            if group not in alike:
                shown = institution_type_word(group) if by == TYPE else self._bridge.subject_name(group)
                alike[group] = fold(shown) if group else ""
            name = record.short_name or record.name
            yield (alike[group], name.casefold() if name.isascii() else fold(name)), record.id

    def _words_of(self, key: str) -> str:
        if key not in self._words:
            record: Institution = self._bridge.dataset.institutions[key]
            place = f"{record.city} {self._bridge.subject_name(record.country)} {record.role}"
            kind = institution_type_word(record.institution_type)
            self._words[key] = fold(f"{record.name} {record.short_name} {kind} {place}")
        return self._words[key]
