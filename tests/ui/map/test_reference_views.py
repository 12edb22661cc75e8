"""The map looks as it did when somebody last looked at it."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QColor

from chipmap.ui.app import make_application
from tests.ui.map.reference_views import VIEWS, draw
from tests.ui.pictures import COMMITTED, QImage, difference

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="fonts are drawn differently on other systems"
)


@pytest.mark.parametrize("name", VIEWS)
def test_a_reference_view_is_drawn_as_committed(name, qapp, tmp_path):
    make_application()

    found = difference(draw(VIEWS[name], tmp_path), name)

    assert found is None, str(found)


def test_a_word_that_moved_would_be_noticed(qapp):
    picture = QImage(str(COMMITTED / "map-light.png"))
    for x in range(60):
        for y in range(20):
            picture.setPixelColor(400 + x, 300 + y, QColor("magenta"))

    assert difference(picture, "map-light") is not None
