from __future__ import annotations

import pytest

from installer.display import choose_qt_platform, reaches_x11


@pytest.mark.parametrize(
    ("variables", "system", "platform"),
    [
        ({}, "linux", "offscreen"),
        ({"DISPLAY": ":0"}, "linux", "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", "wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "linux", "xcb"),
        ({"QT_QPA_PLATFORM": "minimal", "DISPLAY": ":0"}, "linux", "minimal"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "linux", "wayland"),
        ({"QT_QPA_PLATFORM": "offscreen:size=1"}, "linux", "offscreen"),
        ({}, "win32", "native"),
        ({}, "darwin", "native"),
    ],
)
def test_the_window_is_the_persons_choice_or_what_the_session_offers(
    variables: dict[str, str], system: str, platform: str
):
    assert choose_qt_platform(variables, system, reaches=lambda _display: True) == platform


def test_a_display_that_does_not_answer_is_no_display():
    assert choose_qt_platform({"DISPLAY": ":9"}, "linux", reaches=lambda _display: False) == "offscreen"


@pytest.mark.parametrize("display", [":31999", "unix:31999", "nonsense", "127.0.0.1:1"])
def test_nobody_answers_for_a_display_that_does_not_exist(display: str):
    assert not reaches_x11(display)
