"""The menu of a stage and its sub-segments, to look at one of them without leaving the map."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from chipmap.model.dataset import Dataset
from chipmap.model.records import ROOT_SEGMENT, Segment
from chipmap.ui.selection import Selection
from chipmap.wording import _


def stage_above(dataset: Dataset, segment: str) -> Segment | None:
    """The top of the tree that a segment belongs to: its stage, component family, end use or enabler."""
    record: Segment | None = dataset.segments.get(segment)
    while record is not None and record.parent not in ("", ROOT_SEGMENT):
        above = dataset.segments.get(record.parent)
        if above is None:
            break
        record = above
    return record


def fill_segment_menu(menu: QMenu, dataset: Dataset, selection: Selection) -> None:
    """Offer the whole stage, then its sub-segments; those with parts of their own open further."""
    menu.clear()
    stage = stage_above(dataset, selection.view.segment)
    if stage is None:
        return
    group = QActionGroup(menu)
    _add_choice(menu, group, stage, _("All of {segment}").format(segment=stage.name), selection)
    if dataset.children(stage.id):
        menu.addSeparator()
    _add_children(menu, group, stage, dataset, selection)


def _add_children(
    menu: QMenu, group: QActionGroup, parent: Segment, dataset: Dataset, selection: Selection
) -> None:
    for child in dataset.children(parent.id):
        if not dataset.children(child.id):
            _add_choice(menu, group, child, child.name, selection)
            continue
        below = menu.addMenu(plain(child.name))
        _add_choice(below, group, child, _("All of {segment}").format(segment=child.name), selection)
        below.addSeparator()
        _add_children(below, group, child, dataset, selection)


def _add_choice(menu: QMenu, group: QActionGroup, segment: Segment, text: str, selection: Selection) -> None:
    action = menu.addAction(plain(text))
    action.setCheckable(True)
    action.setChecked(segment.id == selection.view.segment)
    action.triggered.connect(partial(selection.choose, segment=segment.id))
    group.addAction(action)


def segment_menu(parent: QWidget, dataset: Dataset, selection: Selection) -> QMenu:
    """A menu that is filled for the segment in view whenever it opens."""
    menu = QMenu(parent)
    menu.aboutToShow.connect(lambda: fill_segment_menu(menu, dataset, selection))
    return menu


def plain(text: str) -> str:
    """A text in which no letter is underlined: an ampersand would mark a shortcut."""
    return text.replace("&", "&&")
