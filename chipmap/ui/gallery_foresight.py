"""Pictures of the foresight page: starter data, expected levels, priorities, weights, nothing recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.records import NOW
from chipmap.ui.operations.scores import set_level, set_need
from chipmap.ui.pages.foresight_page import ForesightPage
from chipmap.ui.pages.foresight_side import PRIORITIES, SEGMENT, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.gallery import Studio

_ANSWERS = (
    ("EU27", "design", (3, 4), (4, 5)),
    ("EU27", "fab", (2, 3), (4, 4)),
    ("EU27", "atp", (2, 4), (4, 4)),
    ("EU27", "materials", (4, 4), (4, 5)),
    ("KOR", "design", (3, 3), (4, 4)),
    ("KOR", "fab", (5, 5), (5, 5)),
    ("CAN", "atp", (2, 2), (3, 3)),
    ("IND", "atp", (3, 4), (3, 4)),
    ("SGP", "fab", (4, 4), (4, 4)),
)
"""Expected levels and needs for 2030 and 2035, invented so that there is something to see."""


def _record_answers(studio: Studio) -> None:
    """Record what is expected; the pictures after these show it too."""
    bridge = studio.view.bridge
    later = bridge.dataset.settings.later_horizons
    for subject, segment, levels, needs in _ANSWERS:
        row = {"subject": subject, "segment": segment}
        for horizon, level, need in zip(later, levels, needs, strict=True):
            set_level(bridge, **row, level=level, horizon=horizon)
            set_need(bridge, **row, level=need, horizon=horizon)


def _look(studio: Studio, tab: int = SEGMENT, **fields: object) -> ForesightPage:
    """The page with what is chosen and answered."""
    studio.close_dialogs()
    studio.window.activateWindow()
    chosen: dict[str, object] = {"segment": "design", "horizon": NOW, "subject": None}
    studio.choose(**chosen | fields | {"page": "foresight", "compared_places": ()})
    page = studio.view.page("foresight")
    assert isinstance(page, ForesightPage)
    studio.settle(lambda: page.table is not None and not page.is_busy)
    page.side.choose(tab)
    return page


def _show_starter(studio: Studio) -> None:
    _look(studio, focus="EU27", foresight_places=())


def _show_nothing(studio: Studio) -> None:
    _look(studio, focus="PRT", segment="fab", foresight_places=("ESP", "JPN"))


def _show_expected(studio: Studio) -> None:
    _record_answers(studio)
    _look(studio, focus="EU27", foresight_places=(), horizon="2030")


def _show_tab(tab: int, **fields: object) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        _look(studio, tab, **fields)

    return show


def _show_needed(studio: Studio) -> None:
    page = _look(studio, subject="KOR", segment="fab", horizon="2035")
    page.controls.needed.setChecked(True)


def _show_all(studio: Studio) -> None:
    page = _look(studio, subject="KOR", segment="fab", horizon="2035")
    page.controls.needed.setChecked(False)


FORESIGHT_STATES: list[tuple[str, Callable[[Studio], None]]] = [
    ("foresight-starter", _show_starter),
    ("foresight-nothing-recorded", _show_nothing),
    ("foresight-expected", _show_expected),
    ("foresight-priorities", _show_tab(PRIORITIES)),
    ("foresight-weights", _show_tab(WEIGHTS)),
    ("foresight-needed-only", _show_needed),
    ("foresight-unfolded", _show_all),
]
