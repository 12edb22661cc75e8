"""Which worker a process becomes when the program starts itself to read a file, and how it talks.

A frozen program has no interpreter to start, so it starts itself with one of these arguments; its own entry
then hands everything to `run_as_worker` and does nothing else. A worker speaks to its parent in lines of
JSON and reads the password of a file, where there is one, from its standard input.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import Final

READ_WORKBOOK: Final = "--read-workbook"
READ_POINTS: Final = "--read-points"


def run_as_worker(arguments: Sequence[str]) -> int | None:
    """Be the worker that the first argument names and return its exit code; `None` where it names none."""
    if not arguments:
        return None
    # Each is imported only where it is needed: every import is paid again for each file that is read.
    if arguments[0] == READ_WORKBOOK:
        from chipmap.model.exchange.reader_worker import main as read_workbook

        return read_workbook(list(arguments[1:]))
    if arguments[0] == READ_POINTS:
        from chipmap.model.exchange.points_worker import main as read_points

        return read_points(list(arguments[1:]))
    return None


def cut_off_network() -> None:
    """Refuse every socket of this process from now on: no file that is read here reaches anybody."""
    sys.addaudithook(_refuse_sockets)


def _refuse_sockets(event: str, _arguments: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError("Reading a file needs no network.")


def say(**message: object) -> None:
    """Send one line of JSON to the parent, past every buffer that a dying process would lose."""
    line = json.dumps(message, default=str, separators=(",", ":")).encode() + b"\n"
    sent = 0
    while sent < len(line):
        sent += os.write(1, line[sent : sent + (1 << 20)])


def hear() -> str:
    """The text that the parent has sent to the standard input, all of it."""
    pieces = []
    while piece := os.read(0, 1 << 16):
        pieces.append(piece)
    return b"".join(pieces).decode("utf-8", errors="replace")
