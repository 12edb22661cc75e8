"""Pictures of the Scorecards page, with answers that are invented for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from chipmap.model.edits.raters import put_rater
from chipmap.model.edits.score_blocks import CellAnswer
from chipmap.model.labels import Label
from chipmap.model.records import NA, NOW, OWNER, Answer, Rater
from chipmap.ui.operations import scores as operations
from chipmap.ui.operations.history import apply
from chipmap.ui.pages.scorecards_page import ScorecardsPage
from chipmap.ui.tables.score_grid.cells import EVERYBODY
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.ui.gallery import Studio

_PLACES = ("JPN", "KOR", "TWN", "SGP", "MYS")
_SEGMENTS = ("atp_osat", "atp_advanced", "atp_test")
_ANSWERS: tuple[tuple[Answer, ...], ...] = ((3, 4, 4), (4, 5, 4), (5, 5, 5), (3, 4, 4), (5, 4, NA))
_RATER = "invented"


def show_grid(studio: Studio) -> None:
    """The grid with a stage open, some of it scored."""
    studio.close_dialogs()
    studio.window.activateWindow()
    bridge = studio.view.bridge
    cells = [
        CellAnswer(place, segment, answer)
        for place, answers in zip(_PLACES, _ANSWERS, strict=True)
        for segment, answer in zip(_SEGMENTS, answers, strict=True)
    ]
    operations.set_answers(bridge, cells, horizon=NOW)
    studio.choose(subject="MYS", segment="atp_advanced", compared_places=(), horizon=NOW, rater=OWNER)
    studio.view.show_scorecards()


def show_block(studio: Studio) -> None:
    """A selected block, and a cell that an answer was just given to."""
    address = _page(studio).model.address_of("SGP", "atp_osat")
    assert address is not None
    _page(studio).grid.select_block(address, (2, 3))


def show_needs(studio: Studio) -> None:
    """The needs at the first later horizon."""
    _page(studio).controls.measure_chosen.emit("need")


def show_all_raters(studio: Studio) -> None:
    """What two raters say together, with how many they are and how far apart."""
    bridge = studio.view.bridge
    _page(studio).controls.measure_chosen.emit("level")
    rater = Rater(_RATER, _("Second rater"))
    apply(bridge, put_rater(bridge.dataset, rater), Label.ADD_RATER)
    cells = [
        CellAnswer(place, segment, (at + number) % 6)
        for at, place in enumerate(_PLACES)
        for number, segment in enumerate(_SEGMENTS)
    ]
    operations.set_answers(bridge, cells, horizon=NOW, rater=_RATER)
    studio.choose(rater=EVERYBODY)


def show_paste(studio: Studio) -> None:
    """A block from the clipboard with cells that cannot be taken."""
    studio.choose(subject="SGP", segment="atp_osat", compared_places=())
    page = _page(studio)
    page.grid.setFocus()
    QApplication.clipboard().setText("4\t6\tstrong\r\n2,5\t3\tNA\r\n")
    page.scoring.paste()


def show_places(studio: Studio) -> None:
    """Choosing the places of the grid."""
    studio.close_dialogs()
    _page(studio).choosing.ask()


def show_compared(studio: Studio) -> None:
    """Three places compared, each with its letter."""
    studio.choose(subject="MYS", compared_places=("MYS", "SGP", "EU27"), rater=OWNER)
    comparison = studio.view.comparison
    studio.settle(lambda: comparison.chart is not None)


def _page(studio: Studio) -> ScorecardsPage:
    page = studio.view.page("scorecards")
    assert isinstance(page, ScorecardsPage)
    return page


SCORECARD_STATES = [
    ("scorecards", show_grid),
    ("scorecards-block", show_block),
    ("scorecards-needs", show_needs),
    ("scorecards-all-raters", show_all_raters),
    ("scorecards-compare", show_compared),
    ("scorecards-paste", show_paste),
    ("scorecards-places", show_places),
]
