"""How long work says how far it is, and how a person stops it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Handed to long work; `step` raises `Cancelled` when the person has asked to stop."""

    def step(self, done: int, total: int) -> None:
        """Report `done` of `total` units; `total` 0 means that the end is not known."""


class _Silent:
    def step(self, done: int, total: int) -> None:
        """Nobody watches and nobody cancels."""


silent: Progress = _Silent()
