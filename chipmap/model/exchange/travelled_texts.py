"""What other programs do to texts on the way, so that an untouched text is known again.

OpenDocument files read without their tabs, and LibreOffice loses an underscore where one `_x0041_` ends and
another begins. A text that differs from the one sent out in nothing else was not edited.
"""

from __future__ import annotations

import re

_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}")
_CHARACTER = re.compile("x([0-9A-Fa-f]{4})")
_OVERLAPPING = re.compile("_(?=x[0-9A-Fa-f]{4})")


def is_same_text(one: str, other: str) -> bool:
    """Whether two texts are the same but for what a program did to them on the way."""
    return one == other or as_travelled(one) == as_travelled(other)


def as_travelled(text: str) -> str:
    """What is left of a text whatever program carried it."""
    text = text.replace("\t", "")
    if _ESCAPE.search(text) is None:
        return text
    decoded = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), text.replace("_", ""))
    return decoded.replace("_", "")


def shielded(line: str) -> str:
    """A line of JSON in which no program finds an escape to lose: the underscores are written as such."""
    return _OVERLAPPING.sub(r"\\u005f", line)
