"""Whatever the register holds comes back from its workbook, in every language and without contacts."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.exchange.collaboration_import import plan_collaborations
from chipmap.model.exchange.collaboration_layout import COLUMNS, Sheet
from chipmap.model.exchange.collaboration_vocabulary import column_of_heading, key_of_word
from chipmap.model.exchange.collaboration_writer import workbook_bytes
from chipmap.model.geography.naming import PlaceNames, resolve_place
from chipmap.model.records import (
    Budget,
    Collaboration,
    DueDiligence,
    DueDiligenceTopic,
)
from chipmap.wording import LANGUAGES, use_language
from chipmap.wording.collaboration_workbook import register_words
from tests.builders import a_collaboration, an_institution, three_countries_dataset
from tests.model.exchange.register_files import MOMENT
from tests.model.exchange.scorecard_files import read_here
from tests.model.strategies import texts

KEY = "joint_call_2026"
SECURITY = DueDiligenceTopic.RESEARCH_SECURITY


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_and_word_that_is_printed_is_read_back(language):
    use_language(language)
    try:
        words = register_words()
    finally:
        use_language("en")
    for sheet in Sheet:
        found: dict[str, object] = {column.key: column for column in COLUMNS[sheet]}
        assert {key: column_of_heading(words.headings[sheet][key], found) for key in found} == dict(
            zip(found, found, strict=True)
        )
    for sheet, column in ((Sheet.WORKS, "collaboration_kind"), (Sheet.WORKS, "stage")):
        assert {
            key_of_word(sheet, column, text): text for text in words.words_of(sheet, column).values()
        } == (dict(words.words_of(sheet, column)))
    for column in ("topic", "state"):
        listed = words.words_of(Sheet.CHECKS, column)
        assert {key_of_word(Sheet.CHECKS, column, text): text for text in listed.values()} == dict(listed)


names = texts.map(lambda text: " ".join(text.split())[:200]).filter(bool)
lines = st.lists(names, max_size=3, unique=True).map(tuple)
dates = st.sampled_from(["", "2026", "2026-03", "2026-03-15"])
works = st.builds(
    a_collaboration,
    name=names,
    collaboration_kind=st.sampled_from(["mou", "picnic", "joint call"]),
    stage=st.sampled_from(["idea", "limbo"]),
    partners=st.lists(st.sampled_from(["EU27", "MYS", "NLD"]), unique=True).map(tuple),
    institutions=st.lists(
        names | st.sampled_from(["asml", "ASML", "Lab; of (asml)"]), max_size=3, unique_by=str.casefold
    ).map(tuple),
    topic=texts,
    segments=st.lists(st.sampled_from(["chain", "litho", "packaging"]), unique=True).map(tuple),
    start=dates,
    trl_from=st.none() | st.integers(1, 5),
    trl_to=st.none() | st.integers(5, 9),
    restrictions=texts,
    documents=lines,
    next_step=texts,
    next_owner=names | st.just(""),
    next_date=dates,
    source=st.sampled_from(["", "OECD_LANDSCAPE"]),
)
checks = st.builds(DueDiligence, st.just("MYS"), st.just(SECURITY), note=texts, documents=lines)
amounts = st.floats(0.01, 1e12, allow_nan=False)


@settings(deadline=None, max_examples=10)
@given(works, amounts, checks)
def test_whatever_is_recorded_comes_back_as_it_was(tmp_path_factory, work, amount, check):
    partners = work.partners or ("EU27",)
    dataset = three_countries_dataset(
        an_institution(),
        replace(work, partners=partners),
        Budget(KEY, partners[0], amount, "EUR", None, "Board, 2026"),
        check,
    )
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    path.write_bytes(
        workbook_bytes(
            dataset, words=register_words(), names=PlaceNames.load(), revision=1, exported_at=MOMENT
        )
    )
    book = read_here(path)
    plan = plan_collaborations(book, dataset, resolve_place=resolve_place)
    assert (plan.items, plan.issues, plan.unknown_rows) == ((), (), ())

    empty = three_countries_dataset(an_institution())
    alone = replace(book, sheets=tuple(one for one in book.sheets if not one.name.startswith("_")))
    anew = empty.with_changes(plan_collaborations(alone, empty, resolve_place=resolve_place).changes)
    (brought,) = anew.collaborations.values()
    for one in fields(Collaboration):
        if one.name not in ("id", "institutions", "collaboration_kind", "stage"):
            assert getattr(brought, one.name) == getattr(dataset.collaborations[KEY], one.name)
    (budget,) = anew.budgets.values()
    assert budget.amount == pytest.approx(amount, rel=1e-14)


FIELDS = {
    "topic": ["Packaging", "Chiplets", ""],
    "stage": ["idea", "planned", "running"],
    "partners": [("EU27", "MYS"), ("EU27",), ("NLD", "MYS")],
    "end": ["", "2027", "2028-05"],
    "trl_to": [None, 5, 7],
    "documents": [(), ("Minutes | 2026",)],
}
edits = st.fixed_dictionaries({}, optional={name: st.sampled_from(some) for name, some in FIELDS.items()})


def read_of(dataset, path):
    path.write_bytes(
        workbook_bytes(
            dataset, words=register_words(), names=PlaceNames.load(), revision=1, exported_at=MOMENT
        )
    )
    return read_here(path)


@settings(deadline=None, max_examples=12)
@given(edits, edits)
def test_merging_takes_what_one_side_changed_and_asks_where_both_did(tmp_path_factory, here, there):
    folder = tmp_path_factory.mktemp("merged")
    sent = a_collaboration(start="2024")
    base = three_countries_dataset(sent)
    ours = three_countries_dataset(replace(sent, **here))
    file, hidden = (
        read_of(one, folder / f"{name}.xlsx")
        for name, one in (("theirs", three_countries_dataset(replace(sent, **there))), ("sent", base))
    )
    visible = [sheet for sheet in file.sheets if not sheet.name.startswith("_")]
    copied = [sheet for sheet in hidden.sheets if sheet.name.startswith("_")]
    plan = plan_collaborations(replace(file, sheets=(*visible, *copied)), ours, resolve_place=resolve_place)
    merged = ours.with_changes(plan.changes).collaborations[KEY]
    unit_of = {"end": "period", "trl_to": "readiness"}
    conflicts = {item.unit for item in plan.conflicts}

    for name in FIELDS:
        was, mine, theirs = getattr(sent, name), here.get(name), there.get(name)
        mine = getattr(sent, name) if name not in here else mine
        theirs = getattr(sent, name) if name not in there else theirs
        is_conflict = was not in (mine, theirs) and mine != theirs
        assert (unit_of.get(name, name) in conflicts) == is_conflict
        assert getattr(merged, name) == (theirs if mine == was else mine)
