"""`chipmap analysis complexity`: which activities go together, and which places do what few can do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.analysis_options import (
    Assumed,
    TermOf,
    asked_dataset,
    explained,
    headed,
    name_of,
    reason_code,
    reasons_said,
    terms_table,
)
from chipmap.cli.dependency_commands import Products
from chipmap.cli.options import AsJson, HorizonWord, WorkspacePath
from chipmap.cli.references import horizon_meant, subject_meant
from chipmap.cli.result_tables import AsCsv, Explained, ResultTable, plain, show_table
from chipmap.model.records import NOW
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.match.place_complexity import PlaceComplexity


class BasisWord(StrEnum):
    """What says that a place has an activity."""

    LEVELS = "levels"
    EXPORTS = "exports"


BasisOption = Annotated[
    BasisWord | None,
    typer.Option(
        "--basis",
        help="A place has an activity by its level in a segment, or by a revealed advantage in exports of "
        "a product. Exports where the workspace has any, if left out.",
        show_default=False,
        case_sensitive=False,
    ),
]
NearTo = Annotated[
    str | None,
    typer.Option(
        "--subject",
        metavar="SUBJECT",
        help="List activities instead of places, by how near this place is to each.",
        show_default=False,
    ),
]
YearOption = Annotated[
    int | None,
    typer.Option(
        "--year", metavar="YEAR", help="For exports: the year. The latest if left out.", show_default=False
    ),
]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was computed, on which basis, and of which place densities are listed."""

    dataset: Dataset
    found: PlaceComplexity
    basis: BasisWord
    subject: str | None
    year: int | None = None
    unit: str = ""
    sources: tuple[str, ...] = ()


def weigh_complexity(
    path: WorkspacePath,
    *,
    subject: NearTo = None,
    basis: BasisOption = None,
    horizon: HorizonWord = NOW,
    product: Products = None,
    year: YearOption = None,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Economic complexity of places (ECI) and activities (PCI), and how near a place is to what it lacks.

    Both indices are z-scores. `density` is the part, 0 to 100, of what goes together with an activity that
    the place has. With fewer than 15 places or activities the indices are experimental.
    """
    with asked_dataset(path, as_json=as_json, assumed=assume or ()) as dataset:
        near = None if subject is None else subject_meant(dataset, subject, parameter="--subject")
        asked = _computed(
            dataset,
            basis,
            near,
            horizon=horizon_meant(dataset, horizon),
            products=product or [],
            year=year,
        )
        rows = _places(asked) if near is None else _activities(asked)
        show_table(
            {**_of_all(asked), "places": _places(asked), "activities": _activities(asked)},
            ResultTable(_headings(near, as_csv), rows),
            as_json=as_json,
            as_csv=as_csv,
            notes=_notes(asked),
            terms=terms_table(dataset, _terms(asked), as_csv=as_csv) if explain else None,
        )


def _computed(
    dataset: Dataset,
    basis: BasisWord | None,
    subject: str | None,
    *,
    horizon: str,
    products: list[str],
    year: int | None,
) -> _Asked:
    from chipmap.model.match.export_complexity import export_complexity_of, export_years
    from chipmap.model.match.place_complexity import complexity_of

    used = basis or (BasisWord.EXPORTS if export_years(dataset) else BasisWord.LEVELS)
    if used is BasisWord.EXPORTS:
        found = export_complexity_of(dataset, year=year, products=products)
        return _Asked(dataset, found.found, used, subject, found.year, found.unit, found.sources)
    region = subject if subject in dataset.regions else None
    return _Asked(dataset, complexity_of(dataset, horizon=horizon, region=region), used, subject)


def _of_all(asked: _Asked) -> dict[str, Any]:
    found = asked.found
    return {
        "basis": asked.basis.value,
        "subject": asked.subject,
        "year": asked.year,
        "unit": asked.unit,
        "sources": list(asked.sources),
        "known": plain(found.known),
        "suggested": plain(found.suggested_part),
        "least_level": plain(found.least_level) if asked.basis is BasisWord.LEVELS else None,
        "experimental": found.is_experimental,
        "reason": reason_code(found.reason),
    }


def _headings(subject: str | None, as_csv: bool) -> dict[str, str]:
    if subject is None:
        return headed(
            ["place"],
            {"name": _("Place"), "eci": "ECI", "has": _("Activities"), "reason": _("Why not")},
            as_csv=as_csv,
        )
    headings = {
        "name": _("Activity"),
        "density": _("Density"),
        "held": _("Has it"),
        "pci": "PCI",
        "in_places": _("In places"),
        "reason": _("Why not"),
    }
    return headed(["activity"], headings, as_csv=as_csv)


def _places(asked: _Asked) -> list[dict[str, Any]]:
    """Every place of which anything is known, the most complex first."""
    found = asked.found
    order = sorted(found.density, key=lambda place: (-found.eci.get(place, float("-inf")), place))
    return [
        {
            "place": place,
            "name": name_of(asked.dataset, place),
            "eci": plain(found.eci.get(place)),
            "has": len(found.held.get(place, ())),
            "reason": _why_not(found, is_missing=place not in found.eci),
            "explain": explained(found.explain(place)),
        }
        for place in order
    ]


def _activities(asked: _Asked) -> list[dict[str, Any]]:
    """Every activity, those that the asked place is nearest to first."""
    found, subject = asked.found, asked.subject or ""
    around, has = found.density.get(subject), found.held.get(subject, ())
    near = around or {}
    count = {one: sum(one in held for held in found.held.values()) for one in found.closeness}
    order = sorted(
        found.closeness,
        key=lambda one: (-near.get(one, float("-inf")), -found.pci.get(one, float("-inf")), one),
    )
    return [
        {
            "activity": one,
            "name": name_of(asked.dataset, one),
            "density": plain(near.get(one)),
            "held": None if around is None else one in has,
            "pci": plain(found.pci.get(one)),
            "in_places": count[one],
            "reason": _why_not(found, is_missing=one not in found.pci),
            "explain": explained(found.explain_density(subject, one)),
        }
        for one in order
    ]


def _why_not(found: PlaceComplexity, *, is_missing: bool) -> str | None:
    """Why there is no index: that of all, or that a single place or activity has nothing."""
    from chipmap.model.analysis.figures import Reason

    return reason_code(found.reason or Reason.NOTHING_GIVEN) if is_missing else None


def _terms(asked: _Asked) -> Iterator[TermOf]:
    found, subject = asked.found, asked.subject
    if subject is None:
        for place in found.eci:
            for term in found.explain(place):
                yield TermOf(place, "eci", term)
        return
    for one in found.density.get(subject, ()):
        for term in found.explain_density(subject, one):
            yield TermOf(one, "density", term)


def _notes(asked: _Asked) -> Iterator[str]:
    found = asked.found
    yield from reasons_said([found.reason])
    if asked.subject is not None and asked.subject not in found.density:
        yield _("Nothing is known of {place} here, so no density can be told.").format(
            place=name_of(asked.dataset, asked.subject)
        )
    if asked.basis is BasisWord.EXPORTS:
        if asked.year is not None:
            yield _("Exports of {year} in {unit}.").format(year=asked.year, unit=asked.unit or "–")
        return
    yield _(
        "No trade: a place has a segment from level {level}. {known:.0%} of the levels are known."
    ).format(level=found.least_level, known=found.known)
    if found.suggested_part:
        yield _("{part:.0%} of them rest on suggestions.").format(part=found.suggested_part)
    if found.is_experimental:
        yield _("Experimental: there are fewer than 15 places or segments.")
