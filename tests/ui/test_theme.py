from __future__ import annotations

from PySide6.QtGui import QColor, QFontInfo, QPalette
from PySide6.QtWidgets import QPushButton

from chipmap.ui import theme


def test_dark_theme_reaches_palette_and_tokens(preferences, qapp):
    preferences.change(theme="dark")
    preferences.apply_look()

    assert theme.current().tokens.name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(theme.current().tokens.surface)


def test_text_size_is_kept_between_90_and_150_per_cent(preferences):
    look = theme.current()

    look.use(text_scale=4.0)
    assert look.font("body").pixelSize() == 21

    look.use(text_scale=0.1)
    assert look.font("body").pixelSize() == 13


def test_the_bundled_font_is_used(preferences):
    assert QFontInfo(theme.current().font("body")).family() == "Inter"


def test_reduced_motion_leaves_no_duration(preferences):
    theme.current().use(reduced_motion=False)
    assert theme.current().ms(180) == 180

    theme.current().use(reduced_motion=True)
    assert theme.current().ms(180) == 0


def test_an_icon_follows_the_theme(preferences, qtbot):
    button = QPushButton()
    qtbot.addWidget(button)
    theme.show_icon(button, "map", token="text")

    def strongest() -> QColor:
        image = button.icon().pixmap(18, 18).toImage()
        shades = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        return max(shades, key=QColor.alpha)

    light = strongest()
    theme.current().use(mode="dark")

    assert light.lightness() < 80
    assert strongest().lightness() > 180
