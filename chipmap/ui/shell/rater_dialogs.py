"""What leads to raters, rounds and scorecards sent out: commands, and how the dialogs follow each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from chipmap.wording import _

if TYPE_CHECKING:
    from pathlib import Path

    from chipmap.ui.main_window import MainWindow


def rater_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands about raters and their scorecards do."""
    return {
        "export": lambda: export_scorecard(window, window.view.panel.subject if window.view else ""),
        "mailing": lambda: send_scorecards(window),
        "raters": lambda: show_raters(window),
    }


def export_scorecard(window: MainWindow, subject: str) -> None:
    """Ask how a scorecard of one subject is written for one rater, and write it."""
    if window.view is None:
        return
    from chipmap.ui.dialogs.export_dialog import ExportDialog

    dialog = ExportDialog(window.view.bridge, subject, window.jobs, window)
    dialog.exported.connect(lambda path: _say_written(window, path))
    dialog.several_asked.connect(lambda chosen: send_scorecards(window, [chosen] if chosen else []))
    dialog.open()


def send_scorecards(window: MainWindow, subjects: Sequence[str] = (), raters: Sequence[str] = ()) -> None:
    """Ask to whom and about what scorecards are sent, and write them into a folder."""
    if window.view is None:
        return
    from chipmap.ui.dialogs.mailing_dialog import MailingDialog

    bridge = window.view.bridge
    chosen = subjects or [window.view.panel.subject]
    everybody = tuple(map(str, bridge.dataset.raters))
    dialog = MailingDialog(bridge, window.jobs, chosen, raters or everybody, window)
    dialog.open()


def show_raters(window: MainWindow, part: str = "raters") -> None:
    """Show who has a ballot, the rounds, and what they have given."""
    if window.view is None:
        return
    from chipmap.ui.dialogs.raters_dialog import RatersDialog

    dialog = RatersDialog(window.view.bridge, window.jobs, window, shown=part)
    dialog.mailing_asked.connect(lambda raters: send_scorecards(window, raters=raters))
    dialog.open()


def _say_written(window: MainWindow, path: Path) -> None:
    from chipmap.ui.dialogs.export_dialog import show_in_folder

    window.say(
        _("Scorecard saved as {name}").format(name=path.name),
        _("Show in folder"),
        lambda: show_in_folder(path),
    )
