"""Chipmap from a checkout: `python3 main.py` sets itself up on first use, then opens the window.

This file and `installer/interpreters.py` must run on any Python 3, so that an unsuitable one can say so.
"""

import sys

from installer.interpreters import continue_on_suitable_python


def main() -> int:
    """Prepare what is missing, then become the program that was asked for; the result is its exit code."""
    continue_on_suitable_python(__file__, sys.argv[1:])
    from installer.bootstrap import launch

    return launch(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
