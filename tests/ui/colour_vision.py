"""How colours look to people with each kind of colour vision, and how far apart they then are.

Colour vision deficiency of full severity after Machado, Oliveira and Fernandes, "A physiologically-based
model for simulation of color vision deficiency", 2009; the matrices act on linear sRGB. Distances are
Euclidean in OKLab (Ottosson, 2020), times 100.
"""

from __future__ import annotations

from math import dist
from typing import Final

from chipmap.ui.tokens import channels

Triple = tuple[float, float, float]

VISIONS: Final[dict[str, tuple[Triple, Triple, Triple]]] = {
    "normal": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

_RGB_TO_CONES: Final = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_CONES_TO_LAB: Final = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def distance(one: str, other: str, vision: str = "normal") -> float:
    """How far apart two `#RRGGBB` look to somebody with this vision; about 2 is just noticeable."""
    return 100 * dist(_oklab(_seen(one, vision)), _oklab(_seen(other, vision)))


def _seen(colour: str, vision: str) -> Triple:
    red, green, blue = _times(VISIONS[vision], _linear(colour))
    return _on_screen(red), _on_screen(green), _on_screen(blue)


def _linear(colour: str) -> Triple:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in channels(colour))
    )
    return red, green, blue


def _oklab(linear: Triple) -> Triple:
    long, middle, short = (cone ** (1 / 3) for cone in _times(_RGB_TO_CONES, linear))
    return _times(_CONES_TO_LAB, (long, middle, short))


def _times(matrix: tuple[Triple, Triple, Triple], vector: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return first, second, third


def _on_screen(channel: float) -> float:
    return min(1.0, max(0.0, channel))
