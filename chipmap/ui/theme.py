"""The look in force: theme, text size, fonts, icons. Widgets ask `theme.current()`, none keeps a colour.

With a high-contrast system theme the window keeps the system's palette and drops its own style sheet.
"""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from chipmap.model.host.paths import resource
from chipmap.ui.stylesheet import stylesheet
from chipmap.ui.tokens import (
    LARGEST_TEXT_SCALE,
    SMALLEST_TEXT_SCALE,
    TYPE,
    ThemeName,
    Tokens,
    contrast,
    tokens,
)

Mode = Literal["system", "light", "dark"]

FAMILY: Final = "Inter"
_FONT_FILES: Final = ("Regular", "Medium", "SemiBold")
_TABULAR_BELOW: Final = 28
_PLAIN: Final = "text2"
_GAP_BEFORE_TEXT: Final = 4
"""Beside the four pixels that Qt leaves between icon and text."""

_current: Theme | None = None


def current() -> Theme:
    """The theme of the running application; made on first use."""
    global _current  # noqa: PLW0603 - one application has one look
    if _current is None:
        _current = Theme()
    return _current


class Theme(QObject):
    """Tokens, text size and motion; `changed` comes after the application has taken a new look."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.text_scale = 1.0
        self.strong_outlines = False
        self.reduced_motion = False
        self._tokens = tokens("light")
        self._has_fonts = False
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    @property
    def tokens(self) -> Tokens:
        return self._tokens

    def use(
        self,
        *,
        mode: Mode | None = None,
        text_scale: float | None = None,
        strong_outlines: bool | None = None,
        reduced_motion: bool | None = None,
    ) -> None:
        """Change any of these and repaint the application; text stays between 90 and 150 per cent."""
        if mode is not None:
            self.mode = mode
        if text_scale is not None:
            self.text_scale = min(LARGEST_TEXT_SCALE, max(SMALLEST_TEXT_SCALE, text_scale))
        if strong_outlines is not None:
            self.strong_outlines = strong_outlines
        if reduced_motion is not None:
            self.reduced_motion = reduced_motion
        self.apply()

    def apply(self) -> None:
        """Give the application its fonts, palette and style sheet."""
        application = _application()
        self._load_fonts()
        self._tokens = tokens(self._theme_name())
        application.setFont(self.font("body"))
        if self.is_high_contrast:
            application.setPalette(application.style().standardPalette())
            application.setStyleSheet("")
        else:
            application.setPalette(_palette(self._tokens))
            application.setStyleSheet(stylesheet(self._tokens, self.text_scale))
        for widget in application.allWidgets():
            if isinstance(widget, QAbstractButton) and widget.property("icon_name"):
                _draw_button_icon(widget)
        self.changed.emit()

    def logo(self, size: int, ratio: float) -> QPixmap:
        """The mark of the program, in its own colours."""
        return _draw_icon("chipmap", size, ratio)

    def follow_system(self) -> None:
        """Take the look again when the system's changes, or a finer screen is plugged in."""
        _application().screenAdded.connect(self.apply)
        hints = _application().styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def is_high_contrast(self) -> bool:
        hints = _application().styleHints()
        preference = hints.accessibility().contrastPreference()
        return self.mode == "system" and preference == Qt.ContrastPreference.HighContrast

    def px(self, size: float) -> int:
        """A length that grows with the text."""
        return round(size * self.text_scale)

    def ms(self, duration: int) -> int:
        """A duration of motion, 0 when the person wants none."""
        return 0 if self.reduced_motion else duration

    def font(self, role: str, *, is_tabular: bool = False) -> QFont:
        """The font of a text role; `is_tabular` lines digits up in columns (never at display size)."""
        style = TYPE[role]
        font = QFont(FAMILY)
        font.setPixelSize(self.px(style.size))
        font.setWeight(QFont.Weight(style.weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if is_tabular and style.size < _TABULAR_BELOW:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def colour(self, token: str) -> QColor:
        """A token such as `accent`, or `#RRGGBB` itself, as a colour."""
        return QColor(token if token.startswith("#") else getattr(self._tokens, token))

    def icon(self, name: str, token: str = _PLAIN, size: int = 18, *, gap: int = 0) -> QIcon:
        """A line icon in a token's colour, as crisp as the finest screen, greyed when disabled.

        `gap` pixels of nothing follow it, before a text. It keeps the colours of this moment: `show_icon` is
        for buttons that outlive a change of theme.
        """
        icon = QIcon()
        ratio = _application().devicePixelRatio()
        icon.addPixmap(_with_gap(self.pixmap(name, token, size, ratio), gap))
        icon.addPixmap(_with_gap(self.pixmap(name, "text3", size, ratio), gap), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, token: str, size: float, ratio: float = 1.0) -> QPixmap:
        """A line icon of `size` logical pixels, crisp on a screen with `ratio` device pixels to one."""
        colour = self.colour(token).name()
        key = (name, colour, round(size), ratio)
        found = self._pixmaps.get(key)
        if found is None:
            drawing = (name, "", round(size), ratio)
            if drawing not in self._pixmaps:
                self._pixmaps[drawing] = _draw_icon(name, round(size), ratio)
            found = self._pixmaps[key] = _tinted(self._pixmaps[drawing], QColor(colour))
        return found

    def _theme_name(self) -> ThemeName:
        if self.mode != "system":
            return self.mode
        scheme = _application().styleHints().colorScheme()
        return "dark" if scheme == Qt.ColorScheme.Dark else "light"

    def _on_system_changed(self) -> None:
        if self.mode == "system":
            self.apply()

    def _load_fonts(self) -> None:
        if self._has_fonts:
            return
        for style in _FONT_FILES:
            QFontDatabase.addApplicationFont(str(resource(f"fonts/{FAMILY}-{style}.otf")))
        self._has_fonts = True


class Themed(QWidget):
    """A widget that paints itself with tokens: repainted, and laid out anew, when the theme changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        current().changed.connect(self._on_theme_changed)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def show_icon(button: QAbstractButton, name: str, *, token: str = _PLAIN, size: int = 18) -> None:
    """Put an icon on a button and keep it right in every theme and text size."""
    button.setProperty("icon_name", name)
    button.setProperty("icon_ink", token)
    button.setProperty("icon_size", size)
    _draw_button_icon(button)


def _draw_button_icon(button: QAbstractButton) -> None:
    theme = current()
    size = theme.px(button.property("icon_size"))
    gap = _GAP_BEFORE_TEXT if button.text() else 0
    button.setIcon(theme.icon(button.property("icon_name"), button.property("icon_ink"), size, gap=gap))
    button.setIconSize(QSize(size + gap, size))


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at a widget whose `look`, `role` or `ink` has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
    widget.update()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _draw_icon(name: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(str(resource(f"icons/{name}.svg"))).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _tinted(drawing: QPixmap, colour: QColor) -> QPixmap:
    """A drawing in one ink as a drawing in another."""
    tinted = QPixmap(drawing)
    painter = QPainter(tinted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(tinted.rect(), colour)
    painter.end()
    return tinted


def _with_gap(pixmap: QPixmap, gap: int) -> QPixmap:
    if not gap:
        return pixmap
    ratio = pixmap.devicePixelRatio()
    wider = QPixmap(round(pixmap.width() + gap * ratio), pixmap.height())
    wider.setDevicePixelRatio(ratio)
    wider.fill(Qt.GlobalColor.transparent)
    painter = QPainter(wider)
    painter.drawPixmap(0, 0, pixmap)
    painter.end()
    return wider


def _palette(look: Tokens) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: look.canvas,
        role.WindowText: look.text,
        role.Base: look.surface,
        role.AlternateBase: look.surface2,
        role.Text: look.text,
        role.PlaceholderText: look.text3,
        role.Button: look.surface,
        role.ButtonText: look.text,
        role.BrightText: look.danger,
        role.Highlight: look.accent,
        role.HighlightedText: look.on_accent,
        role.Accent: look.accent,
        role.Link: look.accent,
        role.LinkVisited: look.accent,
        role.ToolTipBase: look.toast,
        role.ToolTipText: look.toast_text,
        role.Light: look.surface,
        role.Midlight: look.surface2,
        role.Mid: look.line,
        role.Dark: look.line_strong,
        role.Shadow: look.scrim,
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(look.text3))
    assert contrast(look.text, look.canvas) > 4.5
    return palette
