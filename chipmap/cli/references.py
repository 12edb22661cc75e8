"""What a person means by SUBJECT, SEGMENT, LEVEL and the like on a command line.

Nothing is guessed: what is not clear is refused with the nearest names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

import typer

from chipmap.model.records import NA, NOW, Answer, Rater
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset

_NEAREST = 4
_LEAST_SIMILARITY = 0.6
_SHORTEST_PART = 2


def subject_meant(dataset: Dataset, text: str, *, parameter: str = "SUBJECT") -> str:
    """The key of a country, policy region or institution, by code, id, name or alias of any profile."""
    found = _known_subject(dataset, text.strip())
    if len(found) == 1:
        (subject,) = found
        region = dataset.regions.get(subject)
        if region is not None and not region.is_policy:
            raise typer.BadParameter(
                _("{code} is a statistical region: it carries shares and has no levels.").format(
                    code=subject
                ),
                param_hint=parameter,
            )
        return subject
    if found:
        message = _("“{text}” may mean {choices}. Give the code.").format(
            text=text, choices=_listed_places(dataset, found)
        )
        raise typer.BadParameter(message, param_hint=parameter)
    raise unknown_name(
        _("There is no place or institution “{text}”."), text, _subject_names(dataset), parameter
    )


def segment_meant(dataset: Dataset, text: str, *, parameter: str = "SEGMENT") -> str:
    """The id of a segment, by id or name, whatever the case."""
    wanted = text.strip().casefold()
    segments = list(dataset.segments.values())
    found = [segment.id for segment in segments if segment.id.casefold() == wanted]
    found = found or [
        segment.id
        for segment in segments
        if wanted in (segment.name.casefold(), segment.short_name.casefold())
    ]
    if len(found) == 1:
        return found[0]
    if found:
        message = _("“{text}” may mean {choices}. Give the id.").format(text=text, choices=_listed(found))
        raise typer.BadParameter(message, param_hint=parameter)
    names = {segment.id: segment.id for segment in segments} | {one.name: one.id for one in segments}
    raise unknown_name(_("There is no segment “{text}”."), text, names, parameter)


def answer_meant(text: str) -> Answer | None:
    """A level 0–5, `NA` for not applicable, or `-` for not scored (`None`)."""
    cleaned = text.strip()
    if cleaned == "-":
        return None
    if cleaned.casefold() == "na":
        return NA
    if cleaned in ("0", "1", "2", "3", "4", "5"):
        return int(cleaned)
    raise typer.BadParameter(
        _("“{text}” is not a level. Give a whole number from 0 to 5, NA, or - to clear.").format(text=text),
        param_hint="LEVEL",
    )


def horizon_meant(dataset: Dataset, text: str) -> str:
    """One of the workspace's horizons."""
    horizons = dataset.settings.horizons
    if text.casefold() == NOW or text in horizons:
        return text.casefold()
    raise typer.BadParameter(
        _("“{text}” is not a horizon of this workspace: {horizons}.").format(
            text=text, horizons=", ".join(horizons)
        ),
        param_hint="--horizon",
    )


def rater_meant(dataset: Dataset, text: str) -> Rater:
    """The rater with that id or name; a new one of that name where the workspace knows none."""
    from chipmap.model.exchange.raters_finding import rater_called

    wanted = text.strip()
    if not wanted:
        raise typer.BadParameter(_("The rater has no name."), param_hint="--rater")
    if any(unicodedata.category(sign) in _UNPRINTABLE for sign in wanted):
        raise typer.BadParameter(
            _("The name of the rater holds a line break or another control character."), param_hint="--rater"
        )
    known = rater_called(dataset, wanted)
    return dataset.raters.get(known) or Rater(known, known)


def known_rater_meant(dataset: Dataset, text: str, *, parameter: str = "RATER") -> Rater:
    """The rater with that id or name; one that is not there is refused with the nearest names."""
    rater = rater_meant(dataset, text)
    if rater.id in dataset.raters:
        return rater
    names = {one.id: one.id for one in dataset.raters.values()}
    names |= {one.name: one.id for one in dataset.raters.values() if one.name}
    raise unknown_name(_("There is no rater “{text}”."), text, names, parameter)


