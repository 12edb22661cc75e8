"""A mailing writes all of its files or none, and no file says anything about another rater."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest

from chipmap.model.edits.rounds import close_round, open_round
from chipmap.model.errors import Cancelled, SaveFailed
from chipmap.model.exchange.mailing import plan_mailing, write_mailing
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.records import NA, OWNER, Confidence
from chipmap.wording.scorecards import scorecard_words
from tests.builders import a_rater, a_score, some_evidence, three_countries_dataset
from tests.model.exchange.libreoffice import converted, needs_libreoffice
from tests.model.exchange.scorecard_files import EXPORTED_AT, CountryNames, codes, fill, units, write

AT = datetime(2026, 11, 23, tzinfo=UTC)
RATERS = {
    "ann-7": ("Annelie Vogt", "Fraunholz Institute"),
    "bo-8": ("Bodil Lindqvist", "Kista Photonics"),
    "cyr-9": ("Cyrille Dumas", "Grenoble Alps Agency"),
}
"""Ids, names and organisations that are nowhere else in a workbook."""


def secrets_of(rater):
    """What would show that this rater is in the workspace, or what they said."""
    name, organisation = RATERS[rater]
    return [rater, name, *name.split(), organisation, f"evidence of {rater}"]


def a_group(*, size=3, level=2, has_gossip=True):
    """Raters who have all answered in lithography, each with a reason that gives names away."""
    raters = list(RATERS)[:size]
    records = [a_rater(OWNER, name="Unit Omega", organisation="Directorate Psi")]
    for number, rater in enumerate(raters):
        name, organisation = RATERS[rater]
        other = RATERS[raters[number - 1]][0].upper() if has_gossip and number else "me"
        key = f"E-{number:010}"
        records += [
            a_rater(rater, name=name, organisation=organisation),
            some_evidence(key, title=f"evidence of {rater}"),
            a_score(
                level + number,
                rater=rater,
                confidence=Confidence.HIGH,
                year=2011 + number,
                reason=f"Reason {number}, says {name} of {organisation} ({rater}), not {other}",
                evidence=(key,),
            ),
        ]
    return three_countries_dataset(*records)


def second_round(dataset):
    for edit in (open_round, close_round, open_round):
        dataset = dataset.with_changes(edit(dataset, at=AT))
    return dataset


def send(dataset, folder, *, subjects=("NLD",), raters=tuple(RATERS), **options):
    letters = plan_mailing(dataset, subjects, raters, folder, is_joint=options.pop("is_joint", False))
    return write_mailing(
        dataset,
        letters,
        words=scorecard_words(dataset.settings),
        names=CountryNames(),
        exported_at=EXPORTED_AT,
        **options,
    )


def parts_of(path):
    """Every part of the package as text, names of parts too."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


@pytest.mark.parametrize("is_protected", [True, False])
def test_a_first_ballot_says_nothing_about_any_other_rater(is_protected, tmp_path):
    written = send(a_group(has_gossip=False), tmp_path, is_protected=is_protected)

    for letter in written:
        said = "\n".join(part for pair in parts_of(letter.path).items() for part in pair).casefold()
        others = [rater for rater in RATERS if rater != letter.rater]
        leaked = [text for rater in others for text in secrets_of(rater) if text.casefold() in said]
        assert leaked == []
        assert "reason 0" in said or letter.rater != "ann-7"
        assert all(f"reason {n}" not in said for n, rater in enumerate(RATERS) if rater != letter.rater)
        assert "omega" not in said
        assert "psi" not in said.replace("epsilon", "")


def test_a_first_ballot_is_the_same_whatever_the_others_have_answered(tmp_path):
    loud, quiet = a_group(has_gossip=False), a_group(size=1, has_gossip=False)

    (with_others,) = send(loud, tmp_path / "a", raters=["ann-7"])
    (alone,) = send(quiet, tmp_path / "b", raters=["ann-7"])

    assert with_others.path.read_bytes() == alone.path.read_bytes()


