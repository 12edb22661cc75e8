"""Imports without the search for `from __feature__ import …`, which PySide6 adds to every import.

It reads the source of every module that is imported once PySide6 is loaded, to know whether a feature of
PySide6 may count there. The one rule: no module here asks for such a feature, so the search is taken out
again; that spares the start a twentieth of its time.
"""

from __future__ import annotations

import builtins
from importlib import import_module


def use_plain_imports() -> None:
    """Load PySide6 and put the import function back that its search was put before."""
    import_module("PySide6.QtCore")
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
