"""Tables in the shapes in which they are found: trade statistics, an explorer's files, titled workbooks."""

from __future__ import annotations

import csv
import random

import openpyxl
import pytest

from chipmap.model.errors import TableRefused
from chipmap.model.exchange.outside_tables.mapping import guessed_mapping, mapping_for, read_mapping
from chipmap.model.exchange.outside_tables.planning import plan_tables
from chipmap.model.exchange.outside_tables.table import table_of
from chipmap.model.exchange.workbook_reader import read_workbook
from chipmap.model.geography.naming import resolve_place
from chipmap.model.labels import Label
from chipmap.model.records import ProductSegment, Segment, TradeFlow
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace, open_workspace
from chipmap.wording.errors import message_of
from tests.builders import three_countries_dataset

COMTRADE = """
typeCode refPeriodId refYear period reporterCode reporterISO flowCode flowDesc partnerCode partnerISO
classificationCode cmdCode cmdDesc primaryValue cifvalue netWgt
"""
EUROSTAT = "DATAFLOW freq reporter partner product flow indicators TIME_PERIOD OBS_VALUE OBS_FLAG"
INPUTS = "input_name input_id type stage_name stage_id"
PROVIDERS = "provider_name alias provider_id provider_type country"
PROVISION = "provider_name provider_id provided_name provided_id share_provided minor_share year source"
SEQUENCE = "input_name input_id goes_into_name goes_into_id is_type_of_name is_type_of_id"
BACI_MAPPING = (
    '{"tables": [{"file": "baci.csv", "target": "trade", "columns": {"reporter": "i", "partner": "j", '
    '"product": "k", "year": "t", "value": "v"}, '
    '"defaults": {"flow": "export", "unit": "thousand USD", "source": "BACI"}}]}'
)


@pytest.fixture(scope="module")
def starter():
    return starter_dataset(title="Partners")


