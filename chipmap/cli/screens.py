"""Qt without a screen, for commands that draw."""

from __future__ import annotations

import os
import sys


def use_no_screen() -> None:
    """Draw in memory unless the caller chose a platform; a command opens no window on anybody's desktop."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qInstallMessageHandler

    qInstallMessageHandler(_tell_unless_expected)


_EXPECTED = "This plugin does not support propagateSizeHints"
"""Said for every window, because without a screen there is no window manager to tell."""


def _tell_unless_expected(_kind: object, _context: object, message: str | None) -> None:
    if message and not message.startswith(_EXPECTED):
        sys.stderr.write(f"{message}\n")
