"""`chipmap screenshots` and `chipmap preview`: what the program looks like, for people without a screen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.cli.documents import place_names, reading
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
from chipmap.model.records import OWNER
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.workspace import Workspace

StateNames = Annotated[
    list[str] | None,
    typer.Option(
        "--state",
        metavar="NAME",
        help="A state to save, by the name of its picture, such as map-capability-malaysia; may be given "
        "often. All if left out.",
        show_default=False,
    ),
]

MAP_PAGE = "map-against-need"
"""The state of the window that a preview shows: where a person begins."""

PREVIEW_SUBJECT = "MYS"
"""The place whose scorecard a preview holds."""


def save_screenshots(
    folder: Folder,
    *,
    workspace: ContentWorkspace = None,
    theme: ThemeOption = ThemeWord.LIGHT,
    text_scale: TextScaleOption = TextScale.NORMAL,
    size: Size = "1600x1000",
    state: StateNames = None,
    as_json: AsJson = False,
) -> None:
    """Save every page, panel state and dialog of the real window as a PNG picture.

    A workspace is only looked at: the pictures show a copy of it.
    """
    width_and_height = size_meant(size)
    states = _states_meant(state) if state else None
    if workspace is not None:
        _check_workspace(workspace, as_json=as_json)
    _make_folder(folder)
    pictures = _photograph(
        folder, workspace, theme=theme, text_scale=float(text_scale), size=width_and_height, states=states
    )
    names = [str(picture) for picture in pictures]
    line = ngettext("{count} picture in {folder}", "{count} pictures in {folder}", len(names))
    show_result(
        {"folder": str(folder), "pictures": names},
        [line.format(count=len(names), folder=folder)],
        as_json=as_json,
    )


def make_preview(folder: Folder, as_json: AsJson = False) -> None:
    """Do the main job without a screen: a starter workspace, its map page as a picture, a scorecard.

    What is already there under these names is replaced: starter.chipmap, map.png, the scorecard of Malaysia.
    """
    from chipmap.model.starter import starter_dataset
    from chipmap.model.workspace import create_workspace

    _make_folder(folder)
    if not as_json:
        tell(_("Making a preview in {folder} …").format(folder=folder))
    dataset = starter_dataset(title=_("Starter data"))
    with create_workspace(folder / "starter.chipmap", dataset, force=True) as workspace:
        scorecard = _write_scorecard(workspace, folder)
    (page,) = _photograph(folder, workspace.path, states=(MAP_PAGE,))
    picture = page.replace(folder / "map.png")
    files = [str(file) for file in (workspace.path, picture, scorecard)]
    show_result({"folder": str(folder), "files": files}, files, as_json=as_json)


def _check_workspace(path: Path, *, as_json: bool) -> None:
    """Refuse a workspace that is missing, open elsewhere or none at all before anything is drawn."""
    with reading(path, as_json=as_json):
        pass


def _states_meant(names: list[str]) -> tuple[str, ...]:
    """The states of these names; one that is not there is refused with those that are."""
    from chipmap.cli.screens import use_no_screen

    use_no_screen()
    from chipmap.ui.gallery import STATES

    known = [name for name, _arrange in STATES]
    for name in names:
        if name not in known:
            raise typer.BadParameter(
                _("There is no state “{name}”. Known are {names}.").format(name=name, names=", ".join(known)),
                param_hint="--state",
            )
    return tuple(names)


def _photograph(
    folder: Path,
    workspace: Path | None,
    *,
    theme: ThemeWord = ThemeWord.LIGHT,
    text_scale: float = 1.0,
    size: tuple[int, int] = (1600, 1000),
    states: tuple[str, ...] | None = None,
) -> list[Path]:
    """Pictures of the real window, drawn in memory."""
    from chipmap.cli.screens import use_no_screen

    use_no_screen()
    from chipmap.ui.gallery import render_gallery

    pictures = render_gallery(
        folder,
        workspace_path=workspace,
        theme="dark" if theme is ThemeWord.DARK else "light",
        text_scale=text_scale,
        size=size,
        states=states,
    )
    if not pictures:
        raise Refused(
            "pictures-not-written",
            _("The pictures could not be written to {folder}. Choose another folder.").format(folder=folder),
            folder=str(folder),
        )
    return pictures


def _write_scorecard(workspace: Workspace, folder: Path) -> Path:
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
