"""Every kind of slide says its finding, its figures, where they come from and what its picture shows."""

from dataclasses import replace

import pytest

from chipmap.model.analysis.standing import standings_of
from chipmap.model.changes import Change, ChangeSet
from chipmap.model.edits import stories as edits
from chipmap.model.match.place_partners import partners_of
from chipmap.model.records import SlideKind
from chipmap.model.story.slide_content import Tone, content_from, content_text
from chipmap.model.story.slide_view import SlideView
from chipmap.wording.slides.contents import content_of, frozen_text
from tests.builders import a_score
from tests.wording.slides.conftest import MADE_ON, NAMES


def test_the_widest_gap_is_the_title_and_its_figures_are_those_of_the_standings(said, scored):
    content = said(SlideKind.MAP_FIGURES, layer="need")
    gap = standings_of(scored).gap("EU27", "atp")
    assert content.title == "Packaging & test is Europe’s widest gap to 2030"
    assert (
        [figure.number for figure in content.figures] == [gap.level, gap.need.level, gap.value] == [1, 4, -3]
    )
    assert [figure.text for figure in content.figures] == ["1", "4", "−3"]
    assert content.figures[0].caption == "EU-27 level today"
    assert content.figures[2].note == "widest of 8 stages"
    assert content.figures[2].tone is Tone.LACK


def test_who_can_help_are_the_first_partners_that_fill_something_with_their_scores(said, scored):
    (chart,) = said(SlideKind.MAP_FIGURES, layer="need").charts
    found = partners_of(scored, focus="EU27", segment="atp").partners
    ranked = [one for one in found if (one.terms["fills_our_gap"].value or 0) > 0][:3]
    assert ranked
    assert chart.title == "Who can help"
    assert chart.categories == tuple(NAMES.name(one.place) for one in ranked)
    assert chart.series[0].values == tuple(one.ranked.total for one in ranked)


def test_a_gap_that_is_not_the_widest_says_how_far_it_is(said):
    assert said(SlideKind.MAP, layer="need", segment="fab").title == (
        "Europe is 2 levels short of its 2030 need in fabrication"
    )
    assert said(SlideKind.MAP, layer="need", segment="sme").title == "Europe meets its 2030 need in equipment"


def test_a_map_holds_what_it_shows_of_every_place(said, scored):
    drawn = said(SlideKind.MAP).map
    places = {place.code: place for place in drawn.places}
    assert len(places) == len(scored.countries)
    assert (places["MYS"].value, places["MYS"].class_index) == (4, 4)
    assert places["TWN"].is_dotted
    assert places["AFG"].state == "none"
    assert "DEU" in drawn.focus_countries
    assert (
        said(SlideKind.MAP).title
        == "China, Malaysia and Taiwan have the highest level in packaging & test, 4"
    )


def test_a_map_on_which_a_place_is_selected_is_about_that_place(said):
    assert said(SlideKind.MAP_FIGURES, subject="MYS").title == "Malaysia has level 4 in packaging & test"
    content = said(SlideKind.MAP_FIGURES, subject="SGP")
    assert content.title == "Singapore has at least level 2 in packaging & test"
    assert content.figures[0].text == "≥ 2"


def test_options_leave_out_legend_names_figures_and_lines(said):
    bare = said(SlideKind.MAP_FIGURES, layer="need", options=())
    assert (bare.figures, bare.charts, bare.map.arcs, bare.map.points) == ((), (), None, ())
    assert (bare.map.shows_legend, bare.map.shows_names) == (False, False)
    full = said(SlideKind.MAP, options=("legend", "names", "arcs", "institutions"))
    assert full.map.arcs.shown
    assert full.map.points
    assert (full.map.shows_legend, full.map.shows_names) == (True, True)


def test_a_comparison_counts_the_stages_in_which_one_is_ahead(said, scored):
    content = said(SlideKind.COMPARISON, compared_places=("EU27", "TWN"))
    (table,) = content.tables
    assert table.headings == ("Stage", "EU-27", "Taiwan")
    assert [row[0].text for row in table.rows][-1] == "Packaging & test"
    assert [cell.number for cell in table.rows[-1][1:]] == [1, 4]
    levels = standings_of(scored)
    ahead = [
        stage.id
        for stage in scored.stages()
        if (ours := levels.gap("EU27", stage.id).level) is not None
        and (theirs := levels.gap("TWN", stage.id).level) is not None
        and theirs > ours
    ]
    assert content.title == f"Taiwan is ahead of EU-27 in {len(ahead)} of 6 stages"


