"""What leads to the description of the methods and to the dialog of weights: commands, the Analysis tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from chipmap.ui.bridge import WorkspaceBridge
    from chipmap.ui.dialogs.weights_dialog import WeightsDialog
    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.panels.side_panel import SidePanel
    from chipmap.ui.selection import Selection


def analysis_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands about methods and their weights do."""
    return {"weights": lambda: _ask_weights_of(window), "methods": lambda: read_method("index", window)}


def connect_analysis(panel: SidePanel, bridge: WorkspaceBridge, selection: Selection) -> None:
    """Let the panel's questions open the dialogs."""
    panel.method_asked.connect(lambda section: read_method(section, panel.window()))
    panel.weights_asked.connect(lambda: ask_weights(bridge, selection, panel.subject, panel.window()))
    panel.codes_asked.connect(lambda: ask_product_codes(bridge, selection, panel.subject, panel.window()))


def read_method(section: str, window: QWidget) -> None:
    """Show how a figure is calculated."""
    from chipmap.ui.dialogs.method_reader import MethodReader

    MethodReader(section, window).open()


def ask_product_codes(bridge: WorkspaceBridge, selection: Selection, subject: str, window: QWidget) -> None:
    """Let somebody say which product codes stand for the segment that is shown."""
    from chipmap.ui.dialogs.weights_dialog import PRODUCTS

    dialog = ask_weights(bridge, selection, subject, window)
    dialog.tabs.setCurrentIndex(PRODUCTS)
    dialog.products.code.setFocus()


def ask_weights(
    bridge: WorkspaceBridge, selection: Selection, subject: str, window: QWidget
) -> WeightsDialog:
    """Let weights and assumptions be set, for the view that is shown."""
    from chipmap.ui.dialogs.weights_dialog import WeightsDialog

    dialog = WeightsDialog(bridge, selection.view, subject, window)
    dialog.method_asked.connect(lambda section: read_method(section, dialog))
    dialog.open()
    return dialog


def _ask_weights_of(window: MainWindow) -> None:
    view = window.view
    if view is not None:
        ask_weights(view.bridge, view.selection, view.panel.subject, window)
