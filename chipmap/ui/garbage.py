"""When the collector of garbage searches: never through what an open workspace holds.

A full search of a workspace would stop the window for a tenth of a second, again and again while analyses
run. What is held is set aside from it; when another workspace has taken its place, all is searched once.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from chipmap.ui.heavy_modules import load_heavy_modules

if TYPE_CHECKING:
    from chipmap.ui.documents import Documents

_SETTLED_MS = 1500
"""By then the pages of the workspace before are gone."""


def let_collector_work(documents: Documents) -> None:
    """End the collector's rest; what the start made is not searched, nor what is loaded now."""
    gc.freeze()
    gc.enable()
    documents.opened.connect(lambda _bridge: QTimer.singleShot(_SETTLED_MS, documents, _search_once))
    load_heavy_modules()


def _search_once() -> None:
    gc.unfreeze()
    gc.collect()
    gc.freeze()