def test_a_comparison_with_nobody_left_is_ahead_of_nobody(said):
    assert said(SlideKind.COMPARISON, compared_places=("EU27",)).title == "EU-27 along the value chain"


def test_a_comparison_with_a_later_year_draws_slopes(said):
    (chart,) = said(SlideKind.COMPARISON, compared_places=("EU27", "MYS"), compared="2030").charts
    assert chart.kind.value == "slopes"
    assert chart.categories == ("2026", "2030")
    assert [series.values for series in chart.series] == [(1, None), (4, None)]


def test_a_map_with_a_later_year_beside_it_draws_what_is_expected_of_whom(said, scored):
    expected = a_score(4, "MYS", "atp", levels=(("now", 4), ("2030", 5)))
    before = scored.scores[expected.key]
    later = scored.with_changes(ChangeSet.of([Change(before, expected)]))
    (chart,) = said(SlideKind.MAP_FIGURES, dataset=later, compared="2030").charts
    assert (chart.kind.value, chart.categories) == ("slopes", ("2026", "2030"))
    assert [(one.name, one.values) for one in chart.series] == [("Malaysia", (4, 5))]
    (bars,) = said(SlideKind.MAP_FIGURES, compared="2030").charts
    assert bars.kind.value == "bars"


def test_the_printed_parts_of_a_partner_add_up_to_its_printed_total(said):
    content = said(SlideKind.MATCH)
    assert len(content.partners) == 3
    for card in content.partners:
        assert sum(part.printed or 0 for part in card.parts) == round(card.total)
        assert len(card.parts) == 6
        assert card.reasons


def test_chosen_partners_are_shown_with_the_ranks_that_they_have(said):
    content = said(SlideKind.MATCH, partners=("KOR",))
    assert [card.name for card in content.partners] == ["South Korea"]
    assert content.title.startswith("South Korea ranks ")


def test_a_scenario_says_its_worst_loss_and_draws_its_course(said):
    content = said(SlideKind.SCENARIO, segment="wafers", removals=("JPN:wafers=0.5",), weeks=26.0)
    assert content.scenario.segment == "wafers"
    assert content.title == f"Up to {content.scenario.headline} of output is lost in silicon wafers"
    (curve,) = content.charts
    assert len(curve.series[0].values) == 52
    assert max(curve.series[0].values) == pytest.approx(100 * content.scenario.loss)
    assert content.tables[0].rows[0][0].text == "Silicon wafers"


def test_a_scenario_of_which_no_share_is_known_says_so(said):
    content = said(SlideKind.SCENARIO, segment="wafers", removals=("AFG:wafers",))
    assert content.title == "What is lost is not known: no share of it is recorded"


def test_an_agenda_lists_sessions_with_their_times_and_no_contact(said):
    content = said(SlideKind.AGENDA, event="tokyo")
    assert content.title == "Matchmaking in Tokyo: 2 sessions with 1 partner place"
    assert content.subtitle == "4 March 2027, Tokyo"
    assert [(line.begins, line.ends, line.partner) for line in content.sessions] == [
        ("09:30", "10:00", ""),
        ("10:00", "11:15", "Malaysia"),
    ]
    assert "example.org" not in content_text(content)


def test_tables_list_places_by_value_and_stages_by_place(said):
    (places,) = said(SlideKind.TABLE, layer="need").tables
    assert places.headings == ("Place", "Level", "Need", "Gap")
    numbers = [row[-1].number for row in places.rows]
    assert numbers == sorted(numbers)
    (stages,) = said(SlideKind.TABLE, table="scorecards").tables
    assert stages.headings[:2] == ("Stage", "EU-27")
    assert len(stages.rows) == 8


def test_a_text_slide_says_what_was_written(said):
    content = said(SlideKind.TEXT, title="Next steps", body="One\n\n two ")
    assert (content.title, content.paragraphs) == ("Next steps", ("One", "two"))


