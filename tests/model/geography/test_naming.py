"""Names by profile and language, and codes from free text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.geography.naming import (
    LANGUAGES,
    PROFILES,
    PlaceNames,
    ambiguous_places,
    normalise_place_text,
    resolve_place,
    spellings_of_place,
)
from chipmap.model.geography.places import load_places
from chipmap.model.host.paths import resource

STATISTICAL_REGIONS = {"EUROPE", "EUROPE_ME", "NORTH_AMERICA", "AMERICAS", "SEA", "ROW", "TOP5"}
ALL_TABLES = [(profile, language) for profile in PROFILES for language in LANGUAGES]


@pytest.mark.parametrize(
    ("profile", "code", "english", "french", "german"),
    [
        ("EU", "TWN", "Taiwan", "Taïwan", "Taiwan"),
        ("EU", "KOR", "South Korea", "Corée du Sud", "Südkorea"),
        ("EU", "XKX", "Kosovo*", "Kosovo*", "Kosovo*"),
        ("OECD", "TWN", "Chinese Taipei", "Taipei chinois", "Chinesisch Taipeh"),
        ("OECD", "KOR", "Korea", "Corée", "Korea"),
        ("OECD", "TUR", "Türkiye", "Türkiye", "Türkiye"),
        ("UN", "TWN", "Taiwan, Province of China", "Taïwan, Province de Chine", "Taiwan, Provinz von China"),
        ("UN", "KOR", "Korea, Republic of", "Corée, République de", "Korea, Republik"),
        ("UN", "VNM", "Viet Nam", "Viet Nam", "Viet Nam"),
        ("EU", "NAM", "Namibia", "Namibie", "Namibia"),
        ("EU", "EU27", "EU-27", "UE-27", "EU-27"),
    ],
)
def test_a_place_is_called_what_its_profile_calls_it(profile, code, english, french, german):
    called = [PlaceNames.load(profile, language).name(code) for language in ("en", "fr", "de")]

    assert called == [english, french, german]


@pytest.mark.parametrize(("profile", "language"), ALL_TABLES)
def test_every_place_and_region_has_a_name_of_its_own(profile, language):
    names = PlaceNames.load(profile, language)
    printed = [names.name(code) for code in [*load_places(), *STATISTICAL_REGIONS, "EU27", "G7", "PARTNERS"]]

    assert len(set(printed)) == len(printed) == 261
    assert all(name.strip() == name and not (len(name) == 3 and name.isupper()) for name in printed)


@pytest.mark.parametrize(("profile", "language"), ALL_TABLES)
def test_every_subregion_of_a_place_has_a_name(profile, language):
    names = PlaceNames.load(profile, language)

    assert all(names.subregion(place.subregion) for place in load_places().values() if place.is_coloured)


def test_subregions_are_named_as_the_un_names_them():
    assert PlaceNames.load("EU", "en").subregion(load_places()["MYS"].subregion) == "South-eastern Asia"


@pytest.mark.parametrize(("profile", "language"), ALL_TABLES)
def test_kosovo_carries_its_note_in_every_profile_and_language(profile, language):
    names = PlaceNames.load(profile, language)

    assert "1244" in (names.note("XKX") or "")
    assert names.note("DEU") is None


@pytest.mark.parametrize(("profile", "language"), ALL_TABLES)
def test_a_name_with_an_asterisk_has_a_note(profile, language):
    names = PlaceNames.load(profile, language)

    starred = [code for code, name in names.names.items() if name.endswith("*")]
    assert [code for code in starred if not (names.note(code) or "").startswith("*")] == []


def test_the_boundary_note_is_short_on_screen_and_long_on_exports():
    names = PlaceNames.load("EU", "en")

    assert names.boundary_note() == "Boundaries and names shown do not imply endorsement."
    assert len(names.boundary_note(long=True)) > 2 * len(names.boundary_note())


def test_an_unknown_profile_or_language_is_refused_with_the_choices():
    with pytest.raises(ValueError, match="EU, OECD, UN"):
        PlaceNames.load("NATO", "en")
    with pytest.raises(ValueError, match="en, fr, de"):
        PlaceNames.load("EU", "tlh")


def test_a_code_without_a_name_is_printed_as_it_is():
    assert PlaceNames.load().name("ZZZ") == "ZZZ"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DEU", "DEU"),
        ("de", "DEU"),
        ("  Germany ", "DEU"),
        ("Allemagne", "DEU"),
        ("ALEMANIA", "DEU"),
        ("Γερμανία", "DEU"),
        ("ドイツ", "DEU"),
        ("UK", "GBR"),
        ("U.K.", "GBR"),
        ("Great Britain", "GBR"),
        ("EL", "GRC"),
        ("XK", "XKX"),
        ("KOS", "XKX"),
        ("RKS", "XKX"),
        ("Kosovo*", "XKX"),
        ("Republic of Korea", "KOR"),
        ("Korea (Rep.)", "KOR"),
        ("Korea, Republic of", "KOR"),
        ("South-Korea", "KOR"),
        ("Südkorea", "KOR"),
        ("Sudkorea", "KOR"),
        ("Corée du Sud", "KOR"),
        ("한국", "KOR"),
        ("DPRK", "PRK"),
        ("Turkey", "TUR"),
        ("TÜRKİYE", "TUR"),
        ("Taiwan, Province of China", "TWN"),
        ("Chinese Taipei", "TWN"),
        ("台灣", "TWN"),
        ("台湾", "TWN"),
        ("People's Republic of China", "CHN"),
        ("中国", "CHN"),
        ("Cote d'Ivoire", "CIV"),
        ("COTE D IVOIRE", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("The Netherlands", "NLD"),
        ("Czech Rep.", "CZE"),
        ("Vietnam", "VNM"),
        ("Viet Nam", "VNM"),
        ("Hong Kong SAR", "HKG"),
        ("Russian Federation", "RUS"),
        ("U.S.A.", "USA"),
        ("Etats-Unis", "USA"),
        ("NAM", "NAM"),
        ("EU", "EU27"),
        ("European Union", "EU27"),
        ("Europäische Union", "EU27"),
    ],
)
def test_a_usual_spelling_is_understood(text, code):
    assert resolve_place(text) == code


@pytest.mark.parametrize(
    "text", ["", "   ", "imec", "Asia", "Länder", "410", "n/a", "N.A.", "NA", "-", "Grmany", "North America"]
)
def test_what_is_no_place_is_not_guessed(text):
    assert resolve_place(text) is None


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Korea", ("KOR", "PRK")),
        ("corée", ("KOR", "PRK")),
        ("Congo", ("COD", "COG")),
        ("Saint Martin", ("MAF", "SXM")),
        ("NA", ("NAM",)),
    ],
)
def test_a_spelling_of_several_places_is_never_decided(text, candidates):
    assert resolve_place(text) is None
    assert ambiguous_places(text) == candidates


def test_words_for_not_available_are_not_even_asked_about():
    assert ambiguous_places("n/a") == ambiguous_places("N.A.") == ()


@pytest.mark.parametrize(("profile", "language"), ALL_TABLES)
def test_every_name_we_print_is_understood_again_or_known_to_be_ambiguous(profile, language):
    names = PlaceNames.load(profile, language)
    printed = {
        code: name for code, name in names.names.items() if code not in STATISTICAL_REGIONS and code != "KAS"
    }

    misread = {
        name: resolve_place(name)
        for code, name in printed.items()
        if resolve_place(name) != code and code not in ambiguous_places(name)
    }
    assert misread == {}


def test_every_code_is_understood_but_the_one_that_also_says_not_available():
    coloured = [place for place in load_places().values() if place.is_coloured]

    assert [place.code for place in coloured if resolve_place(place.code) != place.code] == []
    assert [place.a2 for place in coloured if resolve_place(place.a2) != place.code] == ["NA"]


def test_all_spellings_are_kept_in_their_normalised_form():
    spellings = json.loads(resource("geography/place_aliases.json").read_text(encoding="utf-8"))["aliases"]

    assert len(spellings) > 1000
    assert [text for text in spellings if normalise_place_text(text) != text] == []


@given(st.text())
def test_any_text_is_answered_with_a_known_code_or_none(text):
    assert resolve_place(text) in {None, *load_places(), "EU27", "G7", "PARTNERS"}


def test_a_place_answers_to_its_aliases_codes_and_what_may_mean_it():
    assert {"uk", "gb", "gbr", "great britain"} <= set(spellings_of_place("GBR"))
    assert {"el", "gr", "hellas"} <= set(spellings_of_place("GRC"))
    assert "chinese taipei" in spellings_of_place("TWN")
    assert "korea" in spellings_of_place("KOR")
    assert "korea" in spellings_of_place("PRK")
    assert spellings_of_place("nowhere") == ()
