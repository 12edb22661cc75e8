"""A bar on standard error for work that takes a while, when a person is watching."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from chipmap.model.progress import Progress, silent


@contextmanager
def progress_bar(title: str, *, is_shown: bool) -> Iterator[Progress]:
    """A progress that draws itself in a terminal, and is silent for a script."""
    if not is_shown or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import Progress as Bars

    with Bars(console=Console(stderr=True), transient=True) as bars:
        yield _Bar(bars, bars.add_task(title, total=None))


class _Bar:
    """One bar of rich as the model's progress."""

    def __init__(self, bars: object, task: object) -> None:
        self._bars = bars
        self._task = task

    def step(self, done: int, total: int) -> None:
        """Show `done` of `total`; a total of 0 means that the end is not known."""
        self._bars.update(self._task, completed=done, total=total or None)  # type: ignore[attr-defined]
