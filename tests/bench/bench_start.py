"""From the start of the process to the first coloured map, against a bare PySide6 window; and memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from tests.bench.measuring import CHECKOUT
from tests.bench.registry import Figure, benchmark

RUNS = 7

BARE_WINDOW = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, application.quit)

application = QApplication([])
window = Window()
window.resize(1600, 1000)
window.show()
application.exec()
print(time.process_time())
"""

COLOURED_MAP = """
import os, sys, time
from pathlib import Path
import chipmap.ui.__main__
from chipmap.ui import theme
from chipmap.ui.app import make_application, open_window
from chipmap.ui.preferences import Preferences

application = make_application()
preferences = Preferences()
preferences.apply_look()
theme.current().follow_system()
window = open_window(Path(sys.argv[1]), preferences)
window.resize(1600, 1000)
canvas = window.view.page("map").canvas
painted = []

def stop():
    painted.append(time.process_time())
    application.quit()

canvas.backdrop.renewed.connect(stop)
window.show()
application.exec()
if len(sys.argv) > 2:
    for _ in range(20):
        application.processEvents()
    from tests.bench.measuring import peak_memory_mb
    print(peak_memory_mb())
else:
    print(painted[0])
window.documents.close()
sys.stdout.flush()
os._exit(0)
"""


def figure_of(script: str, *arguments: str, home: Path) -> float:
    """What a script prints, run in a fresh process with its modules compiled."""
    environment = {
        **os.environ,
        "CHIPMAP_HOME": str(home / "home"),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return float(run.stdout.split()[-1])


@benchmark("start")
def measure_start() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "starter.chipmap"
        create_workspace(path, starter_dataset(title="Bench")).close()
        figure_of(COLOURED_MAP, str(path), home=home)
        bare, coloured = [], []
        for _ in range(RUNS):
            bare.append(figure_of(BARE_WINDOW, home=home))
            coloured.append(figure_of(COLOURED_MAP, str(path), home=home))
        window, whole = statistics.median(bare), statistics.median(coloured)
        yield Figure("a bare window, CPU", window, "s")
        yield Figure("start to the first coloured map, CPU", whole, "s")
        yield Figure("first coloured map / bare window", whole / window, "×", bar=3.0)


@benchmark("memory")
def measure_memory() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "starter.chipmap"
        create_workspace(path, starter_dataset(title="Bench")).close()
        peak = figure_of(COLOURED_MAP, str(path), "memory", home=home)
        yield Figure("peak memory with the starter workspace", peak, "MB", bar=250.0)
