"""An import of institutions from a file of points, in words: why it is refused, and what it found."""

from __future__ import annotations

from chipmap.model.errors import PointsRefused
from chipmap.model.issues import Issue
from chipmap.wording import _, formats
from chipmap.wording.gaps import Gaps, Texts


def points_refusal_text(error: PointsRefused) -> str:
    """The message for a person; nothing was changed, and it says so."""
    gaps = Gaps(error.params)
    limit = error.params.get("limit")
    if isinstance(limit, int):
        gaps["limit"] = formats.count(limit)
    unknown = _("The file “{file}” could not be read.")
    text = points_refusal_texts().get(str(error.params.get("reason", "")), unknown).format_map(gaps)
    return text + " " + _("Nothing was changed.")


def points_refusal_texts() -> dict[str, str]:
    """The message for each reason."""
    smaller = _("Export only the institutions from your GIS program.")
    return {
        "not-a-local-file": _("“{file}” is not a file on this computer. Save it here first."),
        "missing": _("The file “{file}” cannot be opened. Check that it is there and closed elsewhere."),
        "empty": _("The file “{file}” is empty. Export it again."),
        "not-points": _(
            "“{file}” is none of the files that institutions are read from: "
            "GeoPackage, GeoJSON, shapefile (.zip or .shp) or CSV."
        ),
        "too-large": _("“{file}” is larger than {limit} MB.") + " " + smaller,
        "unpacks-too-large": _("“{file}” unpacks to more than {limit} MB.") + " " + smaller,
        "too-many-rows": _("“{file}” has more than {limit} rows, the most that can be imported at once.")
        + " "
        + _("Split it into several files."),
        "password": _("“{file}” is protected with a password. Save it without one."),
        "damaged": _("“{file}” is damaged or was not written completely. Export it again."),
        "companions-missing": _(
            "“{file}” lacks the files that belong to a shapefile ({missing}). "
            "Put them beside it under the same name, or choose the .zip with all of them."
        ),
        "no-shapefile": _("“{file}” holds no shapefile (.shp)."),
        "several-shapefiles": _(
            "“{file}” holds {count} shapefiles. Keep the one with the institutions and zip it again."
        ),
        "no-layer": _("“{file}” holds no layer with positions."),
        "no-name-column": _(
            "“{file}” has no column of names. It has: {columns}. "
            "Call the one with the names of the institutions “name”."
        ),
        "unknown-system": _(
            "“{file}” names a coordinate system that is not known here. Export it again in WGS84 (EPSG:4326)."
        ),
        "no-rows": _("“{file}” has a heading and no rows."),
        "too-slow": _("Reading “{file}” took too long and was stopped.") + " " + smaller,
        "too-much-memory": _("Reading “{file}” took too much memory and was stopped.") + " " + smaller,
    }


def nearest_text(names: tuple[object, ...]) -> str:
    """The nearest known names, as a part of a sentence."""
    if not names:
        return _("Nothing known is spelt like it.")
    return _("Nearest: {names}.").format(names=", ".join(map(str, names)))


def points_texts() -> Texts:
    """For every code of an import of points the message and the remedy."""
    return {**_position_texts(), **_row_texts(), **_file_texts()}


def _position_texts() -> Texts:
    degrees = _("Give latitude and longitude as decimal degrees, such as 50.88 and 4.70.")
    return {
        "points-off-globe": (
            _("The position {value} lies off the globe; the row was left out."),
            _("Check the coordinate system of the file.") + " " + degrees,
        ),
        "points-swapped": (
            _("The position {value} lies off the globe, turned round it would not; the row was left out."),
            _("Exchange latitude and longitude."),
        ),
        "points-maybe-swapped": (
            _("The position {value} is not in {stated}, turned round it would be."),
            _("Exchange latitude and longitude if they are the wrong way round."),
        ),
        "points-country-differs": (
            _("The row states {stated}, its position {value} lies in {found}."),
            _("Check the position or the country."),
        ),
        "points-nowhere": (
            _("The position {value} lies in no country and the row states none; it was left out."),
            _("Add the country, or check whether latitude and longitude are the right way round."),
        ),
        "points-coordinate-unread": (_("“{value}” is not a coordinate; the row was left out."), degrees),
        "points-half-a-position": (_("The {field} is missing; the row was left out."), degrees),
        "points-not-a-point": (
            _("The row is drawn as {value}, not as a point; it was left out."),
            _("Turn the shapes into points in your GIS program (centroids) and import those."),
        ),
        "points-without-position": (
            _("The row has no position, so the institution does not appear on the map yet."),
            _("Add latitude and longitude, or place it on the map later."),
        ),
    }


def _row_texts() -> Texts:
    return {
        "points-name-missing": (
            _("The row has no name and was left out."),
            _("Enter the name of the institution."),
        ),
        "points-country-unknown": (
            _("“{value}” is not a country that is known here; the row was left out."),
            _("{nearest} Use a name or a code such as MYS."),
        ),
        "points-country-missing": (
            _("The row has neither country nor position and was left out."),
            _("Enter the country or a position."),
        ),
        "points-segment-unknown": (
            _("“{value}” is no segment of this workspace and was left out."),
            _("{nearest} Use the id or the name of a segment."),
        ),
        "points-id-twice": (
            _("The id “{value}” stands in row {first} already; this row was left out."),
            _("Give each institution an id of its own."),
        ),
        "points-name-twice": (
            _("“{value}” stands in row {first} already, less than 2 km away; this row was left out."),
            _("Delete one of the two rows, or give each an id of its own."),
        ),
        "points-matched-by-name": (
            _("The id “{value}” is not known; by name and place it is {known}, which keeps its id."),
            _("Leave the row out if it is another institution."),
        ),
        "points-type-missing": (
            _("The row has no type; company was taken."),
            _("Enter company, university, fab, RTO, agency, programme or cluster."),
        ),
    }


def _file_texts() -> Texts:
    return {
        "points-crs-unknown": (
            _("The file does not name its coordinate system; degrees of WGS84 were taken."),
            _("Look at the positions before you merge."),
        ),
        "points-layers-left-out": (
            _("The file holds several layers of points; one of them was read."),
            _("Export the others as files of their own."),
        ),
        "points-no-type-column": (
            _("The file has no column of types; new institutions are taken as companies."),
            _("Add a column “type”: company, university, fab, RTO, agency, programme or cluster."),
        ),
    }


def row_place(issue: Issue) -> str:
    """Where a finding is: "Row 17, lat", or the file."""
    row, column = issue.params.get("row"), issue.params.get("column")
    if not row:
        return issue.place.file if issue.place else ""
    if column:
        return _("Row {row}, {column}").format(row=row, column=column)
    return _("Row {row}").format(row=row)
