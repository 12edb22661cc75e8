"""The choice of layer: three questions side by side, the others under More, each named by its title."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QMenu

from chipmap.model.analysis.shares import ShareGroup
from chipmap.model.geography.layers import LayerKind
from chipmap.ui import theme
from chipmap.ui.map.place_text import place_text
from tests.builders import a_share
from tests.ui.map.conftest import LEVELS, SEGMENT, a_world, colours_around

REVENUE = ShareGroup("revenue_by_hq", 2023, "sales")


@pytest.fixture
def world():
    revenue = {"measure": REVENUE.measure, "year": REVENUE.year, "basis": REVENUE.basis}
    return a_world(
        a_share("packaging_osat", "JPN", 45.0, **revenue), a_share("packaging_osat", "MYS", 3.0, **revenue)
    )


def more_menu(page) -> QMenu:
    menu = page.layer_choice.more_button.menu()
    menu.aboutToShow.emit()
    return menu


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text() == text)


def measures(page) -> dict[str, QAction]:
    below = entry(more_menu(page), "World share").menu()
    return {action.text(): action for action in below.actions()}


def chosen_side_by_side(page) -> list[str]:
    parts = page.layer_choice.findChildren(QAbstractButton)
    return [part.text() for part in parts if part.isChecked() and part is not page.layer_choice.more_button]


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("Coverage", LayerKind.COVERAGE, "Packaging: coverage of scores 2026"),
        ("Age of evidence", LayerKind.AGE, "Packaging: age of evidence 2026"),
    ],
)
def test_a_layer_of_the_menu_is_shown_and_named_on_its_button(page, selection, text, kind, title):
    entry(more_menu(page), text).trigger()

    assert selection.view.layer is kind
    assert page.title.text() == title
    assert (page.layer_choice.more_button.text(), page.layer_choice.more_button.isChecked()) == (text, True)
    assert chosen_side_by_side(page) == []


def test_a_layer_side_by_side_leaves_the_menu_without_a_choice(page, selection):
    selection.choose(layer=LayerKind.NEED)

    assert page.layer_choice.more_button.text() == "More"
    assert not page.layer_choice.more_button.isChecked()
    assert chosen_side_by_side(page) == ["Against need"]


def test_world_share_offers_each_measure_that_sources_give_the_basis_first(page, selection):
    selection.choose(segment="packaging_osat")

    offered = measures(page)

    assert len(offered) == 2
    assert list(offered)[1] == "revenue by headquarters, sales, 2023"


def test_the_title_of_a_world_share_names_measure_and_year(page, selection):
    selection.choose(segment="packaging_osat")

    measures(page)["revenue by headquarters, sales, 2023"].trigger()

    assert selection.view.group == REVENUE
    assert page.title.text().endswith(": world share 2023, revenue by headquarters")
    assert page.subtitle.text() == "2 places with a share, revenue by headquarters, sales, 2023"


def test_another_measure_colours_other_places(page, selection):
    selection.choose(segment="packaging_osat", layer=LayerKind.WORLD_SHARE)
    by_basis = page.canvas.scene.styles["JPN"].is_scored

    selection.choose(group=REVENUE)

    ramp = theme.current().tokens.capability
    assert not by_basis
    assert ramp[4] in colours_around(page.canvas, "JPN")


def test_a_segment_without_shares_says_so_and_offers_a_way_out(page, selection, qtbot):
    selection.choose(segment="fab")

    entry(more_menu(page), "World share (no share cited)").trigger()

    assert page.empty_state.isVisible()
    assert page.empty_button.isVisible()


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [
        (LayerKind.COVERAGE, "MYS", ("50\xa0% of the rows scored", "1 of 2 rows scored")),
        (LayerKind.COVERAGE, "ITA", ("Nothing scored", "0 of 2 rows scored")),
        (LayerKind.AGE, "MYS", ("0 years old", "Newest evidence: 2026")),
    ],
)
def test_the_card_beside_the_pointer_says_what_a_figure_is_made_of(page, selection, kind, code, words):
    selection.choose(layer=kind)
    scene = page.canvas.scene

    text = place_text(code, scene.layer, a_world(), scene.names)

    assert (text.value, text.lines[0]) == words


def test_the_legend_of_coverage_has_no_dots_and_that_of_age_has(page, selection):
    patterns = {}
    for kind in (LayerKind.COVERAGE, LayerKind.AGE):
        selection.choose(layer=kind)
        patterns[kind] = [text for text, _style in page.legend.legend.patterns]

    assert patterns[LayerKind.COVERAGE] == ["Nothing scored"]
    assert patterns[LayerKind.AGE] == [
        "Suggested, or scored without evidence",
        "No dated evidence",
        "Not applicable",
    ]


def test_age_is_printed_with_its_unit(page, selection):
    selection.choose(layer=LayerKind.AGE)

    assert {page.canvas.scene.styles[code].text for code in LEVELS} == {"0 years"}
    assert page.canvas.scene.layer.segment == SEGMENT
