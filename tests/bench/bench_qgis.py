"""The final picture against QGIS drawing the same places, classes, points and view, where QGIS is installed.

Both draw Equal Earth at 1920 × 1080 without labels; QGIS from a GeoPackage in degrees, as an officer would
use it. Ours counts its margin too. A Python that can import QGIS is looked for among those of the system;
CHIPMAP_QGIS_PYTHON names another.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chipmap.model.geography.projection import CENTRAL_MERIDIAN, EARTH_RADIUS_M
from chipmap.model.host.paths import resource
from chipmap.ui.map.canvas import MapCanvas
from chipmap.ui.map.scene import class_colours
from tests.bench.bench_crowds import a_crowd_file
from tests.bench.bench_map import HEIGHT, WIDTH, a_map_page, settle, thread_ms
from tests.bench.registry import Figure, NotMeasured, benchmark

PEER = Path(__file__).with_name("qgis_peer.py")
BARS = {300: 1 / 2, 10_000: 1 / 4, 100_000: 1 / 20}
EQUAL_EARTH = f"+proj=eqearth +lon_0={CENTRAL_MERIDIAN} +R={EARTH_RADIUS_M} +units=m +no_defs"
NO_VALUE = -1


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
                canvas.show_names(False)
                view = view or canvas.viewport
                canvas.look_at(view)
                settle(application, canvas)
                ours[count] = picture_ms(canvas)
                write_points(canvas, geopackage, count)
                task = task_of(canvas, geopackage)
                if count == max(BARS):
                    write_countries(canvas, geopackage)
        theirs = drawn_by_qgis(python, task, Path(folder))
    for count, bar in BARS.items():
        yield Figure(f"final picture, {count} institutions", ours[count], "ms")
        yield Figure(f"QGIS, {count} institutions", theirs[str(count)], "ms")
        yield Figure(f"ours / QGIS, {count} institutions", ours[count] / theirs[str(count)], "×", bar)


def picture_ms(canvas: MapCanvas) -> float:
    wish = canvas.wish()
    return statistics.median(thread_ms(lambda: canvas.backdrop.renew_at_once(wish)) for _ in range(9))


def task_of(canvas: MapCanvas, geopackage: Path) -> dict[str, Any]:
    """What QGIS is to draw: the same view. Our metres grow to the south, those of QGIS to the north."""
    seen, tokens = canvas.viewport.map_rect, canvas.scene.tokens
    return {
        "geopackage": str(geopackage),
        "proj": EQUAL_EARTH,
        "extent": [seen.left(), -seen.bottom(), seen.right(), -seen.top()],
        "size": [WIDTH, HEIGHT],
        "colours": [tokens.land, *class_colours(canvas.scene.layer.kind, tokens)],
        "scenes": {
            str(count): {"points": f"points_{count}", "is_clustered": count != min(BARS)} for count in BARS
        },
    }


def write_points(canvas: MapCanvas, geopackage: Path, count: int) -> None:
    import geopandas

    from chipmap.model.geography.projection import unproject

    degrees = [unproject(point.x, point.y) for point in canvas.scene.institutions]
    located = [place for place in degrees if place is not None]
    points = geopandas.points_from_xy([one[0] for one in located], [one[1] for one in located])
    frame = geopandas.GeoDataFrame(geometry=points, crs="EPSG:4326")
    frame.to_file(geopackage, layer=f"points_{count}", driver="GPKG")


def write_countries(canvas: MapCanvas, geopackage: Path) -> None:
    import geopandas

    frame = geopandas.read_file(resource("geography/countries.gpkg"), layer="countries")
    places = canvas.scene.layer.values
    indices = [places[code].class_index if code in places else None for code in frame["code"]]
    frame["class"] = [NO_VALUE if index is None else index for index in indices]
    frame.to_file(geopackage, layer="countries", driver="GPKG")


def drawn_by_qgis(python: str, task: dict[str, Any], folder: Path) -> dict[str, float]:
    """The CPU milliseconds of each scene in QGIS."""
    path = folder / "task.json"
    path.write_text(json.dumps(task), encoding="utf-8")
    run = subprocess.run(
        [python, str(PEER), str(path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode != 0:
        raise RuntimeError((run.stderr.strip().splitlines() or ["QGIS ended without a word"])[-1])
    figures: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return figures
