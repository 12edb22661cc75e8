"""ETRS89-LAEA Europe (EPSG:3035): between degrees and map metres, on the ellipsoid, without any library.

Map coordinates are metres from 52° N 10° E with x to the east and y DOWN; the easting of EPSG:3035 is
x + 4,321,000 and its northing 3,210,000 − y. Formulas: EPSG method 9820, after J. P. Snyder, "Map
Projections: A Working Manual", USGS Professional Paper 1395 (1987), pages 187–190; errors under a millimetre.
What lies beyond the horizon is not shown, because it would be smeared around the edge of the map.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    FloatArray = npt.NDArray[np.float64]

FALSE_EASTING_M, FALSE_NORTHING_M = 4_321_000.0, 3_210_000.0
CENTRAL_LONGITUDE, CENTRAL_LATITUDE = 10.0, 52.0
HORIZON_DEGREES = 110.0
"""How far from the centre the map reaches: all of Asia and the Americas north of the equator are on it."""

SEMI_MAJOR_M = 6_378_137.0
_FLATTENING = 1.0 / 298.257222101
_E2 = _FLATTENING * (2.0 - _FLATTENING)
_E = math.sqrt(_E2)


def _q(sine: float) -> float:
    """Snyder 3-12, for the sine of a latitude."""
    inner = _E * sine
    return (1.0 - _E2) * (sine / (1.0 - inner * inner) + math.atanh(inner) / _E)


_QP = _q(1.0)
_RQ = SEMI_MAJOR_M * math.sqrt(_QP / 2.0)
_BETA0 = math.asin(_q(math.sin(math.radians(CENTRAL_LATITUDE))) / _QP)
_SIN0, _COS0 = math.sin(_BETA0), math.cos(_BETA0)
_M0 = math.cos(math.radians(CENTRAL_LATITUDE)) / math.sqrt(
    1.0 - _E2 * math.sin(math.radians(CENTRAL_LATITUDE)) ** 2
)
_D = SEMI_MAJOR_M * _M0 / (_RQ * _COS0)
_COS_HORIZON = math.cos(math.radians(HORIZON_DEGREES))
_INVERSE = (
    _E2 / 3.0 + 31.0 * _E2**2 / 180.0 + 517.0 * _E2**3 / 5040.0,
    23.0 * _E2**2 / 360.0 + 251.0 * _E2**3 / 3780.0,
    761.0 * _E2**3 / 45360.0,
)

HORIZON_M = 2.0 * _RQ * math.sin(math.radians(HORIZON_DEGREES) / 2.0)
"""The radius of the map, but for the ellipsoid's 0.1 per cent."""


def project(longitude: float, latitude: float) -> tuple[float, float] | None:
    """Map metres (x east, y down) of a place given in degrees; None beyond the horizon."""
    sine = _q(math.sin(math.radians(latitude))) / _QP
    cosine = math.sqrt(max(0.0, 1.0 - sine * sine))
    angle = math.radians(longitude - CENTRAL_LONGITUDE)
    along = cosine * math.cos(angle)
    distance = _SIN0 * sine + _COS0 * along
    if distance < _COS_HORIZON:
        return None
    b = _RQ * math.sqrt(2.0 / (1.0 + distance))
    return b * _D * cosine * math.sin(angle), -b / _D * (_COS0 * sine - _SIN0 * along)


def unproject(x: float, y: float) -> tuple[float, float] | None:
    """Degrees (longitude, latitude) of a point of the map; None beyond the horizon."""
    across, up = x / _D, -y * _D
    rho = math.hypot(across, up)
    if rho > HORIZON_M * 1.002:
        return None
    if rho < 1e-9:
        return CENTRAL_LONGITUDE, CENTRAL_LATITUDE
    c = 2.0 * math.asin(rho / (2.0 * _RQ))
    sin_c, cos_c = math.sin(c), math.cos(c)
    beta = math.asin(max(-1.0, min(1.0, cos_c * _SIN0 + up * sin_c * _COS0 / rho)))
    angle = math.atan2(across * sin_c, rho * _COS0 * cos_c - up * _SIN0 * sin_c)
    latitude = beta + sum(term * math.sin(2.0 * (n + 1) * beta) for n, term in enumerate(_INVERSE))
    longitude = CENTRAL_LONGITUDE + math.degrees(angle)
    return (longitude + 180.0) % 360.0 - 180.0, math.degrees(latitude)


def project_points(longitudes: FloatArray, latitudes: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Map metres of many places at once, on either side of the horizon; only the antipode has none."""
    import numpy as np

    sines = np.sin(np.radians(latitudes))
    inner = _E * sines
    sine = (1.0 - _E2) * (sines / (1.0 - inner * inner) + np.arctanh(inner) / _E) / _QP
    cosine = np.sqrt(np.maximum(0.0, 1.0 - sine * sine))
    angle = np.radians(longitudes - CENTRAL_LONGITUDE)
    along = cosine * np.cos(angle)
    b = _RQ * np.sqrt(2.0 / np.maximum(1e-12, 1.0 + _SIN0 * sine + _COS0 * along))
    return b * _D * cosine * np.sin(angle), -b / _D * (_COS0 * sine - _SIN0 * along)
