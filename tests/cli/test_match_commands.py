"""`chipmap match partners|agenda`: partners with their sum, and a timetable out of a workbook."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest


def test_partners_carry_their_terms_and_the_sum_that_they_make(run, starter_file):
    outcome = run("match", "partners", starter_file, "--for", "EU27", "--json")

    ranked = [one for one in outcome.object["partners"] if one["rank"] is not None]
    totals = [one["total"] for one in ranked]
    assert outcome.code == 0
    assert totals == sorted(totals, reverse=True)
    assert sum(outcome.object["weights"].values()) == 100
    for one in ranked:
        assert sum(one["contributions"].values()) == pytest.approx(one["total"], abs=1e-6)
        assert len(one["terms"]) == 6


def test_partners_without_a_rank_come_last_and_it_is_said(run, starter_file):
    outcome = run("match", "partners", starter_file, "--for", "EU27")

    assert "Without a rank" in outcome.out
    assert outcome.out.index("Taiwan") < outcome.out.index("Singapore")


def test_csv_explains_term_by_term(run, starter_file):
    outcome = run("match", "partners", starter_file, "--for", "EU27", "--explain", "--csv")

    rows = list(csv.DictReader(io.StringIO(outcome.out)))
    assert {"fills_our_gap", "relatedness"} <= {row["term"] for row in rows}


def test_a_segment_without_a_need_says_what_is_missing(run, starter_file):
    outcome = run("match", "partners", starter_file, "--for", "SGP", "--segment", "cf_photonics")

    assert outcome.code == 0
    assert "Record needs" in outcome.out


def test_any_place_can_be_ranked_beside_the_partner_places(run, starter_file):
    asked = ("match", "partners", starter_file, "--for", "EU27", "--json")

    outcome = run(*asked, "--also", "Viet Nam")

    assert outcome.code == 0
    assert "VNM" in [one["partner"] for one in outcome.object["partners"]]
    assert "VNM" not in [one["partner"] for one in run(*asked).object["partners"]]


@pytest.mark.parametrize("place", ["Germany", "imec", "EU27"])
def test_who_is_no_place_outside_the_focus_cannot_be_ranked(run, starter_file, place):
    outcome = run("match", "partners", starter_file, "--for", "EU27", "--also", place)

    assert outcome.code == 2
    assert "--also" in outcome.err


def test_filters_leave_places_out_and_rank_nobody_anew(run, starter_file):
    everyone = {one["partner"]: one for one in partners(run, starter_file)}
    working = {one["partner"]: one for one in partners(run, starter_file, "--with-collaboration")}
    alike = partners(run, starter_file, "--member-of", "g7")

    assert 0 < len(working) <= len(everyone)
    assert all(one["collaborations"] and one["rank"] == everyone[key]["rank"] for key, one in working.items())
    assert 0 < len(alike) < len(everyone)
    assert partners(run, starter_file, "--security-reviewed") == []
    outcome = run("match", "partners", starter_file, "--for", "EU27", "--member-of", "Atlantis")
    assert outcome.code == 2
    assert "--member-of" in outcome.err


def partners(run, path, *options):
    outcome = run("match", "partners", path, "--for", "EU27", "--draws", "50", "--json", *options)
    return outcome.object["partners"]


@pytest.fixture
def participants(tmp_path):
    def write(people, wishes):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.title = "Participants"
        sheet.append(["Name", "Organisation", "Country", "Most meetings", "Absent slots"])
        for row in people:
            sheet.append(row)
        wished = workbook.create_sheet("Wishes")
        wished.append(["From", "To", "Wish", "Must meet", "Slot"])
        for row in wishes:
            wished.append(row)
        path = tmp_path / "participants.xlsx"
        workbook.save(path)
        return path

    return write


PEOPLE = [[f"P{n}", f"Firm {n}", "NLD", None, None] for n in range(6)]
WISHES = [[f"P{a}", f"P{b}", "want", None, None] for a in range(6) for b in range(a + 1, 6)]


def test_an_agenda_is_written_and_keeps_absences_breaks_and_promises(
    run, starter_file, participants, tmp_path
):
    people = [list(row) for row in PEOPLE]
    people[0][4] = "1-2"
    wishes = [*WISHES, ["P1", "P2", "no", None, None], ["P3", "P4", "want", "x", 4]]
    out = tmp_path / "agenda.xlsx"

    outcome = run(
        "match",
        "agenda",
        starter_file,
        participants(people, wishes),
        "-o",
        out,
        "--slots",
        "5",
        "--tables",
        "3",
        "--break",
        "3",
        "--json",
    )

    meetings = outcome.object["meetings"]
    assert outcome.code == 0
    assert outcome.object["part_of_bound"] >= 0.95
    assert not [
        one
        for one in meetings
        if one["slot"] == 3 or ("P0" in (one["one"], one["other"]) and one["slot"] < 3)
    ]
    (promised,) = [one for one in meetings if (one["one"], one["other"]) == ("P3", "P4")]
    assert (promised["slot"], promised["weight"]) == (4, pytest.approx(3**0.5))
    assert not [one for one in meetings if {one["one"], one["other"]} == {"P1", "P2"}]
    sheets = openpyxl.load_workbook(out).sheetnames
    assert sheets == ["Event", "Timetable", "By participant", "By table", "Short of meetings"]


def test_a_wish_about_a_stranger_is_a_finding_with_its_cell(run, starter_file, participants, tmp_path):
    path = participants(PEOPLE, [*WISHES, ["P1", "Nobody", "want", None, None]])

    outcome = run("match", "agenda", starter_file, path, "-o", tmp_path / "agenda.xlsx", "--json")

    assert outcome.code == 1
    assert "Wishes!B17" in outcome.object["issues"][0]["message"]


@pytest.mark.parametrize("options", [("--slots", "0"), ("--tables", "0")])
def test_no_slots_or_tables_are_refused_with_the_reason(run, starter_file, participants, tmp_path, options):
    outcome = run(
        "match", "agenda", starter_file, participants(PEOPLE, WISHES), "-o", tmp_path / "a.xlsx", *options
    )

    assert outcome.code == 3
    assert "There is no timetable" in outcome.err


def test_a_workbook_without_people_is_refused(run, starter_file, tmp_path):
    path = tmp_path / "people.xlsx"
    workbook = openpyxl.Workbook()
    workbook.active.append(["Shift"])
    workbook.active.append(["Early"])
    workbook.save(path)

    outcome = run("match", "agenda", starter_file, path, "-o", tmp_path / "a.xlsx", "--json")

    assert (outcome.code, outcome.object["error"]["code"]) == (3, "table-refused")


def test_a_break_outside_the_slots_is_wrong_usage(run, starter_file, participants, tmp_path):
    outcome = run(
        "match",
        "agenda",
        starter_file,
        participants(PEOPLE, WISHES),
        "-o",
        tmp_path / "a.xlsx",
        "--break",
        "99",
    )

    assert outcome.code == 2
