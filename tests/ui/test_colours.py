"""Every colour against the figures that the design document gives for it (ux.md, sections 4 and 5).

The figures there are rounded; a value holds when it reaches the figure to that many places.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from chipmap.model.geography.layers import LayerKind
from chipmap.ui.map.scene import class_colours
from chipmap.ui.tokens import DARK, LIGHT, Tokens, contrast, ink, luminance
from tests.ui.colour_vision import VISIONS, distance

LOOKS = pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
VISION = pytest.mark.parametrize("vision", list(VISIONS))

ON_EVERY_GROUND = [
    ("text", 14.9, 13.2),
    ("text2", 7.5, 9.0),
    ("text3", 5.3, 6.4),
    ("accent", 6.2, 6.9),
]
ON_ITS_OWN_GROUND = [
    ("on_accent", "accent", 6.8, 8.4),
    ("accent", "accent_soft", 5.8, 5.8),
    ("focus", "surface", 6.5, 9.5),
    ("line_strong", "surface", 3.2, 4.4),
    ("success", "success_soft", 5.3, 7.2),
    ("warn", "warn_soft", 5.8, 7.8),
    ("danger", "danger_soft", 5.9, 7.1),
    ("text3", "water", 5.0, 8.0),
    ("outline", "water", 14.1, 18.7),
    ("collaboration", "water", 5.2, 9.2),
    ("line_strong", "water", 3.0, 5.1),
]
SMALLEST_STEP = {
    ("light", "capability"): {"normal": 10.0, "protanopia": 8.0, "deuteranopia": 7.7, "tritanopia": 6.6},
    ("dark", "capability"): dict.fromkeys(VISIONS, 10.2),
    ("light", "need"): dict.fromkeys(VISIONS, 10.7),
    ("dark", "need"): dict.fromkeys(VISIONS, 7.6),
    ("light", "dependence"): dict.fromkeys(VISIONS, 8.4),
    ("dark", "dependence"): dict.fromkeys(VISIONS, 8.4),
}
SMALLEST_PAIR_OF_SEGMENTS = {"light": 13.2, "dark": 12.3}
TEXT_MINIMUM = 4.5
GRAPHICS_MINIMUM = 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11."""


def by_look(look: Tokens, light: float, dark: float) -> float:
    return light if look is LIGHT else dark


def grounds(look: Tokens) -> tuple[str, str, str]:
    return look.surface, look.surface2, look.canvas


@LOOKS
@pytest.mark.parametrize(("name", "light", "dark"), ON_EVERY_GROUND)
def test_text_reaches_its_contrast_on_the_worst_ground(look, name, light, dark):
    worst = min(contrast(getattr(look, name), ground) for ground in grounds(look))

    assert round(worst, 1) >= by_look(look, light, dark)


@LOOKS
@pytest.mark.parametrize(("name", "ground", "light", "dark"), ON_ITS_OWN_GROUND)
def test_a_colour_reaches_its_contrast_on_its_own_ground(look, name, ground, light, dark):
    reached = contrast(getattr(look, name), getattr(look, ground))

    assert round(reached, 1) >= by_look(look, light, dark)


@LOOKS
@pytest.mark.parametrize(
    "name", ["text", "text2", "text3", "accent", "accent_hover", "success", "warn", "danger"]
)
def test_every_ink_is_readable_on_every_ground(look, name):
    assert min(contrast(getattr(look, name), ground) for ground in grounds(look)) >= TEXT_MINIMUM


@LOOKS
@pytest.mark.parametrize("name", ["focus", "line_strong"])
def test_what_marks_a_control_is_seen_on_every_ground(look, name):
    on = (*grounds(look), look.water, look.land)

    assert min(contrast(getattr(look, name), ground) for ground in on) >= GRAPHICS_MINIMUM


@LOOKS
@pytest.mark.parametrize("name", ["text", "text2", "text3"])
@pytest.mark.parametrize("ground", ["accent_soft", "water"])
def test_text_is_readable_on_a_chosen_row_and_on_the_map(look, name, ground):
    assert contrast(getattr(look, name), getattr(look, ground)) >= TEXT_MINIMUM


def test_messages_reach_their_contrast():
    assert round(contrast(LIGHT.toast_text, LIGHT.toast), 1) >= 15.1
    for look in (LIGHT, DARK):
        assert contrast(look.toast_text, look.toast) >= TEXT_MINIMUM
        assert contrast(look.toast_action, look.toast) >= TEXT_MINIMUM


@LOOKS
@pytest.mark.parametrize("scale", ["capability", "need", "dependence", "match", "segments"])
def test_the_digit_on_any_swatch_can_be_read(look, scale):
    assert min(round(contrast(ink(colour), colour), 1) for colour in getattr(look, scale)) >= 4.6


@LOOKS
@VISION
@pytest.mark.parametrize("scale", ["capability", "need", "dependence"])
def test_neighbouring_classes_are_told_apart_by_every_vision(look, vision, scale):
    smallest = min(distance(low, high, vision) for low, high in pairwise(getattr(look, scale)))

    assert round(smallest, 1) >= SMALLEST_STEP[look.name, scale][vision]


@LOOKS
@VISION
@pytest.mark.parametrize("scale", ["capability", "need", "dependence"])
def test_no_two_classes_look_more_alike_than_neighbours(look, vision, scale):
    classes = getattr(look, scale)
    step = min(distance(low, high, vision) for low, high in pairwise(classes))

    assert min(distance(one, other, vision) for one, other in combinations(classes, 2)) == step


@LOOKS
@pytest.mark.parametrize("kind", LayerKind)
def test_every_layer_of_the_map_uses_a_scale_that_is_checked_here(look, kind):
    assert class_colours(kind, look) in (look.capability, look.need, look.dependence)


@LOOKS
@VISION
def test_lack_and_surplus_are_never_taken_for_each_other(look, vision):
    closest = min(distance(below, above, vision) for below in look.need[:3] for above in look.need[4:])

    assert round(closest) >= 13


@LOOKS
@VISION
def test_segments_are_told_apart_by_every_vision(look, vision):
    closest = min(distance(one, other, vision) for one, other in combinations(look.segments, 2))

    assert round(closest, 1) >= SMALLEST_PAIR_OF_SEGMENTS[look.name]


@LOOKS
def test_segment_colours_stand_out_from_the_surface(look):
    assert min(round(contrast(colour, look.surface), 1) for colour in look.segments) >= 3.2


@LOOKS
@pytest.mark.parametrize("scale", ["capability", "dependence"])
def test_a_scale_stays_in_order_when_it_is_printed_in_grey(look, scale):
    shades = [luminance(colour) for colour in getattr(look, scale)]

    # On white paper more is darker, on a dark screen more is brighter: the most is always the most salient.
    assert shades == sorted(shades, reverse=look is LIGHT)


@LOOKS
def test_both_sides_of_the_need_grow_more_salient_with_their_distance(look):
    shades = [luminance(colour) for colour in look.need]
    below, above = shades[3::-1], shades[3:]

    assert below == sorted(below, reverse=look is LIGHT)
    assert above == sorted(above, reverse=look is LIGHT)


@VISION
def test_black_and_white_are_a_hundred_apart_for_everybody(vision):
    assert distance("#000000", "#FFFFFF", vision) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    ("one", "other", "vision"),
    [
        ("#B04020", "#607020", "protanopia"),
        ("#C05030", "#7F7030", "deuteranopia"),
        ("#3070C0", "#20807A", "tritanopia"),
    ],
)
def test_a_pair_that_a_vision_confuses_is_closer_to_it(one, other, vision):
    assert distance(one, other, vision) < 0.6 * distance(one, other)
