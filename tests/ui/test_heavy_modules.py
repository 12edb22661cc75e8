"""Modules that are loaded beside the window, and the collector that leaves alone what is held."""

from __future__ import annotations

import gc
import sys
import threading

from PySide6.QtCore import QObject, Signal

from chipmap.ui.garbage import let_collector_work
from chipmap.ui.heavy_modules import is_loaded, load_beside

UNUSED = "this.module.is.not.there"


def test_modules_are_loaded_in_a_thread_and_the_caller_hears_of_it_in_the_window(qapp, qtbot, monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    assert not is_loaded("colorsys")
    heard = []
    load_beside(("colorsys",), lambda: heard.append(threading.get_ident()))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [threading.get_ident()]
    assert is_loaded("colorsys")
    assert "colorsys" in sys.modules


def test_a_module_that_cannot_be_loaded_keeps_nobody_waiting(qapp, qtbot):
    heard = []
    load_beside((UNUSED,), lambda: heard.append(True))
    qtbot.waitUntil(lambda: bool(heard))
    assert not is_loaded(UNUSED)


class OpenedDocuments(QObject):
    """Tells of a workspace that was opened."""

    opened = Signal(object)


def test_what_is_held_is_not_searched_and_another_workspace_sets_free_what_was(qapp, qtbot):
    documents = OpenedDocuments()
    gc.disable()
    try:
        let_collector_work(documents)
        assert gc.isenabled()
        qtbot.waitUntil(lambda: gc.get_freeze_count() > 0)
        left: list[object] = []
        left.append(left)
        marked = QObject()
        left.append(marked)
        gc.freeze()
        gone = []
        marked.destroyed.connect(lambda: gone.append(True))
        del left, marked
        documents.opened.emit(None)
        qtbot.waitUntil(lambda: bool(gone))
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.enable()
