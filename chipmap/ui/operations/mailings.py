"""Writing many scorecards: what the window hands to a job, so that the job needs nothing of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chipmap.model.exchange.mailing import Letter
    from chipmap.model.exchange.scorecard_words import ScorecardWords
    from chipmap.model.progress import Progress
    from chipmap.ui.bridge import WorkspaceBridge


def mailing_work(
    bridge: WorkspaceBridge,
    letters: Sequence[Letter],
    words: ScorecardWords,
    *,
    is_protected: bool,
) -> Callable[[Progress], tuple[Letter, ...]]:
    """The writing of a mailing on what the workspace says now; cancelled, it leaves nothing behind."""
    from datetime import UTC, datetime

    from chipmap.model.exchange.mailing import write_mailing
    from chipmap.model.geography.naming import PlaceNames

    dataset, revision, moment = bridge.dataset, bridge.workspace.revision, datetime.now(UTC)
    names = PlaceNames.load(dataset.settings.naming_profile, words.language)
    return lambda progress: write_mailing(
        dataset,
        letters,
        words=words,
        names=names,
        revision=revision,
        exported_at=moment,
        is_protected=is_protected,
        progress=progress,
    )
