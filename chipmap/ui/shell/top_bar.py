"""The bar above everything: what is open and whether it is saved, search, undo, horizon, sharing."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chipmap.model.dataset import Dataset
from chipmap.ui import theme
from chipmap.ui.actions import show_icons
from chipmap.ui.selection import Selection
from chipmap.ui.shell.enter_button import EnterButton
from chipmap.ui.tokens import RADIUS_CONTROL
from chipmap.ui.widgets.elided_label import ElidedLabel
from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.formats import horizon as horizon_text

HEIGHT = 56

_OUTWARD = (
    "export",
    "mailing",
    "add_slide",
    "deck",
    "story_pdf",
    "fiche",
    "fiches",
    "export_register",
    "image",
    "copy_image",
    "layer",
)
"""What the Share menu hands out, or into the story, first of all."""


class TopBar(QWidget):
    """Shows the state of the workspace and starts what concerns all of it."""

    search_wanted = Signal()

    def __init__(
        self,
        dataset: Dataset,
        selection: Selection,
        actions: dict[str, QAction],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._selection = selection
        self._name = ElidedLabel("body_strong", "text")
        self._state = ElidedLabel("caption", "text3")
        self._search = SearchButton()
        self._search.clicked.connect(self.search_wanted)
        self._back = _tool_button(actions["back"], "arrow-left")
        self._forward = _tool_button(actions["forward"], "arrow-right")
        self._undo = _tool_button(actions["undo"], "undo-2")
        self._redo = _tool_button(actions["redo"], "redo-2")
        self._horizon_label = label(_("Horizon"), "small", "text2", wraps=False)
        self._horizon = self._horizon_choice(dataset)
        self._share = _share_button(actions)
        self._present = _present_button(actions["present"])
        self._lay_out()
        selection.changed.connect(lambda _before, after: self._horizon.show_choice(after.horizon))
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_name(self, name: str, state: str) -> None:
        """What the workspace is called, and whether and where it is saved."""
        self._name.setText(name)
        self._state.setText(state)

    def show_narrow(self, *, is_narrow: bool) -> None:
        """Leave out what can be spared where the window is small."""
        self._horizon_label.setVisible(not is_narrow)
        self._search.show_narrow(is_narrow=is_narrow)
        self._present.setText("" if is_narrow else _("Present"))

    def focus_first(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.colour("line"))

    def _horizon_choice(self, dataset: Dataset) -> SegmentedChoice:
        settings = dataset.settings
        choices = [(key, horizon_text(key, settings.current_year)) for key in settings.horizons]
        choice = SegmentedChoice(_("Horizon"), choices, can_clear=False)
        choice.show_choice(self._selection.view.horizon)
        choice.picked.connect(lambda horizon: self._selection.choose(horizon=horizon))
        return choice

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._state)
        names.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        self._search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addLayout(names, 3)
        row.addSpacing(8)
        row.addWidget(self._back)
        row.addWidget(self._forward)
        row.addWidget(self._search, 4)
        row.addSpacing(8)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addSpacing(12)
        row.addWidget(self._horizon_label)
        row.addWidget(self._horizon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(2)
        row.addWidget(self._share)
        row.addWidget(self._present)

    def _fit(self) -> None:
        self.setFixedHeight(theme.current().px(HEIGHT))


class SearchButton(EnterButton):
    """Looks like a field and opens the search; its shortcut stands at its right end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_narrow = False
        self.setAccessibleName(_("Find a place, institution, segment or command"))
        self.setToolTip(_("Ctrl+K"))
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_narrow(self, *, is_narrow: bool) -> None:
        self._is_narrow = is_narrow
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(180 if self._is_narrow else 300, look.px(36))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.hasFocus()
        pen = painter.pen()
        pen.setColor(look.colour("focus" if is_lit else "line_strong"))
        pen.setWidthF(2.0 if is_lit else 1.0)
        painter.setPen(pen)
        painter.setBrush(look.colour("surface" if self.underMouse() else "surface2"))
        inset = pen.widthF() / 2
        frame = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        side = look.px(18)
        ratio = self.devicePixelRatioF()
        top = (self.height() - side) // 2
        painter.drawPixmap(look.px(12), top, look.pixmap("search", "text2", side, ratio))
        right = self._paint_keys(painter) if not self._is_narrow else self.width() - 8
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text3"))
        left = look.px(40)
        words = _("Find…") if self._is_narrow else self.accessibleName()
        text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, right - left - 8)
        area = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_keys(self, painter: QPainter) -> int:
        look = theme.current()
        painter.setFont(look.font("caption"))
        right = self.width() - look.px(8)
        for key in ("K", _("Ctrl")):
            width = painter.fontMetrics().horizontalAdvance(key) + look.px(14)
            height = look.px(22)
            cap = self.rect().toRectF()
            cap.setRect(right - width + 0.5, (self.height() - height) / 2 + 0.5, width - 1, height - 1)
            painter.setPen(look.colour("line"))
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(cap, 4, 4)
            painter.setPen(look.colour("text2"))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
            right -= width + look.px(4)
        return right


def _tool_button(action: QAction, icon: str) -> QToolButton:
    """A button that follows an action's state and tooltip but keeps an icon that follows the theme."""
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def follow() -> None:
        if not shiboken6.isValid(button):
            # The action outlives the workspace that the button belonged to.
            return
        button.setEnabled(action.isEnabled())
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.toolTip())

    action.changed.connect(follow)
    button.clicked.connect(action.trigger)
    theme.show_icon(button, icon, size=20)
    follow()
    return button


def _present_button(action: QAction) -> QPushButton:
    button = QPushButton(_("Present"))
    button.setProperty("look", "primary")
    theme.show_icon(button, "presentation", token="on_accent")  # noqa: S106 - the name of a colour
    button.setToolTip(action.toolTip())
    button.setAccessibleName(action.toolTip())
    button.clicked.connect(action.trigger)
    return button


def _share_button(actions: dict[str, QAction]) -> QPushButton:
    button = QPushButton(_("Share"))
    theme.show_icon(button, "upload")
    button.setAccessibleName(_("Share: scorecard, slides, image, map layer, workspace"))
    menu = QMenu(button)
    menu.addActions([actions[name] for name in _OUTWARD])
    menu.addSeparator()
    menu.addActions(
        [
            actions["import"],
            actions["import_folder"],
            actions["import_tables"],
            actions["import_institutions"],
            actions["new"],
            actions["open"],
            actions["save"],
            actions["save_as"],
            actions["restore_points"],
        ]
    )
    menu.aboutToShow.connect(lambda: show_icons(actions))
    button.setMenu(menu)
    return button
