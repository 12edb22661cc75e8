"""Goes through a window by the Tab key, as somebody without a mouse does, and notes what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QSlider,
    QWidget,
)
from shiboken6 import isValid

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
)
MOST_STEPS = 400
LARGEST_GROUP = 14
FEWEST_PIXELS = 12
"""A ring of two pixels around the smallest control has more; a caret alone has fewer."""


class Stop(NamedTuple):
    """One widget that has had the focus, and whether that could be seen."""

    what: str
    is_seen: bool


class Walk(NamedTuple):
    """What was found in one state of the window."""

    nameless: list[str]
    unreached: list[str]
    without_ring: list[str]
    stops: list[str]


def walk_through(top: QWidget, within: QWidget | None, led_to: set[QWidget]) -> Walk:
    """Press Tab from the first widget of a window until it comes round, then the arrows in its groups.

    With `within` only what lies in that part counts, because it covers the rest. `led_to` is what the arrows
    have come by in the states before, such as the entries of the rail: they are not pressed for it again.
    """
    controls = [one for one in _controls(top) if within is None or within.isAncestorOf(one)]
    reached = list(_stops(top))
    seen = {widget for widget, _is_seen in reached}
    takers = dict.fromkeys([*controls, *seen])
    found = Walk(
        nameless=[_what(widget) for widget in takers if not _name(widget)],
        unreached=[],
        # What has the focus always, and alone, need not show it.
        without_ring=[_what(widget) for widget, is_seen in reached if not is_seen and len(reached) > 1],
        stops=[_what(widget) for widget, _is_seen in reached],
    )
    # A message may have left by itself meanwhile, and its buttons with it.
    there = [widget for widget in controls if isValid(widget) and widget.isVisible()]
    missed = [widget for widget in there if widget not in seen and not _is_part_of(widget, seen)]
    # The arrows come last: in some groups they choose something, and the window then shows something else.
    told = {widget: _what(widget) for widget in missed}
    led_to |= _reached_by_arrows([widget for widget in missed if widget not in led_to], seen)
    found.unreached.extend(text for widget, text in told.items() if widget not in led_to)
    return found


def _controls(top: QWidget) -> Iterator[QWidget]:
    """What a person can do something with, without the inner parts of one control."""
    for widget in top.findChildren(QWidget):
        is_part = isinstance(widget, (QScrollBar, QHeaderView)) or isinstance(
            widget.parentWidget(), (QAbstractSpinBox, QComboBox, QLineEdit)
        )
        is_corner = isinstance(widget.parentWidget(), QAbstractItemView)
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        is_shown = widget.isVisible() and widget.isEnabled() and widget.window() is top
        if is_shown and not is_part and not is_corner and (takes_tab or isinstance(widget, CONTROLS)):
            yield widget


def _stops(top: QWidget) -> Iterator[tuple[QWidget, bool]]:
    """Each widget that Tab reaches, and whether the focus changes how it looks."""
    top.activateWindow()
    first = top.focusWidget() or top
    first.clearFocus()
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: set[QWidget] = set()
    for _step in range(MOST_STEPS):
        here = QApplication.focusWidget()
        if here is None or here in seen:
            return
        seen.add(here)
        if here is not top:
            yield here, _shows_focus(here)
        _press(here, Qt.Key.Key_Tab)
    raise AssertionError("Tab does not come round")


def _shows_focus(widget: QWidget) -> bool:
    with_focus = _picture(widget)
    widget.clearFocus()
    without = _picture(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    return _difference(with_focus, without) >= FEWEST_PIXELS


def _reached_by_arrows(missed: list[QWidget], seen: set[QWidget]) -> set[QWidget]:
    """To which of these the arrows lead from a neighbour of their kind that Tab reaches."""
    found: set[QWidget] = set()
    # From the inmost ones outwards: the arrows of the rail and the ribbon make others of what is on a page.
    for widget in reversed(missed):
        if widget in found or not isValid(widget):
            continue
        neighbours = [one for one in seen if isValid(one) and _is_beside(one, widget)]
        for neighbour in neighbours:
            if widget not in found and isValid(neighbour):
                found |= _led_to(neighbour, widget)
    return found.intersection(missed)


def _is_beside(one: QWidget, other: QWidget) -> bool:
    return type(one) is type(other) and one.parentWidget() is other.parentWidget()


def _led_to(neighbour: QWidget, widget: QWidget) -> set[QWidget]:
    """What the arrows come by, one after the other, until they have come to a widget."""
    found: set[QWidget] = set()
    neighbour.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up):
        if type(QApplication.focusWidget()) is not type(widget):
            neighbour.setFocus(Qt.FocusReason.TabFocusReason)
        for _press_of_many in range(LARGEST_GROUP):
            here = QApplication.focusWidget()
            if here is None or type(here) is not type(widget):
                break
            found.add(here)
            if here is widget:
                return found
            _press(here, key)
    return found


def _press(widget: QWidget, key: Qt.Key) -> None:
    text = "\t" if key == Qt.Key.Key_Tab else ""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
    QApplication.processEvents()


def _picture(widget: QWidget) -> QImage:
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def _difference(one: QImage, other: QImage) -> int:
    """How many pixels differ."""
    if one.size() != other.size():
        return one.width() * one.height()
    first, second = (np.frombuffer(image.constBits(), np.uint32) for image in (one, other))
    return int(np.count_nonzero(first != second))


def _is_part_of(widget: QWidget, seen: set[QWidget]) -> bool:
    """Whether a widget takes no focus because the control that it belongs to has keys for what it does."""
    parent = widget.parentWidget()
    if widget.focusPolicy() != Qt.FocusPolicy.NoFocus or parent is None:
        return False
    fields = [one for one in seen if isinstance(one, QLineEdit) and one.parentWidget() is parent]
    return parent.focusProxy() in seen or bool(fields)


def _name(widget: QWidget) -> str:
    """What a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def _what(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, (QAbstractButton, QLineEdit)) else ""
    path = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(path) < 4:
        path.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{_name(widget) or text!r} ({' in '.join(path)})"
