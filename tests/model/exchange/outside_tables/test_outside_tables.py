"""Tables that others made: taken through a mapping, nothing dropped, nothing guessed, names remembered."""

from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.errors import Cancelled, MappingRefused, TableRefused
from chipmap.model.exchange.outside_tables.cells import number_in, percent_in, year_of
from chipmap.model.exchange.outside_tables.mapping import (
    MappingSet,
    TableMapping,
    guessed_mapping,
    mapping_for,
    read_mapping,
)
from chipmap.model.exchange.outside_tables.planning import plan_inbox, plan_tables
from chipmap.model.exchange.outside_tables.table import table_of
from chipmap.model.exchange.outside_tables.targets import FIELDS, Target
from chipmap.model.exchange.raw_workbook import RawSheet, RawWorkbook
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.model.geography.naming import resolve_place
from chipmap.model.records import NA, Institution
from chipmap.model.starter import starter_dataset
from tests.builders import a_share, an_institution, three_countries_dataset
from tests.model.exchange.outside_tables.explorer_files import SHARES, write_explorer_files


def a_table(*rows: tuple[object, ...], file: str = "shares.csv"):
    """A table from its headings and rows; blanks are absent cells."""
    numbered = {
        number: {column: cell for column, cell in enumerate(row, start=1) if cell != ""}
        for number, row in enumerate(rows, start=1)
    }
    return table_of(RawWorkbook(file, (RawSheet("Sheet1", numbered),)))


def plan(dataset, *tables, **options):
    return plan_tables(
        [one if isinstance(one, tuple) else (one, guessed_mapping(one)) for one in tables],
        dataset,
        resolve_place=resolve_place,
        **options,
    )


@pytest.fixture(scope="module")
def starter():
    return starter_dataset(title="Partners")


@pytest.fixture(scope="module")
def explorer(tmp_path_factory):
    files = write_explorer_files(tmp_path_factory.mktemp("explorer"))
    return [table_of(read_workbook(path)) for path in files]


def test_an_explorers_files_are_understood_and_no_row_is_lost(starter, explorer):
    targets = {table.file: guessed_mapping(table).target for table in explorer}
    found = plan(starter, *explorer)
    counts = found.counts()["new"]

    assert targets == {
        "inputs.csv": Target.SEGMENTS,
        "providers.csv": Target.PROVIDERS,
        "provision.csv": Target.SHARES,
        "sequence.csv": Target.LINKS,
    }
    assert counts["segment"] == 126
    assert (
        counts["share"] + counts["leader"] + sum(row.file == "provision.csv" for row in found.inbox) == SHARES
    )
    assert {row.reason for row in found.inbox} == {"place-not-matched", "share-without-number"}
    assert [one.spelling for one in found.unmatched][:1] == ["MAL"]
    assert found.unmatched[0].suggestions == ()


def test_the_same_files_a_second_time_change_nothing(starter, explorer):
    after = starter.with_changes(plan(starter, *explorer).changes)

    again = plan(after, *explorer)

    assert again.counts() == {"new": {}, "changed": {}}
    assert not again.changes


def test_the_order_of_the_files_does_not_matter(starter, explorer):
    one, other = plan(starter, *explorer), plan(starter, *reversed(explorer))

    assert one.counts() == other.counts()
    assert {row.id for row in one.inbox} == {row.id for row in other.inbox}


def test_a_name_that_is_confirmed_takes_the_rows_that_waited_for_it(starter, explorer):
    after = starter.with_changes(plan(starter, *explorer).changes)
    waiting = [row for row in after.inbox_rows.values() if row.value == "MAL"]

    found = plan_inbox(after, resolve_place=resolve_place, names={"place": {"MAL": "MYS"}})
    later = after.with_changes(found.changes)

    firms = [change.after for change in found.changes.records(Institution)]
    assert len(waiting) == len([one for one in firms if one is not None]) > 0
    assert {one.country for one in firms} == {"MYS"}
    assert {row.reason for row in later.inbox_rows.values()} == {"share-without-number"}
    assert (
        plan(later, a_table(("country", "segment", "share", "year"), ("MAL", "litho", 4, 2024))).inbox == ()
    )


def test_minor_shares_take_the_number_that_is_given_for_all_of_them(starter, explorer):
    mapped = [(table, guessed_mapping(table, {"minor_percent": "2"})) for table in explorer]

    found = plan(starter, *mapped)
    minor = [change.after for change in found.changes if getattr(change.after, "is_lower_bound", False)]

    assert not [row for row in found.inbox if row.reason == "share-without-number"]
    assert {share.percent for share in minor} == {2.0}


