"""What the first coloured map may load: a fresh process paints it and tells what it has loaded until then."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

PAINT = """
import builtins, dataclasses, json, sys
from pathlib import Path
import chipmap.ui.__main__
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
own = [module for name, module in list(sys.modules.items()) if name.startswith("chipmap.")]
slow = {
    f"{made.__module__}.{made.__qualname__}"
    for module in own
    for made in vars(module).values()
    if dataclasses.is_dataclass(made) and made.__dataclass_params__.frozen
}
told = {
    "modules": list(sys.modules),
    "slow_dataclasses": sorted(slow),
    "has_plain_imports": "feature" not in builtins.__import__.__name__,
    "colours": len({canvas.scene.style(code) for code in ("CHN", "VNM", "USA", "BRA")}),
}
window.documents.close()
print(json.dumps(told))
"""

HEAVY = {
    "numpy", "scipy", "pandas", "geopandas", "shapely", "pyproj", "openpyxl", "xlsxwriter", "pyqtgraph",
    "python_calamine",
}  # fmt: skip

LATER = {
    "chipmap.model.rules",
    "chipmap.ui.panels.side_panel",
}
"""Of ours: what is needed when somebody edits or has seen the map."""


@pytest.fixture
def start(starter_file, chipmap_home):
    """What a process tells that ends with its first map."""
    run = subprocess.run(
        [sys.executable, "-c", PAINT, str(starter_file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "CHIPMAP_HOME": str(chipmap_home)},
    )
    return json.loads(run.stdout.splitlines()[-1])


def test_the_first_coloured_map_loads_nothing_heavy(start):
    assert start["colours"] > 1
    assert HEAVY & {name.split(".")[0] for name in start["modules"]} == set()
    assert LATER & set(start["modules"]) == set()


def test_what_is_defined_before_the_first_map_is_quick_to_define(start):
    assert start["slow_dataclasses"] == [], "take dataclass from chipmap.model.frozen_dataclass"
    assert start["has_plain_imports"]
