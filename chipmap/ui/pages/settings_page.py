"""Settings: how the program looks to this person, what holds in this workspace. Each takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from chipmap.model.geography.naming import PROFILES
from chipmap.model.host.paths import data_folder
from chipmap.model.text_rules import FIRST_YEAR, LAST_YEAR
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.operations.settings import change_settings
from chipmap.ui.preferences import Preferences
from chipmap.ui.widgets.parts import label
from chipmap.ui.widgets.segmented_choice import SegmentedChoice
from chipmap.wording import _
from chipmap.wording.formats import percent

_TEXT_SCALES = (0.9, 1.0, 1.1, 1.25, 1.4, 1.5)
_WIDTH = 720


class SettingsPage(QWidget):
    """Two cards: this person's look, and this workspace."""

    def __init__(
        self, bridge: WorkspaceBridge, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._preferences = preferences
        content = QWidget()
        content.setProperty("look", "clear")
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(16)
        column.addWidget(label(_("Settings"), "map_title", wraps=False))
        column.addWidget(self._look_card())
        column.addWidget(self._workspace_card())
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        bridge.changed.connect(self._show_workspace)
        preferences.changed.connect(self._show_look)
        self._show_look()
        self._show_workspace()

    def ask_naming(self) -> None:
        """Give the keyboard to the choice of the naming profile."""
        self._names.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focusNextChild()

    def _look_card(self) -> QFrame:
        choices = (("system", _("Follow the system")), ("light", _("Light")), ("dark", _("Dark")))
        self._theme = SegmentedChoice(_("Theme"), choices, can_clear=False)
        self._theme.picked.connect(lambda mode: self._change(theme=mode))
        self._text = QComboBox()
        for scale in _TEXT_SCALES:
            self._text.addItem(percent(100 * scale), scale)
        self._text.setAccessibleName(_("Text size"))
        self._text.activated.connect(lambda _row: self._change(text_scale=self._text.currentData()))
        self._outlines = QCheckBox(_("Strong outlines between places on the map"))
        self._outlines.clicked.connect(lambda on: self._change(strong_outlines=on))
        self._motion = QCheckBox(_("Reduced motion: nothing slides or flies"))
        self._motion.clicked.connect(lambda on: self._change(reduced_motion=on))
        self.stepping = QCheckBox(_("An answer in the grid of scorecards leads to the cell below"))
        self.stepping.clicked.connect(lambda on: self._preferences.change(moves_after_entry=on))
        return _card(
            _("How Chipmap looks and feels"),
            (_("Theme"), self._theme),
            (_("Text size"), self._text),
            (_("Map"), self._outlines),
            (_("Motion"), self._motion),
            (_("Scorecards"), self.stepping),
        )

    def _workspace_card(self) -> QFrame:
        self._title = QLineEdit()
        self._title.setAccessibleName(_("Name of the workspace"))
        self._title.editingFinished.connect(self._on_title)
        self._year = QLineEdit()
        self._year.setValidator(QIntValidator(FIRST_YEAR, LAST_YEAR, self._year))
        self._year.setMaximumWidth(theme.current().px(96))
        self._year.setAccessibleName(_("Year of now"))
        self._year.editingFinished.connect(self._on_year)
        self._names = QComboBox()
        texts = {
            "EU": _("European Union"),
            "OECD": _("OECD"),
            "UN": _("United Nations and ISO"),
        }
        for profile in PROFILES:
            self._names.addItem(texts[profile], profile)
        self._names.setAccessibleName(_("Naming profile"))
        self._names.activated.connect(self._on_names)
        self._suggestions = QCheckBox(_("Show levels that cited shares suggest"))
        self._suggestions.clicked.connect(lambda on: change_settings(self._bridge, use_suggestions=on))
        folder = label(str(data_folder()), "small", "text2")
        folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return _card(
            _("This workspace"),
            (_("Name"), self._title),
            (_("Year of now"), self._year),
            (_("Place names"), self._names),
            (_("Suggestions"), self._suggestions),
            (_("Data folder"), folder),
        )

    def _change(self, **fields: object) -> None:
        self._preferences.change(**fields)
        self._preferences.apply_look()

    def _show_look(self) -> None:
        settings = self._preferences.settings
        self._theme.show_choice(settings.theme)
        nearest = min(_TEXT_SCALES, key=lambda scale: abs(scale - settings.text_scale))
        self._text.setCurrentIndex(_TEXT_SCALES.index(nearest))
        self._outlines.setChecked(settings.strong_outlines)
        self._motion.setChecked(settings.reduced_motion)
        self.stepping.setChecked(settings.moves_after_entry)

    def _show_workspace(self) -> None:
        settings = self._bridge.dataset.settings
        if not self._title.hasFocus() or not self._title.isModified():
            self._title.setText(settings.title)
        self._year.setText(str(settings.current_year))
        self._names.setCurrentIndex(self._names.findData(settings.naming_profile))
        self._suggestions.setChecked(settings.use_suggestions)

    def _on_title(self) -> None:
        title = self._title.text().strip()
        self._title.setModified(False)
        if title:
            change_settings(self._bridge, title=title)
        self._title.setText(self._bridge.dataset.settings.title)

    def _on_year(self) -> None:
        change_settings(self._bridge, current_year=int(self._year.text()))

    def _on_names(self) -> None:
        change_settings(self._bridge, naming_profile=self._names.currentData())


def _card(heading: str, *rows: tuple[str, QWidget]) -> QFrame:
    look = theme.current()
    card = QFrame()
    card.setProperty("look", "card")
    card.setMaximumWidth(look.px(_WIDTH))
    column = QVBoxLayout(card)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(14)
    column.addWidget(label(heading, "heading", wraps=False))
    for name, field in rows:
        row = QHBoxLayout()
        row.setSpacing(16)
        caption = label(name, "body", "text2", wraps=False)
        caption.setFixedWidth(look.px(140))
        row.addWidget(caption)
        row.addWidget(field, 1)
        if field.maximumWidth() < look.px(_WIDTH):
            # Without something to give way to, a narrow field would push its caption into the middle.
            row.addStretch(100)
        column.addLayout(row)
    return card