def test_places_are_known_by_exact_names_in_any_language_and_never_guessed():
    dataset = three_countries_dataset()
    table = a_table(
        ("Land", "Segment", "Share", "Year"),
        ("Niederlande", "litho", 12, 2024),
        ("Malaisie", "litho", "4,5 %", 2024),
        ("Netherlnds", "litho", 3, 2024),
    )

    found = plan(dataset, table)

    shares = {
        change.after.subject: change.after.percent
        for change in found.changes
        if change.record_type.kind == "share"
    }
    assert shares == {"NLD": 12.0, "MYS": 4.5}
    assert [(one.spelling, one.suggestions) for one in found.unmatched] == [("Netherlnds", ("NLD",))]
    assert [row.row for row in found.inbox] == [4]


def test_a_share_is_never_without_source_basis_and_measure():
    dataset = three_countries_dataset()
    found = plan(dataset, a_table(("country", "segment", "share", "year"), ("NLD", "litho", 12, "")))

    (share,) = [change.after for change in found.changes if change.record_type.kind == "share"]
    after = dataset.with_changes(found.changes)
    assert (share.year, share.measure, share.basis) == (None, "other", "shares.csv")
    assert after.sources[share.source].title == "shares.csv"


def test_a_share_that_is_there_already_with_another_figure_is_a_change():
    known = a_share("litho", "NLD", 50.0, measure="value_added", basis="firms")
    table = a_table(
        ("country", "segment", "share", "year", "measure", "basis", "source"),
        ("NLD", "litho", 55, known.year, "value added", "firms", "OECD_LANDSCAPE"),
    )

    found = plan(three_countries_dataset(known), table)

    assert found.counts() == {"new": {}, "changed": {"share": 1}}


def test_two_rows_that_contradict_each_other_are_not_both_taken():
    table = a_table(
        ("country", "segment", "share", "year"), ("NLD", "litho", 12, 2024), ("NLD", "litho", 13, 2024)
    )

    found = plan(three_countries_dataset(), table)

    assert found.counts()["new"]["share"] == 1
    assert [(row.row, row.reason) for row in found.inbox] == [(3, "row-contradicts")]


def test_levels_and_needs_land_in_the_ballot_with_their_evidence():
    table = a_table(
        ("country", "segment", "level", "need", "horizon", "source", "comment"),
        ("MYS", "packaging_osat", 4, "", "", "Site visit", "Thirteen plants."),
        ("MYS", "packaging_osat", "", 5, 2030, "", ""),
        ("NLD", "packaging_osat", "NA", "", "now", "", ""),
        ("DEU", "packaging_osat", 7, "", "", "", ""),
    )
    dataset = three_countries_dataset()

    found = plan(dataset, table)
    after = dataset.with_changes(found.changes)

    row = after.scores["MYS", "packaging_osat", "owner", 1]
    assert (row.level("now"), row.need("2030"), row.reason) == (4, 5, "Thirteen plants.")
    assert after.evidence[row.evidence[0]].title == "Site visit"
    assert after.scores["NLD", "packaging_osat", "owner", 1].level("now") is NA
    assert [entry.reason for entry in found.inbox] == ["level-out-of-range"]


def test_trade_flows_keep_reporter_partner_product_year_and_value():
    table = a_table(
        ("reporter", "partner", "product code", "year", "value", "flow"),
        ("DEU", "Taiwan", "854231", 2024, "1 250,5", "M"),
        ("DEU", "MYS", 854231, "2023-01-01", 80, "X"),
        ("DEU", "World", "854231", 2024, 9, "M"),
        file="flows.csv",
    )
    dataset = starter_dataset(title="Partners")

    found = plan(dataset, table)

    flows = [change.after for change in found.changes if change.record_type.kind == "trade_flow"]
    assert [(one.partner, one.product, one.year, one.flow, one.value) for one in flows] == [
        ("TWN", "854231", 2024, "import", 1250.5),
        ("MYS", "854231", 2023, "export", 80.0),
    ]
    assert [row.value for row in found.inbox] == ["World"]


def test_a_known_firm_is_not_added_twice_and_becomes_active_in_its_segment():
    firm = an_institution("asml", "NLD", name="ASML", segments=())
    table = a_table(("provider", "input", "share", "year"), ("ASML", "litho", 90, 2023))

    found = plan(three_countries_dataset(firm), table)

    counts = found.counts()
    assert (counts["new"]["leader"], counts["changed"]) == (1, {"institution": 1})


def test_a_segment_that_this_import_makes_is_put_under_what_it_is_a_kind_of():
    inputs = a_table(
        ("id", "name", "type", "stage"),
        ("A", "Widgets", "tool", "equipment"),
        ("B", "Small widgets", "tool", "equipment"),
        file="inputs.csv",
    )
    kinds = a_table(("input", "is type of"), ("B", "A"), ("A", "B"), ("litho", "A"), file="sequence.csv")
    dataset = three_countries_dataset()

    found = plan(dataset, inputs, kinds)
    after = dataset.with_changes(found.changes)

    assert after.segments["small_widgets"].parent == "widgets"
    assert after.segments["litho"].parent == "equipment"
    assert [row.reason for row in found.inbox] == ["segment-circle"]


