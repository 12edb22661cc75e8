"""One finding about content: where it is, what is wrong, how it can be mended.

The same structure serves the rules, the import and the Issues list. It carries codes and parameters; the
sentence for a code is in `chipmap.wording.issues`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from chipmap.model.frozen_dataclass import dataclass


class Severity(StrEnum):
    """ERROR: the value was left out. WARNING: it was taken, but look. NOTICE: good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where in a workbook: file name, sheet, cell such as `E17`; parts that do not apply are empty."""

    file: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding: `code` names the sentence, `field_name` the field, `value` the raw text that caused it."""

    code: str
    severity: Severity
    subject: str = ""
    segment: str = ""
    field_name: str = ""
    value: str = ""
    place: CellPlace | None = None
    row_id: str = ""
    params: Mapping[str, object] = field(default_factory=dict)
