"""What a person means by SUBJECT and SEGMENT: by code, name or alias; never guessed."""

import pytest


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("MYS", "MYS"),
        ("mys", "MYS"),
        ("Malaysia", "MYS"),
        ("malaisie", "MYS"),
        ("Taiwan", "TWN"),
        ("Chinese Taipei", "TWN"),
        ("Taiwan, Province of China", "TWN"),
        ("South Korea", "KOR"),
        ("Korea, Republic of", "KOR"),
        ("Namibia", "NAM"),
        ("EU27", "EU27"),
        ("European Union", "EU27"),
        ("g7", "G7"),
        ("partners", "PARTNERS"),
        ("imec", "imec"),
        ("Interuniversity Microelectronics Centre", "imec"),
    ],
)
def test_a_subject_is_meant_by_code_name_or_alias(run, starter_file, text, subject):
    assert run("score", "show", starter_file, text, "--json").object["subject"] == subject


@pytest.mark.parametrize("text", ["Malesia Barat", "Netherland Antarctic", "imecc", "Atlantis", ""])
def test_an_unknown_subject_is_wrong_usage(run, starter_file, text):
    outcome = run("score", "show", starter_file, text, "--json")

    assert outcome.code == 2
    assert outcome.object["error"]["code"] == "usage"


def test_the_nearest_names_are_offered_and_none_is_taken(run, starter_file):
    message = run("score", "show", starter_file, "Malaysiaa", "--json").object["error"]["message"]

    assert "Malaysia (MYS)" in message


def test_a_name_that_may_mean_two_places_is_asked_about(run, starter_file):
    outcome = run("score", "show", starter_file, "Korea", "--json")

    assert outcome.code == 2
    assert {"KOR", "PRK"} <= set(
        outcome.object["error"]["message"].replace("(", " ").replace(")", " ").split()
    )


@pytest.mark.parametrize("text", ["ROW", "EUROPE", "NORTH_AMERICA"])
def test_a_statistical_region_has_no_levels(run, starter_file, text):
    assert run("score", "set", starter_file, text, "fab", "3").code == 2


@pytest.mark.parametrize(
    "text", ["atp", "ATP", "Assembly, test and packaging", "packaging & test", "Packaging & Test"]
)
def test_a_segment_is_meant_by_id_or_name(run, starter_file, text):
    assert run("score", "set", starter_file, "MYS", text, "3", "--json").object["segment"] == "atp"


def test_the_nearest_segments_are_offered(run, starter_file):
    outcome = run("score", "set", starter_file, "MYS", "lithografy", "3", "--json")

    assert outcome.code == 2
    assert "Lithography (litho)" in outcome.object["error"]["message"]


@pytest.mark.parametrize("rater", ["Ana\nB", "a\x07b", "a\tb", "a\u2028b"])
def test_a_rater_with_control_characters_is_wrong_usage(run, starter_file, rater):
    outcome = run("score", "set", starter_file, "MYS", "atp", "3", "--rater", rater, "--json")

    assert outcome.code == 2
    assert "control character" in outcome.object["error"]["message"]


def test_two_spellings_of_a_rater_have_one_ballot(run, starter_file):
    run("score", "set", starter_file, "MYS", "atp", "3", "--rater", "Delegation")
    run("score", "set", starter_file, "MYS", "atp", "4", "--rater", " DELEGATION ")

    assert run("workspace", "info", starter_file, "--json").object["answers"] == 1
