"""Draws in QGIS what `bench_qgis` draws: for each scene named on a line of its input, one redraw.

Run by the Python that QGIS is installed for, with the path of a JSON file: `geopackage` (a path), `proj`,
`extent` (left, bottom, right, top), `size`, `colours` (of class -1, which has no value, then of 0, 1, …) and
`scenes` (by name: the layer of `points`, whether it `is_clustered`, and whether it `has_arcs`). The layer
"countries" has a column "class", "lakes" has the colour `water`. The layer "arcs" has a column "look";
`looks` gives for each of its values the colours and widths of halo and line, the dashes, and the width of the
dot at the far end. Labels are off. Each answer is a line with the CPU milliseconds of all threads.
With a second argument, a folder, the pictures are kept there.
"""

import json
import os
import sys
import time
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsRectangle,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsTemplatedLineSymbolLayerBase,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

CLUSTER_PX = 44


def layer_of(task, name):
    layer = QgsVectorLayer(f"{task['geopackage']}|layername={name}", name, "ogr")
    if not layer.isValid():
        raise SystemExit(f"QGIS cannot open the layer {name}")
    return layer


def countries_of(task):
    layer = layer_of(task, "countries")
    ranges = []
    for number, colour in enumerate(task["colours"], start=-1):
        symbol = QgsFillSymbol.createSimple(
            {
                "color": colour,
                "outline_color": "#ffffff",
                "outline_width": "0.8",
                "outline_width_unit": "Pixel",
            }
        )
        ranges.append(QgsRendererRange(number - 0.5, number + 0.5, symbol, str(number)))
    layer.setRenderer(QgsGraduatedSymbolRenderer("class", ranges))
    return layer


def arcs_of(task):
    layer = layer_of(task, "arcs")
    categories = []
    for name, look in task["looks"].items():
        symbol = QgsLineSymbol.createSimple(stroke_of(look, "halo"))
        symbol.appendSymbolLayer(QgsSimpleLineSymbolLayer.create(stroke_of(look, "line")))
        symbol.appendSymbolLayer(end_dot_of(look))
        categories.append(QgsRendererCategory(name, symbol, name))
    layer.setRenderer(QgsCategorizedSymbolRenderer("look", categories))
    return layer


def stroke_of(look, part):
    colour, width = look[part]
    properties = {
        "line_color": colour,
        "line_width": str(width),
        "line_width_unit": "Pixel",
        "capstyle": "flat",
        "joinstyle": "bevel",
    }
    if part == "line" and look["dashes"]:
        properties |= {
            "use_custom_dash": "1",
            "customdash": ";".join(map(str, look["dashes"])),
            "customdash_unit": "Pixel",
        }
    return properties


def end_dot_of(look):
    dot = QgsMarkerLineSymbolLayer(False)
    dot.setPlacement(QgsTemplatedLineSymbolLayerBase.LastVertex)
    marker = {
        "name": "circle",
        "color": look["line"][0],
        "outline_color": look["halo"][0],
        "outline_width": "1.3",
        "outline_width_unit": "Pixel",
        "size": str(look["dot"]),
        "size_unit": "Pixel",
    }
    dot.setSubSymbol(QgsMarkerSymbol.createSimple(marker))
    return dot


def lakes_of(task):
    layer = layer_of(task, "lakes")
    symbol = QgsFillSymbol.createSimple({"color": task["water"], "outline_style": "no"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def points_of(task, scene):
    layer = layer_of(task, scene["points"])
    marker = QgsMarkerSymbol.createSimple(
        {"name": "square", "color": "#17202a", "outline_color": "#ffffff", "size": "9", "size_unit": "Pixel"}
    )
    renderer = QgsSingleSymbolRenderer(marker)
    if scene["is_clustered"]:
        clusters = QgsPointClusterRenderer()
        clusters.setEmbeddedRenderer(renderer)
        clusters.setTolerance(CLUSTER_PX)
        clusters.setToleranceUnit(QgsUnitTypes.RenderPixels)
        renderer = clusters
    layer.setRenderer(renderer)
    return layer


def settings_of(task, layers):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem.fromProj(task["proj"]))
    settings.setExtent(QgsRectangle(*task["extent"]))
    settings.setOutputSize(QSize(*task["size"]))
    settings.setBackgroundColor(QColor(task["water"]))
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setFlag(QgsMapSettings.DrawLabeling, False)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, True)
    return settings


def drawing_ms(settings, keep=None):
    """The CPU milliseconds of one redraw; the picture is kept at a path, if there is one."""
    start = time.process_time()
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    spent = (time.process_time() - start) * 1000
    image = job.renderedImage()
    if image.isNull() or job.errors():
        raise SystemExit("QGIS drew nothing, or not everything")
    if keep is not None:
        image.save(str(keep))
    return spent


def main():
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    application = QgsApplication([], False)
    application.initQgis()
    ground, arcs = [lakes_of(task), countries_of(task)], arcs_of(task)
    settings, kept = {}, []
    for name, scene in task["scenes"].items():
        points = points_of(task, scene)
        # The settings do not keep a layer alive: one that nobody holds would silently not be drawn.
        kept.append(points)
        settings[name] = settings_of(task, [points, *([arcs] if scene["has_arcs"] else []), *ground])
        drawing_ms(settings[name], None if folder is None else folder / f"qgis_{name}.png")
    for line in sys.stdin:
        sys.stdout.write(f"{drawing_ms(settings[line.strip()])}\n")
        sys.stdout.flush()
    # Taking QGIS apart from Python may end in a crash, and nothing is left to be kept.
    os._exit(0)


main()
