from __future__ import annotations

import sys
from pathlib import Path

import pytest

from installer.checkout import Checkout
from installer.debian import list_added
from installer.system_libraries import (
    UNKNOWN_SYSTEM,
    describe_install,
    find_missing_library,
    library_variables,
    read_os_release,
    write_font_settings,
)


@pytest.mark.parametrize(
    ("os_release", "command"),
    [
        ("ID=debian\nVERSION_ID=12", "sudo apt-get install"),
        ('ID=pop\nID_LIKE="ubuntu debian"', "sudo apt-get install"),
        ("ID=fedora", "sudo dnf install"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"', "sudo dnf install"),
        ("ID=arch", "sudo pacman -S"),
        ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"', "sudo zypper install"),
    ],
)
def test_each_family_of_systems_gets_its_own_command(os_release: str, command: str):
    assert describe_install(read_os_release(os_release)).startswith(command)


def test_an_unknown_system_is_told_what_to_look_for():
    assert describe_install(read_os_release("# a comment\nID=plan9")) == UNKNOWN_SYSTEM


def test_nothing_is_set_where_nothing_was_unpacked(tmp_path: Path):
    assert library_variables(Checkout(tmp_path), {"LD_LIBRARY_PATH": "/theirs"}) == {}


def test_unpacked_libraries_are_found_before_the_persons_own(tmp_path: Path):
    checkout = Checkout(tmp_path)
    folder = checkout.system_libraries / "usr/lib/x86_64-linux-gnu"
    folder.mkdir(parents=True)

    variables = library_variables(checkout, {"LD_LIBRARY_PATH": "/theirs"})

    assert variables["LD_LIBRARY_PATH"] == f"{folder}:/theirs"


def test_font_settings_name_the_unpacked_fonts(tmp_path: Path):
    write_font_settings(tmp_path)

    assert f"<dir>{tmp_path}/usr/share/fonts</dir>" in (tmp_path / "fonts.conf").read_text()


def test_no_font_settings_are_written_where_nothing_was_unpacked(tmp_path: Path):
    write_font_settings(tmp_path / "syslibs")

    assert not (tmp_path / "syslibs").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves libraries to its users")
def test_a_library_that_does_not_load_is_named(tmp_path: Path):
    checkout = Checkout(tmp_path)
    checkout.python.parent.mkdir(parents=True)
    checkout.python.write_text(
        "#!/bin/sh\necho 'OSError: libEGL.so.1: cannot open shared object file' >&2\nexit 1\n"
    )
    checkout.python.chmod(0o755)

    assert "libEGL.so.1" in (find_missing_library(checkout, "offscreen") or "")


def test_only_new_packages_without_graphics_drivers_are_unpacked():
    plan = """
Inst libegl1 (1.6.0-1 Debian:12 [amd64])
Inst libc6 [2.36-9] (2.36-10 Debian:12 [amd64])
Inst libllvm15 (1:15.0.6 Debian:12 [amd64])
Conf libegl1 (1.6.0-1 Debian:12 [amd64])
"""

    assert list_added(plan) == ["libegl1"]
