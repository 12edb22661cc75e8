"""`chipmap institution add`, `edit` and `remove`: one institution at a time.

Each is one step that can be undone in the window, and is saved. What is not given stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import changing
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.references import segment_meant, subject_meant
from chipmap.cli.reporting import show_result
from chipmap.model.labels import Label
from chipmap.model.records.places import INSTITUTION_TYPES
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Institution

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="What the institution is called.", show_default=False)
]
Known = Annotated[
    str,
    typer.Argument(metavar="INSTITUTION", help="An institution: its id or name.", show_default=False),
]
NewName = Annotated[str | None, typer.Option("--name", metavar="T", help="Another name.", show_default=False)]
Country = Annotated[
    str | None,
    typer.Option("--country", metavar="PLACE", help="The place that it lies in.", show_default=False),
]
TypeWord = Annotated[
    str | None,
    typer.Option("--type", metavar="T", help=f"One of {', '.join(INSTITUTION_TYPES)}.", show_default=False),
]
City = Annotated[str | None, typer.Option("--city", metavar="T", help="Its city.", show_default=False)]
Latitude = Annotated[
    float | None,
    typer.Option("--latitude", min=-90.0, max=90.0, help="Degrees north.", show_default=False),
]
Longitude = Annotated[
    float | None,
    typer.Option("--longitude", min=-180.0, max=180.0, help="Degrees east.", show_default=False),
]
Segments = Annotated[
    list[str] | None,
    typer.Option(
        "--segment",
        metavar="ID",
        help="A segment that it is active in. May be given often.",
        show_default=False,
    ),
]
Role = Annotated[
    str | None, typer.Option("--role", metavar="T", help="What it does there.", show_default=False)
]
Website = Annotated[
    str | None, typer.Option("--website", metavar="T", help="Where to read about it.", show_default=False)
]


def add_institution(
    path: WorkspacePath,
    name: Name,
    *,
    country: Country = None,
    institution_type: TypeWord = None,
    city: City = None,
    latitude: Latitude = None,
    longitude: Longitude = None,
    segment: Segments = None,
    role: Role = None,
    website: Website = None,
    as_json: AsJson = False,
) -> None:
    """Add an institution and save. Without a position it is listed, but not drawn on the map."""
    if country is None:
        raise typer.BadParameter(_("Say in which place it lies."), param_hint="--country")
    said = _texts(institution_type, city=city, role=role, website=website)
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits.institutions import institution_draft, new_institution_id, put_institution

        dataset = workspace.dataset
        said |= _references(dataset, country, segment) | _position(latitude, longitude)
        drafted = replace(
            institution_draft(), id=new_institution_id(dataset, name), name=name, short_name=name
        )
        added = replace(drafted, **said)
        workspace.apply(put_institution(dataset, added), label=Label.ADD_INSTITUTION)
        workspace.save()
    show_result(_fields(added), [_("{name} added as {id}.").format(name=name, id=added.id)], as_json=as_json)


def edit_institution(
    path: WorkspacePath,
    institution: Known,
    *,
    name: NewName = None,
    country: Country = None,
    institution_type: TypeWord = None,
    city: City = None,
    latitude: Latitude = None,
    longitude: Longitude = None,
    segment: Segments = None,
    role: Role = None,
    website: Website = None,
    as_json: AsJson = False,
) -> None:
    """Change what is given of an institution, its position included, and save.

    The segments that are given replace those that it had.
    """
    said = _texts(institution_type, name=name, city=city, role=role, website=website)
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits.institutions import put_institution

        dataset = workspace.dataset
        before = _known(dataset, institution)
        said |= _references(dataset, country, segment) | _position(latitude, longitude)
        after = replace(before, **said)
        if after != before:
            workspace.apply(put_institution(dataset, after), label=Label.CHANGE_INSTITUTION)
            workspace.save()
    line = _("{name} changed.") if after != before else _("{name} is like that already.")
    show_result(_fields(after), [line.format(name=after.name)], as_json=as_json)


def remove_institution(path: WorkspacePath, institution: Known, as_json: AsJson = False) -> None:
    """Remove an institution together with its scores, and save."""
    with changing(path, as_json=as_json) as workspace:
        from chipmap.model.edits import institutions as edits

        removed = _known(workspace.dataset, institution)
        changes = edits.remove_institution(workspace.dataset, removed.id)
        workspace.apply(changes, label=Label.REMOVE_INSTITUTION)
        workspace.save()
    show_result(_fields(removed), [_("{name} removed.").format(name=removed.name)], as_json=as_json)


def _known(dataset: Dataset, text: str) -> Institution:
    found: Institution | None = dataset.institutions.get(
        subject_meant(dataset, text, parameter="INSTITUTION")
    )
    if found is None:
        raise typer.BadParameter(
            _("“{text}” is a place, not an institution.").format(text=text), param_hint="INSTITUTION"
        )
    return found


def _texts(institution_type: str | None, **texts: str | None) -> dict[str, Any]:
    """What was given, by the names of the record's fields."""
    if institution_type is not None and institution_type.casefold() not in INSTITUTION_TYPES:
        raise typer.BadParameter(
            _("“{text}” is no type of institution. There are {choices}.").format(
                text=institution_type, choices=", ".join(INSTITUTION_TYPES)
            ),
            param_hint="--type",
        )
    given: Mapping[str, str | None] = {
        **texts,
        "institution_type": institution_type and institution_type.casefold(),
    }
    return {field: text for field, text in given.items() if text is not None}


def _references(dataset: Dataset, country: str | None, segments: list[str] | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if country is not None:
        found["country"] = subject_meant(dataset, country, parameter="--country")
        if found["country"] not in dataset.countries:
            raise typer.BadParameter(
                _("An institution lies in one place; “{text}” is none.").format(text=country),
                param_hint="--country",
            )
    if segments:
        keys = [segment_meant(dataset, text, parameter="--segment") for text in segments]
        found["segments"] = tuple(dict.fromkeys(keys))
    return found


def _position(latitude: float | None, longitude: float | None) -> dict[str, float]:
    """Both degrees or none: half a position is nowhere."""
    if (latitude is None) != (longitude is None):
        raise typer.BadParameter(_("Give --latitude and --longitude together."), param_hint="--latitude")
    return {} if latitude is None or longitude is None else {"latitude": latitude, "longitude": longitude}


def _fields(institution: Institution) -> dict[str, object]:
    return {
        "id": institution.id,
        "name": institution.name,
        "type": institution.institution_type,
        "country": institution.country,
        "city": institution.city,
        "latitude": institution.latitude,
        "longitude": institution.longitude,
        "segments": list(institution.segments),
        "role": institution.role,
        "website": institution.website,
    }
