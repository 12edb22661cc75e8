"""Shows that the set-up is alive: one line for each step, with what it has done and the seconds it took.

On a terminal the line is rewritten; elsewhere (a log) it is repeated now and then.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

LOG_INTERVAL_S = 10.0
TICK_S = 0.5


class StepLine:
    """One step of the set-up on the screen."""

    def __init__(
        self, title: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.title = title
        self._stream = stream or sys.stderr
        self._clock = clock
        self._started = clock()
        self._shown_at = self._started
        self._is_terminal = self._stream.isatty()
        self._width = 0
        self._write(f"  {title} …", is_last=not self._is_terminal)

    def show(self, detail: str) -> None:
        """Say how far the step is; in a log no more often than every ten seconds."""
        now = self._clock()
        if not self._is_terminal and now - self._shown_at < LOG_INTERVAL_S:
            return
        self._shown_at = now
        self._write(
            f"  {self.title}: {detail}, {now - self._started:.0f} s".replace(": ,", ":"),
            is_last=not self._is_terminal,
        )

    def finish(self, outcome: str = "done") -> None:
        """Close the line with its outcome and the seconds it took."""
        self._write(f"  {self.title}: {outcome} ({self._clock() - self._started:.0f} s)", is_last=True)

    def _write(self, text: str, *, is_last: bool) -> None:
        start = "\r" if self._is_terminal else ""
        padding = " " * max(0, self._width - len(text)) if self._is_terminal else ""
        self._stream.write(f"{start}{text}{padding}" + ("\n" if is_last else ""))
        self._stream.flush()
        self._width = len(text)


def run_logged(
    command: Sequence[str | Path],
    log: Path,
    *,
    environment: Mapping[str, str],
    on_tick: Callable[[list[str]], None] = lambda _lines: None,
    keep_open: Sequence[int] = (),
    folder: Path | None = None,
) -> tuple[int, str]:
    """Run a command silently; the result is its exit code and all that it printed.

    `on_tick` is told the lines so far, twice a second. The command inherits the files in `keep_open`.
    """
    words = [str(part) for part in command]
    lines: list[str] = []
    with log.open("a", encoding="utf-8") as record:
        record.write(f"$ {' '.join(words)}\n")
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=dict(environment),
            cwd=folder,
            pass_fds=tuple(keep_open),
        )
        assert process.stdout is not None
        reader = threading.Thread(target=_collect, args=(process.stdout, lines, record), daemon=True)
        reader.start()
        try:
            while reader.is_alive():
                reader.join(TICK_S)
                on_tick(lines)
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
        code = process.wait()
        process.stdout.close()
    return code, "\n".join(lines)


def _collect(output: IO[str], lines: list[str], record: IO[str]) -> None:
    for line in output:
        lines.append(line.rstrip("\n"))
        record.write(line)
