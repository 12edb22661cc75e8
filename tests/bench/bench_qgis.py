"""The final picture against QGIS drawing the same places, classes, points and lines, where QGIS is installed.

Both draw Equal Earth at 1920 × 1080 without names, with 200 lines of the same widths, halos and dashes; QGIS
from a GeoPackage in degrees, as an officer would use it. Ours counts its margin, its hatches and the outline
of the focus region too, which QGIS does not draw. A Python that can import QGIS is looked for among those of
the system; CHIPMAP_QGIS_PYTHON names another, and CHIPMAP_QGIS_PICTURES a folder for the pictures of both.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect

from chipmap.model.geography.projection import CENTRAL_MERIDIAN, CUT_EAST, EARTH_RADIUS_M, unproject
from chipmap.model.host.paths import resource
from chipmap.ui.map.arcs import DASHES_PX, HALO_PX, DrawnArc, arrange_arcs
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.drawing import Wish
from chipmap.ui.map.scene import class_colours
from tests.bench.bench_arcs import COUNT, many_arcs
from tests.bench.bench_crowds import a_crowd_file
from tests.bench.bench_map import HEIGHT, WIDTH, a_map_page, settle, thread_ms
from tests.bench.registry import Figure, NotMeasured, benchmark

PEER = Path(__file__).with_name("qgis_peer.py")
BARS = {300: 1 / 2, 10_000: 1 / 4, 100_000: 1 / 20}
EQUAL_EARTH = f"+proj=eqearth +lon_0={CENTRAL_MERIDIAN} +R={EARTH_RADIUS_M} +units=m +no_defs"
NO_VALUE = -1
PICTURES = "CHIPMAP_QGIS_PICTURES"


def python_of_qgis() -> str:
    """A Python for which QGIS is installed."""
    candidates = [os.environ.get("CHIPMAP_QGIS_PYTHON"), shutil.which("python3", path=os.defpath)]
    for python in filter(None, candidates):
        found = subprocess.run([python, "-c", "import qgis.core"], capture_output=True, check=False)
        if found.returncode == 0:
            return python
    raise NotMeasured("QGIS is not installed: no Python here can import qgis.core")


@benchmark("map-against-qgis")
def measure_against_qgis() -> Iterator[Figure]:
    python = python_of_qgis()
    with tempfile.TemporaryDirectory() as folder:
        geopackage, ours, task = Path(folder) / "scene.gpkg", {}, {}
        view = None
        for count in BARS:
            with a_map_page(a_crowd_file(folder, count)) as (application, page, _bridge):
                canvas = page.canvas
                view = view or canvas.viewport
                canvas.look_at(view)
                settle(application, canvas)
                wish = wish_of(canvas)
                ours[count] = picture_ms(canvas, wish)
                keep_picture(canvas, count)
                write_points(canvas, geopackage, count)
                if count == max(BARS):
                    write_countries(canvas, geopackage)
                    task = task_of(wish, geopackage)
        theirs = drawn_by_qgis(python, task, Path(folder))
    for count, bar in BARS.items():
        yield Figure(f"final picture, {count} institutions, {COUNT} lines", ours[count], "ms")
        yield Figure(f"QGIS, {count} institutions, {COUNT} lines", theirs[str(count)], "ms")
        yield Figure(f"ours / QGIS, {count} institutions", ours[count] / theirs[str(count)], "×", bar)


def wish_of(canvas: MapCanvas) -> Wish:
    """What the canvas shows, with two hundred lines and without names."""
    wish = canvas.wish()
    return replace(wish, scene=replace(wish.scene, arcs=many_arcs(COUNT), shows_names=False))


def picture_ms(canvas: MapCanvas, wish: Wish) -> float:
    return statistics.median(thread_ms(lambda: canvas.backdrop.renew_at_once(wish)) for _ in range(9))


def keep_picture(canvas: MapCanvas, count: int) -> None:
    folder, finished = os.environ.get(PICTURES), canvas.backdrop.finished
    if folder and finished is not None:
        middle = QRect(0, 0, WIDTH, HEIGHT)
        middle.moveCenter(finished.pixmap.rect().center())
        finished.pixmap.copy(middle).save(str(Path(folder) / f"chipmap_{count}.png"))


def task_of(wish: Wish, geopackage: Path) -> dict[str, Any]:
    """What QGIS is to draw: the same view. Our metres grow to the south, those of QGIS to the north."""
    seen, tokens = wish.viewport.map_rect, wish.scene.tokens
    arcs = arrange_arcs(wish.scene, wish.viewport)
    write_arcs(arcs, geopackage)
    return {
        "geopackage": str(geopackage),
        "proj": EQUAL_EARTH,
        "extent": [seen.left(), -seen.bottom(), seen.right(), -seen.top()],
        "size": [WIDTH, HEIGHT],
        "colours": [tokens.land, *class_colours(wish.scene.layer.kind, tokens)],
        "looks": {
            look_of(arc): {
                "halo": [tokens.halo, arc.width + HALO_PX],
                "line": [tokens.collaboration, arc.width],
                "dashes": DASHES_PX if arc.arc.is_dashed else [],
            }
            for arc in arcs
        },
        "scenes": {
            str(count): {"points": f"points_{count}", "is_clustered": count != min(BARS)} for count in BARS
        },
    }


def look_of(arc: DrawnArc) -> str:
    return f"{arc.width:.2f}{' dashed' if arc.arc.is_dashed else ''}"


def write_arcs(arcs: Iterable[DrawnArc], geopackage: Path) -> None:
    import geopandas
    from shapely import LineString, MultiLineString

    looks, shapes = [], []
    for drawn in arcs:
        lines = [[unproject(*point) for point in line] for line in drawn.arc.lines]
        located = [[place for place in line if place is not None and is_off_edge(place[0])] for line in lines]
        shapes.append(MultiLineString([LineString(line) for line in located if len(line) > 1]))
        looks.append(look_of(drawn))
    frame = geopandas.GeoDataFrame({"look": looks}, geometry=shapes, crs="EPSG:4326")
    frame.to_file(geopackage, layer="arcs", driver="GPKG", VERSION="1.2")


def write_points(canvas: MapCanvas, geopackage: Path, count: int) -> None:
    import geopandas

    degrees = [unproject(point.x, point.y) for point in canvas.scene.institutions]
    located = [place for place in degrees if place is not None]
    points = geopandas.points_from_xy([one[0] for one in located], [one[1] for one in located])
    frame = geopandas.GeoDataFrame(geometry=points, crs="EPSG:4326")
    frame.to_file(geopackage, layer=f"points_{count}", driver="GPKG", VERSION="1.2")


def is_off_edge(longitude: float) -> bool:
    """Not on the edge of the map, where one degree lies at both ends and QGIS would draw across the world."""
    return abs((longitude - CUT_EAST + 180.0) % 360.0 - 180.0) > 0.01


def write_countries(canvas: MapCanvas, geopackage: Path) -> None:
    import geopandas

    frame = geopandas.read_file(resource("geography/countries.gpkg"), layer="countries")
    places = canvas.scene.layer.values
    indices = [places[code].class_index if code in places else None for code in frame["code"]]
    frame["class"] = [NO_VALUE if index is None else index for index in indices]
    frame.to_file(geopackage, layer="countries", driver="GPKG", VERSION="1.2")


def drawn_by_qgis(python: str, task: dict[str, Any], folder: Path) -> dict[str, float]:
    """The CPU milliseconds of each scene in QGIS."""
    path = folder / "task.json"
    path.write_text(json.dumps(task), encoding="utf-8")
    run = subprocess.run(
        [python, str(PEER), str(path), *filter(None, [os.environ.get(PICTURES)])],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        words = run.stderr.strip().splitlines() or ["no words"]
        raise RuntimeError(f"QGIS ended with {run.returncode}: {words[-1]}")
    figures: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return figures