def test_a_later_ballot_carries_group_figures_and_reasons_and_no_name(tmp_path):
    (letter,) = send(second_round(a_group()), tmp_path, raters=["ann-7"])

    said = "\n".join(parts_of(letter.path).values()).casefold()
    sheet = openpyxl.load_workbook(letter.path)["Scores"]
    assert [cell.value for cell in sheet[5]][13:] == [
        "Group median (round 1)",
        "Group IQR (round 1)",
        "Your earlier answer (round 1)",
        "Reasons given (round 1, without names)",
    ]
    assert [sheet[f"{column}7"].value for column in "NOP"] == [3, 1, 2]
    assert sheet["Q7"].value == (
        "– Reason 1, says […] of […] ([…]), not ANNELIE VOGT\n– Reason 2, says […] of […] ([…]), not […]"
    )
    assert all(sheet[f"{column}7"].protection.locked for column in "NOPQ")
    assert [sheet[f"{column}8"].value for column in "NOPQ"] == [None] * 4
    leaked = [text for rater in ("bo-8", "cyr-9") for text in secrets_of(rater) if text.casefold() in said]
    assert leaked == []


def test_the_levels_and_years_of_others_are_in_no_cell_of_a_later_ballot(tmp_path):
    dataset = second_round(a_group(level=0))
    (letter,) = send(dataset, tmp_path, raters=["ann-7"])

    row = [cell.value for cell in openpyxl.load_workbook(letter.path)["Scores"][7]]

    assert row[4:16] == [0, "High", 2011, None, None, None, None, row[11], row[12], 1, 1, 0]
    assert not {2012, 2013} & {value for value in row if isinstance(value, int)}


@pytest.mark.parametrize("size", [1, 2])
def test_of_fewer_than_three_raters_no_figure_and_no_reason_is_told(size, tmp_path):
    (letter,) = send(second_round(a_group(size=size)), tmp_path, raters=["ann-7"])

    sheet = openpyxl.load_workbook(letter.path)["Scores"]

    assert [sheet[f"{column}7"].value for column in "NOPQ"] == [None, None, 2, None]


def test_answers_that_do_not_apply_make_no_group_figure(tmp_path):
    group = a_group()
    row = group.scores["NLD", "litho", "cyr-9", 1]
    not_applicable = three_countries_dataset(
        *(one for one in group.records() if one.kind in ("rater", "evidence", "score") and one != row),
        a_score(NA, rater="cyr-9"),
    )

    (letter,) = send(second_round(not_applicable), tmp_path, raters=["cyr-9"])

    sheet = openpyxl.load_workbook(letter.path)["Scores"]
    assert [sheet[f"{column}7"].value for column in "NOP"] == [None, None, "NA"]


def test_a_rater_who_is_called_like_a_place_does_not_empty_the_reasons_of_that_place(tmp_path):
    raters = [a_rater("NLD", name="Netherlands"), a_rater("ann"), a_rater("bo")]
    rows = [a_score(3, rater=one.id, reason="The Netherlands leads.") for one in raters]

    (letter,) = send(second_round(three_countries_dataset(*raters, *rows)), tmp_path, raters=["ann"])

    assert openpyxl.load_workbook(letter.path)["Scores"]["Q7"].value == "– The Netherlands leads."


def test_an_untouched_later_ballot_changes_nothing_and_an_edit_lands_in_its_round(tmp_path):
    dataset = second_round(a_group())
    (letter,) = send(dataset, tmp_path, raters=["ann-7"])

    plan = plan_import(letter.path, dataset)
    edited = plan_import(fill(letter.path, E7=4, N7=0, Q7="overwritten"), dataset)

    assert (plan.items, codes(plan), plan.round) == ((), [], 2)
    assert [(unit, value.level) for (_segment, unit), value in units(edited).items()] == [("judgement", 4)]
    merged = dataset.with_changes(edited.changes)
    assert merged.scores["NLD", "litho", "ann-7", 2].level("now") == 4
    assert merged.scores["NLD", "litho", "ann-7", 1].level("now") == 2


def test_a_file_of_the_round_before_is_asked_about_and_stays_in_its_round(tmp_path):
    first = a_group()
    (letter,) = send(first, tmp_path, raters=["ann-7"])
    dataset = second_round(first)

    plan = plan_import(fill(letter.path, E7=5), dataset)

    assert (plan.round, codes(plan)) == (1, ["other-round"])


