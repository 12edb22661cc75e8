"""Pictures of raters, rounds and scorecards sent out, with answers that are invented for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.records import NOW, Confidence, Rater, Score
from chipmap.ui.dialogs.mailing_dialog import MailingDialog
from chipmap.ui.dialogs.raters_dialog import RatersDialog
from chipmap.ui.operations import raters as operations
from chipmap.ui.operations.exchange import accept_import

if TYPE_CHECKING:
    from chipmap.ui.gallery import Studio

_PLACES = ("MYS", "JPN", "KOR")
_ANSWERS = {
    "Delegation 1": (4, 3, 2),
    "Delegation 2": (1, 3, 3),
    "Delegation 3": (5, 4, 3),
    "Delegation 4": (1, 3, 2),
}
_REASON = "Two assembly plants have opened since; design houses remain few."


def show_raters_section(studio: Studio) -> None:
    """The scores tab of a place that four delegations have answered about."""
    studio.close_dialogs()
    studio.window.activateWindow()
    _answer(studio)
    studio.choose(page="map", subject=_PLACES[0], as_table=False, compared_places=())
    studio.view.panel.show_tab(0)


def show_raters(studio: Studio) -> None:
    """Who has a ballot."""
    _dialog(studio, "raters")


def show_first_round(studio: Studio) -> None:
    """Before round 1, when the rule is fixed."""
    _dialog(studio, "rounds")


def show_open_round(studio: Studio) -> None:
    """Round 2 is open."""
    studio.close_dialogs()
    bridge = studio.view.bridge
    operations.open_round(bridge, "By e-mail")
    operations.close_round(bridge)
    operations.open_round(bridge, "By e-mail, until 12 December")
    _dialog(studio, "rounds")


def show_report(studio: Studio) -> None:
    """What the round has given."""
    dialog = _dialog(studio, "report")
    dialog.report.round.setCurrentIndex(1)
    studio.settle(lambda: dialog.report.report is not None)


def show_mailing(studio: Studio) -> None:
    """Scorecards to everybody about several places."""
    studio.close_dialogs()
    raters = tuple(map(str, studio.view.bridge.dataset.raters))
    dialog = MailingDialog(studio.view.bridge, studio.window.jobs, _PLACES, raters, studio.window)
    dialog.folder.setText(str(studio.folder / "Scorecards"))
    dialog.open()


def show_mailing_written(studio: Studio) -> None:
    """What was written."""
    show_mailing(studio)
    (dialog,) = studio.window.findChildren(MailingDialog)
    dialog.primary.click()
    studio.settle(lambda: bool(dialog.written))


def _dialog(studio: Studio, part: str) -> RatersDialog:
    studio.close_dialogs()
    dialog = RatersDialog(studio.view.bridge, studio.window.jobs, studio.window, shown=part)
    dialog.open()
    return dialog


def _answer(studio: Studio) -> None:
    """Four delegations answer for three places in every stage, once."""
    bridge = studio.view.bridge
    changes = [Change(None, Rater(name, name)) for name in _ANSWERS if name not in bridge.dataset.raters]
    if not changes:
        return
    stages = bridge.dataset.stages()
    for number, (name, levels) in enumerate(_ANSWERS.items()):
        for place, level in zip(_PLACES, levels, strict=True):
            for at, stage in enumerate(stages):
                said = (level + at * number) % 6 if at else level
                score = Score(
                    place, stage.id, name, 1, ((NOW, said),), (), list(Confidence)[number % 3], 2026, _REASON
                )
                changes.append(Change(bridge.dataset.scores.get(score.key), score))
    accept_import(bridge, ChangeSet.of(changes))


RATER_STATES = [
    ("raters-section", show_raters_section),
    ("raters-dialog", show_raters),
    ("rounds-before-the-first", show_first_round),
    ("rounds-second-open", show_open_round),
    ("round-report", show_report),
    ("mailing-dialog", show_mailing),
    ("mailing-written", show_mailing_written),
]
