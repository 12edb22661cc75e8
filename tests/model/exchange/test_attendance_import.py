"""Participants from a workbook: who is known is changed, contacts go apart, findings name sheet and cell."""

from __future__ import annotations

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chipmap.model.edits.events import put_wishes
from chipmap.model.errors import TableRefused
from chipmap.model.exchange.attendance_import import plan_attendance_import
from chipmap.model.exchange.attendance_reader import is_attendance, is_slot_list, slots_in
from chipmap.model.exchange.attendance_template import attendance_template
from chipmap.model.exchange.raw_workbook import RawSheet, RawWorkbook
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.model.geography.naming import resolve_place
from chipmap.model.records import MeetingWish, WishKind
from chipmap.wording import LANGUAGES, use_language
from chipmap.wording.attendance import attendance_summary, attendance_words
from chipmap.wording.issues import message_of, suggestion_of
from tests.builders import an_institution
from tests.model.event_builders import EVENT, an_event, contact_of, event_dataset, people
from tests.model.strategies import texts

HEADINGS = ["Name", "Organisation", "Country", "Most meetings", "Absent slots", "E-mail", "Note"]


@pytest.fixture
def workbook(tmp_path):
    def write(listed, wishes=(), headings=HEADINGS):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Participants"
        for row in ([*headings], *listed):
            sheet.append(row)
        wished = book.create_sheet("Wishes")
        for row in (["From", "To", "Wish", "Must meet", "Slot"], *wishes):
            wished.append(row)
        path = tmp_path / "people.xlsx"
        book.save(path)
        return read_workbook(path)

    return write


@pytest.fixture
def dataset():
    imec = an_institution("imec", "NLD", name="imec", segments=())
    return event_dataset(*people(2), imec, event=an_event(slots=6))


def plan_of(raw, dataset):
    return plan_attendance_import(raw, dataset, EVENT, resolve_place=resolve_place)


def test_new_people_come_with_their_institution_and_contacts_go_apart(workbook, dataset):
    raw = workbook(
        [
            ["Kim Lee", "imec", None, 4, "1-2, 6", "kim@example.org", "Vegetarian"],
            ["Person 0", None, "Malaysia"],
        ],
        [["Kim Lee", "Person 0", "want", "yes", 3], ["person 1", "Kim Lee (imec)", "no"]],
    )

    plan = plan_of(raw, dataset)

    after = dataset.with_changes(plan.changes)
    kim = after.participants[EVENT, "kim_lee"]
    assert is_attendance(raw)
    assert (kim.institution, kim.country, kim.most, kim.absent) == ("imec", "NLD", 4, (0, 1, 5))
    assert after.participants[EVENT, "p000"].country == "MYS"
    assert after.participants[EVENT, "p000"].organisation == "Firm 0"
    assert after.contacts[EVENT, "kim_lee"].email == "kim@example.org"
    assert after.wishes[EVENT, "kim_lee", "p000"] == MeetingWish(
        EVENT, "kim_lee", "p000", WishKind.WANT, is_must=True, slot=2
    )
    assert after.wishes[EVENT, "p001", "kim_lee"].wish is WishKind.NO
    assert "example.org" not in repr(kim) + repr(plan.issues)
    assert attendance_summary(plan) == "1 new, 1 changed, 2 wishes, 1 contact"
    assert not plan_of(raw, after).changes


def test_what_cannot_be_understood_names_its_cell_and_stops_no_other_row(workbook, dataset):
    listed = [
        ["Kim Lee", "imec", "Atlantis", "many", "morning", "kim@example.org"],
        ["Kim Lee", "imec"],
        ["Ana Silva", "IST", "Portugal", None, "4-9"],
        [None, "Nobody", None],
        ["Jan", "A"],
        ["Jan", "B"],
    ]
    wishes = [["Kim Lee", "Stranger", "want"], ["Jan", "Kim Lee", "want"], ["Kim Lee", "Kim Lee", "want"]]
    wishes += [["Kim Lee", "Ana Silva", "perhaps"], ["Kim Lee", "Ana Silva", "want", None, 9]]

    plan = plan_of(workbook(listed, wishes), dataset)

    found = {(one.place.sheet, one.place.cell, one.code) for one in plan.issues}
    assert found == {
        ("Participants", "C2", "subject-unknown"),
        ("Participants", "D2", "number-not-understood"),
        ("Participants", "E2", "slots-not-understood"),
        ("Participants", "A3", "participant-twice"),
        ("Participants", "C4", "subject-unknown"),
        ("Participants", "E4", "slot-outside"),
        ("Participants", "A5", "field-missing"),
        ("Wishes", "B2", "participant-unknown"),
        ("Wishes", "A3", "participant-ambiguous"),
        ("Wishes", "B4", "pair-of-one"),
        ("Wishes", "C5", "wish-not-understood"),
        ("Wishes", "E6", "slot-outside"),
    }
    assert [one.name for one in plan.new] == ["Ana Silva", "Jan", "Jan", "Kim Lee"]
    assert all(suggestion_of(one) and "{" not in message_of(one) for one in plan.issues)


