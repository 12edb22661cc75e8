"""What leads to fiches: that of the place one looks at, and those of all partner places in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chipmap.ui.main_window import MainWindow


def fiche_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands about fiches do."""
    return {"fiche": lambda: _ask_fiche(window), "fiches": lambda: _ask_fiches_of_partners(window)}


def _ask_fiche(window: MainWindow) -> None:
    """The fiche of the place that the panel is about; of an institution that of its country."""
    if window.view is None:
        return
    dataset, subject = window.view.bridge.dataset, window.view.panel.subject
    institution = dataset.institutions.get(subject)
    _open_dialog(window, [institution.country if institution is not None else subject])


def _ask_fiches_of_partners(window: MainWindow) -> None:
    if window.view is None:
        return
    from chipmap.model.match.place_fiche import usual_fiche_places

    view = window.view
    _open_dialog(window, usual_fiche_places(view.bridge.dataset, view.selection.view.focus))


def _open_dialog(window: MainWindow, subjects: Sequence[str]) -> None:
    from chipmap.ui.dialogs.fiche_dialog import FicheDialog
    from chipmap.ui.story.fiche_files import write_fiches

    assert window.view is not None
    bridge, focus = window.view.bridge, window.view.selection.view.focus
    FicheDialog(bridge, window.jobs, subjects, focus, write=write_fiches, parent=window).open()
