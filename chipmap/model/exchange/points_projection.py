"""Turns positions of any coordinate system into degrees of WGS84; pyproj is loaded only where needed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from chipmap.model.exchange.raw_points import Position

_DECIMALS: Final = 6
"""Of a degree: a tenth of a metre. More would be the noise of a projection, and every row would differ."""
_DEGREES: Final = frozenset({"", "EPSG:4326", "OGC:CRS84"})


def in_degrees(points: Sequence[Position | None], crs: str) -> tuple[Position | None, ...]:
    """Longitudes and latitudes; a file that names no system is taken to be in degrees already.

    What cannot be turned is infinitely far off the globe, for the import to say so.
    """
    known = [point for point in points if point is not None]
    if crs not in _DEGREES and known:
        from pyproj import Transformer

        transformer = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
        eastings, northings = zip(*known, strict=True)
        longitudes, latitudes = transformer.transform(eastings, northings)
        known = list(zip(longitudes, latitudes, strict=True))
    turned = iter(known)
    return tuple(None if point is None else _rounded(next(turned)) for point in points)


def _rounded(point: Position) -> Position:
    longitude, latitude = (float(degrees) for degrees in point)
    if not (math.isfinite(longitude) and math.isfinite(latitude)):
        return (math.inf, math.inf)
    return (round(longitude, _DECIMALS), round(latitude, _DECIMALS))