@needs_libreoffice
@pytest.mark.parametrize("way", [("xlsx",), ("ods", "xlsx"), ("ods",)])
def test_a_later_ballot_that_libreoffice_saved_changes_nothing(way, tmp_path):
    dataset = second_round(a_group())
    (letter,) = send(dataset, tmp_path, raters=["bo-8"])
    path = letter.path
    for step, kind in enumerate(way):
        path = converted(path, kind, tmp_path / str(step))

    plan = plan_import(path, dataset)

    assert (plan.items, codes(plan), plan.rater, plan.round) == ((), [], "bo-8", 2)


def test_every_rater_gets_a_file_about_every_subject_named_after_ids(tmp_path):
    written = send(a_group(), tmp_path / "out", subjects=["NLD", "DEU"], raters=["ann-7", OWNER])

    assert [(one.rater, one.subjects, one.path.name, one.rows) for one in written] == [
        ("ann-7", ("NLD",), "Chipmap_NLD_R1_ann-7.xlsx", 6),
        ("ann-7", ("DEU",), "Chipmap_DEU_R1_ann-7.xlsx", 6),
        (OWNER, ("NLD",), "Chipmap_NLD_R1_owner.xlsx", 6),
        (OWNER, ("DEU",), "Chipmap_DEU_R1_owner.xlsx", 6),
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        one.path.name for one in written
    )


def test_a_joint_file_holds_every_subject_and_comes_back_whole(tmp_path):
    dataset = a_group()
    (letter,) = send(dataset, tmp_path, subjects=["NLD", "DEU", "MYS"], raters=["ann-7"], is_joint=True)

    assert (letter.path.name, letter.rows) == ("Chipmap_NLD-and-2-more_R1_ann-7.xlsx", 18)
    assert (plan_import(letter.path, dataset).items, codes(plan_import(letter.path, dataset))) == ((), [])


def test_raters_whose_ids_look_alike_in_a_file_name_keep_files_of_their_own(tmp_path):
    dataset = three_countries_dataset(a_rater("a b"), a_rater("a-b"), a_rater("A.B"))

    names = [letter.path.name for letter in plan_mailing(dataset, ["NLD"], ["a b", "a-b", "A.B"], tmp_path)]

    assert names == ["Chipmap_NLD_R1_a-b.xlsx", "Chipmap_NLD_R1_a-b_2.xlsx", "Chipmap_NLD_R1_A-B_3.xlsx"]


class StopsAfter:
    """A person who presses Cancel when so much is done."""

    def __init__(self, part):
        self.part = part
        self.seen = []

    def step(self, done, total):
        assert not self.seen or done >= self.seen[-1]
        self.seen.append(done)
        if total and done / total > self.part:
            raise Cancelled


@pytest.mark.parametrize("part", [0.0, 0.5, 0.99])
def test_cancel_leaves_the_folder_as_it_was(part, tmp_path):
    kept = tmp_path / "Chipmap_NLD_R1_ann-7.xlsx"
    kept.write_bytes(b"an earlier mailing")

    with pytest.raises(Cancelled):
        send(a_group(), tmp_path, progress=StopsAfter(part))

    assert [path.name for path in tmp_path.iterdir()] == [kept.name]
    assert kept.read_bytes() == b"an earlier mailing"


def test_a_cancelled_mailing_does_not_leave_the_folder_that_it_made(tmp_path):
    with pytest.raises(Cancelled):
        send(a_group(), tmp_path / "new", progress=StopsAfter(0.2))

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "out").write_text("a file")

    with pytest.raises(SaveFailed):
        send(a_group(), tmp_path / "out")


@pytest.mark.parametrize("language", ["fr", "de"])
def test_a_later_ballot_is_translated_and_read_back(language, tmp_path):
    from chipmap.wording import use_language

    dataset = second_round(a_group())
    use_language(language)
    try:
        path = write(dataset, tmp_path / "nld.xlsx", rater="ann-7", words=scorecard_words(dataset.settings))
    finally:
        use_language("en")

    headers = [cell.value for cell in openpyxl.load_workbook(path)["Scores"][5]]
    expected = {"fr": "Médiane du groupe (tour 1)", "de": "Median der Gruppe (Runde 1)"}
    assert headers[13] == expected[language]
    assert plan_import(path, dataset).items == ()
