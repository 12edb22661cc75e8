from __future__ import annotations

import runpy
import zipfile
from pathlib import Path

import pytest

from installer.unpacked_pip import add_pip

SYSTEM_PATH = "/etc/ssl/certs/ca-certificates.crt"


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A pip as Debian packs it: with certificates, but told to use the system's."""
    path = tmp_path / "pip-25.1.1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as content:
        content.writestr("pip/__main__.py", "")
        content.writestr("pip/_vendor/certifi/cacert.pem", "certificates")
        content.writestr("pip/_vendor/certifi/core.py", f"def where():\n    return {SYSTEM_PATH!r}\n")
    return path


@pytest.fixture
def packages_folder(tmp_path: Path) -> Path:
    return tmp_path / "site-packages"


def certificates_of(packages_folder: Path) -> str:
    return runpy.run_path(str(packages_folder / "pip/_vendor/certifi/core.py"))["where"]()


def test_a_system_with_certificates_keeps_using_them(wheel: Path, packages_folder: Path):
    add_pip(wheel, packages_folder, has_certificates=True)

    assert certificates_of(packages_folder) == SYSTEM_PATH


def test_a_system_without_certificates_uses_those_of_pip(wheel: Path, packages_folder: Path):
    add_pip(wheel, packages_folder, has_certificates=False)

    assert Path(certificates_of(packages_folder)).read_text() == "certificates"
