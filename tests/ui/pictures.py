"""Compares a picture with the one that was looked at and committed.

Pictures are the same on every machine under one condition: the program's own fonts, style and palette, whole
device pixels, nothing moving. Only Linux is compared; elsewhere fonts are rasterised differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage

COMMITTED = Path(__file__).parents[1] / "data" / "pictures"
FOUND = Path(__file__).parents[2] / "build" / "pictures"
"""Where the pictures of a failed comparison are left to be looked at."""

NOTICEABLE = 8
"""Steps of 255 by which a channel may differ before the pixel counts as another."""

MOST_OTHER_PIXELS = 0.001
"""The part of the pixels that may be other ones: a word that moved is more, rounding is less."""


@dataclass(frozen=True)
class Difference:
    """How much of a picture is not as committed, and what shows it."""

    part: float
    found: Path
    shown: Path

    def __str__(self) -> str:
        return (
            f"{self.part:.2%} of the pixels differ. Look at {self.found} and {self.shown}; "
            "if the new picture is right, commit it: python -m tests.ui.map.reference_views"
        )


def difference(picture: QImage, name: str) -> Difference | None:
    """None where the picture is the committed one; else it is saved to be looked at, with what differs."""
    committed = QImage(str(COMMITTED / f"{name}.png"))
    assert not committed.isNull(), f"{name}.png has not been committed"
    expected, found = _pixels(committed), _pixels(picture)
    if expected.shape != found.shape:
        return _saved(picture, name, np.ones(found.shape[:2], dtype=bool))
    is_other = (np.abs(expected.astype(np.int16) - found) > NOTICEABLE).any(axis=2)
    return _saved(picture, name, is_other) if is_other.mean() > MOST_OTHER_PIXELS else None


def _saved(picture: QImage, name: str, is_other: np.ndarray) -> Difference:
    FOUND.mkdir(parents=True, exist_ok=True)
    found, shown = FOUND / f"{name}.png", FOUND / f"{name}-difference.png"
    picture.save(str(found))
    red = np.zeros((*is_other.shape, 4), dtype=np.uint8)
    red[..., 0], red[..., 3] = is_other * 255, 255
    height, width = is_other.shape
    QImage(red.tobytes(), width, height, width * 4, QImage.Format.Format_RGBA8888).save(str(shown))
    return Difference(float(is_other.mean()), found, shown)


def _pixels(picture: QImage) -> np.ndarray:
    """Height × width × RGBA, 0–255."""
    plain = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.width(), 4).copy()
