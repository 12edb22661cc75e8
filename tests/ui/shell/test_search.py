"""The search by keys: what it finds, what choosing does, what it remembers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.geography.naming import LANGUAGES, PROFILES, PlaceNames
from chipmap.model.labels import Label
from chipmap.ui.operations import history
from chipmap.ui.operations.institutions import put_institution, remove_institution
from chipmap.ui.operations.settings import change_settings
from chipmap.ui.preferences import Preferences
from chipmap.ui.shell.finder import Finder
from chipmap.ui.shell.search import Search
from tests.builders import an_institution

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def finder(open_window):
    return Finder(open_window.documents.bridge, open_window.commands)


def first(finder: Finder, query: str):
    return finder.find(query)[0].entries[0]


def keys_found(finder: Finder, query: str) -> list[str]:
    return [entry.key for group in finder.find(query) for entry in group.entries]


def search_of(window) -> Search:
    return window.findChild(Search)


def press(key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), key)


def open_and_type(window, text: str) -> Search:
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), text)
    return search_of(window)


def type_and_enter(window, text: str) -> None:
    open_and_type(window, text)
    press(Qt.Key.Key_Return)
    QApplication.processEvents()


def test_malaysia_comes_first_for_mal(finder):
    assert first(finder, "mal").key == "MYS"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("corée", "KOR"),
        ("südkorea", "KOR"),
        ("South Korea", "KOR"),
        ("KOR", "KOR"),
        ("kr", "KOR"),
        ("UK", "GBR"),
        ("el", "GRC"),
        ("Chinese Taipei", "TWN"),
        ("tw", "TWN"),
        ("xk", "XKX"),
        ("holland", "NLD"),
        ("eu-27", "EU27"),
        ("malasya", "MYS"),
        ("germny", "DEU"),
    ],
)
def test_a_place_is_found_by_name_alias_code_and_with_a_slip_of_the_finger(finder, typed, code):
    assert first(finder, typed).key == code


def test_every_place_is_found_by_its_name_in_every_profile_and_language(finder, open_window):
    countries = open_window.documents.bridge.dataset.countries
    for profile in PROFILES:
        for language in LANGUAGES:
            names = PlaceNames.load(profile, language)
            for code in countries:
                if language == "en" or profile == "EU":
                    assert code in keys_found(finder, names.name(code)), names.name(code)


def test_places_are_shown_by_the_naming_profile_and_found_by_the_other_names(finder, open_window):
    bridge = open_window.documents.bridge
    assert first(finder, "chinese taipei").title == "Taiwan"

    change_settings(bridge, naming_profile="OECD")

    assert first(finder, "taiwan").title == "Chinese Taipei"


def test_a_stage_comes_before_the_segments_that_share_its_word(finder):
    assert first(finder, "pack").key == "atp"
    assert first(finder, "eda_ip").key == "eda_ip"
    assert first(finder, "packaging and test").key == "atp"


def test_every_institution_and_segment_is_found_by_its_name(finder, open_window):
    dataset = open_window.documents.bridge.dataset
    for institution in dataset.institutions.values():
        assert institution.id in keys_found(finder, institution.name), institution.name
        if institution.short_name:
            assert institution.id in keys_found(finder, institution.short_name.upper())
    for segment in dataset.segments.values():
        if segment.segment_kind != "total":
            assert segment.id in keys_found(finder, segment.name), segment.name


def test_every_command_is_found_by_its_text_and_shows_its_shortcut(finder, open_window):
    for entry in finder.offers(())[0].entries:
        found = next(one for one in finder.find(entry.title)[0].entries if one.key == entry.key)
        assert found.hint == open_window.commands[entry.key].shortcut().toString()


def test_a_command_that_cannot_run_is_not_offered(finder, open_window):
    assert "undo" not in keys_found(finder, "undo")

    put_institution(open_window.documents.bridge, an_institution("new", "MYS"))

    assert first(finder, "undo").key == "undo"


def test_an_edit_changes_what_is_found(finder, open_window):
    bridge = open_window.documents.bridge
    assert keys_found(finder, "zyxology") == []

    put_institution(bridge, an_institution("zyx", "MYS", name="Zyxology Institute"))
    assert "zyx" in keys_found(finder, "zyxology")
    put_institution(bridge, an_institution("zyx", "MYS", name="Quiet Institute"))
    assert "zyx" not in keys_found(finder, "zyxology")
    remove_institution(bridge, "zyx")
    assert "zyx" not in keys_found(finder, "quiet institute")


def test_an_edit_while_things_are_gathered_is_not_missed(finder, open_window):
    bridge = open_window.documents.bridge
    finder.prepare(0.0)

    put_institution(bridge, an_institution("zyx", "MYS", name="Zyxology Institute"))

    assert keys_found(finder, "zyxology") == ["zyx"]


def test_a_large_import_is_found_and_its_undo_too(finder, open_window):
    bridge = open_window.documents.bridge
    assert keys_found(finder, "zyxology") == []
    many = [an_institution(f"zyx{number}", "MYS", name=f"Zyxology {number}") for number in range(300)]
    bridge.workspace.apply(ChangeSet.of(Change(None, one) for one in many), label=Label.IMPORT)

    assert finder.find("zyxology")[0].total == 300

    history.undo(bridge)
    assert keys_found(finder, "zyxology") == []


def test_three_letters_and_enter_select_malaysia_and_show_it(open_window):
    canvas = open_window.view.page("map").canvas
    before = canvas.viewport

    type_and_enter(open_window, "mal")

    assert open_window.view.selection.view.subject == "MYS"
    assert search_of(open_window).isHidden()
    assert canvas.viewport.metres_per_px < before.metres_per_px
    assert canvas.rect().contains(canvas.viewport.to_screen(*_anchor("MYS")).toPoint())


def _anchor(code: str) -> tuple[float, float]:
    from chipmap.model.geography.places import load_places

    return load_places()[code].anchor


def test_a_region_is_shown_whole(open_window):
    type_and_enter(open_window, "eu-27")

    canvas = open_window.view.page("map").canvas
    assert open_window.view.selection.view.subject == "EU27"
    for code in ("PRT", "FIN", "GRC", "IRL"):
        assert canvas.rect().contains(canvas.viewport.to_screen(*_anchor(code)).toPoint()), code


def test_a_place_beyond_the_map_of_europe_is_shown_on_that_of_the_world(open_window):
    selection = open_window.view.selection
    selection.choose(projection=MapProjection.EUROPE)
    type_and_enter(open_window, "malta")
    assert selection.view.projection is MapProjection.EUROPE

    type_and_enter(open_window, "australia")

    canvas = open_window.view.page("map").canvas
    assert selection.view.projection is MapProjection.WORLD
    assert canvas.rect().contains(canvas.viewport.to_screen(*_anchor("AUS")).toPoint())


def test_an_institution_opens_its_record(open_window):
    type_and_enter(open_window, "imec")

    view = open_window.view
    assert view.selection.view.subject == "imec"
    assert view.panel.record.isVisible()
    assert view.page("map").canvas.scene.selected_institution == "imec"


def test_a_segment_and_a_command_are_carried_out(open_window):
    type_and_enter(open_window, "photores")
    assert "photoresist" in open_window.view.selection.view.segment

    type_and_enter(open_window, "show the issues")
    assert open_window.view.selection.view.page == "issues"


def test_arrows_pages_and_ends_move_among_the_entries_and_esc_changes_nothing(open_window):
    before = open_window.view.selection.view
    search = open_and_type(open_window, "ma")
    entries = len(search.list.rows.numbers)
    assert entries > 9

    press(Qt.Key.Key_Down, 2)
    press(Qt.Key.Key_Up)
    assert search.list.position == 1
    press(Qt.Key.Key_End)
    assert search.list.position == entries - 1
    press(Qt.Key.Key_PageUp, entries // 8 + 1)
    assert search.list.position == 0
    press(Qt.Key.Key_PageDown)
    assert search.list.position == 8
    press(Qt.Key.Key_Home)
    assert search._field.cursorPosition() == 0
    press(Qt.Key.Key_Home)
    assert search.list.position == 0
    press(Qt.Key.Key_Escape)

    assert search.isHidden()
    assert open_window.view.selection.view == before


def test_tab_goes_round_within_the_search_and_letters_return_to_the_field(open_window):
    search = open_and_type(open_window, "mal")

    press(Qt.Key.Key_Tab)
    assert search.list.hasFocus()
    press(Qt.Key.Key_Down)
    assert search.list.position == 1
    press(Qt.Key.Key_T)
    press(Qt.Key.Key_A)
    assert search.findChild(QLineEdit).text() == "malta"
    press(Qt.Key.Key_Tab, 2)
    assert isinstance(QApplication.focusWidget(), QAbstractButton)
    press(Qt.Key.Key_Tab)
    assert search.findChild(QLineEdit).hasFocus()
    press(Qt.Key.Key_Backtab, 2)
    press(Qt.Key.Key_Return)

    assert open_window.view.selection.view.subject == "MLT"


def test_closing_gives_the_focus_back(open_window):
    canvas: QWidget = open_window.view.page("map").canvas
    canvas.setFocus()
    open_and_type(open_window, "mal")

    QTest.mouseClick(search_of(open_window).findChild(QAbstractButton), Qt.MouseButton.LeftButton)

    assert search_of(open_window).isHidden()
    assert canvas.hasFocus()


def test_a_click_chooses_and_a_click_beside_the_card_leaves(open_window):
    search = open_and_type(open_window, "malta")
    index = search.list.currentIndex()
    QTest.mouseClick(
        search.list.viewport(), Qt.MouseButton.LeftButton, pos=search.list.visualRect(index).center()
    )
    assert open_window.view.selection.view.subject == "MLT"

    search = open_and_type(open_window, "mali")
    QTest.mouseClick(search, Qt.MouseButton.LeftButton, pos=search.rect().bottomLeft())
    assert search.isHidden()
    assert open_window.view.selection.view.subject == "MLT"


def test_a_screen_reader_hears_what_enter_would_choose(open_window):
    search = open_and_type(open_window, "malta")

    said = QAccessible.queryAccessibleInterface(search._field).text(QAccessible.Text.Description)
    assert said.startswith("Malta, Southern Europe")
    assert "1 of " in said


def test_what_nothing_is_called_offers_a_way_on(open_window):
    search = open_and_type(open_window, "xyzzyq")

    assert "xyzzyq" in search._note.text()
    assert search.list.entry.key == "add_institution"


def test_an_empty_search_says_what_can_be_found_and_lists_the_commands(open_window):
    search = open_and_type(open_window, "")

    assert "alias" in search._note.text()
    assert search.list.entry.kind == "command"


def test_a_heading_counts_what_is_not_listed(open_window):
    bridge = open_window.documents.bridge
    for number in range(12):
        put_institution(bridge, an_institution(f"pen{number}", "MYS", name=f"Penrose Works {number}"))
    finder = Finder(bridge, open_window.commands)

    groups = {group.heading: group for group in finder.find("pen")}
    assert len(groups["Institutions"].entries) == 6
    assert groups["Institutions"].total >= 12
    only = finder.find("penrose works")
    assert [len(group.entries) for group in only] == [12]


def test_what_was_chosen_last_is_remembered_for_its_workspace_and_commands_for_all(
    open_window, monkeypatch, tmp_path
):
    monkeypatch.setenv("CHIPMAP_HOME", str(tmp_path / "home"))
    kept = Preferences()
    open_window.preferences = kept
    type_and_enter(open_window, "mal")
    type_and_enter(open_window, "imec")
    type_and_enter(open_window, "show the map")

    again = Preferences().settings
    workspace = open_window.documents.bridge.dataset.settings.workspace_id
    finds = [("command", "map"), ("institution", "imec"), ("place", "MYS")]
    assert again.finds_of(workspace) == finds
    assert again.finds_of("another") == finds[:1]
    search = open_and_type(open_window, "")
    assert [search.list.rows.index(row).data() for row in range(2)] == ["Recent", "Show the map"]


def test_what_is_gone_is_not_offered_again(open_window):
    type_and_enter(open_window, "imec")
    remove_institution(open_window.documents.bridge, "imec")

    open_and_type(open_window, "")

    finder = Finder(open_window.documents.bridge, open_window.commands)
    recent = open_window.preferences.settings.finds_of(
        open_window.documents.bridge.dataset.settings.workspace_id
    )
    assert ("institution", "imec") in recent
    assert all(entry.key != "imec" for group in finder.offers(recent) for entry in group.entries)


def test_another_workspace_is_searched_after_it_is_opened(open_window, tmp_path: Path):
    from chipmap.model.starter import starter_dataset
    from chipmap.model.workspace import create_workspace

    put_institution(open_window.documents.bridge, an_institution("zyx", "MYS", name="Zyxology Institute"))
    open_and_type(open_window, "zyxology")
    press(Qt.Key.Key_Escape)
    other = tmp_path / "other.chipmap"
    create_workspace(other, starter_dataset(title="Other")).close()
    from chipmap.ui.file_dialogs import Answer

    open_window.documents.save()
    open_window.dialogs.about_edits = Answer.GIVE_UP
    assert open_window.documents.open(other)

    search = open_and_type(open_window, "zyxology")
    assert "Nothing is called" in search._note.text()
