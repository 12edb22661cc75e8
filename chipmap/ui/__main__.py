"""`python -m chipmap.ui [FILE.chipmap]` opens the window."""

from __future__ import annotations

import sys

from chipmap.ui.app import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
