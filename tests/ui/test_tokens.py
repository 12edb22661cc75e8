from __future__ import annotations

import pytest

from chipmap.ui.tokens import DARK, LIGHT, TYPE, contrast, ink


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(look):
    for ground in (look.surface, look.surface2, look.canvas):
        for text in (look.text, look.text2, look.text3, look.accent, look.warn, look.danger):
            assert contrast(text, ground) >= 4.5, (text, ground)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_controls_and_focus_stand_out(look):
    for ground in (look.surface, look.surface2, look.canvas):
        assert contrast(look.line_strong, ground) >= 3.0
        assert contrast(look.focus, ground) >= 3.0
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.toast_action, look.toast) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_a_digit_can_be_read_on_every_swatch(look):
    for swatch in (*look.capability, *look.need, *look.dependence, *look.match):
        assert contrast(ink(swatch), swatch) >= 4.5, swatch


def test_no_text_is_smaller_than_a_caption():
    assert min(style.size for style in TYPE.values()) == 12
