"""The texts that the workbook of the register prints: the wording builds them, the exchange takes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chipmap.model.exchange.collaboration_layout import Sheet
from chipmap.model.exchange.scorecard_words import Prompt


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """All texts of one workbook, in one language; headings by sheet and column key, words by their keys."""

    language: str
    title: str
    steps_title: str
    steps: tuple[str, ...]
    instructions: Mapping[Sheet, str]
    headings: Mapping[Sheet, Mapping[str, str]]
    kinds: Mapping[str, str]
    stages: Mapping[str, str]
    topics: Mapping[str, str]
    questions: Mapping[str, str]
    """What is asked under each topic of the checks."""
    topics_title: str
    states: Mapping[str, str]
    word_prompt: Prompt
    date_prompt: Prompt
    readiness_prompt: Prompt
    currency_prompt: Prompt
    amount_prompt: Prompt

    def words_of(self, sheet: Sheet, column: str) -> Mapping[str, str]:
        """The words of a column that offers a list, by key."""
        if sheet is Sheet.CHECKS:
            return self.topics if column == "topic" else self.states
        return self.kinds if column == "collaboration_kind" else self.stages
