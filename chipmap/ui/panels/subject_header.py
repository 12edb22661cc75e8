"""The top of the panel: badge, name and one line on the subject, the way back and the way out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from chipmap.ui import theme
from chipmap.ui.panels.subject_titles import SubjectTitle
from chipmap.ui.tokens import RADIUS_CARD
from chipmap.ui.widgets.parts import button, icon_button, label
from chipmap.wording import _

_BADGE = 44


class Badge(theme.Themed):
    """The two-letter code of a place, or a building for an institution; decoration, so not read aloud."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, code: str) -> None:
        """Show a code; an empty one shows the sign of an institution."""
        self._code = code
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.current().px(_BADGE)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line"), 1))
        painter.setBrush(look.colour("surface2"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_CARD - 1, RADIUS_CARD - 1)
        if self._code:
            painter.setFont(look.font("body_strong"))
            painter.setPen(look.colour("text2"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._code)
        else:
            size = look.px(20)
            sign = look.pixmap("building-2", "text2", size, self.devicePixelRatioF())
            painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, sign)


class SubjectHeader(QWidget):
    """Shows whose panel this is; `back_asked` carries the country to return to."""

    back_asked = Signal(str)
    close_asked = Signal()
    fiche_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parent_place = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        self._back = button("", self._on_back, look="link", icon="chevron-left")
        outer.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self._badge = Badge()
        words = QVBoxLayout()
        words.setSpacing(1)
        self._name = label("", "title")
        self._detail = label("", "small", "text2")
        self._note = label("", "caption", "text3")
        for line in (self._name, self._detail, self._note):
            words.addWidget(line)
        self.fiche = icon_button("file-text", _("Fiche of this place…"), self.fiche_asked.emit)
        self._close = icon_button("x", _("Close and show the focus region"), self.close_asked.emit)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.fiche, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(row)

    def show_title(self, title: SubjectTitle, *, can_close: bool) -> None:
        """Introduce a subject."""
        self._parent_place = title.parent
        self._back.setVisible(bool(title.parent))
        self._back.setText(title.parent_name)
        self._back.setAccessibleName(_("Back to {place}").format(place=title.parent_name))
        self._badge.show_code(title.badge)
        self._name.setText(title.name)
        self._detail.setText(title.detail)
        self._note.setText(title.note)
        self._note.setVisible(bool(title.note))
        self._close.setVisible(can_close)
        self.setAccessibleName(title.name)

    def _on_back(self) -> None:
        self.back_asked.emit(self._parent_place)
