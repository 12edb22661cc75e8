"""Write the workspace of this version that every later version must open: a few records of every kind.

Run `python -m tests.model.storage.write_release` when a version is released, and commit what it writes; a
file of a version that is out is never written again.
"""

from __future__ import annotations

from pathlib import Path

from chipmap import __version__
from chipmap.model.dataset import Dataset
from chipmap.model.records import NA
from chipmap.model.workspace import create_workspace
from tests.builders import (
    a_link,
    a_rater,
    a_score,
    a_share,
    an_institution,
    one_of_every_kind,
    some_evidence,
    some_settings,
    three_countries_dataset,
)

RELEASES = Path(__file__).parents[2] / "data" / "releases"


KINDS_SINCE_RELEASE = frozenset(
    {
        "import_log",
        "merge_conflict",
        "trade_flow",
        "confirmed_name",
        "kept_mapping",
        "inbox_row",
        "assumption",
        "delphi_round",
        "budget",
        "due_diligence",
        "scenario",
        "matchmaking_event",
        "event_participant",
        "participant_contact",
        "meeting_wish",
        "planned_meeting",
        "agenda_session",
        "story",
        "slide",
        "product_segment",
    }
)
"""Kinds of records that the version which is out does not have; the next release empties this."""


def released_dataset() -> Dataset:
    """One of every kind, and what is easily lost: not applicable, no year, line breaks, other scripts."""
    left_out = {"settings", *KINDS_SINCE_RELEASE}
    return three_countries_dataset(
        *(record for record in one_of_every_kind().records() if record.kind not in left_out),
        an_institution("fab-1", "DEU", latitude=None, longitude=None, segments=()),
        a_link("deposition", "packaging", weight=1),
        a_share(year=None, is_lower_bound=True),
        a_share(subject="DEU", percent=4.5, low=4.0, high=5.0),
        a_rater("delegation-my", name="Ministry – 経済産業省", organisation="Kuala Lumpur"),
        some_evidence("E-00000002", title="Interview", locator="", year=None),
        a_score(
            NA,
            "MYS",
            rater="delegation-my",
            confidence=None,
            year=None,
            reason="First line.\nSecond: “quoted”, 50 % – ok",
        ),
        a_score(0, "DEU", needs=(("2030", 3), ("2035", NA)), evidence=("E-00000002", "E-00000001")),
        settings=some_settings(
            title="Partners of Europe – every kind", level_descriptors=("a", "b", "c", "d", "e", "f")
        ),
    )


if __name__ == "__main__":
    create_workspace(RELEASES / f"{__version__}.chipmap", released_dataset()).close()
