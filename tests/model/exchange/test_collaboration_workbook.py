"""The register out to Excel and back: identity, three-way merge, foreign tables, and nothing lost."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest

from chipmap.model.edits.collaborations import move_stage, put_collaboration, remove_collaboration
from chipmap.model.exchange.collaboration_import import plan_collaborations
from chipmap.model.exchange.collaboration_sheets import is_register
from chipmap.model.exchange.import_plan import Decision, ItemKind
from chipmap.model.exchange.outside_tables.planning import plan_inbox
from chipmap.model.exchange.raw_workbook import RawSheet, RawWorkbook
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.model.geography.naming import PlaceNames, resolve_place
from chipmap.model.labels import Label
from chipmap.model.records import (
    Budget,
    CheckState,
    ConflictKind,
    DueDiligence,
    DueDiligenceTopic,
    ParticipantContact,
    Resolution,
)
from chipmap.wording import LANGUAGES
from chipmap.wording.changes import describe
from tests.builders import a_collaboration, an_institution, three_countries_dataset
from tests.model.exchange.register_files import Returned, exported, some
from tests.model.exchange.scorecard_files import read_here

KEY = "joint_call_2026"
SECURITY = DueDiligenceTopic.RESEARCH_SECURITY


@pytest.fixture
def dataset():
    work = a_collaboration(institutions=("ASML", "Nowhere Labs"), next_step="Agree", trl_from=3, trl_to=5)
    return three_countries_dataset(
        an_institution(),
        work,
        a_collaboration("forum", name="Forum", collaboration_kind="workshop", segments=("chain",)),
        Budget(KEY, "EU27", 6e6, "EUR", 2026),
        DueDiligence("MYS", SECURITY, CheckState.UNDER_REVIEW, "Desk", due="2026-12-01"),
    )


@pytest.fixture
def returned(dataset, tmp_path):
    return Returned(exported(dataset, tmp_path / "register.xlsx"))


def said(plan):
    return {(item.unit, item.kind) for item in plan.items}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untouched_workbook_says_nothing_new_in_any_language(dataset, tmp_path, language):
    path = exported(dataset, tmp_path / "register.xlsx", language=language)
    plan = plan_collaborations(read_here(path), dataset, resolve_place=resolve_place)

    assert plan.blocked_by is None
    assert (plan.items, plan.issues, plan.unknown_rows) == ((), (), ())
    assert not plan.changes
    assert plan.unchanged > 2


def test_what_the_file_changed_is_taken_and_what_changed_here_is_kept(dataset, returned):
    here = dataset.with_changes(move_stage(dataset, "forum", "done"))
    returned.type("Collaborations", (KEY,), "Stage", "Open")
    returned.type("Collaborations", (KEY,), "Partners", "European Union; Japan\nMYS")
    returned.type("Budgets", (KEY, "EU-27"), "Amount", 7_500_000)
    returned.type("Due diligence", ("MYS", "Research"), "State", "Reviewed")
    returned.type("Due diligence", ("MYS", "Research"), "Reviewed on", "15.11.2026")
    plan = returned.plan(here)

    assert {issue.code for issue in plan.issues} == {"partner-unknown"}
    assert said(plan) == {(unit, ItemKind.CHANGED) for unit in ("stage", "money", "review")}
    after = here.with_changes(plan.changes)
    assert after.collaborations["forum"].stage == "done"
    assert after.collaborations[KEY].stage == "open"
    assert after.collaborations[KEY].institutions == ("ASML", "Nowhere Labs")
    assert after.budgets[KEY, "EU27"].amount == 7.5e6
    assert after.due_diligence["MYS", SECURITY].reviewed_on == "2026-11-15"
    assert describe(Label.IMPORT, plan.changes, after, PlaceNames.load()) == (
        "3 entries of the register imported"
    )


def test_what_both_changed_is_a_conflict_and_mine_stays_until_it_is_decided(dataset, returned):
    here = dataset.with_changes(move_stage(dataset, KEY, "running"))
    returned.type("Collaborations", (KEY,), "Stage", "Done")
    plan = returned.plan(here)

    (conflict,) = plan.conflicts
    assert (conflict.base, conflict.before, conflict.after) == ("planned", "running", "done")
    assert conflict.conflict is ConflictKind.BOTH_EDITED
    assert not plan.changes
    taken = here.with_changes(plan.changes_for({conflict.id}))
    assert taken.collaborations[KEY].stage == "done"
    kept = here.with_changes(plan.changes_for((), {conflict.id: Decision(Resolution.OURS)}))
    assert kept.collaborations == here.collaborations
    assert returned.plan(kept).conflicts == ()
    assert returned.plan(here).conflicts == (conflict,)


def test_the_same_file_again_changes_nothing_and_a_later_copy_goes_on_from_it(dataset, returned):
    returned.type("Collaborations", (KEY,), "Topic", "Chiplets")
    first = returned.plan(dataset)
    after = dataset.with_changes(first.changes)
    again = returned.plan(after)
    assert again.items == ()
    assert again.already is not None
    assert not again.changes

    here = after.with_changes(
        put_collaboration(after, replace(after.collaborations[KEY], topic="Chiplets and tests"))
    )
    assert returned.plan(here).items == ()
    returned.type("Collaborations", (KEY,), "Topic", "Packaging")
    (reverted,) = returned.plan(after).items
    assert (reverted.before, reverted.after) == ("Chiplets", "Packaging")


def test_new_rows_bring_collaborations_with_their_budgets_and_checks(dataset, returned):
    returned.add(
        "Collaborations",
        Name="Summer school",
        Kind="Joint master's degree",
        Partners="EU27\nMalaysia (MYS)",
        Institutions="Unheard University",
        Segments="Lithography\nPackaging osat (packaging_osat)",
        Start=2027,
    )
    returned.add("Budgets", Collaboration="Summer school", Partner="MYS", Amount="250 000", Currency="MYR")
    returned.add(
        "Due diligence",
        Place_or_collaboration="Summer school",
        Topic="Ethics",
        State="Under review",
        Owner="Desk",
    )
    plan = returned.plan(dataset)

    after = dataset.with_changes(plan.changes)
    (work,) = [one for one in after.collaborations.values() if one.name == "Summer school"]
    assert (work.collaboration_kind, work.stage, work.start) == ("joint_master", "idea", "2027")
    assert (work.partners, work.institutions) == (("EU27", "MYS"), ("Unheard University",))
    assert after.budgets[work.id, "MYS"] == Budget(work.id, "MYS", 250_000.0, "MYR")
    assert after.due_diligence[work.id, "ethics"].owner == "Desk"
    assert {issue.code for issue in plan.issues} == {
        "segment-unknown",
        "stage-taken-as-idea",
        "institution-kept-as-name",
    }
    alone = {item.id for item in plan.items if item.row_id.startswith("Budgets")}
    assert not dataset.with_changes(plan.changes_for(alone)).budgets.of(work.id)


def test_a_budget_that_goes_with_its_partner_is_told(dataset, returned):
    returned.type("Collaborations", (KEY,), "Partners", "MYS")
    plan = returned.plan(dataset)

    assert [(issue.code, issue.value) for issue in plan.issues] == [("budget-leaves-with-partner", "EU27")]
    assert len(dataset.with_changes(plan.changes).budgets) == 0
    assert len(dataset.with_changes(plan.changes_for(())).budgets) == 1


def test_a_missing_row_removes_nothing_and_is_told(dataset, returned):
    sheet = returned.book["Collaborations"]
    sheet.delete_rows(returned.cell("Collaborations", ("forum",), "Name").row)
    plan = returned.plan(dataset)

    assert plan.items == ()
    assert [issue.code for issue in plan.issues] == ["register-rows-missing"]


def test_what_was_removed_here_comes_back_only_on_purpose(dataset, returned):
    gone = dataset.with_changes(remove_collaboration(dataset, "forum"))
    assert returned.plan(gone).items == ()

    returned.type("Collaborations", ("forum",), "Topic", "Third meeting")
    plan = returned.plan(gone)
    (conflict,) = plan.items
    assert conflict.conflict is ConflictKind.DELETED_HERE_EDITED_THERE
    assert not plan.changes
    back = gone.with_changes(plan.changes_for({conflict.id}))
    assert back.collaborations["forum"] == replace(dataset.collaborations["forum"], topic="Third meeting")


@pytest.mark.parametrize(
    ("cell", "typed", "code"),
    [
        (("Collaborations", (KEY,), "Start"), "3/4/2026", "date-malformed"),
        (("Collaborations", (KEY,), "End"), "2019", "end-before-start"),
        (("Collaborations", (KEY,), "TRL to"), 12, "trl-out-of-range"),
        (("Collaborations", (KEY,), "TRL to"), "high", "number-not-understood"),
        (("Collaborations", (KEY,), "Name"), None, "text-missing"),
        (("Collaborations", (KEY,), "Segments"), "Alchemy", "segment-unknown"),
        (("Budgets", (KEY, "EU-27"), "Amount"), "6,000", "number-not-understood"),
        (("Budgets", (KEY, "EU-27"), "Currency"), "euros", "currency-malformed"),
        (("Due diligence", ("MYS", "Research"), "State"), "fine", "word-not-understood"),
        (("Due diligence", ("MYS", "Research"), "Reviewed on"), "soon", "date-malformed"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_cell_and_the_rest_is_taken(
    dataset, returned, cell, typed, code
):
    sheet, row, column = cell
    returned.type(sheet, row, column, typed)
    returned.type("Collaborations", (KEY,), "Topic", "Chiplets")
    plan = returned.plan(dataset)

    (issue,) = plan.issues
    assert (issue.code, issue.place.sheet) == (code, sheet)
    assert issue.place.cell == returned.cell(sheet, row, column).coordinate
    assert said(plan) == {("topic", ItemKind.CHANGED)}


def test_rows_that_belong_to_nothing_wait_in_the_inbox(dataset, returned):
    returned.add("Budgets", ID="lost_call", Partner="MYS", Amount=5, Currency="EUR")
    returned.add("Due diligence", ID="ATL", Topic="Ethics", Owner="Desk")
    plan = returned.plan(dataset)

    assert [row.sheet for row in plan.unknown_rows] == ["Budgets", "Due diligence"]
    after = dataset.with_changes(plan.changes)
    assert {row.reason for row in after.inbox_rows.values()} == {"row-unknown"}
    assert [issue.code for issue in plan.issues] == ["register-row-unknown"] * 2
    assert not returned.plan(after).changes

    waiting = plan_inbox(after, resolve_place=resolve_place)
    assert (len(waiting.inbox), [one.spelling for one in waiting.unmatched]) == (2, ["ATL"])
    known = after.with_changes(put_collaboration(after, a_collaboration("lost_call", name="Lost call")))
    tried = plan_inbox(known, resolve_place=resolve_place, names={"place": {"ATL": "DEU"}})
    settled = known.with_changes(tried.changes)
    assert settled.budgets["lost_call", "MYS"].amount == 5
    assert settled.due_diligence["DEU", "ethics"].owner == "Desk"
    assert len(settled.inbox_rows) == 0


def test_columns_that_were_sorted_without_the_rest_block_the_file(dataset, returned):
    works = [a_collaboration(f"w{number}", name=f"Work {number}") for number in range(8)]
    full = three_countries_dataset(*some(dataset), *works)
    file = Returned(exported(full, returned.path))
    names = [file.cell("Collaborations", (f"w{number}",), "Name").value for number in range(8)]
    for number, name in enumerate(reversed(names)):
        file.type("Collaborations", (f"w{number}",), "Name", name)

    plan = file.plan(full)

    assert plan.blocked_by is not None
    assert plan.blocked_by.code == "labels-and-ids-disagree"
    assert not plan.changes


def test_many_blanks_are_cleared_only_once_they_are_confirmed(dataset, returned):
    works = [a_collaboration(f"w{number}", name=f"Work {number}") for number in range(8)]
    full = three_countries_dataset(*works)
    file = Returned(exported(full, returned.path))
    for number in range(8):
        for column in ("Topic", "Segments", "Start"):
            file.type("Collaborations", (f"w{number}",), column, None)
    plan = file.plan(full)

    assert "many-cleared" in {issue.code for issue in plan.issues}
    assert not plan.changes
    cleared = full.with_changes(file.plan(full, accept_clearing=True).changes)
    assert {work.topic for work in cleared.collaborations.values()} == {""}


def test_a_table_that_others_made_comes_in_through_the_same_reader(dataset, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Our partnerships"])
    sheet.append(["Titel", "Partnerländer", "Art der Zusammenarbeit", "Status", "Thema", "Beginn"])
    sheet.append(["Chip-Dialog", "Deutschland; Malaysia", "Dialog", "laufend", "Lieferketten", "2026-05"])
    sheet.append(["Forum", "EU27", "Retreat", "soon", "", ""])
    book.save(tmp_path / "ours.xlsx")
    raw = read_workbook(tmp_path / "ours.xlsx")
    assert is_register(raw)
    plan = plan_collaborations(raw, dataset, resolve_place=resolve_place)

    after = dataset.with_changes(plan.changes)
    (new,) = [one for one in after.collaborations.values() if one.name == "Chip-Dialog"]
    assert (new.partners, new.collaboration_kind, new.stage) == (("DEU", "MYS"), "dialogue", "running")
    assert {item.unit for item in plan.conflicts} == {"partners", "collaboration_kind", "stage"}


def test_other_workbooks_are_no_registers():
    table = {1: {1: "name", 2: "country", 3: "type"}, 2: {1: "ASML", 2: "NLD", 3: "company"}}
    assert not is_register(RawWorkbook("a.xlsx", (RawSheet("Providers", table),)))
    ballot = {1: {1: "row_id", 2: "level_now", 3: "partners"}}
    assert not is_register(RawWorkbook("b.xlsx", (RawSheet("Scores", ballot),)))


def test_contacts_are_in_no_part_of_the_workbook(dataset, tmp_path):
    contact = ParticipantContact("kl_2027", "p1", "first@example.org", "+49 89 123", "by mail")
    full = three_countries_dataset(*some(dataset), contact)
    book = openpyxl.load_workbook(exported(full, tmp_path / "register.xlsx"))

    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any("example.org" in cell or "+49" in cell for cell in cells)
