"""The final picture against QGIS drawing the same scene, where QGIS is installed.

Both draw Equal Earth at 1920 × 1080 without names: places and lakes in the same colours, 300 institutions
with 200 lines of the same widths, halos, dashes and dots, then 10,000 and 100,000 institutions clustered.
QGIS reads a GeoPackage in degrees, as an officer would have it. What is held against each other is the final
picture of what is in view; the margin that ours draws afterwards is printed beside it. Ours also has hatches
and a graticule. A Python that can import QGIS is looked for among those of the system; CHIPMAP_QGIS_PYTHON
names another, and CHIPMAP_QGIS_PICTURES a folder for the pictures of both.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QRect

from chipmap.model.geography.projection import CENTRAL_MERIDIAN, CUT_EAST, EARTH_RADIUS_M, unproject
from chipmap.model.host.paths import resource
from chipmap.ui.map.arcs import DASHES_PX, DOT_PX, HALO_PX, DrawnArc, arrange_arcs
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.drawing import Wish
from chipmap.ui.map.scene import class_colours
from tests.bench.bench_arcs import COUNT, many_arcs
from tests.bench.bench_crowds import a_crowd_file
from tests.bench.bench_map import HEIGHT, WIDTH, a_map_page, redraw, settle
from tests.bench.registry import Figure, NotMeasured, benchmark

PEER = Path(__file__).with_name("qgis_peer.py")
WITH_LINES = 300
BARS = {WITH_LINES: 1 / 2, 10_000: 1 / 4, 100_000: 1 / 20}
EQUAL_EARTH = f"+proj=eqearth +lon_0={CENTRAL_MERIDIAN} +R={EARTH_RADIUS_M} +units=m +no_defs"
NO_VALUE = -1
REPEAT = 15
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
    with tempfile.TemporaryDirectory() as folder, ExitStack() as open_maps:
        canvases: dict[int, MapCanvas] = {}
        for count in BARS:
            a_map = a_map_page(a_crowd_file(folder, count))
            application, page, _bridge = open_maps.enter_context(a_map)
            canvases[count] = page.canvas
            page.canvas.look_at(canvases[WITH_LINES].viewport)
            settle(application, page.canvas)
        peer = open_maps.enter_context(a_peer(python, task_of(canvases, Path(folder)), Path(folder)))
        for count, bar in BARS.items():
            yield from _compared(canvases[count], peer, count, bar)


def _compared(canvas: MapCanvas, peer: Peer, count: int, bar: float) -> Iterator[Figure]:
    """Both draw in turns, because on a shared machine both slow down together."""
    wish = wish_of(canvas, count)
    ours, whole, theirs = [], [], []
    for _ in range(REPEAT):
        drawn = redraw(canvas, wish, repeat=1)
        ours.append(drawn.in_view)
        whole.append(drawn.with_margin)
        theirs.append(peer.drawing_ms(str(count)))
    keep_picture(canvas, count)
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    scene = f"{count} institutions, {COUNT} lines" if count == WITH_LINES else f"{count} clustered"
    yield Figure(f"ours, {scene}", statistics.median(ours), "ms")
    yield Figure("ours with the margin around it", statistics.median(whole), "ms")
    yield Figure(f"QGIS, {scene}", statistics.median(theirs), "ms")
    yield Figure(f"ours / QGIS, {scene}", ratio, "×", bar)


def wish_of(canvas: MapCanvas, count: int) -> Wish:
    """What the canvas shows, with lines where they belong, and without names and the outline of a region."""
    wish = canvas.wish()
    arcs = many_arcs(COUNT) if count == WITH_LINES else None
    return replace(wish, scene=replace(wish.scene, arcs=arcs, shows_names=False, focus=frozenset()))


def keep_picture(canvas: MapCanvas, count: int) -> None:
    folder, finished = os.environ.get(PICTURES), canvas.backdrop.finished
    if folder and finished is not None:
        middle = QRect(0, 0, WIDTH, HEIGHT)
        middle.moveCenter(finished.pixmap.rect().center())
        finished.pixmap.copy(middle).save(str(Path(folder) / f"chipmap_{count}.png"))


def task_of(canvases: dict[int, MapCanvas], folder: Path) -> dict[str, Any]:
    """What QGIS is to draw: the same view. Our metres grow to the south, those of QGIS to the north."""
    geopackage = folder / "scene.gpkg"
    for count, canvas in canvases.items():
        write_points(canvas, geopackage, count)
    wish = wish_of(canvases[WITH_LINES], WITH_LINES)
    write_countries(canvases[WITH_LINES], geopackage)
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
                "dot": 2.0 * DOT_PX,
            }
            for arc in arcs
        },
        "water": tokens.water,
        "scenes": {
            str(count): {
                "points": f"points_{count}",
                "is_clustered": count != WITH_LINES,
                "has_arcs": count == WITH_LINES,
            }
            for count in BARS
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
    lakes = geopandas.read_file(resource("geography/countries.gpkg"), layer="lakes")
    lakes.to_file(geopackage, layer="lakes", driver="GPKG", VERSION="1.2")


class Peer:
    """A process in which QGIS draws whatever it is asked for."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def drawing_ms(self, scene: str) -> float:
        """The CPU milliseconds of one redraw of a scene."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        asked.write(f"{scene}\n")
        asked.flush()
        answer = answers.readline()
        if not answer:
            raise RuntimeError(f"QGIS ended with {self._process.wait()}")
        return float(answer)


@contextmanager
def a_peer(python: str, task: dict[str, Any], folder: Path) -> Iterator[Peer]:
    path = folder / "task.json"
    path.write_text(json.dumps(task), encoding="utf-8")
    process = subprocess.Popen(
        [python, str(PEER), str(path), *filter(None, [os.environ.get(PICTURES)])],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        yield Peer(process)
