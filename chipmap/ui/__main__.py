"""`python -m chipmap.ui [FILE.chipmap]` opens the window; a frozen program is its own worker as well."""

from __future__ import annotations

import gc
import sys

from chipmap.model.exchange.worker_entry import run_as_worker

if __name__ == "__main__":
    ended = run_as_worker(sys.argv[1:])
    if ended is not None:
        sys.exit(ended)

# What the start makes is kept, and searching it for garbage costs a tenth of the time to the first map.
# `chipmap.ui.app.run` lets the collector work again.
gc.disable()

from chipmap.ui.plain_imports import use_plain_imports  # noqa: E402 - after the collector has been stopped

use_plain_imports()

from chipmap.ui.app import run  # noqa: E402 - after the imports have been made plain

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
