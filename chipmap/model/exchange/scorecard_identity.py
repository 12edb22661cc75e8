"""Whose scorecard a workbook is: read from its hidden sheet, its document properties or its visible code.

Any one of the three is enough. None of them is believed when it names another workspace.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.raw_workbook import RawSheet, RawWorkbook, address_of
from chipmap.model.exchange.scorecard_layout import (
    BASE,
    IDENTITY,
    CellText,
    CodeParts,
    base_digest,
    read_code,
    scorecard_id,
    scorecard_mark,
    workspace_mark,
)
from chipmap.model.records import OWNER

_ROWS_WITH_CODE = 12


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file says about itself; what it does not say is empty."""

    schema: int = 0
    workspace_id: str = ""
    workspace_title: str = ""
    scorecard_id: str = ""
    base_revision: int | None = None
    rater: str = ""
    rater_name: str = ""
    """The rater's name as it was printed; a person may have written another over it."""
    round: int | None = None
    exported_at: str = ""
    language: str = ""
    header_row: int | None = None
    rows: int | None = None
    """How many rows of scores were sent out."""
    columns: Mapping[str, str] = field(default_factory=dict)
    additions: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)
    """Display names of the subjects by id, as they were printed."""
    evidence: tuple[tuple[str, str], ...] = ()
    base_sha256: str = ""
    code: CodeParts | None = None

    @property
    def is_known(self) -> bool:
        """Whether the file says at all that Chipmap wrote it."""
        return bool(self.workspace_id) or self.code is not None

    def is_of(self, workspace_id: str) -> bool:
        """Whether the file was exported from the workspace with this id."""
        if self.workspace_id:
            return self.workspace_id == workspace_id
        return self.code is not None and self.code.workspace_mark == workspace_mark(workspace_id)


def identity_of(workbook: RawWorkbook) -> Identity:
    """Everything that the file says about itself, the hidden sheet before the properties before the code."""
    stated = _properties(workbook) | _hidden_sheet(workbook)
    code = _code_in(workbook)
    return Identity(
        schema=_whole(stated.get("schema")) or (code.schema if code else 0),
        workspace_id=stated.get("workspace_id", ""),
        workspace_title=stated.get("workspace_title", ""),
        scorecard_id=stated.get("scorecard_id", ""),
        base_revision=_first(_whole(stated.get("base_revision")), code.revision if code else None),
        rater=stated.get("rater_id", ""),
        rater_name=stated.get("rater_name", ""),
        round=_whole(stated.get("round")),
        exported_at=stated.get("exported_at", ""),
        language=stated.get("language", ""),
        header_row=_whole(stated.get("header_row")),
        rows=_whole(stated.get("n_rows")),
        columns=_json_texts(stated.get("columns", "")),
        additions=_json_texts(stated.get("additions", "")),
        subjects=dict(_of_kind(stated, "subject")),
        evidence=tuple(_of_kind(stated, "evidence")),
        base_sha256=stated.get("base_sha256", ""),
        code=code,
    )


def rater_and_round(identity: Identity, dataset: Dataset) -> tuple[str, int] | None:
    """Whose ballot and which round the file holds; by its code where it does not say, else `None`."""
    this_round = dataset.settings.current_round
    if identity.rater:
        return identity.rater, identity.round or this_round
    if identity.code is None:
        return None
    workspace = dataset.settings.workspace_id
    for number in range(this_round, 0, -1):
        for rater in (OWNER, *map(str, dataset.raters)):
            for subject in map(str, (*dataset.countries, *dataset.regions, *dataset.institutions)):
                mark = scorecard_mark(scorecard_id(workspace, rater, number, (subject,)))
                if mark == identity.code.scorecard_mark:
                    return rater, number
    return None


def base_of(workbook: RawWorkbook, identity: Identity) -> dict[str, dict[str, CellText]] | None:
    """The exported cells by row id; `None` where the base copy is missing or has been changed."""
    sheet = workbook.sheet(BASE)
    if sheet is None or not identity.base_sha256:
        return None
    lines = [
        (plain_text(cells.get(1)), plain_text(cells.get(2))) for row, cells in sheet.rows.items() if row > 1
    ]
    if base_digest(lines) != identity.base_sha256:
        return None
    cells = json.loads(f"[{','.join(cells for _, cells in lines)}]")
    return dict(zip((row for row, _ in lines), cells, strict=True))


def _hidden_sheet(workbook: RawWorkbook) -> dict[str, str]:
    sheet = workbook.sheet(IDENTITY)
    if sheet is None:
        return {}
    return {plain_text(cells.get(1)): plain_text(cells.get(2)) for cells in sheet.rows.values()}


def _properties(workbook: RawWorkbook) -> dict[str, str]:
    prefix = "chipmap_"
    stated = workbook.properties.items()
    return {key.removeprefix(prefix): value for key, value in stated if key.startswith(prefix)}


def _code_in(workbook: RawWorkbook) -> CodeParts | None:
    """The visible code: where its defined name points, else in the first rows of any sheet."""
    named = workbook.defined_names.get("scorecard_code", "")
    sheet_name, _, cell = named.rpartition("!")
    sheet = workbook.sheet(sheet_name.strip("'=")) if cell else None
    if sheet is not None:
        try:
            code = read_code(plain_text(sheet.value(*address_of(cell))))
        except ValueError:
            code = None
        if code is not None:
            return code
    codes = (read_code(text) for sheet in workbook.sheets for text in _texts_at_the_top(sheet))
    return next((code for code in codes if code is not None), None)


def _texts_at_the_top(sheet: RawSheet) -> Iterator[str]:
    for row in sorted(sheet.rows)[:_ROWS_WITH_CODE]:
        for value in sheet.rows[row].values():
            if isinstance(value, str) and "CM" in value.upper():
                yield from value.split()


def _of_kind(stated: Mapping[str, str], kind: str) -> Iterator[tuple[str, str]]:
    for key, value in stated.items():
        first, _, rest = key.partition(" ")
        if first == kind and rest:
            yield rest, value


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _first(number: int | None, otherwise: int | None) -> int | None:
    return number if number is not None else otherwise


def _json_texts(text: str) -> dict[str, str]:
    try:
        content = json.loads(text) if text else {}
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in content.items()} if isinstance(content, dict) else {}
