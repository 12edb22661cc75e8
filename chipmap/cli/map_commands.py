"""`chipmap map …`: a map as a picture file, drawn by the code of the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from chipmap.cli.documents import reading
from chipmap.cli.map_words import classes_meant, measure_meant
from chipmap.cli.options import (
    ArcsOption,
    AsJson,
    ClassesOption,
    FocusOption,
    HorizonWord,
    LayerOption,
    LayerWord,
    MapOption,
    MapWord,
    MeasureOption,
    NamingOption,
    OutlinedText,
    PictureOutput,
    SegmentOption,
    Size,
    ThemeOption,
    ThemeWord,
    WorkspacePath,
)
from chipmap.cli.references import horizon_meant, segment_meant, size_meant, subject_meant
from chipmap.cli.reporting import Refused, show_result
from chipmap.model.records import NOW
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.geography.layers import ShareGroup

app = typer.Typer(no_args_is_help=True, help="Draw maps as picture files, and write their layers for QGIS.")

PICTURE_SUFFIXES = (".png", ".svg", ".pdf")


@app.command("render")
def render_layer(
    path: WorkspacePath,
    *,
    output: PictureOutput,
    layer: LayerOption = LayerWord.CAPABILITY,
    segment: SegmentOption = None,
    horizon: HorizonWord = NOW,
    focus: FocusOption = None,
    measure: MeasureOption = None,
    classes: ClassesOption = None,
    arcs: ArcsOption = None,
    view: MapOption = MapWord.WORLD,
    size: Size = "1600x1000",
    theme: ThemeOption = ThemeWord.LIGHT,
    naming: NamingOption = None,
    text_as_outlines: OutlinedText = False,
    as_json: AsJson = False,
) -> None:
    """Draw one layer of the map to a PNG, SVG or PDF file.

    The picture carries title, legend, sources, date, naming profile and the note on boundaries. Beside it
    FILE.txt says in words what it shows. Files that are already there are replaced.
    """
    width_and_height = size_meant(size)
    if output.suffix.casefold() not in PICTURE_SUFFIXES:
        raise typer.BadParameter(
            _("{name}: a map is written as .png, .svg or .pdf.").format(name=output.name), param_hint="-o"
        )
    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        shown = view_meant(dataset, layer=layer.value, segment=segment, horizon=horizon, focus=focus)
        beside = draw_map(
            dataset,
            output,
            **shown,
            group=measure_meant(dataset, layer.value, shown["segment"], measure),
            classes=classes_meant(layer.value, classes),
            arcs=arcs.value if arcs else None,
            size=width_and_height,
            theme=theme.value,
            naming=naming.value if naming else None,
            view=view.value,
            has_outlined_text=text_as_outlines,
        )
    result: dict[str, object] = {"path": str(output), "alt_text": str(beside), **shown, "view": view.value}
    result["size"] = list(width_and_height)
    show_result(result, [str(output), str(beside)], as_json=as_json)


def view_meant(
    dataset: Dataset, *, layer: str, segment: str | None, horizon: str, focus: str | None
) -> dict[str, str]:
    """What of the map to draw; what is not said is the workspace's focus region and where that begins."""
    key = subject_meant(dataset, focus, parameter="--focus") if focus else dataset.settings.focus_region
    return {
        "layer": layer,
        "segment": _shown_segment(dataset, segment) if segment else first_segment(dataset, key),
        "horizon": horizon_meant(dataset, horizon),
        "focus": key,
    }


def _shown_segment(dataset: Dataset, text: str) -> str:
    """A segment that can have levels; the whole chain and totals have none to draw."""
    key = segment_meant(dataset, text, parameter="--segment")
    if dataset.segments[key].segment_kind == "total":
        raise typer.BadParameter(
            _("“{text}” is a total of several segments and has no levels to draw.").format(text=text),
            param_hint="--segment",
        )
    return key


def first_segment(dataset: Dataset, focus: str) -> str:
    """Where a person would begin: the stage with the widest gap of the focus, else the first stage."""
    from chipmap.model.analysis.standing import standings_of

    return standings_of(dataset).widest_gap(focus) or dataset.stages()[0].id


def draw_map(
    dataset: Dataset,
    output: Path,
    *,
    layer: str,
    segment: str,
    horizon: str,
    focus: str,
    size: tuple[int, int],
    theme: str,
    naming: str | None,
    group: ShareGroup | None = None,
    classes: frozenset[str] = frozenset(),
    arcs: str | None = None,
    view: str = "world",
    has_outlined_text: bool = False,
) -> Path:
    """Write the picture and the text file beside it; refused where they cannot be written."""
    from chipmap.cli.screens import use_no_screen
    from chipmap.model.geography.arcs import ArcKind
    from chipmap.model.geography.layers import LayerKind
    from chipmap.model.geography.map_projections import MapProjection

    use_no_screen()
    from chipmap.ui.map.export import render_map

    try:
        return render_map(
            dataset,
            output,
            layer=LayerKind(layer),
            segment=segment,
            horizon=horizon,
            focus=focus,
            size=size,
            theme="dark" if theme == "dark" else "light",
            naming=naming,
            group=group,
            classes=classes,
            arcs=ArcKind(arcs) if arcs else None,
            projection=MapProjection(view),
            has_outlined_text=has_outlined_text,
        )
    except OSError as error:
        raise Refused(
            "picture-not-written",
            _("{path} could not be written: {reason}.").format(path=output, reason=error.strerror or error),
            path=str(output),
        ) from error
