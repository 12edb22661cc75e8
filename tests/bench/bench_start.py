"""From the start of the process to the first coloured map, against a bare PySide6 window; and memory.

Both end when the first frame is in the window, all of it: the bare one empty, ours with rail, top bar, the
chevrons, the coloured map and what lies on it. What follows in the next moments, the side panel and the names
on the map, is measured to its end as well.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace
from tests.bench.measuring import CHECKOUT, environment_of_process, in_turns, median_ratio
from tests.bench.registry import Figure, benchmark

ROUNDS = 11

BARE_WINDOW = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, note)

moments = []

def note():
    moments.append(time.process_time())
    application.exit()

application = QApplication([])
window = Window()
window.resize(1600, 1000)
window.show()
application.exec()
print(moments[0])
"""

COLOURED_MAP = """
import os, sys, time
from pathlib import Path
import chipmap.ui.__main__
from PySide6.QtCore import QEvent, QObject, Qt
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
ends_with = sys.argv[2]
moments = []

class EndOfFrame(QObject):
    # What was put off until after the paint comes as a call: with the first one the frame is in the window.
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.MetaCall:
            application.removeEventFilter(self)
            moments.append(time.process_time())
            if ends_with == "map" or not canvas.backdrop.is_busy:
                application.exit()
        return False

end_of_frame = EndOfFrame()
canvas.backdrop.renewed.connect(lambda: application.installEventFilter(end_of_frame))
canvas.backdrop.renewed.connect(lambda: None, Qt.ConnectionType.QueuedConnection)
window.show()
application.exec()
assert ends_with == "map" or canvas.drawn().labels
assert ends_with == "map" or window.view.panel.isVisible()
if ends_with == "memory":
    from tests.bench.measuring import peak_memory_mb
    print(peak_memory_mb())
else:
    print(moments[-1])
sys.stdout.flush()
window.documents.close()
os._exit(0)
"""


def figure_of(script: str, *arguments: str, home: Path) -> float:
    """What a script prints, run in a fresh process with its modules compiled."""
    run = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=CHECKOUT,
        env=environment_of_process(home),
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
        bare, first, whole = in_turns(
            lambda: figure_of(BARE_WINDOW, home=home),
            lambda: figure_of(COLOURED_MAP, str(path), "map", home=home),
            lambda: figure_of(COLOURED_MAP, str(path), "window", home=home),
            repeat=ROUNDS,
        )
        yield Figure("a bare window, CPU", statistics.median(bare), "s")
        yield Figure("start to the first coloured map, CPU", statistics.median(first), "s")
        yield Figure("first coloured map / bare window", median_ratio(first, bare), "×", bar=3.0)
        yield Figure("the same to the side panel and every name", median_ratio(whole, bare), "×")


@benchmark("memory")
def measure_memory() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        path = home / "starter.chipmap"
        create_workspace(path, starter_dataset(title="Bench")).close()
        peak = figure_of(COLOURED_MAP, str(path), "memory", home=home)
        yield Figure("peak memory with the starter workspace", peak, "MB", bar=250.0)
