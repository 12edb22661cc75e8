"""Plans the import of a file of points: which institutions it adds or changes, and what needs a look.

A row is the institution of the workspace that has its id, else its name within two kilometres; so a file
that is imported twice adds nothing twice. Nothing is written here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from chipmap.model.dataset import Dataset
from chipmap.model.edits.institutions import new_institution_id
from chipmap.model.errors import PointsRefused
from chipmap.model.exchange.country_shapes import country_shapes
from chipmap.model.exchange.point_rows import PlaceResolver, PointRow, PointRowReader
from chipmap.model.exchange.points_columns import columns_of
from chipmap.model.exchange.points_plan import PointItem, PointsPlan
from chipmap.model.exchange.raw_points import MOST_ROWS, Position, RawPoints
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.same_institutions import NameIndex
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.progress import Progress, silent
from chipmap.model.records import Institution
from chipmap.model.rules import broken_rule

USUAL_TYPE: Final = "company"
_LONGEST_STEM = 30
_ROWS_A_STEP = 500
_MAY_BE_LEFT_OUT: Final = frozenset({"short_name", "city", "role", "website"})


def plan_points(
    points: RawPoints, dataset: Dataset, progress: Progress = silent, *, resolve_place: PlaceResolver
) -> PointsPlan:
    """What the file would change in `dataset`, with every finding by row and column.

    Raises `PointsRefused` where the file as a whole cannot be institutions, and `Cancelled`.
    """
    if len(points.rows) > MOST_ROWS:
        raise PointsRefused(reason="too-many-rows", file=points.file, limit=MOST_ROWS)
    columns = columns_of(points.columns)
    if "name" not in columns:
        found = ", ".join(filter(None, points.columns[:12])) or "–"
        raise PointsRefused(reason="no-name-column", file=points.file, columns=found)
    if not points.rows:
        raise PointsRefused(reason="no-rows", file=points.file)
    reader = PointRowReader(points, columns, dataset, resolve_place)
    rows = []
    for index in range(len(points.rows)):
        if index % _ROWS_A_STEP == 0:
            progress.step(index, 2 * len(points.rows))
        if _says_something(points, index):
            rows.append(reader.read(index))
    _locate(rows, reader, progress)
    return _Planning(points, columns, dataset, reader).plan(rows, progress)


def _says_something(points: RawPoints, index: int) -> bool:
    """Whether a row has a cell or a position; spreadsheets leave rows of blanks in a CSV file."""
    is_placed = points.has_geometry and points.positions[index] is not None
    return is_placed or any(cell not in (None, "") for cell in points.rows[index])


def _locate(rows: list[PointRow], reader: PointRowReader, progress: Progress) -> None:
    """Give rows without a country the one that they lie in, and compare the stated ones with theirs."""
    placed = [row for row in rows if row.position is not None and not row.is_faulty]
    codes = _codes_at([row.position for row in placed if row.position is not None], progress)
    for row, code in zip(placed, codes, strict=True):
        assert row.position is not None
        if row.country:
            _compare_country(row, code, row.position, reader)
        elif code is not None:
            row.country = code
        else:
            row.findings.append(
                reader.finding(row.number, "points-nowhere", "latitude", _degrees_text(row.position))
            )


def _codes_at(positions: list[Position], progress: Progress) -> list[str | None]:
    return country_shapes().codes_at(positions, progress) if positions else []


def _compare_country(row: PointRow, code: str | None, position: Position, reader: PointRowReader) -> None:
    """Warn when a position lies in another country than the row states, or would not if it were turned."""
    if code == row.country or country_shapes().is_near(row.country, position):
        return
    longitude, latitude = position
    turned = (latitude, longitude)
    is_swapped = abs(longitude) <= 90 and country_shapes().is_near(row.country, turned)
    params = {"stated": row.country, "found": code or "–"}
    finding = "points-maybe-swapped" if is_swapped else "points-country-differs"
    row.findings.append(
        reader.finding(row.number, finding, "latitude", _degrees_text(position), Severity.WARNING, **params)
    )


class _Planning:
    """Rows become institutions, each compared with the workspace and with the rows before it."""

    def __init__(
        self, points: RawPoints, columns: Mapping[str, int], dataset: Dataset, reader: PointRowReader
    ) -> None:
        self._points = points
        self._columns = columns
        self._dataset = dataset
        self._reader = reader
        self._known: NameIndex[Institution] = NameIndex()
        for institution in dataset.institutions.values():
            position = _position_of(institution)
            self._known.add(folded(institution.name), institution.country, position, institution)
        self._rows_of_ids: dict[str, int] = {}
        self._rows: NameIndex[PointRow] = NameIndex()
        self._met: Counter[str] = Counter()
        self._items: list[PointItem] = []
        self._issues: list[Issue] = []
        self._unchanged = 0

    def plan(self, rows: list[PointRow], progress: Progress) -> PointsPlan:
        """Take the rows in their order."""
        for count, row in enumerate(rows):
            if count % _ROWS_A_STEP == 0:
                progress.step(len(rows) + count, 2 * len(rows))
            if not row.is_faulty:
                finding = self._take(row)
                row.findings += [finding] if finding is not None else []
            self._issues += row.findings
        return PointsPlan(
            file=self._points.file,
            point_format=self._points.point_format,
            items=tuple(self._items),
            issues=(*self._file_issues(), *self._issues),
            unchanged=self._unchanged,
            columns={name: self._points.columns[index] for name, index in self._columns.items()},
            names={row.number: row.texts["name"] for row in rows if row.findings},
        )

    def _take(self, row: PointRow) -> Issue | None:
        """Make an item of a row, or say why it is left out."""
        name, stated = row.texts["name"], row.texts["id"]
        before = self._institution_meant(row)
        if before is None and not row.country:
            return self._reader.finding(row.number, "points-country-missing", "country")
        row.country = row.country or before.country  # type: ignore[union-attr]  # one of the two is there
        first = self._rows_of_ids.get(stated)
        if first is not None:
            return self._reader.finding(row.number, "points-id-twice", "id", stated, first=first)
        first = self._row_before(row) or self._rows_of_ids.get(before.id if before else "")
        if first is not None:
            return self._reader.finding(row.number, "points-name-twice", "name", name, first=first)
        if before is not None and stated and before.id != stated:
            row.findings.append(
                self._reader.finding(
                    row.number, "points-matched-by-name", "id", stated, Severity.NOTICE, known=before.id
                )
            )
        after = self._permitted(row, self._changed(row, before) if before else self._added(row))
        if after is not None:
            self._keep(row, before, after)
        return None

    def _keep(self, row: PointRow, before: Institution | None, after: Institution) -> None:
        for key in filter(None, (after.id, row.texts["id"])):
            self._rows_of_ids[key] = row.number
        name = folded(row.texts["name"])
        self._rows.add(name, row.country, row.position, row)
        self._met[name] += 1
        if after == before:
            self._unchanged += 1
        else:
            self._items.append(PointItem(row.number, before, after))

    def _row_before(self, row: PointRow) -> int | None:
        """The row of the same name close by, unless both have an id of their own."""
        for other in self._rows.matches(folded(row.texts["name"]), row.country, row.position):
            if not (row.texts["id"] and other.texts["id"]):
                return other.number
        return None

    def _institution_meant(self, row: PointRow) -> Institution | None:
        """The institution of the workspace that a row is about: by id, else by name close by."""
        found: Institution | None = self._dataset.institutions.get(row.texts["id"])
        if found is not None:
            return found
        return next(self._known.matches(folded(row.texts["name"]), row.country, row.position), None)

    def _changed(self, row: PointRow, before: Institution) -> Institution:
        """The institution with what the row says over what is known."""
        said: dict[str, Any] = {key: text for key, text in row.texts.items() if text and key != "id"}
        if row.position is not None and not _is_at(before, row.position):
            said |= {"longitude": row.position[0], "latitude": row.position[1]}
        if row.segments:
            said["segments"] = row.segments
        return replace(before, **said, country=row.country)

    def _added(self, row: PointRow) -> Institution:
        """A new institution, of the usual type where the row names none."""
        texts = row.texts
        if row.position is None:
            row.findings.append(
                self._reader.finding(
                    row.number, "points-without-position", "latitude", severity=Severity.WARNING
                )
            )
        if not texts["institution_type"] and "institution_type" in self._columns:
            row.findings.append(
                self._reader.finding(
                    row.number, "points-type-missing", "institution_type", severity=Severity.WARNING
                )
            )
        longitude, latitude = row.position or (None, None)
        return Institution(
            id=texts["id"] or self._new_id(row),
            name=texts["name"],
            short_name=texts["short_name"],
            institution_type=texts["institution_type"] or USUAL_TYPE,
            country=row.country,
            city=texts["city"],
            latitude=latitude,
            longitude=longitude,
            segments=row.segments,
            role=texts["role"],
            website=texts["website"],
        )

    def _new_id(self, row: PointRow) -> str:
        """An id for a row without one; a name met before is numbered first, so that no long search begins."""
        name = row.texts["short_name"] or row.texts["name"]
        met = self._met[folded(row.texts["name"])]
        stem = f"{name[:_LONGEST_STEM]} {met + 1}" if met else name
        return new_institution_id(self._dataset, stem, self._rows_of_ids)

    def _permitted(self, row: PointRow, institution: Institution) -> Institution | None:
        """The institution without optional texts that a rule refuses; `None` where a rule refuses the row."""
        while (issue := broken_rule(institution, self._dataset)) is not None:
            may_stay = issue.field_name in _MAY_BE_LEFT_OUT
            severity = Severity.WARNING if may_stay else Severity.ERROR
            row.findings.append(
                self._reader.finding(
                    row.number, issue.code, issue.field_name, issue.value, severity, **issue.params
                )
            )
            if not may_stay:
                return None
            without: dict[str, Any] = {issue.field_name: ""}
            institution = replace(institution, **without)
        return institution

    def _file_issues(self) -> list[Issue]:
        """What is good to know about the whole file."""
        place = CellPlace(file=self._points.file)
        found = [Issue(notice, Severity.NOTICE, place=place) for notice in self._points.notices]
        if "institution_type" not in self._columns and any(item.is_new for item in self._items):
            found.append(Issue("points-no-type-column", Severity.NOTICE, place=place))
        return found


def _position_of(institution: Institution) -> Position | None:
    if institution.longitude is None or institution.latitude is None:
        return None
    return institution.longitude, institution.latitude


def _is_at(institution: Institution, position: Position) -> bool:
    """Whether an institution stands there already, but for the last decimal of the file."""
    known = _position_of(institution)
    return known is not None and max(abs(known[0] - position[0]), abs(known[1] - position[1])) < 1e-6


def _degrees_text(position: Position) -> str:
    return f"{position[1]:.6g}, {position[0]:.6g}"
