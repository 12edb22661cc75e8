"""Names inside sentences."""

from __future__ import annotations

from collections.abc import Sequence

from chipmap.wording import _, current_language


def mid_sentence(name: str) -> str:
    """A segment's name inside a sentence: a plain first word loses its capital, an abbreviation keeps it."""
    first = name.split(" ", 1)[0]
    is_plain = first[:1].isupper() and first[1:].islower()
    return name[:1].lower() + name[1:] if is_plain and current_language() != "de" else name


def listed(names: Sequence[str]) -> str:
    """Names in a row: "Malaysia, Japan and Singapore"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def capitalised(text: str) -> str:
    """A text as a sentence begins."""
    return text[:1].upper() + text[1:]
