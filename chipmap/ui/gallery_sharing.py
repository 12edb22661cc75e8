"""Pictures of what hands things out: the dialogs of a scorecard, of an image, and of fiches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.dialogs.export_dialog import ExportDialog
from chipmap.ui.dialogs.fiche_dialog import FicheDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.gallery import Studio

_PLACE = "MYS"


def _show_export(studio: Studio) -> None:
    studio.close_dialogs()
    ExportDialog(studio.view.bridge, _PLACE, studio.window.jobs, studio.window).open()


def _show_image(studio: Studio) -> None:
    studio.close_dialogs()
    studio.window.commands["image"].trigger()


def _open_fiches(studio: Studio) -> FicheDialog:
    studio.close_dialogs()
    studio.window.commands["fiches"].trigger()
    dialog = studio.window.findChild(FicheDialog)
    assert dialog is not None
    dialog.folder.setText(str(studio.folder / "Fiches"))
    return dialog


def _show_fiches(studio: Studio) -> None:
    _open_fiches(studio)


def _show_written_fiches(studio: Studio) -> None:
    dialog = _open_fiches(studio)
    dialog.places.choose(("MYS", "SGP"))
    dialog.primary.click()
    studio.settle(lambda: bool(dialog.written))


SHARING_STATES: list[tuple[str, Callable[[Studio], None]]] = [
    ("export-dialog", _show_export),
    ("image-dialog", _show_image),
    ("fiche-dialog", _show_fiches),
    ("fiche-written", _show_written_fiches),
]
