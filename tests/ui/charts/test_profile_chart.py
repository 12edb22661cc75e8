"""The profile chart: bars end at the level, unknown has none, dots and figures can be seen in any theme."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from chipmap.ui import theme
from chipmap.ui.charts.profile_chart import HIGHEST_LEVEL, LANE_PX, ROW_GAP_PX, Lane, ProfileChart, ProfileRow
from chipmap.ui.tokens import contrast

LOOKS = [("light", 1.0), ("dark", 1.0), ("light", 1.5), ("dark", 1.5)]


def lane(level: float | None, need: float | None = None, *, is_dotted: bool = False) -> Lane:
    figure = "not scored" if level is None else f"{level:g}"
    return Lane("A", level, 0 if level is None else round(level), need, is_dotted, figure)


ROWS = [
    ProfileRow("Design", (lane(4.0, 2.0), lane(0.0), lane(None, 3.0))),
    ProfileRow("Packaging and test, a long name", (lane(5.0, is_dotted=True), lane(1.0), lane(2.0))),
]


@pytest.fixture
def chart(qtbot) -> Iterator[ProfileChart]:
    shown = ProfileChart()
    shown.show_rows(ROWS)
    shown.resize(480, shown.height())
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    shiboken6.delete(shown)


def picture(chart: ProfileChart) -> QImage:
    chart.grab()
    return chart.grab().toImage()


def at(chart: ProfileChart, level: float, row: int, number: int, *, above: float = 0.0) -> QPointF:
    """The pixel of a level in a lane; `above` in parts of the lane's height."""
    look = theme.current()
    row_px = 3 * look.px(LANE_PX) + look.px(ROW_GAP_PX)
    y = row * row_px + look.px(ROW_GAP_PX) / 2 + (number + 0.5 - above) * look.px(LANE_PX)
    return chart.mapFromScene(chart.plotItem.vb.mapViewToScene(QPointF(level, y))).toPointF()


def colour_at(chart: ProfileChart, image: QImage, where: QPointF) -> QColor:
    return image.pixelColor(round(where.x()), round(where.y()))


@pytest.mark.parametrize(("mode", "scale"), LOOKS)
def test_a_bar_reaches_from_zero_to_its_level_in_the_colour_of_its_class(chart, mode, scale):
    theme.current().use(mode=mode, text_scale=scale)
    image, tokens = picture(chart), theme.current().tokens

    assert colour_at(chart, image, at(chart, 3.9, 0, 0)).name().upper() == tokens.capability[4]
    assert colour_at(chart, image, at(chart, 4.3, 0, 0)).name().upper() == tokens.surface


@pytest.mark.parametrize(("mode", "scale"), LOOKS)
def test_unknown_has_no_bar_and_differs_from_level_zero(chart, mode, scale):
    theme.current().use(mode=mode, text_scale=scale)
    image, surface = picture(chart), QColor(theme.current().tokens.surface)

    def inked(number: int, level: float) -> int:
        where = at(chart, level, 0, number)
        rows = range(-4, 5)
        return sum(image.pixelColor(round(where.x()) + 2, round(where.y()) + y) != surface for y in rows)

    assert inked(1, 0.0) > inked(2, 0.1)
    # Only the dotted line, which may lie between two rows of pixels.
    assert inked(2, 2.5) <= 2
    assert inked(2, 0.6) <= 2


@pytest.mark.parametrize(("mode", "scale"), LOOKS)
def test_the_need_is_an_upright_mark_in_the_ink_of_texts(chart, mode, scale):
    theme.current().use(mode=mode, text_scale=scale)
    image = picture(chart)

    mark = colour_at(chart, image, at(chart, 3.0, 0, 2, above=0.25))

    assert contrast(mark.name(), theme.current().tokens.surface) > 7


def test_a_suggested_level_is_dotted_and_one_with_evidence_is_plain(chart):
    image = picture(chart)

    def colours(row: int, number: int, first: float, last: float) -> set[str]:
        start, end = at(chart, first, row, number), at(chart, last, row, number)
        xs = range(round(start.x()), round(end.x()))
        return {image.pixelColor(x, round(start.y()) + y).name() for x in xs for y in (-2, 0, 2)}

    assert len(colours(0, 0, 2.3, 3.6)) <= 2
    assert len(colours(1, 0, 2.3, 3.6)) > 5


@pytest.mark.parametrize(("width", "scale"), [(300, 1.0), (430, 1.5), (900, 1.0), (900, 1.5)])
def test_letters_and_figures_have_room_in_any_width(chart, width, scale):
    theme.current().use(text_scale=scale)
    chart.resize(width, chart.height())
    box = chart.plotItem.vb
    left, right = (box.mapViewToScene(QPointF(level, 1.0)).x() for level in (0.0, float(HIGHEST_LEVEL)))

    assert left - box.sceneBoundingRect().left() >= theme.current().px(19)
    assert box.sceneBoundingRect().right() - right >= theme.current().px(60)
    assert right - left > 20


def test_the_chart_takes_no_keyboard_and_leaves_the_wheel_to_the_page(chart):
    before = chart.plotItem.vb.viewRange()
    at_middle, down = QPointF(chart.rect().center()), QPoint(0, -120)
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        at_middle, at_middle, QPoint(), down, no_button, no_key, Qt.ScrollPhase.NoScrollPhase, False
    )

    QApplication.sendEvent(chart.viewport(), turn)

    assert not turn.isAccepted()
    assert chart.plotItem.vb.viewRange() == before
    assert chart.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_it_is_as_tall_as_its_rows_need(chart):
    tall = chart.height()

    chart.show_rows(ROWS[:1])

    assert chart.height() < tall


def test_it_draws_into_a_picture_as_on_the_screen(chart):
    image = QImage(chart.size(), QImage.Format.Format_RGB32)
    image.fill(QColor(theme.current().tokens.surface))
    painter = QPainter(image)
    painter.setBrush(QColor("#FF0000"))
    chart.draw(painter, QRectF(chart.rect()))
    painter.end()

    assert (
        colour_at(chart, image, at(chart, 3.9, 0, 0)).name().upper() == theme.current().tokens.capability[4]
    )
    assert not any(image.pixelColor(x, 30).name() == "#ff0000" for x in range(image.width()))
