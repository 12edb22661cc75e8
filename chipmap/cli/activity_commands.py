"""`chipmap analysis carbon` and `complexity`: what making something emits, and what goes together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.analysis_options import (
    Assumed,
    TermOf,
    WithinSegment,
    asked_dataset,
    explained,
    headed,
    name_of,
    reason_code,
    reasons_said,
    segments_beneath,
    terms_table,
)
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.references import segment_meant, subject_meant
from chipmap.cli.result_tables import AsCsv, Explained, ResultTable, plain, show_table
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.carbon import Footprint
    from chipmap.model.analysis.figures import Figure
    from chipmap.model.analysis.segment_carbon import SegmentCarbon
    from chipmap.model.dataset import Dataset

Move = Annotated[
    str | None,
    typer.Option(
        "--move",
        metavar="FROM:TO=PART",
        help="What changes if a part of the world (0 to 1) moves, such as TWN:FRA=0.05; wants --segment.",
        show_default=False,
    ),
]
Nodes = Annotated[
    bool, typer.Option("--nodes", help="A wafer's footprint by logic node and place instead of segments.")
]
MadeIn = Annotated[
    list[str] | None,
    typer.Option(
        "--subject",
        metavar="SUBJECT",
        help="For --nodes: a place of production; may be given often. All with a grid factor if left out.",
        show_default=False,
    ),
]
Abatement = Annotated[
    float,
    typer.Option("--abatement", metavar="X", help="For --nodes: per cent of process gases abated, 95 to 99."),
]
YieldPart = Annotated[
    float, typer.Option("--yield", metavar="X", help="For --nodes: the part of good silicon, 0 to 1.")
]


def weigh_carbon(
    path: WorkspacePath,
    *,
    segment: WithinSegment = None,
    move: Move = None,
    nodes: Nodes = False,
    subject: MadeIn = None,
    abatement: Abatement = 97.0,
    yield_part: YieldPart = 0.875,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """How clean the power is where segments are made, in g CO₂ a kilowatt hour, with the part that is known.

    Only shares that are counted by location say where something is made. With --nodes: what a square
    centimetre of good silicon carries in g CO₂e, for the logic nodes with published factors and no others.
    """
    with asked_dataset(path, as_json=as_json, assumed=assume or ()) as dataset:
        if nodes:
            places = [subject_meant(dataset, text, parameter="--subject") for text in subject or ()]
            show = _footprints(dataset, places, abatement, yield_part, as_csv=as_csv)
        elif move is not None:
            show = _moved(dataset, segment, move, as_csv=as_csv)
        else:
            show = _intensities(dataset, segments_beneath(dataset, segment), as_csv=as_csv)
        result, table, notes, terms = show
        show_table(
            result,
            table,
            as_json=as_json,
            as_csv=as_csv,
            notes=notes,
            terms=terms_table(dataset, terms, as_csv=as_csv) if explain else None,
        )


Shown = tuple[dict[str, Any], ResultTable, list[str], list[TermOf]]
"""A result for a script, its table and notes for a person, and the terms of its figures."""


def _intensities(dataset: Dataset, segments: list[str], *, as_csv: bool) -> Shown:
    from chipmap.model.analysis.segment_carbon import carbon_of

    found = [carbon_of(dataset, one) for one in segments]
    rows = [_intensity(dataset, one) for one in found]
    headings = {
        "name": _("Segment"),
        "intensity": _("g CO₂/kWh"),
        "coverage": _("Known"),
        "without": _("Without a factor"),
        "years": _("Factors of"),
        "reason": _("Why not"),
    }
    terms = [TermOf(one.segment, "intensity", term) for one in found for term in one.intensity.explain]
    return (
        {"segments": rows},
        ResultTable(headed(["segment"], headings, as_csv=as_csv), rows),
        list(reasons_said(one.intensity.reason for one in found)),
        terms,
    )


def _intensity(dataset: Dataset, one: SegmentCarbon) -> dict[str, Any]:
    return {
        "segment": one.segment,
        "name": name_of(dataset, one.segment),
        "intensity": plain(one.intensity.value),
        "coverage": plain(one.intensity.coverage) if one.intensity.value is not None else None,
        "factors": [
            {"place": place, "value": plain(part.value), "year": part.year, "source": part.source}
            for place, part in one.factors.items()
        ],
        "without": list(one.without),
        "years": list(one.years),
        "measure": one.basis.measure if one.basis else None,
        "year": one.basis.year if one.basis else None,
        "sources": list(one.sources),
        "reason": reason_code(one.intensity.reason),
        "explain": explained(one.intensity.explain),
    }


def _moved(dataset: Dataset, segment: str | None, text: str, *, as_csv: bool) -> Shown:
    from chipmap.model.analysis.segment_carbon import carbon_if_moved

    if segment is None:
        raise typer.BadParameter(_("Say of which segment: --segment."), param_hint="--move")
    which = segment_meant(dataset, segment, parameter="--segment")
    named, _equals, stated = text.partition("=")
    origin, _colon, target = named.partition(":")
    try:
        part = float(stated.replace(",", "."))
    except ValueError:
        part = -1.0
    if not 0 <= part <= 1 or not origin or not target:
        raise typer.BadParameter(
            _("“{text}” moves nothing. Give FROM:TO=PART with a part from 0 to 1.").format(text=text),
            param_hint="--move",
        )
    places = [subject_meant(dataset, place, parameter="--move") for place in (origin, target)]
    found: Figure = carbon_if_moved(dataset, which, part, origin=places[0], target=places[1])
    row = {
        "segment": which,
        "name": name_of(dataset, which),
        "from": places[0],
        "to": places[1],
        "part": plain(part),
        "change": plain(found.value),
        "reason": reason_code(found.reason),
        "explain": explained(found.explain),
    }
    headings = {
        "name": _("Segment"),
        "from": _("From"),
        "to": _("To"),
        "part": _("Part"),
        "change": _("Change, g CO₂/kWh"),
        "reason": _("Why not"),
    }
    return (
        row,
        ResultTable(headed(["segment"], headings, as_csv=as_csv), [row]),
        list(reasons_said([found.reason])),
        [TermOf(which, "change", term) for term in found.explain],
    )


def _footprints(
    dataset: Dataset, places: list[str], abatement: float, yield_part: float, *, as_csv: bool
) -> Shown:
    from chipmap.model.analysis.carbon import CarbonFactors
    from chipmap.model.analysis.segment_carbon import footprint_at, grid_factors

    factors = grid_factors(dataset)
    found = {
        (node, place): footprint_at(dataset, node, place, abatement_percent=abatement, yield_part=yield_part)
        for node in CarbonFactors().energy
        for place in places or sorted(factors)
    }
    rows = [_footprint(dataset, *key, one) for key, one in found.items()]
    for row in rows:
        factor = factors.get(row["place"])
        row["grid"] = plain(factor.value) if factor else None
        row["grid_year"] = factor.year if factor else None
    headings = {
        "node": _("Node"),
        "name": _("Place"),
        "total": _("g CO₂e/cm²"),
        "electricity": _("Electricity"),
        "gases": _("Gases"),
        "materials": _("Materials"),
        "grid": _("Grid, g/kWh"),
        "grid_year": _("Of"),
        "reason": _("Why not"),
    }
    terms = [TermOf(place, node, term) for (node, place), one in found.items() for term in one.explain]
    return (
        {"abatement": plain(abatement), "yield": plain(yield_part), "wafers": rows},
        ResultTable(headed(["place"], headings, as_csv=as_csv), rows),
        [
            *reasons_said(one.reason for one in found.values()),
            _("There are no published factors for power, analogue and silicon carbide devices."),
        ],
        terms,
    )


def _footprint(dataset: Dataset, node: str, place: str, one: Footprint) -> dict[str, Any]:
    return {
        "node": node,
        "place": place,
        "name": name_of(dataset, place),
        "total": plain(one.total),
        "electricity": plain(one.electricity),
        "gases": plain(one.gases),
        "materials": plain(one.materials),
        "reason": reason_code(one.reason),
        "explain": explained(one.explain),
    }