_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})


def size_meant(text: str) -> tuple[int, int]:
    """Width and height in pixels from `WxH`, such as 1600x1000; 8K is the largest."""
    from chipmap.ui.map.picture_sizes import LARGEST_SIDE, MOST_PIXELS, SMALLEST_SIDE, is_drawable

    width, _separator, height = text.casefold().replace("×", "x").partition("x")
    if width.isdecimal() and height.isdecimal():
        size = int(width), int(height)
        if is_drawable(size):
            return size
    raise typer.BadParameter(
        _(
            "“{text}” is not a size. Give width and height, {least} to {most} pixels each and {pixels} "
            "million pixels in all at most, such as 1600x1000."
        ).format(text=text, least=SMALLEST_SIDE, most=LARGEST_SIDE, pixels=round(MOST_PIXELS / 1e6)),
        param_hint="--size",
    )


def _known_subject(dataset: Dataset, text: str) -> list[str]:
    """Every subject that the text stands for, keys before names and places before institutions."""
    from chipmap.model.geography.naming import ambiguous_places, resolve_place

    for key in (text, text.upper()):
        if dataset.has_subject(key):
            return [key]
    place = resolve_place(text)
    if place is not None and dataset.has_subject(place):
        return [place]
    wanted = text.casefold()
    regions = [code for name, code in _region_names(dataset) if name.casefold() == wanted]
    institutions = [
        one.id
        for one in dataset.institutions.values()
        if wanted in (one.id.casefold(), one.name.casefold(), one.short_name.casefold())
    ]
    found = list(dict.fromkeys(regions or institutions))
    return found or [code for code in ambiguous_places(text) if dataset.has_subject(code)]


def _region_names(dataset: Dataset) -> Iterable[tuple[str, str]]:
    from chipmap.model.geography.naming import LANGUAGES, PROFILES, PlaceNames

    for profile in PROFILES:
        for language in LANGUAGES:
            names = PlaceNames.load(profile, language)
            for region in dataset.regions.values():
                yield names.name(region.code), region.code


def _subject_names(dataset: Dataset) -> dict[str, str]:
    from chipmap.model.geography.naming import PlaceNames

    names = PlaceNames.load(dataset.settings.naming_profile)
    found = {one.short_name: one.id for one in dataset.institutions.values() if one.short_name}
    found |= {one.name: one.id for one in dataset.institutions.values()}
    found |= {names.name(region.code): region.code for region in dataset.regions.values() if region.is_policy}
    found |= {country.name: country.code for country in dataset.countries.values()}
    return found | {names.name(country.code): country.code for country in dataset.countries.values()}


def unknown_name(message: str, text: str, names: Mapping[str, str], parameter: str) -> typer.BadParameter:
    """The refusal of an unknown name, with the nearest known ones; `names` are spellings with their keys."""
    by_folded = {name.casefold(): key for name, key in names.items()}
    wanted = text.casefold()
    near = get_close_matches(wanted, by_folded, n=_NEAREST, cutoff=_LEAST_SIMILARITY)
    near += [spelling for spelling in by_folded if wanted in spelling and len(wanted) > _SHORTEST_PART]
    nearest = list(dict.fromkeys(by_folded[spelling] for spelling in near))[:_NEAREST]
    said = message.format(text=text)
    if nearest:
        # The name that was put in last is the one to print.
        printed = {key: name for name, key in names.items()}
        shown = ", ".join(f"{printed[key]} ({key})" for key in nearest)
        said += " " + _("Nearest: {names}.").format(names=shown)
    return typer.BadParameter(said, param_hint=parameter)


def _listed_places(dataset: Dataset, keys: Iterable[str]) -> str:
    names = {key: name for name, key in _subject_names(dataset).items()}
    return ", ".join(f"{names.get(key, key)} ({key})" for key in keys)


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))
