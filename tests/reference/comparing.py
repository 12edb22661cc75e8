"""Expected and computed values side by side, one line for each number, word or null of what is expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

ABSENT = object()
"""What stands for a value that was expected and not computed at all."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A value with a tolerance of its own, where a case gives several."""

    value: Any
    tolerance: float


@dataclass(frozen=True, slots=True)
class Line:
    """One expected value and what came out."""

    case: str
    name: str
    expected: Any
    got: Any
    tolerance: float

    @property
    def passes(self) -> bool:
        wanted, found = number_of(self.expected), number_of(self.got)
        if wanted is None or found is None:
            return type(wanted) is type(found) and self.expected == self.got
        return abs(wanted - found) <= self.tolerance

    def __str__(self) -> str:
        verdict = "pass" if self.passes else "FAIL"
        shown = (
            self.case,
            self.name,
            text_of(self.expected),
            text_of(self.got),
            f"{self.tolerance:g}",
            verdict,
        )
        return "  ".join(shown)


def lines_of(case: str, expected: Any, got: Any, tolerance: float) -> Iterator[Line]:
    """Every value inside what is expected, with its place in it as the name."""
    for name, wanted, found in _leaves("", expected, got):
        if isinstance(wanted, Expected):
            yield Line(case, name, wanted.value, found, wanted.tolerance)
        else:
            yield Line(case, name, wanted, found, tolerance)


def number_of(value: Any) -> float | None:
    """A number or an exact fraction written as text; `None` for words, truth values and nothing."""
    if isinstance(value, bool) or value is None or value is ABSENT:
        return None
    if isinstance(value, str):
        try:
            return float(Fraction(value))
        except (ValueError, ZeroDivisionError):
            return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def text_of(value: Any) -> str:
    if value is ABSENT:
        return "nothing"
    if value is None:
        return "null"
    return repr(value) if isinstance(value, float) else str(value)


def _leaves(name: str, expected: Any, got: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(expected, Mapping):
        for key, value in expected.items():
            found = got.get(key, ABSENT) if isinstance(got, Mapping) else ABSENT
            yield from _leaves(f"{name}.{key}".lstrip("."), value, found)
    elif isinstance(expected, list):
        yield from _list_leaves(name, expected, got)
    else:
        yield name or "value", expected, got


def _list_leaves(name: str, expected: list[Any], got: Any) -> Iterator[tuple[str, Any, Any]]:
    found = list(got) if isinstance(got, Sequence) and not isinstance(got, str) else []
    if len(found) != len(expected):
        yield f"{name}.length".lstrip("."), len(expected), len(found)
    for index, value in enumerate(expected):
        yield from _leaves(
            f"{name}[{index}]".lstrip("."), value, found[index] if index < len(found) else ABSENT
        )
