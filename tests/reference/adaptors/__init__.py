"""The adaptor of each format: it hands a case's inputs to the program and names the results as the case does.

Adaptors translate names. They hold no numbers, and no case is treated differently from another of its format.
A module that is put into this package is found by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from tests.reference.cases_on_disk import Case


@dataclass(frozen=True, slots=True)
class Answer:
    """What a CSV case expects, which its adaptor reads from the columns, and what came out."""

    expected: Any
    got: Any


Adaptor = Callable[[Case], Any]

ADAPTORS: dict[str, Adaptor] = {}


def adaptor(*formats: str) -> Callable[[Adaptor], Adaptor]:
    """Register a function for the cases of these numbers, such as `c09`."""

    def register(function: Adaptor) -> Adaptor:
        for each in formats:
            ADAPTORS[each] = function
        return function

    return register


def number(value: Any) -> Any:
    """Exact fractions written as text become numbers, inside lists and mappings too; the rest stays."""
    if isinstance(value, list):
        return [number(each) for each in value]
    if isinstance(value, dict):
        return {key: number(each) for key, each in value.items()}
    if isinstance(value, str):
        try:
            return float(Fraction(value))
        except ValueError:
            return value
    return value


for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