def test_a_finding_never_repeats_how_somebody_can_be_reached(workbook, dataset):
    plan = plan_of(workbook([["Kim Lee", "imec", None, None, None, "kim@example.org " * 40]]), dataset)

    assert [one.code for one in plan.issues] == ["text-too-long"]
    assert "example" not in " ".join(map(message_of, plan.issues))


def test_blank_cells_and_unlisted_people_stay_as_they_are(workbook, dataset):
    plan = plan_of(workbook([["Person 1"]]), dataset)

    assert (plan.unchanged, plan.changes) == (1, type(plan.changes)())


def test_other_workbooks_are_not_taken_for_lists_of_participants(workbook, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Institution", "Country", "Latitude"])
    book.active.append(["imec", "Belgium", 50.8])
    book.save(tmp_path / "other.xlsx")

    assert not is_attendance(read_workbook(tmp_path / "other.xlsx"))
    with pytest.raises(TableRefused):
        plan_of(workbook([], headings=["Shift"]), event_dataset())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_reads_back_in_every_language_and_holds_no_address(tmp_path, language):
    dataset = event_dataset(*people(3, absent=(1, 2), most=2), contact_of("p000"), event=an_event(slots=6))
    wishes = [
        MeetingWish(EVENT, "p000", "p001", WishKind.WANT, is_must=True, slot=3),
        MeetingWish(EVENT, "p001", "p002", WishKind.NO),
        MeetingWish(EVENT, "p002", "p000", WishKind.POSSIBLE),
    ]
    dataset = dataset.with_changes(put_wishes(dataset, wishes))
    use_language(language)
    try:
        words = attendance_words(lambda code: {"MYS": "Malaysia", "NLD": "Netherlands"}.get(code, code))
        content = attendance_template(dataset, EVENT, words)
        again = attendance_template(dataset, EVENT, words)
    finally:
        use_language("en")
    path = tmp_path / "template.xlsx"
    path.write_bytes(content)
    raw = read_workbook(path)
    book = openpyxl.load_workbook(path)
    for column, text in enumerate(("new@example.org", "+00 555 0199", "Vegetarian"), start=7):
        book.worksheets[1].cell(2, column, text)
    book.save(path)
    filled = plan_of(read_workbook(path), dataset)

    plan = plan_of(raw, dataset)
    elsewhere = plan_of(raw, event_dataset(event=an_event(slots=6)))

    assert content == again
    assert is_attendance(raw)
    assert (plan.changes, plan.issues, plan.unchanged) == (type(plan.changes)(), (), 3)
    assert (len(elsewhere.new), len(elsewhere.wishes), elsewhere.contacts) == (3, 3, 0)
    assert [one.absent for one in elsewhere.new] == [(1, 2)] * 3
    contact = dataset.with_changes(filled.changes).contacts[EVENT, "p000"]
    assert (contact.email, contact.telephone, contact.note) == (
        "new@example.org",
        "+00 555 0199",
        "Vegetarian",
    )
    wish = elsewhere.wishes[0]
    assert (wish.wish, wish.is_must, wish.slot) == (WishKind.WANT, True, 3)


@pytest.mark.parametrize(
    ("text", "slots"), [("1-3, 6", {0, 1, 2, 5}), ("2", {1}), ("1 und 3", {0, 2}), ("4;5", {3, 4})]
)
def test_slots_are_read_as_people_write_them(text, slots):
    assert slots_in(text) == slots
    assert is_slot_list(text)


@pytest.mark.parametrize("text", ["morning", "0", "", "1-3 or so"])
def test_what_is_no_list_of_slots_is_not_taken_for_one(text):
    assert not is_slot_list(text)


cells = st.none() | st.integers(-5, 5_000) | st.floats(allow_nan=False) | st.booleans() | texts
cells |= st.sampled_from(["Kim", "Person 0", "p001", "want", "no", "yes", "1-3", "9", "NLD", " ", "x" * 400])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[cells] * 9), max_size=6), st.lists(st.tuples(*[cells] * 5), max_size=6))
def test_whatever_stands_in_the_cells_is_taken_or_named_and_taken_once(dataset, listed, wishes):
    raw = RawWorkbook(
        "any.xlsx",
        (
            sheet_of(
                "Participants",
                [*HEADINGS[:6], "Telephone", "Note", "ID"],
                listed,
            ),
            sheet_of("Wishes", ["From", "To", "Wish", "Must meet", "Slot"], wishes),
        ),
    )

    plan = plan_of(raw, dataset)

    after = dataset.with_changes(plan.changes)
    assert all(issue.place is not None and issue.place.cell for issue in plan.issues)
    assert not plan_of(raw, after).changes


def sheet_of(name, headings, lines):
    rows = {
        number: {column: cell for column, cell in enumerate(line, start=1) if cell is not None}
        for number, line in enumerate([headings, *lines], start=1)
    }
    return RawSheet(name, rows)
