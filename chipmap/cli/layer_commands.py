"""`chipmap map export`: a layer of the map as figures and outlines, for QGIS and for analysts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from chipmap.cli.documents import reading
from chipmap.cli.map_commands import view_meant
from chipmap.cli.map_words import measure_meant
from chipmap.cli.options import (
    AsJson,
    FocusOption,
    HorizonWord,
    LayerOption,
    LayerOutput,
    LayerWord,
    MeasureOption,
    NamingOption,
    SegmentOption,
    WorkspacePath,
)
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.reporting import show_result, tell
from chipmap.model.records import NOW
from chipmap.wording import _, ngettext

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.geo_export import ExportedLayer
    from chipmap.model.geography.layers import ShareGroup

LAYER_SUFFIXES = (".gpkg", ".geojson", ".csv")


def export_map_layer(
    path: WorkspacePath,
    *,
    output: LayerOutput,
    layer: LayerOption = LayerWord.CAPABILITY,
    segment: SegmentOption = None,
    horizon: HorizonWord = NOW,
    focus: FocusOption = None,
    measure: MeasureOption = None,
    naming: NamingOption = None,
    as_json: AsJson = False,
) -> None:
    """Write one layer of the map as GeoPackage, GeoJSON or CSV.

    Every place with its value, class, origin, need, gap, source and the note on boundaries; a GeoPackage
    holds the institutions as well. What is not known is empty. In a CSV file a text that a spreadsheet would
    take for a formula begins with an apostrophe. A file that is already there is replaced.
    """
    if output.suffix.casefold() not in LAYER_SUFFIXES:
        raise typer.BadParameter(
            _("{name}: a layer is written as .gpkg, .geojson or .csv.").format(name=output.name),
            param_hint="-o",
        )
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        shown = view_meant(dataset, layer=layer.value, segment=segment, horizon=horizon, focus=focus)
        profile = naming.value if naming else dataset.settings.naming_profile
        group = measure_meant(dataset, layer.value, shown["segment"], measure)
        written = _write(dataset, output, **shown, group=group, profile=profile, as_json=as_json)
    if written.guarded and not as_json:
        from chipmap.wording.layer_export import guarded_text

        tell(guarded_text(written.guarded))
    line = ngettext("{path}: {count} place.", "{path}: {count} places.", written.places)
    result = {
        "path": str(output),
        **shown,
        "naming": profile,
        "places": written.places,
        "institutions": written.institutions,
        "guarded": written.guarded,
    }
    show_result(result, [line.format(path=output, count=written.places)], as_json=as_json)


def _write(
    dataset: Dataset,
    output: Path,
    *,
    layer: str,
    segment: str,
    horizon: str,
    focus: str,
    group: ShareGroup | None,
    profile: str,
    as_json: bool,
) -> ExportedLayer:
    from chipmap.model.exchange.geo_export import export_layer
    from chipmap.model.geography.layers import LayerKind, layer_of
    from chipmap.model.geography.naming import PlaceNames
    from chipmap.wording.layer_export import layer_words

    names = PlaceNames.load(profile)
    shown = layer_of(dataset, LayerKind(layer), segment=segment, horizon=horizon, focus=focus, group=group)
    with progress_bar(_("Writing the layer"), is_shown=not as_json) as progress:
        return export_layer(
            dataset,
            shown,
            output,
            names=names,
            words=layer_words(shown, dataset, names),
            exported_at=datetime.now(UTC),
            progress=progress,
        )
