"""A side panel on a small workspace with a record of every kind, shown without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from chipmap.model.geography.layers import LayerKind
from chipmap.model.workspace import create_workspace
from chipmap.ui import theme
from chipmap.ui.bridge import WorkspaceBridge
from chipmap.ui.panels.side_panel import SidePanel
from chipmap.ui.selection import Selection, View
from tests.builders import (
    a_collaboration,
    a_leader,
    a_need,
    a_profile,
    a_share,
    a_stated_strength,
    a_suggestion_basis,
    an_institution,
    three_countries_dataset,
)


@pytest.fixture(scope="session")
def look(qapp) -> None:
    """The light theme, as large as designed and without motion."""
    theme.current().use(mode="light", reduced_motion=True)


@pytest.fixture
def bridge(look: None, tmp_path: Path) -> Iterator[WorkspaceBridge]:
    """Lithography: 62 % in the Netherlands suggests 5, 9 % in Germany suggests 3; nobody has scored."""
    dataset = three_countries_dataset(
        an_institution(),
        an_institution("zeiss", "DEU", city="Oberkochen", segments=("deposition",)),
        a_share(),
        a_share(subject="DEU", percent=9.0),
        a_share(subject="NLD", percent=90.0, measure="sites_by_location", year=2021, basis="sites"),
        a_suggestion_basis(),
        a_leader(),
        a_profile(),
        a_need("NLD", "litho", level=4),
        a_need(level=5),
        a_stated_strength(),
        a_collaboration(),
    )
    opened = WorkspaceBridge(create_workspace(tmp_path / "panel.chipmap", dataset))
    yield opened
    opened.close()


@pytest.fixture
def selection(bridge: WorkspaceBridge) -> Selection:
    return Selection(View("EU27", "litho", LayerKind.CAPABILITY))


@pytest.fixture
def panel(bridge: WorkspaceBridge, selection: Selection, qtbot: QtBot) -> Iterator[SidePanel]:
    shown = SidePanel(bridge, selection)
    shown.resize(412, 900)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    # Deleted at once: no event loop runs between tests that would do it later.
    shiboken6.delete(shown)
