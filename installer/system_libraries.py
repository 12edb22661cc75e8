"""The system libraries that Qt's windows need: are they there, and how to get them where they are not.

Only Linux leaves this to its users; elsewhere the packages bring everything.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from installer import debian
from installer.messages import LIBRARIES_MISSING, SetupFailedError, explain_known_failure
from installer.packages import setup_variables
from installer.progress import StepLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from installer.checkout import Checkout

# What any Qt program needs, and what each kind of window needs in addition.
DEBIAN_BASE = ["libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libfontconfig1", "libxkbcommon0"]
DEBIAN_FOR = {
    "xcb": ["libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"],
    "wayland": ["libwayland-client0", "libwayland-cursor0", "libwayland-egl1"],
}
INSTALL_COMMANDS = {
    "debian": f"sudo apt-get install {' '.join([*DEBIAN_BASE, *DEBIAN_FOR['xcb']])}",
    "fedora": (
        "sudo dnf install mesa-libEGL mesa-libGL glib2 dbus-libs fontconfig libxkbcommon libxkbcommon-x11 "
        "xcb-util-cursor xcb-util-keysyms xcb-util-wm"
    ),
    "arch": (
        "sudo pacman -S --needed libglvnd glib2 dbus fontconfig libxkbcommon libxkbcommon-x11 "
        "xcb-util-cursor xcb-util-keysyms xcb-util-wm"
    ),
    "suse": (
        "sudo zypper install Mesa-libEGL1 Mesa-libGL1 libglib-2_0-0 libdbus-1-3 fontconfig libxkbcommon0 "
        "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
    ),
}
UNKNOWN_SYSTEM = (
    "your package manager: EGL, OpenGL, glib, dbus, fontconfig, xkbcommon-x11 and the xcb-util libraries"
)
FAMILIES = {
    "debian": ("debian", "ubuntu", "linuxmint"),
    "fedora": ("fedora", "rhel", "centos"),
    "arch": ("arch", "manjaro"),
    "suse": ("suse", "opensuse", "sles", "opensuse-leap", "opensuse-tumbleweed"),
}

# What Debian switches on; the folder of rules also holds their opposites.
FONT_RULES = ("10-hinting-slight", "45-latin", "49-sansserif", "60-latin", "65-nonlatin", "90-synthetic")

LOAD_TEST = """
import ctypes, pathlib, sys
import PySide6
from PySide6 import QtSvg, QtWidgets
folder = pathlib.Path(PySide6.__file__).parent
for plugin in sorted(folder.glob(f"Qt/plugins/platforms/libq{sys.argv[1]}*.so")):
    ctypes.CDLL(str(plugin))
"""


def read_os_release(text: str) -> dict[str, str]:
    """The fields of an os-release file."""
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs}


def family_of(release: Mapping[str, str]) -> str | None:
    """Which family of systems this one belongs to, by its own name first and its relatives' after."""
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    matches = (family for name in names for family, members in FAMILIES.items() if name in members)
    return next(matches, None)


def describe_install(release: Mapping[str, str]) -> str:
    """The command that installs the libraries on this system."""
    return INSTALL_COMMANDS.get(family_of(release) or "", UNKNOWN_SYSTEM)


def library_variables(checkout: Checkout, variables: Mapping[str, str]) -> dict[str, str]:
    """The variables under which unpacked libraries, fonts and keyboard tables are found; usually none."""
    root = checkout.system_libraries
    if not root.is_dir():
        return {}
    folders = [str(folder) for folder in (*root.glob("usr/lib/*-linux-gnu"), *root.glob("lib/*-linux-gnu"))]
    inherited = variables.get("LD_LIBRARY_PATH")
    found = {"LD_LIBRARY_PATH": ":".join([*folders, *([inherited] if inherited else [])])}
    if not Path("/usr/share/X11/xkb").is_dir() and (root / "usr/share/X11/xkb").is_dir():
        found["XKB_CONFIG_ROOT"] = str(root / "usr/share/X11/xkb")
    if not Path("/etc/fonts/fonts.conf").exists() and (root / "fonts.conf").exists():
        found["FONTCONFIG_FILE"] = str(root / "fonts.conf")
    return found


def find_missing_library(checkout: Checkout, qt_platform: str) -> str | None:
    """What keeps Qt from loading for this kind of window; None when nothing does."""
    variables = {**os.environ, **library_variables(checkout, os.environ)}
    variables.pop("PYTHONPATH", None)
    answer = subprocess.run(
        [checkout.python, "-c", LOAD_TEST, qt_platform],
        capture_output=True,
        text=True,
        env=variables,
        check=False,
    )
    if answer.returncode == 0:
        return None
    return (answer.stderr.strip().splitlines() or ["Qt does not start"])[-1]


def ensure_libraries(checkout: Checkout, qt_platform: str) -> None:
    """Load Qt once for this kind of window and get what is missing, or say how to get it."""
    step = StepLine("System libraries")
    missing = find_missing_library(checkout, qt_platform)
    if missing is None:
        step.finish("all there")
        return
    output = ""
    if sys.platform.startswith("linux") and debian.is_available():
        names = [*DEBIAN_BASE, *DEBIAN_FOR.get(qt_platform, [])]
        variables = setup_variables(os.environ)
        if os.geteuid() == 0:
            output = debian.install_packages(names, [], checkout.log, step, variables)
        else:
            output = debian.unpack_packages(names, checkout.system_libraries, checkout.log, step, variables)
            write_font_settings(checkout.system_libraries)
        missing = find_missing_library(checkout, qt_platform)
        if missing is None:
            step.finish("installed with apt" if os.geteuid() == 0 else "unpacked for Chipmap alone")
            return
    step.finish("missing")
    release = Path("/etc/os-release")
    fields = read_os_release(release.read_text(encoding="utf-8")) if release.exists() else {}
    advice = LIBRARIES_MISSING.format(missing=missing, command=describe_install(fields))
    raise SetupFailedError("\n".join(filter(None, [explain_known_failure(output), advice])))


def write_font_settings(root: Path) -> None:
    """Point fontconfig at the unpacked fonts as well as the system's, with the usual smoothing."""
    if not root.is_dir():
        return
    rules = "\n".join(
        f'  <include ignore_missing="yes">{root}/usr/share/fontconfig/conf.avail/{name}.conf</include>'
        for name in FONT_RULES
    )
    (root / "fonts.conf").write_text(
        f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{root}/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
{rules}
</fontconfig>
""",
        encoding="utf-8",
    )
