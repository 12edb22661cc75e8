"""The lines of a sources cell as evidence: a line that was sent out comes back as the same evidence.

Evidence is shared between rows and ballots, so a line that was reworded is new evidence and never changes
the old.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from chipmap.model.dataset import Dataset
from chipmap.model.edits.evidence import evidence_of, parse_source_line, source_line
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.travelled_texts import as_travelled
from chipmap.model.records import Evidence, EvidenceKind, Grade
from chipmap.model.rules import broken_rule
from chipmap.model.text_rules import LONGEST_TEXT, LONGEST_TITLE

_ID_AT_END = re.compile(r"\[(E-[0-9A-Za-z]+)\]\s*$")


@dataclass(slots=True)
class SourceLines:
    """Turns lines into keys of evidence; `found` collects the evidence that the dataset does not hold yet."""

    dataset: Dataset
    sent: Mapping[str, Evidence] = field(default_factory=dict)
    """Evidence that the file carries whole, by key."""
    found: dict[str, Evidence] = field(default_factory=dict)

    def keys_of(self, text: str | None) -> tuple[tuple[str, ...], list[str]]:
        """The keys of the evidence in a cell, each once, and the lines that were reworded."""
        keys: dict[str, None] = {}
        reworded: list[str] = []
        for line in (text or "").split("\n"):
            if line.strip(" |\t\u00a0"):
                key, is_reworded = self._key_of(line.strip())
                keys[key] = None
                if is_reworded:
                    reworded.append(line.strip())
        return tuple(keys), reworded

    def _key_of(self, line: str) -> tuple[str, bool]:
        named = _ID_AT_END.search(line)
        known = self._known(named.group(1)) if named else None
        if known is not None and _compared(line) == _compared(source_line(known)):
            return self._noted(known), False
        rest = line[: named.start()].rstrip(" |") if named else line
        if known is not None and _compared(rest) in ("", _compared(known.title)):
            return self._noted(known), False
        return self._noted(self._acceptable(parse_source_line(rest)[0])), known is not None

    def _acceptable(self, evidence: Evidence) -> Evidence:
        """Evidence that the rules accept: a title that is too long, or an odd year, moves to the locator."""
        if broken_rule(evidence, self.dataset) is None:
            return evidence
        title = evidence.title[:LONGEST_TITLE].strip()
        rest = f"{evidence.title[LONGEST_TITLE:]} {evidence.locator} {evidence.year or ''}"
        return evidence_of(title, rest[:LONGEST_TEXT])

    def _known(self, key: str) -> Evidence | None:
        kept: Evidence | None = self.dataset.evidence.get(key)
        return kept or self.sent.get(key) or self.found.get(key)

    def _noted(self, evidence: Evidence) -> str:
        if evidence.key not in self.dataset.evidence:
            self.found.setdefault(evidence.key, evidence)
        return evidence.key


def _compared(text: str) -> str:
    """The form in which a line is compared with the one that was sent out."""
    return folded(as_travelled(text))


def evidence_sent(lines: Iterable[tuple[str, str]], dataset: Dataset) -> dict[str, Evidence]:
    """The evidence that a file carries in its identity sheet, by key; damaged lines are passed over."""
    found = {}
    for key, line in lines:
        try:
            kind, title, locator, year, grade, source = json.loads(line)
            evidence = Evidence(
                key, EvidenceKind(kind), str(title), str(locator), year, Grade(grade), str(source)
            )
        except (ValueError, TypeError):
            continue
        if isinstance(year, int | None):
            found[key] = evidence if evidence.source in dataset.sources else replace(evidence, source="")
    return found
