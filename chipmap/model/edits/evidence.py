"""Edits of what a score rests on, and the line of text that carries evidence through a workbook."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.edits.scores import put_score, score_of
from chipmap.model.errors import UnknownRecord
from chipmap.model.records import OWNER, Evidence, EvidenceKind
from chipmap.model.text_rules import clean_text

_ID = re.compile(r"\[(E-[0-9a-f]{10})\]\s*$")
_YEAR = re.compile(r"^(19|20|21)\d\d$")
_ADDRESS = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)


def evidence_id(title: str, locator: str = "", year: int | None = None) -> str:
    """The key of evidence: the same title, locator and year give the same key on every computer."""
    text = "\n".join((title.casefold(), locator, str(year or "")))
    return "E-" + hashlib.sha256(text.encode()).hexdigest()[:10]


def evidence_of(
    title: str, locator: str = "", year: int | None = None, kind: EvidenceKind | None = None
) -> Evidence:
    """Evidence with its key; without a kind, an address makes it a link and anything else a document."""
    title, locator = _one_line(title), _one_line(locator)
    if not title:
        title, locator = locator, ""
    if kind is None:
        is_link = _ADDRESS.match(locator) or _ADDRESS.match(title)
        kind = EvidenceKind.LINK if is_link else EvidenceKind.DOCUMENT
    return Evidence(evidence_id(title, locator, year), kind, title, locator, year)


def parse_source_line(line: str) -> tuple[Evidence, str]:
    """Read `title | locator | year | [E-id]`, of which only the title is required.

    Returns the evidence and the id that the line names ("" without one); the id wins where it is known.
    """
    named = _ID.search(line)
    parts = [part.strip() for part in (line[: named.start()] if named else line).split("|")]
    while parts and not parts[-1]:
        parts.pop()
    year = None
    if len(parts) > 1 and _YEAR.match(parts[-1]):
        year = int(parts.pop())
    title = parts[0] if parts else ""
    locator = " ".join(part for part in parts[1:] if part)
    return evidence_of(title, locator, year), named.group(1) if named else ""


def source_line(evidence: Evidence) -> str:
    """The line that `parse_source_line` reads back as the same evidence."""
    year = str(evidence.year) if evidence.year is not None else ""
    parts = [evidence.title, evidence.locator, year, f"[{evidence.id}]"]
    if not year:
        parts.pop(2)
    if not evidence.locator:
        parts.pop(1)
    return " | ".join(parts)


def add_evidence(
    dataset: Dataset, *, subject: str, segment: str, evidence: Evidence, rater: str = OWNER
) -> ChangeSet:
    """Cite evidence for a row; evidence that the row cites already changes nothing."""
    score = score_of(dataset, subject, segment, rater)
    if evidence.key in score.evidence:
        return ChangeSet()
    return put_score(dataset, replace(score, evidence=(*score.evidence, evidence.key)), (evidence,))


def change_evidence(dataset: Dataset, *, before: str, after: Evidence) -> ChangeSet:
    """Correct evidence everywhere it is cited; its key stays, so files that are out still know it."""
    kept = dataset.evidence.get(before)
    if kept is None:
        raise UnknownRecord(kind=Evidence.kind, key=before)
    return checked([Change(kept, replace(after, id=kept.id))], dataset)


def remove_evidence(
    dataset: Dataset, *, subject: str, segment: str, evidence_key: str, rater: str = OWNER
) -> ChangeSet:
    """Cite evidence no longer in this row; evidence that no row cites any more goes with it."""
    score = score_of(dataset, subject, segment, rater)
    if evidence_key not in score.evidence:
        raise UnknownRecord(kind=Evidence.kind, key=evidence_key)
    left = tuple(key for key in score.evidence if key != evidence_key)
    changes = put_score(dataset, replace(score, evidence=left))
    cited_elsewhere = any(
        evidence_key in other.evidence for other in dataset.scores.values() if other.key != score.key
    )
    if not cited_elsewhere:
        changes += ChangeSet((Change(dataset.evidence[evidence_key], None),))
    return changes


def _one_line(text: str) -> str:
    """Evidence travels as one line with | between its parts, so neither may occur within them."""
    return " ".join(clean_text(text).replace("|", "/").split())
