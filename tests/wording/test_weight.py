"""Words are at hand at once: finding them brings in no numerical library."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("numpy", "scipy", "openpyxl", "xlsxwriter")


def test_the_words_for_findings_and_edits_load_nothing_heavy():
    modules = (
        "chipmap.wording.issues, chipmap.wording.changes, chipmap.wording.errors, chipmap.wording.figures"
    )
    script = f"import sys, {modules}; print(*[name for name in {HEAVY!r} if name in sys.modules])"

    loaded = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    ).stdout.split()

    assert loaded == []
