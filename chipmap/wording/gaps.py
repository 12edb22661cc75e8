"""The gaps of a sentence, and what fills them."""

from __future__ import annotations

from typing import Any

Texts = dict[str, tuple[str, str]]
"""For each code the message and the remedy, with gaps for the parameters of the issue."""


class Gaps(dict[str, Any]):
    """Parameters for `str.format_map`; one that is missing reads as a question mark rather than failing."""

    def __missing__(self, key: str) -> str:
        return "?"