def test_shares_that_look_like_parts_of_one_are_said():
    table = a_table(
        ("country", "segment", "share"), ("NLD", "litho", 0.5), ("DEU", "litho", 0.2), ("MYS", "litho", 0.1)
    )

    assert "shares-look-like-parts" in {issue.code for issue in plan(three_countries_dataset(), table).issues}


def test_headings_are_found_below_a_title_and_read_in_any_order():
    table = a_table(
        ("Shares of lithography", "", ""),
        (),
        ("Year", "Share", "Country", "Segment"),
        (2024, 12, "NLD", "litho"),
    )

    found = plan(three_countries_dataset(), table)

    assert table.header_row == 3
    assert found.counts()["new"]["share"] == 1


def test_the_mapping_used_last_is_used_again_for_the_same_headings():
    dataset = three_countries_dataset()
    table = a_table(("who", "what", "n"), ("NLD", "litho", 12))
    chosen = TableMapping(
        Target.SHARES, {"place": "who", "segment": "what", "percent": "n"}, {"year": "2024"}
    )

    after = dataset.with_changes(plan(dataset, (table, chosen)).changes)
    again = a_table(("n", "WHO", "what"), (13, "DEU", "litho"), file="next-year.csv")

    assert mapping_for(again, MappingSet(), after).target is Target.SHARES
    assert again.fingerprint == table.fingerprint


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("{", ""),
        ("[]", ""),
        ('{"version": 9}', "version"),
        ('{"tables": [{"target": "recipes"}]}', "tables[0].target"),
        ('{"tables": [{"target": "shares", "columns": {"colour": "x"}}]}', "tables[0].columns.colour"),
        ('{"names": {"planet": {}}}', "names.planet"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused_with_the_part_that_is_wrong(text, part):
    with pytest.raises(MappingRefused) as refused:
        read_mapping(text)

    assert refused.value.params["part"] == part


def test_a_table_without_a_needed_column_is_refused_by_name():
    table = a_table(("country", "colour"), ("NLD", "red"))

    with pytest.raises(TableRefused) as refused:
        plan(three_countries_dataset(), (table, TableMapping(Target.SHARES, {"place": "country"})))

    assert refused.value.params["fields"] == "segment"


def test_planning_can_be_stopped():
    class Impatient:
        def step(self, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        plan(
            three_countries_dataset(),
            a_table(("country", "segment", "share"), ("NLD", "litho", 1)),
            progress=Impatient(),
        )


names = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20)


@given(
    st.sampled_from(Target),
    st.dictionaries(names, names, max_size=4),
    st.dictionaries(names, names, max_size=4),
)
def test_a_mapping_file_reads_back_as_the_same_mapping(target, headings, spellings):
    fields = [field.name for field in FIELDS[target]]
    columns = dict(zip(fields, headings, strict=False))
    mapping = MappingSet(
        (TableMapping(target, columns, {}, "Sheet1", 3, "a.csv", "f1"),), {"place": spellings, "segment": {}}
    )

    again = read_mapping(mapping.text())

    assert again.tables == mapping.tables
    assert again.names == mapping.names
    json.loads(mapping.text())


@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_a_number_is_read_with_a_point_and_with_a_comma(number):
    text = f"{number:.4f}"

    assert number_in(text).value == pytest.approx(float(text))
    if abs(number) < 1000:
        assert number_in(text.replace(".", ",")).value == pytest.approx(float(text))


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("1 250,5", 1250.5, ""),
        ("1,250.5", 1250.5, ""),
        ("1.250.000", 1250000.0, ""),
        ("1,250", None, "number-ambiguous"),
        ("1.250", 1.25, ""),
        ("about 3", None, "number-not-understood"),
        ("n/a", None, ""),
        ("#DIV/0!", None, "cell-error"),
    ],
)
def test_what_a_number_may_look_like(text, value, code):
    found = number_in(text)

    assert (found.value, found.code) == (value, code)


def test_per_cents_and_years():
    assert percent_in("12.5 %").value == 12.5
    assert percent_in(120).code == "share-out-of-range"
    assert (year_of("2021-Q3").value, year_of("2019–2021").code) == (2021, "year-not-understood")


def test_a_row_that_stands_in_a_workbook_is_named_by_its_cell(tmp_path):
    path = tmp_path / "shares.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("country", "segment", "share"), ("Atlantis", "litho", 3)])

    found = plan(three_countries_dataset(), table_of(read_workbook(path)))

    (issue,) = [one for one in found.issues if one.code == "place-not-matched"]
    assert (issue.place.cell, issue.value) == ("A2", "Atlantis")
