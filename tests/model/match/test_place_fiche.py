"""A fiche tells what the pages tell: unknown is said, every figure is cited, nobody's contact is in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

import pytest

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.match.place_fiche import NoFicheOf, fiche_of, usual_fiche_places
from chipmap.model.match.place_partners import candidates_of, partners_of
from chipmap.model.starter import starter_dataset
from chipmap.wording import current_language, speaking_here
from chipmap.wording.errors import message_of
from chipmap.wording.fiche.asked import TIGHTEST
from chipmap.wording.fiche.composition import fiche_text
from tests.builders import a_collaboration, a_score, three_countries_dataset

DAY = datetime(2026, 11, 22)  # noqa: DTZ001 - a fiche names a day
NAMES = PlaceNames.load("EU", "en")


@pytest.fixture(scope="module")
def starter():
    return starter_dataset(title="Partners")


def words_of(dataset, place, *, focus="EU27", tightened=(0, 0)):
    fiche = fiche_of(dataset, place, focus)
    return fiche_text(dataset, fiche, NAMES, DAY, tightened=tightened)


def test_a_fiche_tells_the_figures_that_the_pages_show(starter):
    fiche = fiche_of(starter, "JPN", "EU27")
    ranked = partners_of(starter, focus="EU27", candidates=candidates_of(starter, "EU27"))
    own = next(one for one in ranked.partners if one.place == "JPN")
    assert fiche.complement.partner.ranked.total == own.ranked.total
    text = words_of(starter, "JPN")
    total, rank = round(own.ranked.total), own.ranked.rank
    assert f"Partner score {total} of 100, place {rank} of {fiche.complement.ranked}" in "\n".join(
        text.texts()
    )
    assert len(fiche.collaborations) == sum(
        "JPN" in work.partners for work in starter.collaborations.values()
    )
    assert f"{len(fiche.collaborations)} recorded" in "\n".join(text.texts())


@pytest.mark.parametrize("place", ["JPN", "MYS", "EU27", "DEU", "BRA"])
@pytest.mark.parametrize("step", [0, TIGHTEST])
def test_every_mark_leads_to_a_source_and_every_source_has_a_mark(starter, place, step):
    text = words_of(starter, place, tightened=(step, step))
    listed = set(range(1, len(text.sources) + 1))
    marked = {
        int(number)
        for said in text.texts()
        for marks in re.findall(r"\[(\d+(?:, \d+)*)\]", said)
        for number in marks.split(", ")
    }
    assert marked == listed
    assert all(source.text for source in text.sources)


def test_shares_carry_measure_year_and_grade(starter):
    chain = words_of(starter, "JPN").first[1].blocks[0]
    shares = [row[-1].text for row in chain.rows if row[-1].text != "–"]
    assert shares
    assert all(re.search(r"% \(.+, (\d{4}|year not printed), \w+\) \[\d+\]", share) for share in shares)


def test_what_is_not_known_is_said_and_never_zero(starter):
    said = "\n".join(words_of(starter, "BRA").texts())
    assert "No indicator of the place is recorded." in said
    assert "No institution is recorded." in said
    assert "No collaboration of Brazil is recorded." in said
    assert "No partner score" in said
    assert not re.search(r"\b0 \[", said)


def test_what_is_left_out_is_counted(starter):
    fiche = fiche_of(starter, "JPN", "EU27")
    tight = words_of(starter, "JPN", tightened=(TIGHTEST, TIGHTEST))
    rows = tight.second[2].blocks[1].rows
    assert f"and {len(fiche.collaborations) - len(rows)} more." in tight.texts()


def test_the_focus_region_is_told_its_partners_and_a_member_that_it_is_a_part(starter):
    assert "Who completes EU-27 best" in words_of(starter, "EU27").texts()
    assert "Germany is a part of EU-27, so neither completes the other." in words_of(starter, "DEU").texts()


def test_the_next_step_and_its_owner_stay_inside():
    work = a_collaboration(next_step="Telephone", next_owner="Persona Propria", restrictions="internal")
    dataset = three_countries_dataset(work, a_score(4, "MYS", "litho"))
    said = "\n".join(words_of(dataset, "MYS").texts())
    assert work.name in said
    assert "Persona Propria" not in said
    assert "Telephone" not in said


def test_a_fiche_of_no_place_is_refused_with_a_remedy(starter):
    institution = next(iter(starter.institutions))
    with pytest.raises(NoFicheOf) as refused:
        fiche_of(starter, institution, "EU27")
    assert "Choose its country" in message_of(refused.value)


def test_another_edit_of_the_place_changes_its_fiche_and_no_other(starter):
    before = words_of(starter, "MYS"), words_of(starter, "JPN")
    profile = next(iter(starter.profiles.of("MYS").values()))
    changed = starter.with_changes(ChangeSet.of([Change(profile, replace(profile, value=7.0, text="7"))]))
    assert words_of(changed, "MYS") != before[0]
    assert words_of(changed, "JPN") == before[1]


def test_the_usual_fiches_are_those_of_the_partner_places(starter):
    assert usual_fiche_places(starter, "EU27") == tuple(candidates_of(starter, "EU27"))


def test_a_fiche_speaks_another_language_in_its_thread_alone(starter):
    fiche = fiche_of(starter, "MYS", "EU27")
    names = PlaceNames.load("EU", "fr")
    with speaking_here("fr"):
        text = fiche_text(starter, fiche, names, DAY)
        assert current_language() == "fr"
    assert current_language() == "en"
    assert text.language == "fr"
    assert text.title == "Malaisie"
