"""Chipmap maps the world's semiconductor value chain, offline, for policy officers."""

import os

__version__ = "0.1.0"

# Linear algebra runs on one thread: its products here are small, and helper threads that wait for work in a
# loop cost ten times what they save, and keep the window waiting on a machine with few cores. It has to be
# said before numpy is loaded; whoever has said otherwise is heard.
for _setting in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_setting, "1")
