"""The outline of the world and the 30-degree graticule, in whole map metres."""

import numpy as np

from chipmap.model.geography.projection import CENTRAL_MERIDIAN, CUT_EAST, CUT_WEST
from installer.geography.edges import Vertex
from installer.geography.levels import project_array

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
    lines = []
    for meridian in range(-150, 211, STEP_DEGREES):
        if CUT_WEST < meridian < CUT_EAST:
            lines.append(vertices(np.column_stack([np.full(len(latitudes), float(meridian)), latitudes])))
    longitudes = np.array([CUT_WEST, CENTRAL_MERIDIAN, CUT_EAST])
    for parallel in range(-60, 61, STEP_DEGREES):
        lines.append(vertices(np.column_stack([longitudes, np.full(3, float(parallel))])))
    return lines


def vertices(coordinates: np.ndarray) -> list[Vertex]:
    return [(x, y) for x, y in project_array(coordinates).tolist()]
