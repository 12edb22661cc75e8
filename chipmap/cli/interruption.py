"""Ctrl+C on the command line: exit code 130 and no traceback, whatever is being done.

While a process starts there is nothing to clean up, so it ends at once. A command unwinds first: what it has
open is closed, and a further Ctrl+C does not disturb that.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

_STOPPED = 130


class Interrupted(KeyboardInterrupt):
    """The person asked to stop.

    A class of its own, because Python ends a process by the signal itself, whatever was handled, once a plain
    KeyboardInterrupt has passed through code that it compiled from text.
    """


def end_at_once() -> None:
    """From now on an interrupt ends this process without a word."""
    _listen(_end)


def unwind() -> None:
    """From now on an interrupt is raised as `Interrupted`, once."""
    _listen(_interrupt)


def _listen(act: signal._HANDLER) -> None:
    # Whoever started this process in the background may have asked it to ignore interrupts.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, act)


def _end(_number: int, _frame: FrameType | None) -> None:
    os._exit(_STOPPED)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise Interrupted