def csv_file(path, headings, *rows):
    """A delimited text; headings as one text are divided at blanks."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        stated = headings.split() if isinstance(headings, str) else headings
        csv.writer(stream).writerows([stated, *rows])
    return path


def planned(dataset, *paths, mapping=""):
    tables = [table_of(read_workbook(path)) for path in paths]
    chosen = read_mapping(mapping) if mapping else None
    mapped = [
        (table, guessed_mapping(table) if chosen is None else mapping_for(table, chosen, dataset))
        for table in tables
    ]
    return plan_tables(mapped, dataset, resolve_place=resolve_place)


def flows_of(plan):
    return [change.after for change in plan.changes.records(TradeFlow)]


def test_a_download_of_un_comtrade_is_understood_by_its_headings(starter, tmp_path):
    def row(partner_code, partner, flow, value):
        return (
            *("C", 20230101, 2023, 2023, 276, "DEU", flow, flow, partner_code, partner),
            *("H6", "854231", "Processors", value, "", 1),
        )

    plan = planned(
        starter,
        csv_file(
            tmp_path / "comtrade.csv",
            COMTRADE,
            row(458, "MYS", "M", 123.5),
            row(842, "USA", "X", 99),
            row(0, "W00", "M", 1000),
            row(490, "S19", "M", 7),
        ),
    )

    assert [
        (one.reporter, one.partner, one.product, one.year, one.flow, one.value) for one in flows_of(plan)
    ] == [
        ("DEU", "MYS", "854231", 2023, "import", 123.5),
        ("DEU", "USA", "854231", 2023, "export", 99.0),
    ]
    assert [(one.value, one.reason) for one in plan.inbox] == [
        ("W00", "place-not-matched"),
        ("S19", "place-not-matched"),
    ]


def test_a_download_of_eurostat_is_understood_by_its_headings(starter, tmp_path):
    plan = planned(
        starter,
        csv_file(
            tmp_path / "estat.csv",
            EUROSTAT,
            ("ESTAT", "A", "DE", "MY", "85423190", 1, "VALUE_IN_EUROS", "2023", "1234567", ""),
            ("ESTAT", "A", "EL", "UK", "85423190", 2, "VALUE_IN_EUROS", "2023", "45", ""),
            ("ESTAT", "A", "DE", "TW", "85423190", 2, "VALUE_IN_EUROS", "2023", ":", "c"),
        ),
    )

    assert [(one.reporter, one.partner, one.flow, one.value, one.unit) for one in flows_of(plan)] == [
        ("DEU", "MYS", "import", 1234567.0, "VALUE_IN_EUROS"),
        ("GRC", "GBR", "export", 45.0, "VALUE_IN_EUROS"),
    ]
    assert [one.reason for one in plan.inbox] == ["field-missing"]


def test_a_file_of_baci_is_read_with_a_mapping_and_its_numbers_of_places(starter, tmp_path):
    path = csv_file(
        tmp_path / "baci.csv",
        ("t", "i", "j", "k", "v", "q"),
        (2022, 276, 458, 854231, 12.3, 1),
        (2022, 842, 4, "010121", 99.1, "NA"),
        (2022, 490, 276, 854231, 1.5, "NA"),
    )

    plan = planned(starter, path, mapping=BACI_MAPPING)

    assert [(one.reporter, one.partner, one.product, one.flow, one.unit) for one in flows_of(plan)] == [
        ("DEU", "MYS", "854231", "export", "thousand USD"),
        ("USA", "AFG", "010121", "export", "thousand USD"),
    ]
    assert [(one.value, one.reason) for one in plan.inbox] == [("490", "place-not-matched")]


def test_a_number_is_a_place_in_trade_and_nowhere_else(tmp_path):
    path = csv_file(tmp_path / "s.csv", ("country", "segment", "share"), (528, "litho", 12))

    assert [row.reason for row in planned(three_countries_dataset(), path).inbox] == ["place-not-matched"]


def test_an_explorers_long_headings_are_understood_as_well(starter, tmp_path):
    draw = random.Random(7)
    stages = ("Design", "Fabrication", "Assembly, testing, and packaging (ATP)")
    kinds = ("process", "tool_resource", "material_resource", "ultimate_output")
    inputs = [(f"Input {n}", f"N{n}", kinds[n % 4], stages[n % 3], f"S{n % 3}") for n in range(126)]
    countries = {"USA": "United States", "JPN": "Japan", "TWN": "Taiwan", "NLD": "Netherlands"}
    providers = [(name, "", f"P{n}", "country", code) for n, (code, name) in enumerate(countries.items())]
    providers += [
        (f"Firm {n}", f"F{n}", f"P{n}", "organization", (*countries, "MAL")[n % 5]) for n in range(4, 403)
    ]
    pairs = set()
    while len(pairs) < 1300:
        pairs.add((draw.randrange(403), draw.randrange(126)))
    provision = [
        (
            *(providers[p][0], f"P{p}", inputs[i][0], f"N{i}"),
            *(("", "yes") if (p + i) % 9 == 0 else (draw.randint(1, 90), "")),
            *(draw.choice((2019, "")), "Yearbook"),
        )
        for p, i in sorted(pairs)
    ]
    sequence = [
        (f"Input {n}", f"N{n}", f"Input {n // 2}", f"N{n // 2}", "", "")
        if n % 3
        else (f"Input {n}", f"N{n}", "", "", f"Input {n // 2}", f"N{n // 2}")
        for n in range(1, 126)
    ]

    plan = planned(
        starter,
        csv_file(tmp_path / "inputs.csv", INPUTS, *inputs),
        csv_file(
            tmp_path / "providers.csv",
            PROVIDERS,
            *providers,
        ),
        csv_file(
            tmp_path / "provision.csv",
            PROVISION,
            *provision,
        ),
        csv_file(
            tmp_path / "sequence.csv",
            SEQUENCE,
            *sequence,
        ),
    )

    new, waiting = plan.counts()["new"], [row.file for row in plan.inbox]
    assert (plan.rows, new["segment"]) == (126 + 403 + 1300 + 125, 126)
    assert new["share"] + new["leader"] + waiting.count("provision.csv") == 1300
    assert new["institution"] + len(countries) + waiting.count("providers.csv") == 403
    assert {row.value for row in plan.inbox if row.file == "providers.csv"} == {"MAL"}
    assert not {"inputs.csv", "sequence.csv"} & set(waiting)
    made = {change.after.name: change.after for change in plan.changes.records(Segment)}
    assert made["Input 2"].parent == "atp"


def a_workbook(path, fill):
    workbook = openpyxl.Workbook()
    fill(workbook.active)
    workbook.save(path)
    return path


def test_headings_in_two_merged_rows_below_a_title_are_found(tmp_path):
    def fill(sheet):
        sheet["A1"] = "Shares of the world market, by place, segment, year, source and more, as far as known"
        sheet.append(["Compiled in March", "not", "for", "publication", "see", "notes"])
        sheet.append([])
        for column, (above, below) in enumerate(
            (("Country", None), ("Segment", None), ("Figures", "Share"), (None, "Year")), start=1
        ):
            sheet.cell(4, column, above)
            sheet.cell(5, column, below)
        sheet.merge_cells("A4:A5")
        sheet.merge_cells("B4:B5")
        sheet.merge_cells("C4:D4")
        for row in (
            ("NLD", "litho", 0.8, 2024),
            (None, "deposition", 0.125, 2024),
            ("DEU", "litho", 0.05, 2023),
        ):
            sheet.append(row)
            sheet.cell(sheet.max_row, 3).number_format = "0.0%"
        sheet.merge_cells("A6:A7")

    plan = planned(three_countries_dataset(), a_workbook(tmp_path / "shares.xlsx", fill))

    shares = {
        (change.after.subject, change.after.segment): (change.after.percent, change.after.year)
        for change in plan.changes
        if change.record_type.kind == "share"
    }
    assert shares == {
        ("NLD", "litho"): (80.0, 2024),
        ("NLD", "deposition"): (12.5, 2024),
        ("DEU", "litho"): (5.0, 2023),
    }
    assert plan.inbox == ()


def test_a_row_with_more_texts_than_the_headings_is_not_taken_for_them(tmp_path):
    path = csv_file(
        tmp_path / "s.csv",
        ("country", "segment", "share", "", ""),
        ("NLD", "litho", "12", "a remark", "another"),
    )

    table = table_of(read_workbook(path))

    assert (table.header_row, len(table.rows)) == (1, 1)


def test_a_table_that_says_nothing_of_what_it_holds_is_refused_with_its_columns(tmp_path):
    with pytest.raises(TableRefused) as refused:
        planned(three_countries_dataset(), csv_file(tmp_path / "x.csv", ("t", "i"), (1, 2)))

    assert "t, i" in message_of(refused.value)


def test_a_table_is_taken_back_in_one_step(tmp_path):
    dataset = three_countries_dataset()
    create_workspace(tmp_path / "a.chipmap", dataset).close()
    path = csv_file(
        tmp_path / "s.csv", ("country", "segment", "share"), ("NLD", "litho", 12), ("Atlantis", "litho", 1)
    )
    with open_workspace(tmp_path / "a.chipmap") as workspace:
        workspace.apply(planned(workspace.dataset, path).changes, label=Label.IMPORT)
        taken = workspace.dataset

        workspace.undo()

        assert (len(taken.shares), len(taken.inbox_rows)) == (len(dataset.shares) + 1, 1)
        assert workspace.dataset == dataset


def test_product_codes_of_segments_are_guessed_from_their_headings(tmp_path):
    rows = (("8486.20", "Litho", "HS 2022"), ("854231", "Packaging", ""), ("8541", "Balloons", ""))
    found = planned(
        three_countries_dataset(), csv_file(tmp_path / "codes.csv", ["HS code", "Segment", "Source"], *rows)
    )
    links = [change.after for change in found.changes if change.record_type is ProductSegment]
    assert links == [
        ProductSegment("848620", "litho", "HS 2022"),
        ProductSegment("854231", "packaging", "codes.csv"),
    ]
    assert [row.value for row in found.inbox] == ["Balloons"]
