"""A pip for people who may install nothing: Debian's own package of it, unpacked into the environment."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from installer import debian

if TYPE_CHECKING:
    from collections.abc import Mapping

    from installer.checkout import Checkout
    from installer.progress import StepLine

# Where Debian's pip looks for certificates; missing on systems that were never meant to see a network.
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")

OWN_CERTIFICATES = """

# Added by Chipmap's set-up: this system has no certificates of its own, so those that come with pip are used.
import os


def where() -> str:
    return os.path.join(os.path.dirname(__file__), "cacert.pem")
"""


def unpack_pip(checkout: Checkout, step: StepLine, variables: Mapping[str, str]) -> str:
    """Put Debian's pip into the environment; returns what apt said, in case it is not there."""
    folder = checkout.environment / "pip-package"
    output = debian.unpack_packages(["python3-pip-whl"], folder, checkout.log, step, variables)
    wheels = sorted(folder.glob("usr/share/python-wheels/pip-*.whl"))
    packages = checkout.packages_folder()
    if wheels and packages is not None:
        add_pip(wheels[-1], packages, has_certificates=SYSTEM_CERTIFICATES.exists())
    return output


def add_pip(wheel: Path, packages_folder: Path, *, has_certificates: bool) -> None:
    """Unpack a wheel of pip into an environment and see that it has certificates to check the index with."""
    with zipfile.ZipFile(wheel) as content:
        content.extractall(packages_folder)
    certificates = packages_folder / "pip/_vendor/certifi"
    if not has_certificates and (certificates / "cacert.pem").exists():
        with (certificates / "core.py").open("a", encoding="utf-8") as source:
            source.write(OWN_CERTIFICATES)
