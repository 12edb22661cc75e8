"""The scorecard workbook as data: its sheets, its columns, and the keys by which it is known again.

Keys are never translated; headers are. Whoever reads a scorecard relies on keys, never on positions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from chipmap.model.dataset import Dataset
from chipmap.model.edits.evidence import source_line
from chipmap.model.exchange.travelled_texts import shielded
from chipmap.model.records import Answer, NotApplicable, Score, Segment

SCHEMA: Final = 1
"""The version of this layout; a file with a higher one was written by a newer Chipmap."""

READ_ME: Final = "Read me"
SCORES: Final = "Scores"
ADDITIONS: Final = "Additions"
SUMMARY: Final = "Summary"
LISTS: Final = "Lists"
IDENTITY: Final = "_chipmap"
BASE: Final = "_base"

HEADER_ROW: Final = 5
"""Counted from 1, as Excel does; the rows above carry the title, the instructions and the code."""
ADDITION_ROWS: Final = 30
LONGEST_SOURCES: Final = 16_000
"""Characters in the sources of one row that can travel: half a cell, because the base copy quotes them."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and capitals without I, L, O and U, which people confuse."""


class Kind(StrEnum):
    """What a column holds, which decides its format, its validation and how it is read."""

    LABEL = "label"
    GROUP = "group"
    """What a later round says about the one before."""
    LEVEL = "level"
    CONFIDENCE = "confidence"
    YEAR = "year"
    REASON = "reason"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of `Scores`: `width` in characters; `horizon` for expected levels and needs."""

    key: str
    kind: Kind
    width: float
    horizon: str = ""

    @property
    def is_locked(self) -> bool:
        return self.kind in (Kind.LABEL, Kind.GROUP)

    @property
    def is_need(self) -> bool:
        return self.key.startswith("need_")


GROUP_COLUMNS: Final = (
    Column("group_median", Kind.GROUP, 10),
    Column("group_iqr", Kind.GROUP, 10),
    Column("own_previous", Kind.GROUP, 10),
    Column("group_reasons", Kind.GROUP, 45),
)
"""Locked columns of a later round, behind the others; what stands in them is never read back."""


def columns_of(later_horizons: Iterable[str], *, has_group: bool = False) -> tuple[Column, ...]:
    """The columns in order; expected levels and needs follow the horizons of the workspace."""
    later = tuple(later_horizons)
    return (
        Column("row_id", Kind.LABEL, 13),
        Column("subject", Kind.LABEL, 14),
        Column("stage", Kind.LABEL, 22),
        Column("capability", Kind.LABEL, 24),
        Column("level_now", Kind.LEVEL, 10, "now"),
        Column("confidence", Kind.CONFIDENCE, 12),
        Column("year", Kind.YEAR, 10),
        *(Column(f"level_{horizon}", Kind.LEVEL, 11, horizon) for horizon in later),
        *(Column(f"need_{horizon}", Kind.LEVEL, 9, horizon) for horizon in later),
        Column("reason", Kind.REASON, 45),
        Column("sources", Kind.SOURCES, 25),
        *(GROUP_COLUMNS if has_group else ()),
    )


ADDITION_COLUMNS: Final = (
    "name",
    "institution_type",
    "country",
    "city",
    "stage",
    "level",
    "reason",
    "source",
)


def scorable_segments(dataset: Dataset) -> list[Segment]:
    """Every segment but the total, in value-chain order."""
    found = [segment for segment in dataset.segments.values() if segment.segment_kind != "total"]
    return sorted(found, key=lambda segment: segment.order)


def row_id(subject: str, segment: str) -> str:
    """The key of a row, printed in its first cell: it can be checked against the labels beside it."""
    return "r" + _characters(f"{subject}\n{segment}", 10).lower()


def scorecard_id(workspace_id: str, rater: str, round_number: int, subjects: Iterable[str]) -> str:
    """The key of a scorecard: one rater, one round, one scope; the same on every computer."""
    return (
        "s" + _characters("\n".join((workspace_id, rater, str(round_number), *sorted(subjects))), 12).lower()
    )


def scorecard_code(workspace_id: str, revision: int, scorecard: str) -> str:
    """The code that people can read out: schema, workspace, base revision, scorecard, check characters."""
    stem = f"CM{SCHEMA}-{workspace_mark(workspace_id)}-R{revision}-{scorecard_mark(scorecard)}"
    return f"{stem}-{_characters(stem, 2)}"


@dataclass(frozen=True, slots=True)
class CodeParts:
    """What a scorecard code says."""

    schema: int
    workspace_mark: str
    revision: int
    scorecard_mark: str


def read_code(text: str) -> CodeParts | None:
    """Read a code back; `None` where the check characters say that it is not one, or was mistyped."""
    parts = text.strip().upper().split("-")
    if len(parts) != 5 or not parts[0].startswith("CM") or _characters("-".join(parts[:4]), 2) != parts[4]:
        return None
    schema, revision = parts[0][2:], parts[2][1:]
    if not (schema.isdigit() and revision.isdigit()):
        return None
    return CodeParts(int(schema), parts[1], int(revision), parts[3])


def workspace_mark(workspace_id: str) -> str:
    """The four characters that stand for a workspace in a code."""
    return _characters(f"workspace {workspace_id}", 4)


def scorecard_mark(scorecard: str) -> str:
    """The four characters that stand for a scorecard in a code."""
    return _characters(f"scorecard {scorecard}", 4)


def _characters(text: str, count: int) -> str:
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:10], "big")
    return "".join([_ALPHABET[number >> (5 * place) & 31] for place in range(count)])


CellText = str | int | None
"""A canonical cell: what a column of a row says, whatever it looks like in a workbook. Blank is `None`."""


def canonical_cells(dataset: Dataset, score: Score | None) -> dict[str, CellText]:
    """What the input cells of a row say, by column key; blanks are left out."""
    if score is None:
        return {}
    cells: dict[str, CellText] = {}
    for horizon, answer in score.levels:
        cells[f"level_{horizon}"] = canonical_answer(answer)
    for horizon, answer in score.needs:
        cells[f"need_{horizon}"] = canonical_answer(answer)
    if score.confidence is not None:
        cells["confidence"] = score.confidence.value
    if score.year is not None:
        cells["year"] = score.year
    if score.reason:
        cells["reason"] = score.reason
    if score.evidence:
        cells["sources"] = "\n".join(source_line(dataset.evidence[key]) for key in score.evidence)
    return cells


def canonical_answer(answer: Answer) -> CellText:
    return answer.value if isinstance(answer, NotApplicable) else answer


def base_line(cells: Mapping[str, CellText]) -> str:
    """A row of the base copy: its canonical cells as JSON with sorted keys."""
    return shielded(json.dumps(dict(sorted(cells.items())), ensure_ascii=False, separators=(",", ":")))


def base_digest(lines: Iterable[tuple[str, str]]) -> str:
    """The hash over the base copy, row id and line, in the order of the ids."""
    digest = hashlib.sha256()
    for row, line in sorted(lines):
        digest.update(f"{row}\t{line}\n".encode())
    return digest.hexdigest()
