from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from chipmap.model.host.settings import settings_path
from chipmap.ui.gallery import STATES, render_gallery

FIRST = [name for name, _arrange in STATES[:4]]


@pytest.mark.slow
def test_the_states_asked_for_become_pictures_in_their_look_and_size(tmp_path, preferences):
    """Every state is looked at in `test_keyboard_access`, because bringing them about takes longest."""
    pictures = render_gallery(tmp_path, theme="dark", size=(1280, 800), states=(FIRST[0], FIRST[3]))

    assert [picture.name for picture in pictures] == [f"01-{FIRST[0]}.png", f"04-{FIRST[3]}.png"]
    images = [QImage(str(picture)) for picture in pictures]
    assert {image.size().toTuple() for image in images} == {(1280, 800)}
    assert images[0] != images[1]
    assert images[1].pixelColor(4, 400).lightness() < 100
    assert not settings_path().exists()
