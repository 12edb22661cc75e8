"""Pictures of the Match page: cards with reasons, institutions, weights, filters, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.records import NOW, DueDiligenceTopic
from chipmap.ui.match_wish import MatchWish
from chipmap.ui.pages.match_page import MatchPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.gallery import Studio

_PLACE = "MYS"


def _page(studio: Studio) -> MatchPage:
    page = studio.view.page("match")
    assert isinstance(page, MatchPage)
    return page


def _look(studio: Studio, **fields: object) -> MatchPage:
    """The page with what is chosen, answered and drawn."""
    studio.close_dialogs()
    studio.window.activateWindow()
    chosen: dict[str, object] = {"segment": "atp", "horizon": NOW, "subject": None, "match": MatchWish()}
    studio.choose(**chosen | fields | {"page": "match", "compared_places": ()})
    page = _page(studio)
    page.side.show_why()
    studio.settle(lambda: page.found is not None and not page.is_busy)
    return page


def _show_partners(studio: Studio) -> None:
    _look(studio, segment="fab")


def _show_added(studio: Studio) -> None:
    _look(studio, subject="JPN", match=MatchWish(added=("CHN", "GBR"), has_collaboration=True))


def _show_institutions(studio: Studio) -> None:
    _look(studio, subject=_PLACE).side.show_institutions()


def _show_checks(studio: Studio) -> None:
    _look(studio, subject=_PLACE).side.show_check(_PLACE, DueDiligenceTopic.RESEARCH_SECURITY)


def _show_weights(studio: Studio) -> None:
    _look(studio, subject=_PLACE).side.show_weights()


def _show_missing(**fields: object) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        _look(studio, **fields)

    return show


MATCH_STATES: list[tuple[str, Callable[[Studio], None]]] = [
    ("match-partners", _show_partners),
    ("match-added-places", _show_added),
    ("match-institutions", _show_institutions),
    ("match-checks", _show_checks),
    ("match-weights", _show_weights),
    ("match-without-rank", _show_missing(segment="rd")),
    ("match-level-missing", _show_missing(segment="fab", horizon="2030")),
    ("match-need-missing", _show_missing(segment="crm_gallium", horizon="2035")),
]
