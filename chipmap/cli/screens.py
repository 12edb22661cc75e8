"""Qt without a screen, for commands that draw."""

from __future__ import annotations

import os


def use_no_screen() -> None:
    """Draw in memory unless the caller chose a platform; a command opens no window on anybody's desktop."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
