"""Dataset → workbook → dataset is the identity, on every text the rules accept and through other programs."""

from __future__ import annotations

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.evidence import evidence_of
from chipmap.model.exchange.scorecard_import import plan_import
from chipmap.model.records import Confidence
from chipmap.model.rules import broken_rule
from chipmap.model.text_rules import clean_text
from chipmap.wording import LANGUAGES, use_language
from tests.builders import a_score, three_countries_dataset
from tests.model.exchange.libreoffice import converted, needs_libreoffice
from tests.model.exchange.scorecard_files import a_filled_dataset, codes, edit, read_here, write
from tests.model.strategies import HORIZONS, some_answers, texts

awkward = st.sampled_from(
    [
        *(
            "=1+1",
            "+49 89",
            "-5 pts",
            "@imec",
            "=cmd|' /C calc'!A0",
            "'quoted",
            "1-2",
            "007",
            "#N/A",
            "TRUE",
            "NA",
        ),
        *("_x0041_", "_x0041_x0042_", "_x005F_x0041_", "x005F_", "_x000D_", "<r>a</r>", "<r><t>b</t></r>"),
        *("&amp; <b>", "]]>", "a\tb", "two\nlines", "日本語 🙂", "\u200fעברית", "e\u0301", "\u2028", "\x85"),
        *(
            "https://example.org/a?b=c#d",
            "{=1}",
            "1e5",
            "3,5",
            "–",
            "\\\\server\\share",
            "| bar",
            "[E-0000000001]",
        ),
    ]
)
reasons = st.one_of(awkward, st.lists(awkward, max_size=3).map("".join), st.text(max_size=80), texts).map(
    clean_text
)
titles = (
    st.one_of(awkward, st.text(min_size=1, max_size=40))
    .map(lambda text: evidence_of(text).title)
    .filter(bool)
)
sources = st.builds(
    evidence_of, titles, st.one_of(st.just(""), awkward, texts), st.none() | st.integers(1990, 2100)
)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """The three countries with a few rows of the owner's ballot."""
    dataset = three_countries_dataset()
    evidence = [item for item in draw(st.lists(sources, max_size=3)) if broken_rule(item, dataset) is None]
    by_key = {item.key: item for item in evidence}
    scores = []
    for segment in draw(st.sets(st.sampled_from(["litho", "packaging", "equipment"]), min_size=1)):
        score = a_score(
            None,
            segment=segment,
            levels=draw(some_answers(HORIZONS)),
            needs=draw(some_answers(HORIZONS[1:])),
            confidence=draw(st.none() | st.sampled_from(Confidence)),
            year=draw(st.none() | st.integers(1990, 2100)),
            reason=draw(reasons),
            evidence=tuple(draw(st.permutations(sorted(by_key)))),
        )
        if not score.is_empty:
            scores.append(score)
    return dataset.with_changes(ChangeSet.of(Change(None, record) for record in (*by_key.values(), *scores)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(datasets())
def test_an_exported_ballot_comes_back_as_it_was(dataset):
    """Into the workspace it came from nothing changes; into its empty twin everything returns."""
    empty = without_ballots(dataset)
    with TemporaryDirectory() as folder:
        path = write(dataset, Path(folder) / "nld.xlsx")

        untouched = plan_import(read_here(path), dataset)
        returned = empty.with_changes(plan_import(read_here(without_base(path)), empty).changes)

    assert (untouched.items, untouched.issues) == ((), ())
    assert returned.scores == dataset.scores
    assert {key: returned.evidence[key] for key in dataset.evidence} == dict(dataset.evidence)


def without_ballots(dataset: Dataset) -> Dataset:
    records = [*dataset.scores.values(), *dataset.evidence.values()]
    return dataset.with_changes(ChangeSet.of(Change(record, None) for record in records))


def without_base(path: Path) -> Path:
    """The same file with its base copy emptied: it reads as if a rater had filled it in."""
    target = path.with_name("anew.xlsx")
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(target, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            if name == "xl/worksheets/sheet7.xml":
                head, _, rest = content.partition(b"<sheetData>")
                content = head + b"<sheetData></sheetData>" + rest.partition(b"</sheetData>")[2]
            changed.writestr(name, content)
    return target


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untouched_file_changes_nothing_in_any_language(language, tmp_path):
    dataset = a_filled_dataset()
    use_language(language)
    try:
        path = write(dataset, tmp_path / "nld.xlsx")
    finally:
        use_language("en")

    plan = plan_import(path, dataset)

    assert (plan.items, plan.issues, plan.unchanged) == ((), (), 6)


def test_an_untouched_file_of_several_subjects_changes_nothing(tmp_path):
    dataset = a_filled_dataset()

    plan = plan_import(write(dataset, tmp_path / "all.xlsx", ["NLD", "DEU", "MYS", "EU27"]), dataset)

    assert (plan.items, plan.issues, plan.unchanged) == ((), (), 24)


def test_a_file_saved_by_another_program_changes_nothing(tmp_path):
    dataset = a_filled_dataset()
    path = edit(write(dataset, tmp_path / "nld.xlsx"), lambda workbook: None)

    plan = plan_import(path, dataset)

    assert (plan.items, plan.issues) == ((), ())


@needs_libreoffice
@pytest.mark.parametrize("way", [("xlsx",), ("ods", "xlsx"), ("ods",)])
def test_a_file_saved_by_libreoffice_changes_nothing(way, tmp_path):
    dataset = a_filled_dataset()
    path = write(dataset, tmp_path / "nld.xlsx")
    for step, kind in enumerate(way):
        path = converted(path, kind, tmp_path / str(step))

    plan = plan_import(path, dataset)

    assert (plan.items, plan.issues) == ((), ())


AWKWARD_REASONS = {
    "equipment": "a\tb\t\tc",
    "litho": "_x0041_x0042_ and _x0022_x0022_",
    "deposition": "x_x0041_x0042_x0043_y\n\tsecond line",
    "packaging": "_x005F_x0041_",
    "packaging_osat": "snake_case, two  blanks and\n\nlines",
}


@needs_libreoffice
@pytest.mark.parametrize("way", [("xlsx",), ("xlsx", "xlsx"), ("ods", "xlsx"), ("ods",)])
def test_tabs_and_escapes_that_libreoffice_changes_are_no_edits(way, tmp_path):
    evidence = evidence_of("Report _x0041_x0042_", "page\t3, _x0043_x0044_", 2024)
    dataset = three_countries_dataset(
        evidence,
        *(
            a_score(3, segment=segment, reason=text, evidence=(evidence.key,))
            for segment, text in AWKWARD_REASONS.items()
        ),
    )
    path = write(dataset, tmp_path / "nld.xlsx")
    for step, kind in enumerate(way):
        path = converted(path, kind, tmp_path / str(step))

    plan = plan_import(path, dataset)
    without = plan_import(path if way == ("ods",) else without_base(path), dataset)

    assert (plan.items, without.items) == ((), ())
    assert codes(plan) == []


def test_the_worker_reads_what_openpyxl_would_lose(tmp_path):
    """openpyxl drops `x005F_` from every text, so the strings are read by our own guard."""
    dataset = three_countries_dataset(a_score(3, reason="x005F_ and _x0041_"))
    path = write(dataset, tmp_path / "nld.xlsx")

    assert plan_import(path, dataset).items == ()
    assert openpyxl.load_workbook(path)["Scores"]["L7"].value != "x005F_ and _x0041_"
