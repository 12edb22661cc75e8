"""What all raters say about one item, beside the map."""

from __future__ import annotations

from chipmap.model.records import NA
from chipmap.ui.operations import raters as operations
from chipmap.ui.operations import scores
from chipmap.ui.panels.raters_section import RatersSection


def answer(bridge, **levels):
    for rater, level in levels.items():
        if rater not in bridge.dataset.raters:
            operations.add_rater(bridge, rater)
        scores.set_level(bridge, subject="NLD", segment="litho", level=level, rater=rater)


def section(bridge, qtbot):
    shown = RatersSection(bridge)
    qtbot.addWidget(shown)
    shown.show_item("NLD", "litho", "now")
    return shown


def texts(shown):
    return [shown._answers.itemAt(row).widget().accessibleName() for row in range(shown._answers.count())]


def test_nothing_is_shown_while_the_owner_is_alone(bridge, qtbot):
    scores.set_level(bridge, subject="NLD", segment="litho", level=3)

    assert section(bridge, qtbot).isHidden()


def test_every_answer_stands_there_with_what_they_say_together(bridge, qtbot):
    answer(bridge, Ann=0, Ben=1, Eve=4, Ida=5, Max=NA)
    scores.set_reason(bridge, subject="NLD", segment="litho", reason="Two plants.", rater="Eve")

    shown = section(bridge, qtbot)

    assert not shown.isHidden()
    assert shown.figures.text().replace("\u00a0", " ") == "5 raters · median 2.5 · IQR 3.5 · 1 not applicable"
    assert shown.flags.text() == "Disputed, two camps"
    assert texts(shown) == ["Ann, 0", "Ben, 1", "Eve, 4, Two plants.", "Ida, 5", "Max, not applicable"]
    assert "median 2.5" in shown.dots.accessibleName()


def test_where_all_say_not_applicable_there_are_no_dots(bridge, qtbot):
    answer(bridge, Ann=NA)

    shown = section(bridge, qtbot)

    assert shown.dots.isHidden()
    assert "median" not in shown.figures.text()


def test_dots_are_drawn_where_the_levels_are(bridge, qtbot):
    answer(bridge, Ann=1, Ben=4)
    shown = section(bridge, qtbot)
    shown.resize(400, 400)
    picture = shown.dots.grab().toImage()

    ink = {
        round((x - 14) / (picture.width() - 28) * 5)
        for x in range(picture.width())
        if picture.pixelColor(x, picture.height() - 22 - 8).lightness() < 60
    }

    assert ink == {1, 4}
