"""What an import leaves behind: the log of what was received, and the conflicts that wait for a decision.

Values of units are written as `records.units.text_of_value` writes them, so that they outlive what they are
about: a horizon, an institution or a piece of evidence may be gone when a conflict is decided.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from chipmap.model.frozen_dataclass import dataclass


class ConflictKind(StrEnum):
    """What either side did to a unit since it was sent out; duplicate: the file says two things itself."""

    BOTH_EDITED = "both-edited"
    EDITED_HERE_CLEARED_THERE = "edited-here-cleared-there"
    CLEARED_HERE_EDITED_THERE = "cleared-here-edited-there"
    DELETED_HERE_EDITED_THERE = "deleted-here-edited-there"
    DUPLICATE = "duplicate"


class Resolution(StrEnum):
    """How a conflict was decided: by neither side yet, by one of them, by both texts, or by a new value."""

    OPEN = "open"
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class ImportLog:
    """One returned scorecard that was merged: from what its next merge starts, and where values came from.

    `theirs` is what the scorecard says as a whole, row by row in canonical cells, and `cells` is the sheet
    and cell of every unit that was taken, by row id and unit; both are JSON. `digest` is the hash of the
    file's canonical cells, the same whatever program saved it. `number` counts the imports of a workspace.
    """

    kind: ClassVar[str] = "import_log"

    id: str
    number: int
    file: str
    digest: str
    scorecard_id: str
    rater: str
    round: int
    imported_at: str
    """ISO 8601 in UTC."""
    exported_at: str = ""
    base_revision: int | None = None
    modified: str = ""
    """When a spreadsheet program saved the file last, as the file says."""
    changed: int = 0
    unchanged: int = 0
    conflicts: int = 0
    issues: int = 0
    theirs: str = "{}"
    cells: str = "{}"

    @property
    def key(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """One unit of one row that both sides edited; ours stays in the ballot until a person decides.

    The id is made of row, unit and theirs, so that what was decided once is known again. `evidence` holds the
    evidence that `theirs` cites and the workspace does not have, as JSON.
    """

    kind: ClassVar[str] = "merge_conflict"

    id: str
    subject: str
    segment: str
    rater: str
    round: int
    unit: str
    conflict_kind: ConflictKind
    base: str
    ours: str
    theirs: str
    import_log: str
    """The id of the import that raised it."""
    place: str = ""
    """Sheet and cell, such as `Scores!E17`."""
    evidence: str = "[]"
    resolution: Resolution = Resolution.OPEN

    @property
    def key(self) -> str:
        return self.id

    @property
    def row(self) -> tuple[str, str, str, int]:
        """The key of the score that it is about."""
        return (self.subject, self.segment, self.rater, self.round)
