"""What spellings mean that nobody knows: one line for each, with what it may be and a field to say it.

A spelling is said once and holds for every row that writes it so. Near names are offered, never taken.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.parts import SEPARATOR, button, clear_layout, label
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chipmap.model.exchange.outside_tables.spellings import UnmatchedName
    from chipmap.ui.bridge import WorkspaceBridge

_MOST_SHOWN = 100
_FIELD_WIDTH = 260


class NameTable(QScrollArea):
    """`changed` follows every spelling that is given a meaning, or loses it."""

    changed = Signal()

    def __init__(self, bridge: WorkspaceBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meanings = {"place": _places(bridge), "segment": _segments(bridge)}
        self._models = {kind: QStringListModel(sorted(known), self) for kind, known in self._meanings.items()}
        self._titles = {
            kind: {code: name for name, code in known.items()} for kind, known in self._meanings.items()
        }
        self.names: dict[str, dict[str, str]] = {"place": {}, "segment": {}}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setAccessibleName(_("Names that are not known"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("look", "clear")
        self._lines = QVBoxLayout(content)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        self.setWidget(content)

    def show_names(self, unmatched: Sequence[UnmatchedName]) -> None:
        """List these spellings; what was said already about one stays."""
        clear_layout(self._lines)
        said = [(kind, spelling) for kind, spellings in self.names.items() for spelling in spellings]
        for kind, spelling in said:
            self._lines.addLayout(self._line(kind, spelling, 0, ()))
        for one in unmatched[:_MOST_SHOWN]:
            self._lines.addLayout(self._line(one.kind, one.spelling, one.rows, one.suggestions))
        more = len(unmatched) - _MOST_SHOWN
        if more > 0:
            text = ngettext("{count} more name", "{count} more names", more).format(count=more)
            self._lines.addWidget(label(text, "small", "text2"))
        self._lines.addStretch(1)

    def _line(self, kind: str, spelling: str, rows: int, suggestions: Sequence[str]) -> QVBoxLayout:
        whole, line = QVBoxLayout(), QHBoxLayout()
        whole.setSpacing(0)
        whole.addLayout(line)
        line.setSpacing(10)
        counted = ngettext("{count} row", "{count} rows", rows).format(count=rows) if rows else ""
        word = _("place") if kind == "place" else _("segment")
        line.addWidget(label(f"“{spelling}”", "small_strong"), 2)
        about = SEPARATOR.join(part for part in (word, counted) if part)
        line.addWidget(label(about, "small", "text2", wraps=False))
        field = QLineEdit()
        field.setPlaceholderText(_("means …"))
        field.setAccessibleName(_("What “{name}” means").format(name=spelling))
        field.setFixedWidth(_FIELD_WIDTH)
        code = self.names[kind].get(spelling)
        if code is not None:
            field.setText(self._titles[kind].get(code, code))
        completer = QCompleter(self._models[kind], field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(completer)
        field.editingFinished.connect(lambda: self._say(kind, spelling, field))
        line.addWidget(field)
        near = QHBoxLayout()
        near.addStretch(1)
        for suggestion in suggestions:
            title = self._titles[kind].get(suggestion, suggestion)
            offer = button(_("{name}?").format(name=title), partial(self._take, kind, spelling, field, title))
            offer.setProperty("look", "link")
            near.addWidget(offer)
        whole.addLayout(near)
        return whole

    def _take(self, kind: str, spelling: str, field: QLineEdit, title: str) -> None:
        field.setText(title)
        self._say(kind, spelling, field)

    def _say(self, kind: str, spelling: str, field: QLineEdit) -> None:
        """Take what was typed where it is a name or a code that is known; mark it where it is not."""
        typed = field.text().strip()
        known = self._meanings[kind]
        by_fold: Mapping[str, str] = {name.casefold(): code for name, code in known.items()}
        codes = {code.casefold(): code for code in known.values()}
        meaning = by_fold.get(typed.casefold()) or codes.get(typed.casefold())
        said = _("Nothing is called that here.") if typed and meaning is None else ""
        field.setProperty("invalid", bool(said))
        field.setToolTip(said)
        field.setAccessibleDescription(said)
        theme.restyle(field)
        before = self.names[kind].get(spelling)
        if meaning is None:
            self.names[kind].pop(spelling, None)
        else:
            self.names[kind][spelling] = meaning
        if before != meaning:
            self.changed.emit()


def _places(bridge: WorkspaceBridge) -> dict[str, str]:
    """Codes of countries and regions, and ids of institutions, by what they are called."""
    dataset = bridge.dataset
    found = {institution.name: institution.id for institution in dataset.institutions.values()}
    places = [region.code for region in dataset.regions.values()]
    places += [country.code for country in dataset.countries.values()]
    return found | {bridge.subject_name(code): code for code in places}


def _segments(bridge: WorkspaceBridge) -> dict[str, str]:
    return {segment.name: segment.id for segment in bridge.dataset.segments.values()}
