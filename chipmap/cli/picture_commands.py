"""`chipmap screenshots` and `chipmap preview`: what the program looks like, for people without a screen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.cli.map_commands import draw_map, first_segment
from chipmap.cli.options import (
    AsJson,
    ContentWorkspace,
    Folder,
    Size,
    TextScale,
    TextScaleOption,
    ThemeOption,
    ThemeWord,
)
from chipmap.cli.references import size_meant
from chipmap.cli.reporting import Refused, show_result, tell
from chipmap.model.records import NOW, OWNER
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.workspace import Workspace

PREVIEW_SUBJECT = "MYS"
"""The place whose scorecard a preview holds."""


def save_screenshots(
    folder: Folder,
    *,
    workspace: ContentWorkspace = None,
    theme: ThemeOption = ThemeWord.LIGHT,
    text_scale: TextScaleOption = TextScale.NORMAL,
    size: Size = "1600x1000",
    as_json: AsJson = False,
) -> None:
    """Save every page, panel state and dialog of the real window as a PNG picture."""
    from chipmap.cli.screens import use_no_screen

    width_and_height = size_meant(size)
    _make_folder(folder)
    use_no_screen()
    from chipmap.ui.gallery import render_gallery

    pictures = render_gallery(
        folder,
        workspace_path=workspace,
        theme=theme.value,
        text_scale=float(text_scale.value),
        size=width_and_height,
    )
    names = [str(picture) for picture in pictures]
    line = ngettext("{count} picture in {folder}", "{count} pictures in {folder}", len(names))
    show_result(
        {"folder": str(folder), "pictures": names},
        [line.format(count=len(names), folder=folder)],
        as_json=as_json,
    )


def make_preview(folder: Folder, as_json: AsJson = False) -> None:
    """Do the main job without a screen: a starter workspace, its map as a picture, a scorecard for Excel.

    What is already there under these names is replaced: starter.chipmap, map.png, the scorecard of Malaysia.
    """
    from chipmap.model.starter import starter_dataset
    from chipmap.model.workspace import create_workspace

    _make_folder(folder)
    if not as_json:
        tell(_("Making a preview in {folder} …").format(folder=folder))
    dataset = starter_dataset(title=_("Starter data"))
    with create_workspace(folder / "starter.chipmap", dataset, force=True) as workspace:
        picture = folder / "map.png"
        focus = dataset.settings.focus_region
        draw_map(
            dataset,
            picture,
            layer="need",
            segment=first_segment(dataset, focus),
            horizon=NOW,
            focus=focus,
            size=(1600, 1000),
            theme="light",
            naming=None,
        )
        files = [workspace.path, picture, _write_scorecard(workspace, folder)]
    show_result(
        {"folder": str(folder), "files": [str(file) for file in files]}, map(str, files), as_json=as_json
    )


def _write_scorecard(workspace: Workspace, folder: Path) -> Path:
    from chipmap.cli.documents import place_names
    from chipmap.model.exchange.scorecard_writer import write_scorecard
    from chipmap.wording.scorecards import scorecard_words

    settings = workspace.dataset.settings
    path = folder / f"Chipmap_{PREVIEW_SUBJECT}_R{settings.current_round}_{OWNER}.xlsx"
    write_scorecard(
        workspace.dataset,
        PREVIEW_SUBJECT,
        path,
        words=scorecard_words(settings),
        names=place_names(settings),
        revision=workspace.revision,
        exported_at=datetime.now(UTC),
    )
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            "folder-not-made",
            _("{folder} cannot be used: {reason}.").format(folder=folder, reason=error.strerror or error),
            folder=str(folder),
        ) from error
