"""Draws in QGIS what `bench_qgis` draws, and prints the median CPU milliseconds of each scene as JSON.

Run by the Python that QGIS is installed for, with the path of a JSON file: `geopackage` (a path), `proj`,
`extent` (left, bottom, right, top), `size`, `colours` (of class -1, which has no value, then of 0, 1, …) and
`scenes` (by name: the layer of `points`, and whether it `is_clustered`). The layer "countries" has a column
"class". Labels are off; every thread's time counts.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsPointClusterRenderer,
    QgsRectangle,
    QgsRendererRange,
    QgsSingleSymbolRenderer,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

REPEAT = 9
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
    settings.setBackgroundColor(QColor("#e8eef2"))
    settings.setFlag(QgsMapSettings.Antialiasing, True)
    settings.setFlag(QgsMapSettings.DrawLabeling, False)
    return settings


def drawing_ms(settings):
    start = time.process_time()
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    if job.renderedImage().isNull():
        raise SystemExit("QGIS drew nothing")
    return (time.process_time() - start) * 1000


def main():
    task = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    application = QgsApplication([], False)
    application.initQgis()
    countries = countries_of(task)
    figures = {}
    for name, scene in task["scenes"].items():
        settings = settings_of(task, [points_of(task, scene), countries])
        drawing_ms(settings)
        figures[name] = statistics.median(drawing_ms(settings) for _ in range(REPEAT))
    sys.stdout.write(json.dumps(figures) + "\n")
    application.exitQgis()


main()
