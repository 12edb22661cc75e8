"""The log file: what went wrong, for the person who asks the IT desk. It stays on this machine."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from chipmap.model.host.paths import state_folder

_LARGEST_FILE = 500_000
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def log_path() -> Path:
    """The file that `start_log` writes to."""
    return state_folder() / "chipmap.log"


def start_log() -> None:
    """Write warnings and errors of the program to the log file; calling it again changes nothing."""
    logger = logging.getLogger("chipmap")
    if any(isinstance(kept, RotatingFileHandler) for kept in logger.handlers):
        return
    to_file = RotatingFileHandler(
        log_path(), maxBytes=_LARGEST_FILE, backupCount=1, encoding="utf-8", delay=True
    )
    to_file.setFormatter(logging.Formatter(_FORMAT))
    logger.addHandler(to_file)
    logger.setLevel(logging.INFO)
