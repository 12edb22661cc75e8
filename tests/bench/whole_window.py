"""The whole window on a workspace of its own, for benchmarks of its pages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chipmap.model.dataset import Dataset
from chipmap.model.host.settings import AppSettings
from chipmap.model.workspace import create_workspace
from chipmap.ui.app import make_application
from chipmap.ui.main_window import MainWindow
from chipmap.ui.preferences import Preferences


@contextmanager
def a_window(dataset: Dataset, **view: object) -> Iterator[MainWindow]:
    """The window with a dataset open, its panel built, at a view."""
    make_application()
    preferences = Preferences(AppSettings(theme="light", reduced_motion=True))
    preferences.apply_look()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.chipmap"
        create_workspace(path, dataset).close()
        window = MainWindow(preferences)
        window.resize(1600, 1000)
        window.show()
        window.documents.open(path)
        assert window.view is not None
        _built = window.view.panel
        window.view.selection.choose(**view)
        yield window
        window.documents.close()
        window.close()
