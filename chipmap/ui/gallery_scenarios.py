"""Pictures of the Scenarios page: nothing lost, a supplier, a hazard, its sources, two side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.records import NOW, Scenario
from chipmap.ui.operations import scenarios as operations
from chipmap.ui.pages.scenarios_page import EMPTY, ScenariosPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.gallery import Studio

_TAIWAN = Scenario("", "", ("TWN:atp",), weeks=26.0, recovery=8.0, stock=2.0)
_SEVERAL = Scenario(
    "",
    "",
    ("CHN>EU27:crm_gallium=0.6", "asml:litho=0.5", "MLT:atp"),
    weeks=9.0,
    recovery=4.0,
    spare=0.2,
)


def _page(studio: Studio) -> ScenariosPage:
    page = studio.view.page("scenarios")
    assert isinstance(page, ScenariosPage)
    return page


def _look(studio: Studio, scenario: Scenario, **fields: object) -> ScenariosPage:
    """The page with a scenario, answered and drawn."""
    studio.close_dialogs()
    studio.window.activateWindow()
    chosen: dict[str, object] = {"segment": "atp", "horizon": NOW, "subject": None, "other_scenario": ""}
    studio.choose(**chosen | fields | {"page": "scenarios", "scenario": scenario, "compared_places": ()})
    page = _page(studio)
    page.side.show_effect()
    studio.settle(lambda: not page.is_busy)
    return page


def _show_nothing(studio: Studio) -> None:
    _look(studio, EMPTY)


def _show_supplier(studio: Studio) -> None:
    _look(studio, _TAIWAN)


def _show_several(studio: Studio) -> None:
    page = _look(studio, _SEVERAL, segment="fab")
    page.room.show_result()


def _show_hazard(studio: Studio) -> None:
    _look(studio, replace(EMPTY, hazard="haz_freight_2022"))


def _show_sources(studio: Studio) -> None:
    page = _look(studio, replace(_TAIWAN, removals=("TWN",)), segment="eu_mobility")
    page.side.show_shares()
    page.room.show_result()


def _show_lasting(studio: Studio) -> None:
    page = _look(studio, Scenario("", "", ("TWN:fab_foundry",), is_resourced=False), segment="fab_foundry")
    page.room.show_result()


def _show_kept(studio: Studio) -> None:
    bridge = studio.view.bridge
    kept = operations.keep_scenario(bridge, _TAIWAN, "Taiwan’s packaging stops")
    other = replace(_TAIWAN, removals=("TWN:atp=0.5", "CHN:atp=0.5"), weeks=13.0)
    operations.keep_scenario(bridge, other, "Half of Taiwan and China")
    _look(studio, kept, other_scenario="half_of_taiwan_and_china")


SCENARIO_STATES: list[tuple[str, Callable[[Studio], None]]] = [
    ("scenarios-nothing-lost", _show_nothing),
    ("scenarios-supplier", _show_supplier),
    ("scenarios-several", _show_several),
    ("scenarios-hazard-without-place", _show_hazard),
    ("scenarios-sources", _show_sources),
    ("scenarios-lasting", _show_lasting),
    ("scenarios-compared", _show_kept),
]
