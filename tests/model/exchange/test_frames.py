"""Frames for analysts carry what is known and nothing else."""

from __future__ import annotations

from chipmap.model import standings_of
from chipmap.model.exchange.frames import answer_frame, record_frame, standing_frame
from chipmap.model.records import NA, NOW, Country
from tests.builders import a_score, three_countries_dataset


def test_every_answer_has_a_row_and_nothing_else_has() -> None:
    dataset = three_countries_dataset(
        a_score(subject="MYS", levels=((NOW, 0), ("2030", NA)), needs=(("2035", 4),)),
        a_score(subject="NLD", level=None),
    )

    frame = answer_frame(dataset)

    assert len(frame) == 3
    by_cell = frame.set_index(["measure", "horizon"])
    assert by_cell.loc[("level", NOW), "answer"] == 0
    assert bool(by_cell.loc[("level", "2030"), "not_applicable"])
    assert by_cell["answer"].isna().sum() == 1


def test_a_mean_of_answers_leaves_not_applicable_out() -> None:
    dataset = three_countries_dataset(
        a_score(subject="MYS", level=4), a_score(subject="NLD", level=2), a_score(subject="DEU", level=NA)
    )

    assert answer_frame(dataset)["answer"].mean() == 3


def test_records_become_rows_with_their_fields() -> None:
    frame = record_frame(three_countries_dataset(), Country)

    assert set(frame["code"]) == {"NLD", "DEU", "MYS"}


def test_what_is_not_known_is_missing_from_a_frame_of_levels() -> None:
    dataset = three_countries_dataset(a_score(subject="MYS", segment="packaging", level=0))

    frame = standing_frame(standings_of(dataset), ["MYS", "NLD"], ["packaging", "equipment"], NOW)

    assert frame.loc["MYS", "packaging"] == 0
    assert frame.isna().sum().sum() == 3
