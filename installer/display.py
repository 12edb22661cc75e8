"""Whether there is a screen to open a window on, and which kind of window Qt will open there."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

X11_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108 - where every X server listens
FIRST_X11_PORT = 6000


def reaches_x11(display: str) -> bool:
    """Whether an X server answers; a shell of another user often inherits the name of one that does not."""
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        return any(_connects(socket.AF_UNIX, f"{start}{X11_SOCKETS}{number}") for start in ("", "\0"))
    try:
        socket.create_connection((host, FIRST_X11_PORT + int(number)), timeout=3).close()
    except OSError:
        return False
    return True


def _connects(family: int, address: str) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as connection:
        try:
            connection.connect(address)
        except OSError:
            return False
    return True


def choose_qt_platform(
    variables: Mapping[str, str],
    system: str = sys.platform,
    reaches: Callable[[str], bool] = reaches_x11,
) -> str:
    """The kind of window that Qt will open: the person's choice, else what the session offers.

    `offscreen` stands for no screen at all, `native` for the one kind that Windows or macOS has.
    """
    chosen = variables.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.split(";")[0].split(":")[0]
    if not system.startswith(("linux", "freebsd")):
        return "native"
    if variables.get("DISPLAY") and reaches(variables["DISPLAY"]):
        return "xcb"
    return "wayland" if variables.get("WAYLAND_DISPLAY") else "offscreen"
