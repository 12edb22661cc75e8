"""The register of collaborations as a workbook: written beside the window, and put in its place whole.

What comes back is taken by the import of scorecards, which tells the two apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.progress import Progress
    from chipmap.ui.shell.workspace_view import WorkspaceView


def export_register(view: WorkspaceView) -> None:
    """Ask for a place and a language, and write every collaboration, budget and check; no contacts."""
    from datetime import UTC, datetime

    from chipmap.model.geography.naming import PlaceNames
    from chipmap.ui.dialogs.export_fields import speaking
    from chipmap.ui.main_window import MainWindow
    from chipmap.wording.collaboration_workbook import register_words

    window = view.window()
    assert isinstance(window, MainWindow)
    view.commit_pending()
    place = window.dialogs.ask_workbook_place(_("Register of collaborations"))
    if place is None:
        return
    path, language = place
    with speaking(language):
        words = register_words()
    dataset, revision, moment = view.bridge.dataset, view.bridge.workspace.revision, datetime.now(UTC)
    names = PlaceNames.load(dataset.settings.naming_profile, language)

    def work(progress: Progress) -> int:
        from chipmap.model.exchange.collaboration_writer import write_collaborations

        return write_collaborations(
            dataset,
            path,
            words=words,
            names=names,
            revision=revision,
            exported_at=moment,
            progress=progress,
        )

    def on_done(count: int) -> None:
        from chipmap.ui.dialogs.export_dialog import show_in_folder

        text = ngettext(
            "{count} collaboration saved as {name}", "{count} collaborations saved as {name}", count
        )
        said = text.format(count=count, name=path.name)
        window.say(said, _("Show in folder"), lambda: show_in_folder(path))

    window.jobs.start(work, _("Writing {name}").format(name=path.name), on_done)
