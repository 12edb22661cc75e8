"""How large a picture may be; free of Qt, so that the command line can refuse a size at once.

A PNG is drawn in memory at four bytes a pixel: 8K is 130 MB, and more than that would end many a laptop.
"""

from __future__ import annotations

from typing import Final

Size = tuple[int, int]
"""Width and height in pixels."""

SMALLEST_SIDE: Final = 200
LARGEST_SIDE: Final = 7680
MOST_PIXELS: Final = 7680 * 4320

SIZES: Final[tuple[Size, ...]] = ((1600, 1000), (1920, 1080), (3200, 2000), (3840, 2160), (7680, 4320))
"""What the window offers, from a message to a poster."""


class PictureTooLarge(ValueError):
    """A picture of this size is not drawn: larger than 8K, or too small for its legend."""


def is_drawable(size: Size) -> bool:
    """Whether a picture of this size can be drawn on any laptop, with room for its texts."""
    width, height = size
    is_within = all(SMALLEST_SIDE <= side <= LARGEST_SIDE for side in size)
    return is_within and width * height <= MOST_PIXELS


def check_size(size: Size) -> None:
    """Raise `PictureTooLarge` for a size that is not drawn."""
    if not is_drawable(size):
        width, height = size
        raise PictureTooLarge(
            f"{width}×{height}: a picture has {SMALLEST_SIDE} to {LARGEST_SIDE} pixels on each side "
            f"and no more than {MOST_PIXELS} in all."
        )
