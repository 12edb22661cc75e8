"""The person's settings while the window is open: one place changes them, keeps them and applies the look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QObject, Signal

from chipmap.model.host.settings import AppSettings, load_settings, save_settings
from chipmap.ui import theme
from chipmap.ui.errors import write_down


class Preferences(QObject):
    """Holds an `AppSettings`; a change is written at once and never lost with the window."""

    changed = Signal()

    def __init__(self, settings: AppSettings | None = None, parent: QObject | None = None) -> None:
        """Settings that are given are neither read nor written: pictures are taken with them."""
        super().__init__(parent)
        self._is_kept = settings is None
        self.settings: AppSettings = load_settings() if settings is None else settings

    def change(self, **fields: object) -> None:
        """Change fields of the settings."""
        self._keep(replace(self.settings, **fields))  # type: ignore[arg-type]

    def remember(self, path: Path) -> None:
        """A workspace was opened or saved there."""
        self._keep(self.settings.with_workspace(path))

    def forget(self, path: Path) -> None:
        """There is no workspace there any more."""
        self._keep(self.settings.without_workspace(path))

    def close_workspace(self) -> None:
        """Begin with the start screen next time."""
        self._keep(replace(self.settings, last_workspace=""))

    def apply_look(self) -> None:
        """Give the application the theme, text size and motion that the person chose."""
        settings = self.settings
        mode = settings.theme if settings.theme in get_args(theme.Mode) else "system"
        theme.current().use(
            mode=mode,  # type: ignore[arg-type]
            text_scale=settings.text_scale,
            strong_outlines=settings.strong_outlines,
            reduced_motion=settings.reduced_motion,
        )

    def _keep(self, settings: AppSettings) -> None:
        if settings == self.settings:
            return
        self.settings = settings
        if self._is_kept:
            try:
                save_settings(settings)
            except OSError as error:
                write_down(error)
        self.changed.emit()
