"""The texts that a scorecard workbook prints: the wording builds them, the exchange takes them as given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class PlaceNaming(Protocol):
    """Gives countries and regions their names by the naming profile."""

    def name(self, code: str) -> str:
        """The name of a country or region."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """What Excel shows beside a cell and when it refuses an entry; titles to 32 characters, texts to 255."""

    title: str
    text: str
    refusal: str


@dataclass(frozen=True, slots=True)
class ReadMeWords:
    """The first sheet."""

    title: str
    steps_title: str
    steps: tuple[str, ...]
    scale_title: str
    levels: tuple[str, ...]
    """For each level 0–5 its word and what can be observed."""
    not_applicable: str
    not_scored: str
    contact: str
    deadline: str
    your_name: str
    organisation: str
    comments: str


@dataclass(frozen=True, slots=True)
class ScoresWords:
    """The sheet that is filled in. `headers` by column key; `level` and `need` take the horizon."""

    title: str
    instructions: str
    code: str
    filled: str
    headers: Mapping[str, str]
    level_header: str
    need_header: str
    row_id_note: str
    suggestion_note: str
    need_note: str
    prompts: Mapping[str, Prompt]
    confidences: Mapping[str, str]
    groups: Mapping[str, str]
    """What stands in the stage column of segments that belong to no stage, by their kind."""


@dataclass(frozen=True, slots=True)
class AdditionsWords:
    """The sheet for institutions that the workspace does not know yet."""

    title: str
    headers: Mapping[str, str]
    institution_types: Mapping[str, str]
    type_prompt: Prompt


@dataclass(frozen=True, slots=True)
class SummaryWords:
    """The sheet with the chart and its text."""

    title: str
    answer: str
    count: str
    chart_title: str
    chart_text: str
    not_applicable: str
    not_scored: str


@dataclass(frozen=True, slots=True)
class ScorecardWords:
    """All texts of one workbook, in one language."""

    language: str
    read_me: ReadMeWords
    scores: ScoresWords
    additions: AdditionsWords
    summary: SummaryWords
