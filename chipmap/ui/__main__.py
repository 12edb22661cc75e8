"""`python -m chipmap.ui [FILE.chipmap]` opens the window."""

from __future__ import annotations

import gc
import sys

# What the start makes is kept, and searching it for garbage costs a tenth of the time to the first map.
# `chipmap.ui.app.run` lets the collector work again.
gc.disable()

from chipmap.ui.app import run  # noqa: E402 - after the collector has been stopped

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