def test_own_words_take_the_place_of_the_finding(said):
    content = said(SlideKind.MAP, title="Our view", subtitle="In short")
    assert (content.title, content.subtitle) == ("Our view", "In short")


@pytest.mark.parametrize("kind", SlideKind)
def test_every_slide_says_where_it_comes_from_and_carries_the_boundary_note(said, kind):
    content = said(kind, event="tokyo", removals=("JPN",), compared_places=("EU27", "XKX"), body="Text")
    assert content.footer.text.startswith(
        "Partner mapping, revision 7, 1 rater, 22 November 2026, names: EU. "
    )
    assert "Source" in content.footer.text
    assert content.boundary_note == NAMES.boundary_note()
    assert content.alt_text
    assert not content.problem
    assert content_from(content_text(content)) == content


@pytest.mark.parametrize(
    ("kind", "fields", "gone"),
    [
        (SlideKind.MAP, {"segment": "tubes"}, "The segment “tubes” is no longer in the workspace."),
        (SlideKind.MAP, {"focus": "ATLANTIS"}, "“ATLANTIS” is no longer in the workspace."),
        (SlideKind.MAP, {"horizon": "2040"}, "The horizon 2040 is no longer one of the workspace."),
        (SlideKind.COMPARISON, {"compared_places": ("EU27", "LEMURIA")}, "“LEMURIA” is no longer"),
        (SlideKind.SCENARIO, {"scenario": "flood"}, "The scenario “flood” is no longer in the workspace."),
        (SlideKind.AGENDA, {"event": "paris"}, "The event “paris” is no longer in the workspace."),
    ],
)
def test_a_slide_whose_view_is_gone_says_what_is_missing(said, kind, fields, gone):
    content = said(kind, **fields)
    assert content.problem.startswith(gone)
    assert content.map is None


def test_a_layer_or_map_of_a_newer_program_is_shown_as_the_usual_one(said):
    assert said(SlideKind.MAP, layer="moods").map.layer == "capability"


def test_a_live_slide_follows_the_data_and_a_frozen_one_keeps_its_figures(scored):
    view = SlideView(segment="atp", focus="EU27", layer="need")
    slide = edits.new_slide(scored, "story1", SlideKind.MAP_FIGURES, view)
    frozen = replace(
        slide, is_live=False, figures=frozen_text(scored, slide, NAMES, made_on=MADE_ON, revision=7)
    )
    before = content_of(scored, slide, NAMES, made_on=MADE_ON, revision=7)
    raised_score = a_score(3, "EU27", "atp", needs=(("2030", 4),))
    raised = scored.with_changes(ChangeSet.of([Change(scored.scores[raised_score.key], raised_score)]))
    live = content_of(raised, slide, NAMES, made_on=MADE_ON, revision=8)
    kept = content_of(raised, frozen, NAMES, made_on=MADE_ON, revision=8)
    assert [figure.number for figure in live.figures] == [3, 4, -1]
    assert [figure.number for figure in kept.figures] == [1, 4, -3]
    assert kept == replace(before, frozen_on="22 November 2026")


def test_a_frozen_slide_takes_other_words_and_options_but_no_other_figures(scored):
    view = SlideView(segment="atp", focus="EU27", layer="need")
    slide = edits.new_slide(scored, "story1", SlideKind.MAP_FIGURES, view)
    kept = frozen_text(scored, slide, NAMES, made_on=MADE_ON)
    frozen = replace(slide, is_live=False, figures=kept, title="As agreed in March", options=("arcs",))
    content = content_of(scored, frozen, NAMES, made_on=MADE_ON)
    assert content.title == "As agreed in March"
    assert content.figures == ()
    assert content.map.arcs is not None
    assert not content.map.shows_legend


def test_figures_that_cannot_be_read_are_told(scored):
    slide = edits.new_slide(scored, "story1", SlideKind.MAP, SlideView(segment="atp", focus="EU27"))
    broken = replace(slide, is_live=False, figures='{"kind":"song"}')
    content = content_of(scored, broken, NAMES, made_on=MADE_ON)
    assert content.problem.startswith("The figures that this slide keeps cannot be read.")
