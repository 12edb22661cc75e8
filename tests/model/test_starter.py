"""The starter workspace holds every cited fact with its source, grade and note, and no invented one."""

import csv
from pathlib import Path

import pytest

from chipmap.model.analysis.reasons import Rule
from chipmap.model.analysis.standing import Origin, standings_of
from chipmap.model.dataset import TABLE_OF, Dataset
from chipmap.model.host.paths import resource
from chipmap.model.records import OWNER, Grade
from chipmap.model.rules import broken_rule
from chipmap.model.starter import starter_dataset


@pytest.fixture(scope="module")
def starter() -> Dataset:
    return starter_dataset(title="Starter")


@pytest.fixture(scope="module")
def empty() -> Dataset:
    return starter_dataset(title="Empty", empty=True)


def rows(table: str) -> list[dict[str, str]]:
    path = Path(resource(f"starter/{table}.csv"))
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize(
    ("table", "attribute"),
    [
        ("sources", "sources"),
        ("segments", "segments"),
        ("links", "links"),
        ("shares", "shares"),
        ("suggestion_basis", "suggestion_basis"),
        ("leaders", "leaders"),
        ("institutions", "institutions"),
        ("country_profiles", "profiles"),
        ("collaborations", "collaborations"),
        ("needs", "needs"),
        ("hazards", "hazards"),
        ("strengths", "stated_strengths"),
        ("regions", "regions"),
        ("countries", "countries"),
    ],
)
def test_every_row_of_a_table_becomes_a_record(starter, table, attribute):
    assert len(getattr(starter, attribute)) == len(rows(table)) > 0


def test_all_places_of_iso_3166_and_kosovo_exist(starter):
    assert len(starter.countries) == 250
    assert {"XKX", "TWN", "ESH", "NAM", "ROU", "SSD"} <= set(starter.countries)
    assert starter.countries["NAM"].name == "Namibia"
    assert starter.countries["XKX"].numeric == ""
    assert all(len(country.numeric) == 3 for country in starter.countries.values() if country.code != "XKX")
    assert len({country.alpha2 for country in starter.countries.values()}) == 250


def test_no_code_names_both_a_country_and_a_region(starter):
    assert not set(starter.countries) & set(starter.regions)
    assert not set(starter.institutions) & (set(starter.countries) | set(starter.regions))


def test_the_policy_regions_have_their_members(starter):
    assert len(starter.regions["EU27"].members) == 27
    assert len(starter.regions["G7"].members) == 7
    assert starter.regions["PARTNERS"].members == ("JPN", "KOR", "TWN", "SGP", "IND", "CAN", "MYS", "USA")


def test_every_record_keeps_the_rules(starter):
    assert [record for record in starter.records() if broken_rule(record, starter)] == []


def test_every_figure_names_a_source_that_is_listed(starter):
    kinds = (
        starter.shares,
        starter.leaders,
        starter.profiles,
        starter.needs,
        starter.links,
        starter.stated_strengths,
        starter.hazards,
        starter.collaborations,
        starter.institutions,
        starter.segments,
    )
    assert {
        record.source for table in kinds for record in table.values() if record.source not in starter.sources
    } == set()


def test_a_share_keeps_measure_basis_year_grade_range_and_note(starter):
    (share,) = [
        share
        for share in starter.shares.of("crm_gallium").values()
        if (share.subject, share.year, share.measure) == ("CHN", 2024, "production_by_location")
    ]

    assert share.percent == 98.94
    assert share.basis == "production by location"
    assert share.grade is Grade.COMPUTED
    assert (share.low, share.high) == (None, None)
    assert "low-purity gallium" in share.note
    assert starter.sources[share.source].publisher


def test_a_year_that_is_not_printed_stays_unknown(starter):
    years = {share.year for share in starter.shares.of("wafers_iii_v").values()}

    assert None in years
    assert 0 not in years


def test_the_weak_sources_of_the_compilers_list_are_marked(starter):
    weak = {source.id for source in starter.sources.values() if source.is_weak}

    assert len(weak) == 27
    assert {"BCG2021_BOOK", "EDA25", "RD_MYS"} <= weak
    assert "USGS_GA" not in weak


def test_a_starter_workspace_holds_no_answer_that_nobody_gave(starter):
    assert len(starter.scores) == 0
    assert list(starter.raters) == [OWNER]


def test_an_empty_workspace_has_places_policy_regions_the_chain_and_its_owner(empty, starter):
    filled = {name for name in TABLE_OF.values() if len(getattr(empty, name))}

    assert filled == {"countries", "regions", "segments", "raters", "assumptions"}
    assert set(empty.regions) == {"EU27", "G7", "PARTNERS"}
    assert set(empty.segments) == set(starter.segments)
    assert {segment.source for segment in empty.segments.values()} == {""}


def test_two_workspaces_never_share_an_identity():
    first, second = (starter_dataset(title="One", empty=True) for _ in range(2))

    assert first.settings.workspace_id != second.settings.workspace_id
    assert starter_dataset(title="One", workspace_id="w-7", empty=True).settings.workspace_id == "w-7"


def test_taiwan_leads_foundry_services_and_the_reason_names_measure_and_year(starter):
    standing = standings_of(starter).of("TWN", "fab_foundry")

    assert (standing.level, standing.origin) == (5, Origin.SUGGESTED)
    assert standing.why.rule is Rule.SHARE_OF_BASIS
    assert (standing.why.measure, standing.why.year) == ("revenue_by_hq", 2025)
    assert standing.why.sources == ("TF_FOUNDRY_2Q25",)


def test_a_share_rounded_to_zero_hides_no_fab_and_an_unlisted_place_is_unknown(starter):
    standings = standings_of(starter)

    with_fabs = standings.of("USA", "fab_logic_lt10")
    assert (with_fabs.level, with_fabs.origin) == (2, Origin.AT_LEAST)
    assert standings.of("BRA", "fab_logic_lt10").level is None


def test_north_america_never_colours_namibia(starter):
    standings = standings_of(starter)

    assert {standings.of("NAM", segment.id).level for segment in standings.tree.scorable} == {None}


def test_packaging_and_test_is_the_widest_gap_of_the_european_union(starter):
    standings = standings_of(starter)
    gaps = standings.ranked_gaps("EU27")

    assert standings.widest_gap("EU27") == "atp"
    assert [(gap.segment, gap.value) for gap in gaps[:3]] == [("atp", -2), ("design", -2), ("fab", -2)]


def test_europes_share_of_design_software_is_not_the_unions_because_the_united_kingdom_leads(starter):
    standing = standings_of(starter).of("EU27", "eda_ip")

    assert standing.why.deciding_share.subject == "DEU"
    assert standing.level == 3
