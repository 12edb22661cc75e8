"""How a subject is introduced: code badge, name, and one line on what it is.

Names follow the naming profile of the workspace; a note that the profile demands is shown with the name.
"""

from __future__ import annotations

from dataclasses import dataclass

from chipmap.model.dataset import Dataset
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.records import Institution
from chipmap.wording import _, ngettext
from chipmap.wording.levels import institution_type_word


@dataclass(frozen=True, slots=True)
class SubjectTitle:
    """The header of a subject; `parent` is the country of an institution, empty for places."""

    badge: str
    name: str
    detail: str
    note: str = ""
    parent: str = ""
    parent_name: str = ""


def title_of(dataset: Dataset, names: PlaceNames, subject: str, focus: str) -> SubjectTitle:
    """The header of a country, region or institution."""
    institution = dataset.institutions.get(subject)
    if institution is not None:
        return _institution_title(institution, names)
    count = len(institutions_of(dataset, subject))
    institutions = (
        ngettext("{count} institution", "{count} institutions", count).format(count=count)
        if count
        else _("no institution known")
    )
    region = dataset.regions.get(subject)
    if region is not None:
        kind = _("Focus region") if subject == focus else _("Region")
        places = ngettext("{count} place", "{count} places", len(region.members))
        detail = f"{kind} · {places.format(count=len(region.members))} · {institutions}"
        return SubjectTitle(subject[:2], names.name(subject), detail, names.note(subject) or "")
    country = dataset.countries.get(subject)
    subregion = names.subregion(country.subregion) or country.subregion if country is not None else ""
    detail = f"{subregion} · {institutions}" if subregion else institutions
    badge = country.alpha2 if country is not None else subject[:2]
    return SubjectTitle(badge, names.name(subject), detail, names.note(subject) or "")


def _institution_title(institution: Institution, names: PlaceNames) -> SubjectTitle:
    country = names.name(institution.country)
    place = f"{institution.city}, {country}" if institution.city else country
    kind = institution_type_word(institution.institution_type)
    return SubjectTitle(
        badge="",
        name=institution.short_name or institution.name,
        detail=f"{kind} · {place}",
        note=institution.name if institution.short_name not in {"", institution.name} else "",
        parent=institution.country,
        parent_name=country,
    )


def institutions_of(dataset: Dataset, subject: str) -> list[Institution]:
    """The institutions of a country, or of a region's members, by name."""
    region = dataset.regions.get(subject)
    countries = frozenset(region.members) if region is not None else frozenset((subject,))
    found = [record for record in dataset.institutions.values() if record.country in countries]
    return sorted(found, key=lambda record: (record.short_name or record.name).casefold())
