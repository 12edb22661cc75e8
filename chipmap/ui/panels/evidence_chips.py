"""The evidence of a score as chips: add, correct and take away, with a short form that opens in place.

Every act is handed on at once as a signal; the chips show what the workspace holds and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from chipmap.model.records import Evidence, EvidenceKind
from chipmap.ui import theme
from chipmap.ui.panels.evidence_form import EvidenceForm, evidence_from_file, evidence_from_text
from chipmap.ui.widgets.flow_layout import FlowLayout
from chipmap.ui.widgets.parts import SEPARATOR, button, clear_layout, heading_row, icon_button, label
from chipmap.wording import _
from chipmap.wording.levels import evidence_kind_word, grade_word

ICON_OF_KIND = {
    EvidenceKind.DOCUMENT: "file-text",
    EvidenceKind.DATA: "chart-no-axes-column",
    EvidenceKind.INTERVIEW: "users",
    EvidenceKind.SITE_LIST: "building-2",
    EvidenceKind.LINK: "link",
}
_HEIGHT = 32
_WIDEST_TITLE = 230


def evidence_detail(evidence: Evidence) -> str:
    """Kind, year and grade in one line."""
    parts = [evidence_kind_word(evidence.evidence_kind)]
    if evidence.year is not None:
        parts.append(str(evidence.year))
    parts.append(grade_word(evidence.grade))
    return SEPARATOR.join(parts)


class _ChipTitle(QAbstractButton):
    """The left part of a chip: icon and title; opens the form."""

    def __init__(self, evidence: Evidence, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = ICON_OF_KIND[evidence.evidence_kind]
        self.setText(evidence.title)
        self.setToolTip(f"{evidence.title}\n{evidence_detail(evidence)}")
        self.setAccessibleName(
            _("Evidence: {title}, {detail}. Edit").format(
                title=evidence.title, detail=evidence_detail(evidence)
            )
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        look = theme.current()
        text = QFontMetrics(look.font("small")).horizontalAdvance(self.text())
        return QSize(min(text, look.px(_WIDEST_TITLE)) + look.px(16) + 20, look.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(60), theme.current().px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = look.px(16)
        icon = look.pixmap(self._icon, "text2", size, self.devicePixelRatioF())
        painter.drawPixmap(10, (self.height() - size) // 2, icon)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("accent" if self.underMouse() else "text"))
        left = 10 + size + 6
        area = self.rect().adjusted(left, 0, -2, 0)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            ring = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)


class EvidenceChip(theme.Themed):
    """One piece of evidence; its title opens it, the cross takes it away."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, evidence: Evidence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(0)
        title = _ChipTitle(evidence, self)
        title.clicked.connect(lambda: self.opened.emit(evidence.id))
        remove = icon_button(
            "x",
            _("Remove evidence {title}").format(title=evidence.title),
            lambda: self.removed.emit(evidence.id),
            size=14,
        )
        remove.setFixedSize(theme.current().px(26), theme.current().px(26))
        layout.addWidget(title, 1)
        layout.addWidget(remove)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("surface2"))
        painter.setPen(QPen(look.colour("line"), 1))
        pill = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)


class EvidenceChips(QWidget):
    """Shows the evidence of one row and says what the person wants done with it."""

    added = Signal(object)
    changed = Signal(str, object)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._evidence: tuple[Evidence, ...] = ()
        self._edited: str | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._add = button(_("Add"), self.open_form, look="link", icon="plus")
        self._add.setAccessibleName(_("Add evidence"))
        self.setFocusProxy(self._add)
        layout.addLayout(heading_row(label(_("Evidence"), "body_strong", wraps=False), self._add))
        self._empty = label(
            _("None yet. A level without evidence is drawn dotted. Paste a title or a link, or drop a file."),
            "small",
            "text3",
        )
        layout.addWidget(self._empty)
        self._chips = FlowLayout(gap=8)
        layout.addLayout(self._chips)
        self._form = EvidenceForm(self)
        self._form.hide()
        self._form.submitted.connect(self._on_submitted)
        self._form.left.connect(self.close_form)
        layout.addWidget(self._form)

    @property
    def form(self) -> EvidenceForm:
        return self._form

    def show_evidence(self, evidence: Sequence[Evidence]) -> None:
        """Show these pieces; the form stays open only while what it edits is still there."""
        evidence = tuple(evidence)
        if self._edited and self._edited not in {item.id for item in evidence}:
            self.close_form()
        if evidence == self._evidence and self._chips.count() == len(evidence):
            return
        self._evidence = evidence
        clear_layout(self._chips)
        for item in evidence:
            chip = EvidenceChip(item, self)
            chip.opened.connect(self._open_for)
            chip.removed.connect(self.removed)
            self._chips.addWidget(chip)
        self._empty.setVisible(not evidence)
        self.updateGeometry()

    def open_form(self) -> None:
        """Ask for new evidence."""
        self._edited = None
        self._form.open_for(None)
        self._show_form()

    def close_form(self) -> None:
        """Put the form away; the keyboard goes back to the button that opened it."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._form.isAncestorOf(focused)
        self._edited = None
        self._form.hide()
        if had_focus:
            self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and urls[0].isLocalFile():
            offered = evidence_from_file(urls[0].toLocalFile())
        else:
            offered = evidence_from_text(urls[0].toString() if urls else event.mimeData().text())
        self._edited = None
        self._form.offer(offered)
        self._show_form()
        event.acceptProposedAction()

    def _open_for(self, key: str) -> None:
        for item in self._evidence:
            if item.id == key:
                self._edited = key
                self._form.open_for(item)
                self._show_form()

    def _show_form(self) -> None:
        self._form.show()
        self._form.take_focus()

    def _on_submitted(self, evidence: Evidence) -> None:
        if self._edited is None:
            self.added.emit(evidence)
        else:
            self.changed.emit(self._edited, evidence)
