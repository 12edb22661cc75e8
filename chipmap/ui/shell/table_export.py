"""Tables that a page shows, saved as a file: asks for a place, writes beside the window, says where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from chipmap.model.exchange.table_workbook import Sheet
    from chipmap.ui.main_window import MainWindow


def export_tables(window: MainWindow, title: str, sheets: Sequence[Sheet]) -> None:
    """Save tables as a workbook, or the first as CSV, where the person says."""
    path = window.dialogs.ask_table_place(title)
    if path is None:
        return

    def work(_progress: object) -> Path:
        from chipmap.model.exchange.table_file import write_tables

        write_tables(path, title, sheets)
        return path

    def on_done(written: Path) -> None:
        from chipmap.ui.dialogs.export_dialog import show_in_folder

        text = _("{title} saved as {name}").format(title=title, name=written.name)
        window.say(text, _("Show in folder"), lambda: show_in_folder(written))

    window.jobs.start(work, _("Writing {title}").format(title=title), on_done)
