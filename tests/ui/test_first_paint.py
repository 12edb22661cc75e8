"""What the first coloured map may load: a fresh process paints it and lists its modules."""

from __future__ import annotations

import os
import subprocess
import sys

PAINT = """
import sys
from pathlib import Path
from chipmap.ui.app import make_application, open_window
from chipmap.ui.preferences import Preferences

application = make_application()
preferences = Preferences()
preferences.apply_look()
window = open_window(Path(sys.argv[1]), preferences)
canvas = window.view.page("map").canvas
canvas.backdrop.renewed.connect(application.quit)
window.show()
application.exec()
modules = sorted({name.split(".")[0] for name in sys.modules})
colours = len({canvas.scene.style(code) for code in ("CHN", "VNM", "USA", "BRA")})
window.documents.close()
print(colours, *modules)
"""

HEAVY = {
    "numpy", "scipy", "pandas", "geopandas", "shapely", "pyproj", "openpyxl", "xlsxwriter", "pyqtgraph",
    "python_calamine",
}  # fmt: skip


def test_the_first_coloured_map_loads_nothing_heavy(starter_file, chipmap_home):
    run = subprocess.run(
        [sys.executable, "-c", PAINT, str(starter_file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CHIPMAP_HOME": str(chipmap_home)},
    )
    colours, *modules = run.stdout.split()

    assert int(colours) > 1
    assert HEAVY & set(modules) == set()
