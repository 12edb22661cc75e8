"""The outline of the world and the 30-degree graticule, in whole map metres."""

import numpy as np

from chipmap.model.geography.projection import CENTRAL_MERIDIAN, CUT_EAST, CUT_WEST
from installer.geography.edges import Vertex
from installer.geography.levels import project_array
from installer.geography.topology import FloatArray

STEP_DEGREES = 30
DENSE_STEP_DEGREES = 2.0


def world_outline() -> list[Vertex]:
    """The edge of the map: up the cut on the west, along the pole line, down on the east, and closed."""
    rising = np.arange(-90.0, 90.0 + DENSE_STEP_DEGREES, DENSE_STEP_DEGREES)
    west = np.column_stack([np.full(len(rising), CUT_WEST), rising])
    east = np.column_stack([np.full(len(rising), CUT_EAST), rising[::-1]])
    return vertices(np.concatenate([west, east, west[:1]]))


def graticule() -> list[list[Vertex]]:
    """Meridians and parallels every 30 degrees; the poles and the cut belong to the outline."""
    latitudes = np.arange(-90.0, 90.0 + DENSE_STEP_DEGREES, DENSE_STEP_DEGREES)
    meridians = [meridian for meridian in range(-150, 211, STEP_DEGREES) if CUT_WEST < meridian < CUT_EAST]
    longitudes = np.array([CUT_WEST, CENTRAL_MERIDIAN, CUT_EAST])
    return [
        *(vertices(np.column_stack([np.full(len(latitudes), float(at)), latitudes])) for at in meridians),
        *(
            vertices(np.column_stack([longitudes, np.full(3, float(parallel))]))
            for parallel in range(-60, 61, STEP_DEGREES)
        ),
    ]


def vertices(coordinates: FloatArray) -> list[Vertex]:
    return [(x, y) for x, y in project_array(coordinates).tolist()]
