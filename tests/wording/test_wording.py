"""Sentences from codes: every code has one, in plain words, with its parameters filled in."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import chipmap
from chipmap.model import errors
from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.labels import Label
from chipmap.model.records import NA, NOW
from chipmap.wording import LANGUAGES, _, use_language
from chipmap.wording.changes import describe, step_name
from chipmap.wording.errors import message_of
from chipmap.wording.formats import count, level, number, percent, signed
from chipmap.wording.levels import answer_text, level_word
from tests.builders import a_score


class PlainNames:
    def name(self, code: str) -> str:
        return {"MYS": "Malaysia"}.get(code, code)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    use_language("en")


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (2.5, "2.5"), (-0.04, "0"), (2.04, "2"), (-1.25, "−1.2"), (0.0, "0")]
)
def test_numbers_are_as_short_as_they_can_be(value: float, text: str) -> None:
    assert number(value) == text
    assert level(value) == text


def test_a_gap_always_shows_its_sign() -> None:
    assert (signed(0.3), signed(-2.1), signed(0)) == ("+0.3", "−2.1", "0")


def test_figures_follow_the_language() -> None:
    use_language("de")

    assert number(2.5) == "2,5"
    assert percent(43) == "43\u00a0%"
    assert count(12345) == "12\u202f345"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_six_levels(language: str) -> None:
    use_language(language)

    assert len({level_word(step) for step in range(6)}) == 6


def test_an_answer_is_said_in_words() -> None:
    assert [answer_text(answer) for answer in (None, NA, 0)] == ["not scored", "not applicable", "0"]


ERRORS = [
    kind
    for _name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.ChipmapError) and kind not in (errors.ChipmapError, errors.RuleBroken)
]


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.code)
def test_every_error_has_a_sentence(kind: type[errors.ChipmapError]) -> None:
    params = {
        "path": "europe.chipmap",
        "holder": "the owner",
        "lock_file": ".europe.lock",
        "reason": "damaged",
        "key": "MYS",
    }

    message = message_of(kind(**params))

    assert message.endswith(".")
    assert "unexpected" not in message
    assert "{" not in message


@pytest.mark.parametrize("label", list(Label))
def test_every_step_has_a_name(label: Label) -> None:
    assert step_name(label)


def test_a_changed_level_is_described_with_place_and_both_values(three_countries: Dataset) -> None:
    old = a_score(subject="MYS", segment="packaging", level=3)
    new = a_score(subject="MYS", segment="packaging", level=4)

    line = describe(Label.CHANGE_SCORE, ChangeSet((Change(old, new),)), three_countries, PlainNames())

    assert line == "Packaging, Malaysia: 3 changed to 4"


def test_a_first_level_was_not_scored_before(three_countries: Dataset) -> None:
    new = a_score(subject="MYS", segment="packaging", level=4)

    line = describe(Label.CHANGE_SCORE, ChangeSet((Change(None, new),)), three_countries, PlainNames())

    assert line == "Packaging, Malaysia: not scored changed to 4"


def test_many_rows_are_counted(three_countries: Dataset) -> None:
    rows = [a_score(subject=subject, levels=((NOW, 2),)) for subject in ("MYS", "NLD", "DEU")]

    line = describe(
        Label.IMPORT, ChangeSet(tuple(Change(None, row) for row in rows)), three_countries, PlainNames()
    )

    assert line == "3 rows changed"


def messages_of(path: Path) -> Iterator[tuple[int, ast.expr]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("_", "ngettext")
        ):
            for argument in node.args[: 2 if node.func.id == "ngettext" else 1]:
                yield node.lineno, argument


def test_messages_are_literals_that_translators_can_find() -> None:
    package = Path(chipmap.__file__).parent

    found = [
        f"{path.relative_to(package)}:{line}"
        for path in sorted(package.rglob("*.py"))
        for line, argument in messages_of(path)
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ]

    assert not found, "f-strings and computed texts cannot be translated: " + ", ".join(found)


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="no catalogue"):
        use_language("tlh")
    assert _("Malaysia") == "Malaysia"
