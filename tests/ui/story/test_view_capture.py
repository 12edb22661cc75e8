"""What a page shows is in its slide, and the slide leads back to what the page showed."""

import pytest

from chipmap.model.geography.layers import LayerKind, ShareGroup
from chipmap.model.geography.map_projections import MapProjection
from chipmap.model.records import SlideKind
from chipmap.model.story.slide_view import view_of, view_text
from chipmap.ui.match_wish import MatchWish
from chipmap.ui.selection import MapPosition, Selection, View
from chipmap.ui.story.view_capture import MapLook, captured_view, fields_of

VIEWS = {
    "levels": {},
    "gaps": {"layer": LayerKind.NEED, "horizon": "2030"},
    "shares": {"layer": LayerKind.WORLD_SHARE, "group": ShareGroup("capacity_by_location", 2024, "wafers")},
    "filtered": {"classes": frozenset({"3", "dotted"}), "hidden_types": frozenset({"fab"})},
    "Europe": {"projection": MapProjection.EUROPE, "subject": "DEU"},
    "compared": {"subject": "EU27", "compared_places": ("EU27", "MYS"), "compared": "2030"},
    "table": {"as_table": True},
    "scorecards": {"page": "scorecards"},
    "partners": {"page": "match", "subject": "MYS"},
    "agenda": {"page": "agenda", "event": "tokyo"},
}


def shown(**fields):
    return View(**{"focus": "EU27", "segment": "atp", "layer": LayerKind.CAPABILITY, **fields})


@pytest.mark.parametrize("name", VIEWS)
def test_the_view_of_a_slide_is_shown_again_as_it_was(qapp, name):
    before = shown(**VIEWS[name])
    captured = captured_view(before, MapLook(), None)
    saved = view_of(view_text(captured.view))
    assert saved == captured.view
    selection = Selection(shown(segment="fab", subject="JPN", layer=LayerKind.AGE))
    selection.choose(**fields_of(saved, captured.kind))
    after = selection.view
    for field in (
        "page",
        "segment",
        "subject",
        "layer",
        "horizon",
        "compared_places",
        "classes",
        "projection",
    ):
        assert getattr(after, field) == getattr(before, field), field


def test_a_slide_keeps_what_of_the_map_was_in_view_whatever_the_size_of_its_box():
    look = MapLook(has_institutions=True, arcs="supply", width=1000, height=500)
    captured = captured_view(shown(), look, MapPosition(1_000.0, 2_000.0, 10.0))
    assert captured.view.extent == (-4_000.0, -500.0, 10_000.0, 5_000.0)
    assert captured.options == ("legend", "names", "figures", "arcs", "institutions")
    assert captured.view.arcs == "supply"
    assert captured_view(shown(), look, None).view.extent is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("levels", SlideKind.MAP),
        ("gaps", SlideKind.MAP_FIGURES),
        ("compared", SlideKind.COMPARISON),
        ("table", SlideKind.TABLE),
        ("scorecards", SlideKind.TABLE),
        ("partners", SlideKind.MATCH),
        ("agenda", SlideKind.AGENDA),
    ],
)
def test_the_kind_of_slide_suits_the_page(name, kind):
    assert captured_view(shown(**VIEWS[name]), MapLook(), None).kind is kind


def test_who_is_ranked_besides_is_in_the_slide_of_partners():
    wish = MatchWish(new_ties=True, added=("CHN",))
    view = captured_view(shown(page="match", match=wish), MapLook(), None).view
    assert (view.new_ties, view.added) == (True, ("CHN",))
    assert fields_of(view, SlideKind.MATCH)["match"] == wish
