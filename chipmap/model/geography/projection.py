"""Equal Earth on a sphere, cut at 169° W: the one projection between degrees and map metres.

Map coordinates are metres with x to the east and y DOWN (as screens have it), so a point north of the
equator has a negative y. Formulas: B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection",
International Journal of Geographical Information Science 33 (2019).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]

EARTH_RADIUS_M = 6371008.8
"""Mean radius of the earth in metres (IUGG)."""

CENTRAL_MERIDIAN = 11.0
"""Longitude in the middle of the map, chosen so that the cut misses all inhabited land."""

CUT_WEST = CENTRAL_MERIDIAN - 180.0
"""Longitude of the left edge of the map (169° W); the right edge is the same meridian, written 191° E."""

CUT_EAST = CENTRAL_MERIDIAN + 180.0

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3.0) / 2.0
_NEWTON_STEPS = 12
_THETA_POLE = math.asin(_M)


def wrap_longitude(longitude: float) -> float:
    """The same meridian written between 169° W and 191° E; the cut itself counts as the left edge."""
    if CUT_WEST <= longitude <= CUT_EAST:
        return longitude
    return CUT_WEST + (longitude - CUT_WEST) % 360.0


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Map metres (x east, y down) of a place given in degrees."""
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    slope = _A1 + 3.0 * _A2 * t2 + t6 * (7.0 * _A3 + 9.0 * _A4 * t2)
    angle = math.radians(wrap_longitude(longitude) - CENTRAL_MERIDIAN)
    x = EARTH_RADIUS_M * angle * math.cos(theta) / (_M * slope)
    y = EARTH_RADIUS_M * theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))
    return x, -y


def unproject(x: float, y: float) -> tuple[float, float] | None:
    """Degrees (longitude between 169° W and 191° E, latitude) of a point of the map; None off the globe."""
    target = -y / EARTH_RADIUS_M
    theta = max(-_THETA_POLE, min(_THETA_POLE, target / _A1))
    for _ in range(_NEWTON_STEPS):
        t2 = theta * theta
        t6 = t2 * t2 * t2
        error = theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2)) - target
        step = error / (_A1 + 3.0 * _A2 * t2 + t6 * (7.0 * _A3 + 9.0 * _A4 * t2))
        theta -= step
        if abs(step) < 1e-15:
            break
    if abs(theta) > _THETA_POLE + 1e-9:
        return None
    t2 = theta * theta
    t6 = t2 * t2 * t2
    slope = _A1 + 3.0 * _A2 * t2 + t6 * (7.0 * _A3 + 9.0 * _A4 * t2)
    angle = x / EARTH_RADIUS_M * _M * slope / math.cos(theta)
    if abs(angle) > math.pi + 1e-9:
        return None
    latitude = math.degrees(math.asin(max(-1.0, min(1.0, math.sin(theta) / _M))))
    return CENTRAL_MERIDIAN + math.degrees(angle), latitude


def project_points(longitudes: FloatArray, latitudes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Map metres of many places at once. Longitudes already between 169° W and 191° E keep their side."""
    import numpy as np

    outside = (longitudes < CUT_WEST) | (longitudes > CUT_EAST)
    wrapped = np.where(outside, CUT_WEST + (longitudes - CUT_WEST) % 360.0, longitudes)
    theta = np.arcsin(_M * np.sin(np.radians(latitudes)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    slope = _A1 + 3.0 * _A2 * t2 + t6 * (7.0 * _A3 + 9.0 * _A4 * t2)
    angle = np.radians(wrapped - CENTRAL_MERIDIAN)
    x = EARTH_RADIUS_M * angle * np.cos(theta) / (_M * slope)
    y = EARTH_RADIUS_M * theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))
    return x, -y


def unproject_points(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Degrees of many points of the map at once; NaN for points off the globe."""
    import numpy as np

    target = -y / EARTH_RADIUS_M
    theta = np.clip(target / _A1, -_THETA_POLE, _THETA_POLE)
    for _ in range(_NEWTON_STEPS):
        t2 = theta * theta
        t6 = t2 * t2 * t2
        error = theta * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2)) - target
        theta = theta - error / (_A1 + 3.0 * _A2 * t2 + t6 * (7.0 * _A3 + 9.0 * _A4 * t2))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    slope = _A1 + 3.0 * _A2 * t2 + t6 * (7.0 * _A3 + 9.0 * _A4 * t2)
    angle = x / EARTH_RADIUS_M * _M * slope / np.cos(theta)
    off_globe = (np.abs(theta) > _THETA_POLE + 1e-9) | (np.abs(angle) > math.pi + 1e-9)
    latitudes = np.degrees(np.arcsin(np.clip(np.sin(theta) / _M, -1.0, 1.0)))
    longitudes = CENTRAL_MERIDIAN + np.degrees(angle)
    return np.where(off_globe, np.nan, longitudes), np.where(off_globe, np.nan, latitudes)


def great_circle(
    start: tuple[float, float], end: tuple[float, float], step_degrees: float = 2.0
) -> list[list[tuple[float, float]]]:
    """The shortest way between two places in degrees, as lines in map metres.

    One line, or two when the way leaves the map on one edge and comes back on the other; none when both
    places are the same. Between antipodes every way is as short; the one over the North Pole is taken.
    """
    a, b = _unit_vector(*start), _unit_vector(*end)
    angle = math.atan2(math.hypot(*_cross(a, b)), sum(p * q for p, q in zip(a, b, strict=True)))
    if angle < 1e-9:
        return []
    if math.pi - angle < 1e-6:
        first, last = great_circle(start, (start[0], 90.0)), great_circle((end[0], 90.0), end)
        return first + last
    count = max(2, math.ceil(math.degrees(angle) / step_degrees) + 1)
    lines: list[list[tuple[float, float]]] = [[]]
    previous: tuple[float, float] | None = None
    for index in range(count):
        share = index / (count - 1)
        weight_a = math.sin((1.0 - share) * angle) / math.sin(angle)
        weight_b = math.sin(share * angle) / math.sin(angle)
        x, y, z = (weight_a * p + weight_b * q for p, q in zip(a, b, strict=True))
        here = wrap_longitude(math.degrees(math.atan2(y, x))), math.degrees(math.atan2(z, math.hypot(x, y)))
        if previous is not None and abs(here[0] - previous[0]) > 180.0:
            _cross_the_cut(lines, previous, here)
        lines[-1].append(project(*here))
        previous = here
    return [line for line in lines if len(line) > 1]


def _cross_the_cut(
    lines: list[list[tuple[float, float]]], before: tuple[float, float], after: tuple[float, float]
) -> None:
    """End the current line at one edge of the map and begin the next at the other edge."""
    eastward = before[0] > after[0]
    near, far = (CUT_EAST, CUT_WEST) if eastward else (CUT_WEST, CUT_EAST)
    distance = after[0] + (360.0 if eastward else -360.0) - before[0]
    share = (near - before[0]) / distance if distance else 0.0
    latitude = before[1] + share * (after[1] - before[1])
    lines[-1].append(project(near, latitude))
    lines.append([project(far, latitude)])


def _unit_vector(longitude: float, latitude: float) -> tuple[float, float, float]:
    lam, phi = math.radians(longitude), math.radians(latitude)
    return math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi)


def _cross(a: tuple[float, float, float], b: tuple[float, float, float]) -> tuple[float, float, float]:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
