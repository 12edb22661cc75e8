"""The Scenarios page: a loss in four clicks, what it comes to and rests on, what is kept and compared."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QSlider
from typer.testing import CliRunner

from chipmap.cli.app import app
from chipmap.model.records import NOW, Scenario, SlideKind
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from chipmap.ui.dialogs.scenario_dialog import ScenarioDialog
from chipmap.ui.map.atlas import the_atlas
from chipmap.ui.operations import history
from chipmap.ui.pages.scenarios_page import EMPTY
from chipmap.ui.panels.source_card import SourceCard
from chipmap.ui.shell.finder import Finder
from chipmap.ui.shell.scenario_entries import show_scenario
from chipmap.ui.shell.story_making import open_view

TAIWAN = replace(EMPTY, removals=("TWN:atp",))


def settled(qtbot, page):
    qtbot.waitUntil(lambda: not page.is_busy, timeout=20_000)


def plain(text):
    """A text without the spaces that hold a figure to its unit."""
    return text.replace("\xa0", " ")


def click(qtbot, widget):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(20, widget.height() // 2))


@pytest.fixture
def page(qtbot, open_window):
    """The page about packaging, with nothing lost."""
    open_window.view.selection.choose(segment="atp", horizon=NOW, subject=None)
    qtbot.keyClick(open_window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    shown = open_window.view.page("scenarios")
    settled(qtbot, shown)
    return shown


def lose(qtbot, page, window, scenario, **fields):
    window.view.selection.choose(scenario=scenario, **fields)
    settled(qtbot, page)


def test_four_clicks_from_the_rail_to_what_a_lost_supplier_comes_to(qtbot, open_window):
    view = open_window.view
    chevrons = {chevron.text(): chevron for chevron in view.ribbon._chevrons}

    click(qtbot, view.rail._buttons["scenarios"])
    page = view.page("scenarios")
    settled(qtbot, page)
    assert "Nothing is lost yet" in page.middle.title.text()
    click(qtbot, chevrons["Fabrication"])
    click(qtbot, page.inputs.picks.pills["TWN"])
    click(qtbot, page.inputs.course.duration._parts[2])
    settled(qtbot, page)

    assert page.scenario == replace(EMPTY, removals=("TWN:fab",), weeks=52.0)
    assert plain(page.side.effect.figure.text()) == "14 %"
    assert "fabrication output lost, weeks 1–52" in page.side.effect.words.text()
    assert plain(page.accessibleDescription()).startswith("14 % of normal fabrication output lost")
    assert "Without Taiwan" in page.middle.title.text()
    assert page.middle.map.accessibleName().count("Taiwan") == 1


def test_page_and_command_say_the_same(qtbot, page, open_window, tmp_path):
    path = tmp_path / "another.chipmap"
    create_workspace(path, starter_dataset(title="Partners")).close()
    scenario = replace(TAIWAN, weeks=9.0, recovery=4.0, stock=1.0, spare=0.3)
    lose(qtbot, page, open_window, scenario)
    options = ["--remove", "TWN:atp", "--weeks", "9", "--recovery", "4", "--stock", "1", "--spare", "0.3"]
    told = json.loads(
        CliRunner().invoke(app, ["scenario", "run", str(path), *options, "--draws", "1000", "--json"]).stdout
    )

    shown = {one.segment: (one.loss, one.weeks, one.band.median) for one in page.drawn.segments}
    assert len(shown) == len(told["segments"])
    for row in told["segments"]:
        loss, weeks, median = shown[row["segment"]]
        assert row["loss"] == pytest.approx(loss, abs=1e-6)
        assert weeks == (row["first_week"], row["last_week"])
        assert row["median"] == pytest.approx(median, abs=1e-6)
    assert page.outcome.segments == tuple(replace(one, band=None) for one in page.drawn.segments)


def test_the_ribbon_says_after_and_two_clicks_lead_from_a_figure_to_its_sources(qtbot, page, open_window):
    ribbon = open_window.view.ribbon
    before = {chevron.text(): chevron.accessibleName() for chevron in ribbon._chevrons}
    lose(qtbot, page, open_window, TAIWAN)
    after = {chevron.text(): chevron.accessibleName() for chevron in ribbon._chevrons}

    assert "19 % of normal output lost" in plain(after["Packaging & test"])
    assert "not known" in after["Raw materials"]
    assert all("level" not in said and "need" not in said for said in after.values())
    assert "after the loss" in ribbon._focus_button.accessibleName()

    open_window.view.selection.choose(page="map")
    assert {chevron.text(): chevron.accessibleName() for chevron in ribbon._chevrons} == before
    open_window.view.selection.go_back()
    settled(qtbot, page)
    assert {chevron.text(): chevron.accessibleName() for chevron in ribbon._chevrons} == after

    lose(qtbot, page, open_window, replace(EMPTY, removals=("TWN",)))
    row = next(row for row in page.side.effect.losses.rows if row.line.segment == "eu_computing")

    click(qtbot, row)
    assert open_window.view.selection.view.segment == "eu_computing"
    assert "high-bandwidth memory" in page.side.effect.cause.text()
    click(qtbot, page.side.tabs._tabs[1])

    cards = page.side.shares.findChildren(SourceCard)
    assert any("Taiwan holds 85 %" in plain(card.citation.title) for card in cards)
    assert any("essential for data processing" in card.citation.title for card in cards)
    lost, _held, unknown = page.side.shares.bar.parts
    assert (lost, unknown) == (pytest.approx(0.85), pytest.approx(0.15))
    assert "15 % nobody is listed" in plain(page.side.shares._unknown.text())


def test_a_slider_is_tried_while_it_moves_and_one_step_back_once_it_rests(qtbot, page, open_window):
    lose(qtbot, page, open_window, TAIWAN)
    (card,) = page.inputs.cards
    whole = page.outcome.worst.loss

    at = QPointF(20, 10)
    wheel = QWheelEvent(
        at,
        card.slider.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    for widget in (card.slider, card.segment, card.part):
        QApplication.sendEvent(widget, wheel)
    assert page.scenario == TAIWAN

    for value in (80, 60, 50):
        card.slider.setValue(value)
    assert open_window.view.selection.view.scenario == TAIWAN
    qtbot.waitUntil(lambda: open_window.view.selection.view.scenario != TAIWAN, timeout=3000)
    settled(qtbot, page)
    assert page.scenario.removals == ("TWN:atp=0.5",)
    assert page.outcome.worst.loss < whole

    open_window.view.selection.go_back()
    settled(qtbot, page)
    assert page.scenario == TAIWAN
    assert page.outcome.worst.loss == whole
    assert card.findChild(QSlider).value() == 100


def test_hazards_institutions_and_places_without_a_share_say_what_they_lack(qtbot, page, open_window):
    choice = page.inputs.hazard.choice
    choice.setCurrentIndex(choice.findData("haz_freight_2022"))
    choice.activated.emit(choice.currentIndex())

    assert page.inputs.hazard._why.isVisible()
    assert "No single place" in page.inputs.hazard._why.text()
    assert page.outcome is None
    click(qtbot, page.inputs.picks.pills["CHN"])
    settled(qtbot, page)
    assert page.scenario.removals == ("CHN:logistics", "CHN:atp")
    assert not page.inputs.hazard._why.isVisible()

    choice.setCurrentIndex(choice.findData("haz_gage_2023"))
    choice.activated.emit(choice.currentIndex())
    settled(qtbot, page)
    assert page.scenario.removals[0] == "CHN:crm_gallium"
    assert page.outcome.of("crm_gallium") is not None

    view, china = page.middle.map._viewport(page.middle.map._scene), the_atlas().anchors["CHN"]
    qtbot.mouseClick(
        page.middle.map, Qt.MouseButton.LeftButton, pos=view.to_screen(china.x, china.y).toPoint()
    )
    settled(qtbot, page)
    assert "CHN:atp" in page.scenario.removals

    page.inputs.clear.click()
    field = page.inputs.picks.field
    open_window.view.selection.choose(segment="fab_foundry")
    field.setText("nobody of that name")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.property("invalid") == "true"
    field.clear()
    field.setText("TSMC Hsinchu, Taiwan")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled(qtbot, page)
    (card,) = page.inputs.cards

    assert page.scenario.removals == ("tsmc:fab_foundry",)
    assert "state which part of Taiwan it holds" in card._note.text()
    click(qtbot, card.offer)
    settled(qtbot, page)
    assert page.scenario.removals == ("tsmc:fab_foundry=0.92",)

    lose(qtbot, page, open_window, Scenario("", "", ("MLT:atp",)))

    assert page.side.effect.figure.text() == "–"
    assert "Malta holds no known share" in page.inputs.cards[0]._note.text()
    assert not page.side.effect.certainty.isVisible()


def test_a_scenario_is_kept_renamed_duplicated_compared_and_deleted(qtbot, page, open_window):
    bridge, selection = open_window.view.bridge, open_window.view.selection
    lose(qtbot, page, open_window, TAIWAN)

    click(qtbot, page.side.save)
    name_it(qtbot, open_window, "Taiwan stops")
    (kept,) = bridge.dataset.scenarios.values()
    assert selection.view.scenario == kept == replace(TAIWAN, id="taiwan_stops", name="Taiwan stops")
    assert not page.side.save.isEnabled()

    before = set(bridge.dataset.slides)
    click(qtbot, page.side.story)
    (added,) = set(bridge.dataset.slides) - before
    slide = bridge.dataset.slides[added]
    assert slide.slide_kind is SlideKind.SCENARIO
    selection.choose(page="map", scenario=None)
    open_view(open_window.view, slide)
    settled(qtbot, page)
    assert page.isVisible()
    assert page.scenario == TAIWAN
    selection.choose(scenario=kept)

    page.inputs.saved.duplicate_wanted.emit(kept.id)
    name_it(qtbot, open_window, "Half of it")
    half = replace(bridge.dataset.scenarios["half_of_it"], removals=("TWN:atp=0.5",))
    lose(qtbot, page, open_window, half)
    click(qtbot, page.side.save)
    assert bridge.dataset.scenarios["half_of_it"] == half

    page.inputs.saved.compare_wanted.emit(kept.id)
    settled(qtbot, page)
    rows = {row[0]: row[1:] for row in page.comparison.table.rows.rows}
    first, second, difference = rows["Packaging & test"]
    assert page.comparison.isVisible()
    assert difference == pytest.approx(second - first, abs=0.11)
    assert [curve.name for curve in page.comparison.chart.curves] == ["Half of it", "Taiwan stops"]
    click(qtbot, page.comparison.close_button)
    assert page.middle.isVisible()

    finder = Finder(bridge, open_window.commands)
    found = {entry.title: entry for group in finder.find("taiwan") for entry in group.entries}
    assert found["Taiwan stops"].hint == "Saved scenario · 6 months"
    assert found["Taiwan drought"].hint == "Recorded hazard · 2021"
    show_scenario(open_window.view, found["Taiwan drought"].key)
    settled(qtbot, page)
    assert page.scenario.removals == ("TWN:fab", "TWN:utilities")
    show_scenario(open_window.view, half.id)
    settled(qtbot, page)

    page.inputs.saved.rename_wanted.emit(half.id)
    name_it(qtbot, open_window, "Half of Taiwan")
    assert bridge.dataset.scenarios[half.id].name == selection.view.scenario.name == "Half of Taiwan"
    page.inputs.saved.remove_wanted.emit(half.id)
    assert half.id not in bridge.dataset.scenarios
    assert selection.view.scenario == replace(half, id="", name="")
    history.undo(bridge)
    assert bridge.dataset.scenarios[half.id].name == "Half of Taiwan"


def name_it(qtbot, window, name):
    dialog = next(one for one in window.findChildren(ScenarioDialog) if one.isVisible())
    assert isinstance(dialog, QDialog)
    dialog.name.setText(name)
    click(qtbot, dialog.primary)


def test_draws_can_be_stopped_and_begun_again_and_partners_are_sought_where_it_begins(
    qtbot, page, open_window
):
    view = open_window.view
    lose(qtbot, page, open_window, replace(EMPTY, removals=("TWN",)), segment="eu_mobility")
    certainty = page.side.effect.certainty
    assert "1000 draws" in certainty.texts[0]

    page._draw(10_000)
    assert page.answers.is_drawing
    certainty.stop.click()
    assert not page.answers.is_drawing
    certainty.more.click()
    settled(qtbot, page)
    assert "10000 draws" in certainty.texts[0].replace("\u202f", "")
    assert page.middle.chart.curves[0].band

    page.room.fit(800, 600)
    assert page.room.is_shared
    page.room.show_result()
    assert page.side.isVisible()
    assert not page.inputs.isVisible()
    page.room.fit(1500, 900)
    assert page.side.isVisible()
    assert page.inputs.isVisible()

    partner = page.side.effect.step_in.rows[0].line.subject
    click(qtbot, page.side.effect.step_in.rows[0])
    assert (view.selection.view.page, view.selection.view.segment) == ("match", "atp_osat")
    assert view.selection.view.subject == partner
