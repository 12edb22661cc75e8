"""From the Analysis tab to other weights and back: the map of the real window follows a moving slider."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from chipmap.model.geography.layers import LayerKind
from chipmap.ui.dialogs.method_reader import MethodReader
from chipmap.ui.dialogs.weights_dialog import WeightsDialog
from chipmap.ui.operations import scores
from chipmap.ui.panels.side_panel import ANALYSIS


def opened(window, kind):
    return next(one for one in window.findChildren(kind) if one.isVisible())


def settle(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog.preview.is_busy)


def level_on_map(window, place):
    return window.view.page("map").canvas.scene.layer.values[place].value


def test_the_map_follows_a_slider_and_one_undo_takes_it_back(open_window, qtbot):
    view = open_window.view
    children = [one.id for one in view.bridge.standings.tree.children("atp")]
    for at, segment in enumerate(children):
        scores.set_level(view.bridge, subject="VNM", segment=segment, level=5 if at == 0 else 1)
    view.selection.choose(subject="VNM", segment="atp", layer=LayerKind.CAPABILITY)
    tab = next(one for one in view.panel.tabs.findChildren(QAbstractButton) if one.text() == "Analysis")
    qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.panel.analysis.shown is not None)
    before = level_on_map(open_window, "VNM")

    qtbot.mouseClick(view.panel.analysis.weights_button, Qt.MouseButton.LeftButton)
    dialog = opened(open_window, WeightsDialog)
    settle(dialog, qtbot)
    dialog.show_group("atp")
    heaviest = dialog.rows[0]
    heaviest.slider.setSliderDown(True)
    heaviest.slider.setValue(50)
    settle(dialog, qtbot)
    tried = level_on_map(open_window, "VNM")
    assert tried > before
    assert view.bridge.workspace.dataset.segments[children[0]].weight == 1.0

    heaviest.slider.setSliderDown(False)
    settle(dialog, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert level_on_map(open_window, "VNM") == tried
    assert open_window.toast.isVisible()
    open_window.commands["undo"].trigger()
    assert level_on_map(open_window, "VNM") == before
    qtbot.waitUntil(lambda: not view.panel.analysis.is_busy)


def test_the_dialog_leaves_the_middle_of_the_map_in_sight(open_window, qtbot):
    open_window.commands["weights"].trigger()
    dialog = opened(open_window, WeightsDialog)
    settle(dialog, qtbot)
    canvas = open_window.view.page("map").canvas
    middle = canvas.mapToGlobal(canvas.rect().center())
    assert not dialog.geometry().contains(middle)
    dialog.reject()


def test_a_figure_leads_to_its_description_and_so_does_the_command(open_window, qtbot):
    panel = open_window.view.panel
    panel.show_tab(ANALYSIS)
    qtbot.waitUntil(lambda: panel.analysis.shown is not None)
    qtbot.mouseClick(panel.analysis.suppliers.method_button, Qt.MouseButton.LeftButton)
    reader = opened(open_window, MethodReader)
    assert reader.section == "concentration"
    reader.reject()
    open_window.commands["methods"].trigger()
    assert opened(open_window, MethodReader).section == "index"
    opened(open_window, MethodReader).reject()
