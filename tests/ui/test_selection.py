from __future__ import annotations

import pytest

from chipmap.model.geography.layers import LayerKind
from chipmap.ui.selection import Selection, View


@pytest.fixture
def selection() -> Selection:
    return Selection(View("EU27", "atp", LayerKind.NEED))


def test_a_choice_is_announced_once_with_both_views(selection):
    heard = []
    selection.changed.connect(lambda before, after: heard.append((before.segment, after.segment)))

    selection.choose(segment="fab")
    selection.choose(segment="fab")

    assert heard == [("atp", "fab")]


def test_going_back_and_forward_walks_through_the_views(selection):
    selection.choose(segment="fab")
    selection.choose(subject="MYS")

    selection.go_back()
    assert selection.view == View("EU27", "fab", LayerKind.NEED)
    selection.go_back()
    assert selection.view.segment == "atp"
    selection.go_forward()
    assert selection.view.segment == "fab"


def test_a_new_choice_ends_the_way_forward(selection):
    selection.choose(segment="fab")
    selection.go_back()
    selection.choose(segment="sme")
    selection.go_forward()

    assert selection.view.segment == "sme"


def test_an_unknown_field_is_refused(selection):
    with pytest.raises(TypeError):
        selection.choose(country="MYS")
