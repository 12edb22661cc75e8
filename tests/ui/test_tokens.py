from __future__ import annotations

from chipmap.ui.tokens import TYPE


def test_no_text_is_smaller_than_a_caption():
    assert min(style.size for style in TYPE.values()) == 12
