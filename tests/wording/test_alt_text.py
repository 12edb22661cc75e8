"""What a picture shows, in words: title, measure, year, legend, and the ends of the scale."""

from __future__ import annotations

import pytest

from chipmap.model.geography.layers import LayerKind, layer_of
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import NA
from chipmap.wording.alt_text import alt_text
from tests.builders import (
    a_country,
    a_need,
    a_score,
    a_share,
    a_suggestion_basis,
    some_evidence,
    three_countries_dataset,
)

EVIDENCE = some_evidence()


def said(kind, *records, profile="EU", notes=()):
    dataset = three_countries_dataset(EVIDENCE, *records)
    names = PlaceNames.load(profile)
    return alt_text(
        layer_of(dataset, kind, segment="litho", horizon="now", focus="EU27"), dataset, names, notes
    )


def scored(level, code):
    return a_score(level, code, evidence=(EVIDENCE.id,))


def many_places():
    codes = ("AUT", "BEL", "BRA", "CAN", "CHE", "CHN", "ESP", "FIN", "FRA", "GBR", "IND", "ISR", "JPN")
    levels = (1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5)
    for code, level in zip(codes, levels, strict=True):
        yield from (a_country(code, code), scored(level, code))


def test_it_says_title_year_measure_and_every_class_of_the_legend():
    text = said(LayerKind.CAPABILITY, scored(4, "NLD"))

    assert text.startswith("World map. Litho: capability 2026. 1 place scored")
    assert (
        "Capability level: 0: Absent; 1: Nascent; 2: Emerging; 3: Established; 4: Strong; 5: Leading." in text
    )
    assert "Hatched: not scored." in text


def test_with_few_places_it_names_them_all_and_how_they_are_drawn():
    text = said(LayerKind.CAPABILITY, scored(2, "NLD"), a_share(subject="DEU", percent=9), a_score(1, "MYS"))

    assert "highest first: Germany 3 (suggested); Netherlands 2; Malaysia 1 (without evidence)." in text
    assert "Number of places. Established: 1; Emerging: 1; Nascent: 1." in text


def test_with_many_places_it_names_both_ends_and_counts_who_shares_the_last_value():
    text = said(LayerKind.CAPABILITY, *many_places())

    assert "Highest: Japan 5; Israel 4; India 3; United Kingdom 3; Finland 2; and 1 more place at 2." in text
    assert "Lowest: Austria 1; Belgium 1; Brazil 1; Canada 1; China 1; and 2 more places at 1." in text
    assert "Nascent: 7; not scored: 3." in text


def test_a_lower_bound_and_not_applicable_are_counted_but_never_ranked():
    bound = a_share(subject="DEU", percent=9, is_lower_bound=True)

    text = said(LayerKind.CAPABILITY, scored(4, "NLD"), bound, a_score(NA, "MYS"))

    assert "Places, highest first: Netherlands 4." in text
    assert "Strong: 1; lower bound only: 1; not applicable: 1." in text
    assert "Crosses: not applicable." in text


def test_against_need_prints_the_signs_and_both_years():
    text = said(LayerKind.NEED, scored(4, "NLD"), scored(5, "MYS"), a_need("EU27", level=4))

    assert "level 2026 against need 2030" in text
    assert "−3: 3 or more levels below need" in text
    assert "Malaysia +1; Netherlands 0." in text


def test_dependence_names_measure_basis_and_year():
    text = said(LayerKind.DEPENDENCE, a_share(subject="MYS", percent=25.5), a_suggestion_basis())

    assert "1 place with a share, revenue by headquarters, revenue, 2024" in text
    assert "20 to under 40 per cent" in text
    assert "Malaysia 25.5\u00a0%." in text


@pytest.mark.parametrize("kind", list(LayerKind))
def test_a_layer_without_values_says_so(kind):
    assert "No place has a value." in said(kind)


def test_notes_follow_and_names_are_those_of_the_profile():
    text = said(
        LayerKind.CAPABILITY, a_country("USA"), scored(3, "USA"), profile="UN", notes=("Sources: OECD.", "")
    )

    assert "United States of America 3" in text
    assert text.endswith("\n\nSources: OECD.\n")
