from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from chipmap.model.host.settings import settings_path
from chipmap.ui.gallery import STATES, render_gallery


@pytest.mark.slow
def test_every_state_of_the_window_becomes_a_picture(tmp_path, preferences):
    pictures = render_gallery(tmp_path, theme="dark", size=(1280, 800))

    assert len(pictures) == len(STATES)
    contents = set()
    for picture in pictures:
        image = QImage(str(picture))
        assert image.size().toTuple() == (1280, 800)
        contents.add(bytes(image.constBits()[:: 4 * 97]))
    assert len(contents) == len(STATES)
    assert not settings_path().exists()
