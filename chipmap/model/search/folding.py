"""Spellings made alike, so that a name is found however it is accented, capitalised or punctuated.

The rule: folding works sign by sign, so that what matches in the folded text can be shown in the text itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
"""Letters that Unicode does not take apart, as people write them without their strokes."""
_DROPPED = frozenset(".'’ʼ`´*")
"""What stands inside a word without parting it: "U.K." is typed as "UK"."""


def fold(text: str) -> str:
    """Lower case without accents and punctuation: "Corée", "coree" and "COREE" are the same.

    A text of signs alone, which would be left empty, keeps its signs.
    """
    folded = " ".join((_fold_ascii(text) if text.isascii() else "".join(map(_fold_sign, text))).split())
    return folded or " ".join(text.split())


def fold_with_origins(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the position in `text` that it comes from."""
    letters: list[str] = []
    origins: list[int] = []
    for position, sign in enumerate(text):
        for letter in _fold_sign(sign):
            if letter != " " or (letters and letters[-1] != " "):
                letters.append(letter)
                origins.append(position)
    if letters and letters[-1] == " ":
        letters.pop()
        origins.pop()
    return "".join(letters), origins


@cache
def _ascii_table() -> dict[int, str]:
    return {code: _fold_sign(chr(code)) for code in range(128)}


def _fold_ascii(text: str) -> str:
    return text.translate(_ascii_table())


@cache
def _fold_sign(sign: str) -> str:
    if sign in _DROPPED:
        return ""
    plain = unicodedata.normalize("NFKD", sign).casefold().translate(_LETTERS)
    return "".join(
        letter if letter.isalnum() else " "
        for letter in unicodedata.normalize("NFKD", plain)
        if not unicodedata.combining(letter) and letter != "ʼ"
    )
