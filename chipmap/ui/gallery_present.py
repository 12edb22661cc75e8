"""Pictures of a talk: the slide that the audience sees, levels on its map, and the presenter's own view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.ui.present.presentation import Presentation
from chipmap.ui.present.presenter_view import PresenterView, ScreenOffer
from chipmap.ui.present.stage import Stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.gallery import Studio

_STORY = "story1"


def _stage(studio: Studio, number: int) -> Stage:
    """The stage in the size of the window, at one of the slides."""
    studio.close_dialogs()
    talk = Presentation(studio.view.bridge, _STORY, parent=studio.view)
    talk.go_to(number)
    stage = Stage(talk)
    stage.resize(studio.window.size())
    stage.show()
    studio.settle(lambda: stage.shown_slide == talk.slide and not stage.is_busy)
    return stage


def _show_slide(studio: Studio) -> None:
    studio.apart = _stage(studio, 1)


def _show_level(studio: Studio) -> None:
    stage = _stage(studio, 0)
    assert stage.map is not None
    stage.map.view_selection.choose(subject="MYS")
    studio.settle()
    studio.apart = stage


def _show_presenter(studio: Studio) -> None:
    stage = _stage(studio, 4)
    presenter = PresenterView(stage.talk, stage)
    presenter.resize(studio.window.size())
    presenter.hold_stage()
    presenter.show()
    presenter.offer_screens([ScreenOffer("HDMI-1", "Projector")])
    studio.settle(lambda: presenter.next.has_image and not stage.is_busy)
    studio.apart = presenter


PRESENT_STATES: list[tuple[str, Callable[[Studio], None]]] = [
    ("present-slide", _show_slide),
    ("present-level", _show_level),
    ("presenter", _show_presenter),
]
