"""Records that hypothesis makes up: any value that the rules accept, awkward texts first."""

from __future__ import annotations

from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from chipmap.model.records import (
    NA,
    NOW,
    Answer,
    Confidence,
    Record,
    Score,
    Settings,
)
from chipmap.model.text_rules import clean_text

HORIZONS = (NOW, "2030", "2035")

texts = st.text(max_size=40).map(clean_text) | st.sampled_from(
    ["", "é", "= 1 + 1", "'quoted'", '"quoted"', "línea\nzwei", "日本語", "🙂", "0", "[]", "null"]
)
"""Texts that the rules accept."""

answers: st.SearchStrategy[Answer] = st.integers(0, 5) | st.just(NA)
years = st.none() | st.integers(1990, 2100)
identifiers = st.text("abcdefghijklmnopqrstuvwxyz_0123456789é -", min_size=1, max_size=12)


def some_answers(horizons: tuple[str, ...]) -> st.SearchStrategy[tuple[tuple[str, Answer], ...]]:
    """Answers for some of the horizons, in their order."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(horizons, answers)).map(
        lambda chosen: tuple((horizon, chosen[horizon]) for horizon in horizons if horizon in chosen)
    )


def scores(
    subject: st.SearchStrategy[str],
    segment: st.SearchStrategy[str],
    rater: st.SearchStrategy[str],
    evidence: st.SearchStrategy[tuple[str, ...]],
) -> st.SearchStrategy[Score]:
    return st.builds(
        Score,
        subject=subject,
        segment=segment,
        rater=rater,
        round=st.integers(1, 3),
        levels=some_answers(HORIZONS),
        needs=some_answers(HORIZONS[1:]),
        confidence=st.none() | st.sampled_from(Confidence),
        year=years,
        reason=texts,
        evidence=evidence,
    )


def records_of(record_type: type[Record]) -> st.SearchStrategy[Any]:
    """Records of one kind with anything in every field, whether or not other records know of it."""
    if record_type is Score:
        keys = st.lists(identifiers, max_size=3, unique=True).map(tuple)
        return scores(identifiers, identifiers, identifiers, keys)
    hints = get_type_hints(record_type)
    return st.builds(
        record_type, **{column.name: _values(hints[column.name]) for column in fields(record_type)}
    )


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is tuple:
        return st.lists(_values(get_args(hint)[0]), max_size=3).map(tuple)
    if isinstance(hint, UnionType):
        return st.one_of(*map(_values, get_args(hint)))
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: texts,
        int: st.integers(0, 5),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
        NoneType: st.none(),
    }
    return plain[hint] if hint in plain else st.sampled_from(hint)


any_settings = records_of(Settings)
