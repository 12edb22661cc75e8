"""Where things lie in a checkout, and the stamp that says which set-up its environment has had.

The stamp is written last: an environment without a matching stamp is unfinished, never trusted.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STAMP_FORMAT = 1


@dataclass(frozen=True)
class Checkout:
    """The folder that Chipmap runs from."""

    root: Path

    @property
    def environment(self) -> Path:
        """The program's own Python environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The Python of that environment."""
        return self.environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def system_libraries(self) -> Path:
        """Where libraries are unpacked when nobody may install them."""
        return self.environment / "syslibs"

    @property
    def stamp(self) -> Path:
        """The record of the finished set-up."""
        return self.environment / "chipmap-setup.json"

    @property
    def setup_lock(self) -> Path:
        """Held while a set-up works; outside the environment, which a set-up may replace."""
        return self.root / ".chipmap-setup.lock"

    @property
    def log(self) -> Path:
        """Everything that pip, uv and apt said during the last set-up."""
        return self.environment / "chipmap-setup.log"

    def packages_lock(self, *, with_tests: bool) -> Path:
        """The pinned packages; the list for tests contains the program's own."""
        return self.root / ("requirements-test.lock" if with_tests else "requirements.lock")

    def packages_folder(self) -> Path | None:
        """Where the environment keeps its packages, or None before it exists."""
        folders = [
            *self.environment.glob("lib/python3.*/site-packages"),
            *self.environment.glob("Lib/site-packages"),
        ]
        return folders[0] if folders else None


@dataclass
class Stamp:
    """What a finished set-up was made from."""

    packages: str = ""
    test_packages: str = ""
    python: dict[str, Any] = field(default_factory=dict)
    qt_platforms: list[str] = field(default_factory=list)

    def covers(self, checkout: Checkout, *, with_tests: bool, qt_platform: str) -> bool:
        """Whether nothing is left to do for this purpose."""
        return (
            self.covers_packages(checkout, with_tests=with_tests)
            and self.covers_python(checkout)
            and qt_platform in self.qt_platforms
        )

    def covers_packages(self, checkout: Checkout, *, with_tests: bool) -> bool:
        """Whether the packages of the present locks are installed."""
        if self.packages != digest_of(checkout.packages_lock(with_tests=False)):
            return False
        return not with_tests or self.test_packages == digest_of(checkout.packages_lock(with_tests=True))

    def covers_python(self, checkout: Checkout) -> bool:
        """Whether the environment still stands on the Python that it was made with."""
        return bool(self.python) and self.python == describe_python(checkout.python)


def digest_of(path: Path) -> str:
    """The fingerprint of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def describe_python(python: Path) -> dict[str, Any]:
    """Which interpreter an environment stands on; empty when it is gone.

    The size is part of it because a system upgrade replaces 3.11 by 3.12 under the same name.
    """
    try:
        target = python.resolve(strict=True)
        return {"path": str(target) if target != python else "", "bytes": target.stat().st_size}
    except OSError:
        return {}


def read_stamp(checkout: Checkout) -> Stamp:
    """The last set-up's stamp; an empty one when there is none or it cannot be read."""
    try:
        content = json.loads(checkout.stamp.read_text(encoding="utf-8"))
        if content.pop("format") != STAMP_FORMAT:
            return Stamp()
        return Stamp(**content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Stamp()


def write_stamp(checkout: Checkout, stamp: Stamp) -> None:
    """Record a finished set-up in one step, so that a half-written stamp is never read."""
    partial = checkout.stamp.with_suffix(".partial")
    partial.write_text(json.dumps({"format": STAMP_FORMAT, **vars(stamp)}, indent=1), encoding="utf-8")
    partial.replace(checkout.stamp)
