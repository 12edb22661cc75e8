"""The system's own file dialogs and the one question that closing asks; tests put others in their place.

Qt's dialog classes are imported when one opens: they would make the first paint wait.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.ui.operations.files import SUFFIX, file_name_for
from chipmap.wording import _, current_language

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Answer(Enum):
    """What a person wants to happen to edits that are not saved."""

    SAVE = auto()
    GIVE_UP = auto()
    CANCEL = auto()


class FileDialogs:
    """Asks for paths; None means that the person changed their mind."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def ask_workspace(self) -> Path | None:
        """Which workspace to open."""
        return self._ask_open(_("Open a workspace"), _workspaces())

    def ask_scorecards(self) -> list[Path]:
        """Which scorecards to import; none when the person changed their mind."""
        return self._ask_files(_("Import scorecards"))

    def ask_tables(self) -> list[Path]:
        """Which tables from elsewhere to import; none when the person changed their mind."""
        return self._ask_files(_("Import tables that belong together"))

    def ask_scorecard_folder(self) -> Path | None:
        """Which folder of returned scorecards to import."""
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(
            self._parent, _("Import a folder of scorecards"), str(_documents())
        )
        return Path(name) if name else None

    def ask_points(self) -> Path | None:
        """Which layer of institutions to import."""
        kinds = _("Institutions (*.gpkg *.geojson *.json *.zip *.shp *.csv)")
        return self._ask_open(_("Import institutions"), kinds)

    def ask_save_place(self, title: str) -> Path | None:
        """Where to save a workspace."""
        return self._ask_save(_("Save the workspace"), file_name_for(title) + SUFFIX, _workspaces())

    def ask_layer_place(self, title: str) -> Path | None:
        """Where to put a layer of the map; the kind of file is chosen with it."""
        kinds = ";;".join((_("GeoPackage (*.gpkg)"), _("GeoJSON (*.geojson)"), _("CSV table (*.csv)")))
        return self._ask_save(_("Map layer for QGIS"), file_name_for(title) + ".gpkg", kinds)

    def ask_table_place(self, title: str) -> Path | None:
        """Where to put a table; whether as a workbook or as CSV is chosen with it."""
        kinds = ";;".join((_("Excel workbook (*.xlsx)"), _("CSV table (*.csv)")))
        return self._ask_save(title, file_name_for(title) + ".xlsx", kinds)

    def ask_workbook_place(self, title: str) -> tuple[Path, str] | None:
        """Where to put a workbook that comes back filled in; the language of its texts is chosen with it."""
        from PySide6.QtWidgets import QFileDialog

        from chipmap.ui.dialogs.export_fields import NAME_OF_LANGUAGE

        text = _("Excel workbook, {language} (*.xlsx)")
        kinds = {text.format(language=name): code for code, name in NAME_OF_LANGUAGE.items()}
        place = str(_documents() / (file_name_for(title) + ".xlsx"))
        chosen, kind = QFileDialog.getSaveFileName(self._parent, title, place, ";;".join(kinds))
        if not chosen:
            return None
        path = Path(chosen)
        named = path if path.suffix else path.with_name(f"{path.name}.xlsx")
        return named, kinds.get(kind, current_language())

    def ask_agenda_place(self, title: str, *endings: str) -> Path | None:
        """Where to put a file about an event; its format, one of the endings, is chosen with it."""
        known = {
            "xlsx": _("Excel workbook (*.xlsx)"),
            "pptx": _("PowerPoint presentation (*.pptx)"),
            "pdf": _("PDF (*.pdf)"),
        }
        kinds = ";;".join(known[ending] for ending in endings)
        return self._ask_save(title, f"{file_name_for(title)}.{endings[0]}", kinds)

    def ask_participants(self) -> Path | None:
        """Which list of participants and wishes to import."""
        kinds = _("Workbooks and tables ({endings})").format(endings="*.xlsx *.xlsm *.xls *.ods")
        return self._ask_open(_("Import participants and wishes"), kinds)

    def ask_story_place(self, title: str, ending: str, *, is_folder: bool) -> Path | None:
        """Where to put a story: a file with this ending, or the folder that takes its pictures."""
        from PySide6.QtWidgets import QFileDialog

        if is_folder:
            text = _("Folder for the pictures of the slides")
            name = QFileDialog.getExistingDirectory(self._parent, text, str(_documents()))
            return Path(name) if name else None
        kinds = {
            "pptx": _("PowerPoint presentation (*.pptx)"),
            "pdf": _("PDF document (*.pdf)"),
            "xlsx": _("Excel workbook (*.xlsx)"),
        }
        return self._ask_save(_("Save the story"), f"{file_name_for(title)}.{ending}", kinds[ending])

    def ask_template(self) -> Path | None:
        """Which presentation or template gives a deck its look."""
        return self._ask_open(
            _("Choose a template"), _("PowerPoint templates and presentations (*.potx *.pptx)")
        )

    def ask_about_edits(self, title: str) -> Answer:
        """What to do with edits that are not saved."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(_("Chipmap"))
        box.setText(_("Save the changes to “{title}”?").format(title=title))
        box.setInformativeText(_("What you do not save is given up when the workspace closes."))
        save = box.addButton(_("Save"), QMessageBox.ButtonRole.AcceptRole)
        save.setProperty("look", "primary")
        give_up = box.addButton(_("Don’t save"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.exec()
        if box.clickedButton() is save:
            return Answer.SAVE
        return Answer.GIVE_UP if box.clickedButton() is give_up else Answer.CANCEL

    def ask_open_copy(self, message: str) -> bool:
        """Whether to open a copy of a workspace that somebody holds."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._parent)
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle(_("Chipmap"))
        box.setText(_("This workspace is in use"))
        box.setInformativeText(message)
        copy = box.addButton(_("Open a copy"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(copy)
        box.exec()
        return box.clickedButton() is copy

    def _ask_files(self, title: str) -> list[Path]:
        from PySide6.QtWidgets import QFileDialog

        kinds = _("Workbooks and tables ({endings})").format(
            endings="*.xlsx *.xlsm *.xltx *.xltm *.xls *.xlsb *.ods *.csv *.tsv"
        )
        names, _kind = QFileDialog.getOpenFileNames(self._parent, title, str(_documents()), kinds)
        return [Path(name) for name in names]

    def _ask_open(self, title: str, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        name, _kind = QFileDialog.getOpenFileName(self._parent, title, str(_documents()), kinds)
        return Path(name) if name else None

    def _ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        from PySide6.QtWidgets import QFileDialog

        chosen, kind = QFileDialog.getSaveFileName(self._parent, title, str(_documents() / name), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        endings = re.findall(r"\*(\.\w+)", kind)
        # "Board 2.0" has a dot, and no ending that a program knows.
        is_known = path.suffix.casefold() in re.findall(r"\*(\.\w+)", kinds.casefold())
        return path if is_known or not endings else path.with_name(path.name + endings[0])


def _workspaces() -> str:
    return _("Chipmap workspace (*.chipmap)")


def _documents() -> Path:
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()
