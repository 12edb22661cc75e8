"""The heads of the columns: letter and name of each place, its level in words, and where that comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.widgets.letter_badge import LetterBadge
from chipmap.ui.widgets.parts import clear_layout, icon_button, label
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.panels.compared_texts import PlaceHead


_TOP = Qt.AlignmentFlag.AlignTop


class ComparedHeads(QWidget):
    """A head over each column; `removed` carries the place whose cross was pressed."""

    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(6, 0, 0, 0)
        self._list.setSpacing(8)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        outer.addLayout(self._list)
        outer.addLayout(self._row)

    def show_heads(
        self, segment: str, heads: Sequence[PlaceHead], widths: tuple[int, int], *, is_listed: bool
    ) -> None:
        """Show these heads over a first column, which names the chosen segment, and one for each place.

        Where columns are too narrow for names, the places are listed above and only letters head the columns.
        """
        shown = (segment, tuple(heads), widths, is_listed, theme.current().text_scale)
        if shown == self._shown:
            return
        self._shown = shown
        clear_layout(self._list)
        clear_layout(self._row)
        name_width, width = widths
        self._row.addWidget(_segment_box("" if is_listed else segment, name_width), 0, _TOP)
        for head in heads:
            if is_listed:
                self._list.addLayout(self._listed(head))
            self._row.addWidget(
                _letter_box(head, width) if is_listed else self._head_box(head, width), 0, _TOP
            )
        self._row.addStretch(1)

    def _listed(self, head: PlaceHead) -> QHBoxLayout:
        """A place on a line of its own, as wide as the panel."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(LetterBadge(head.letter), 0, _TOP)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(head.name, "small_strong"))
        said = " · ".join(part for part in (head.headline, head.origin) if part)
        words.addWidget(label(said, "caption", "text2"))
        row.addLayout(words, 1)
        row.addWidget(self._cross(head), 0, _TOP)
        return row

    def _cross(self, head: PlaceHead) -> QToolButton:
        take_out = _("Take {place} out of the comparison").format(place=head.name)
        return icon_button("x", take_out, lambda: self.removed.emit(head.place), size=14)

    def _head_box(self, head: PlaceHead, width: int) -> QWidget:
        box = QWidget()
        box.setFixedWidth(width)
        box.setToolTip("\n".join(part for part in (head.name, head.headline, head.origin, head.need) if part))
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.current().px(6), 0, 2, 6)
        column.setSpacing(2)
        above = QHBoxLayout()
        above.setSpacing(0)
        above.addWidget(LetterBadge(head.letter))
        above.addStretch(1)
        above.addWidget(self._cross(head))
        column.addLayout(above)
        name = label(head.name, "small_strong")
        name.setAccessibleName(f"{head.letter} {head.name}")
        column.addWidget(name)
        column.addWidget(label(head.headline, "small"))
        if head.origin:
            column.addWidget(label(head.origin, "caption", "text2"))
        return box


def _letter_box(head: PlaceHead, width: int) -> QWidget:
    box = QWidget()
    box.setFixedWidth(width)
    box.setToolTip(head.name)
    row = QHBoxLayout(box)
    row.setContentsMargins(theme.current().px(4), 0, 0, 2)
    row.addWidget(LetterBadge(head.letter))
    row.addStretch(1)
    return box


def _segment_box(segment: str, width: int) -> QWidget:
    box = QWidget()
    box.setFixedWidth(width)
    column = QVBoxLayout(box)
    column.setContentsMargins(theme.current().px(6), theme.current().px(26) if segment else 0, 6, 0)
    if segment:
        column.addWidget(label(segment, "small_strong", "text2"))
    return box
