"""The benchmarks by name, and the figures they yield."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `bar` is the value that it should not exceed, where one was set."""

    what: str
    value: float
    unit: str
    bar: float | None = None


class NotMeasured(Exception):
    """What a benchmark needs is not on this machine; the message says what."""


Benchmark = Callable[[], Iterable[Figure]]

BENCHMARKS: dict[str, Benchmark] = {}


def benchmark(name: str) -> Callable[[Benchmark], Benchmark]:
    """Register a function that measures and yields figures."""

    def register(function: Benchmark) -> Benchmark:
        BENCHMARKS[name] = function
        return function

    return register
