"""Conflicts in words: what a unit is called, what a value says, what either side did."""

from __future__ import annotations

from chipmap.model.dataset import Dataset
from chipmap.model.records import ConflictKind, NotApplicable
from chipmap.model.records.units import JUDGEMENT, REASON, SOURCES, Judgement, UnitValue, evidence_keys
from chipmap.wording import _
from chipmap.wording.levels import confidence_word


def unit_word(unit: str) -> str:
    """What a unit of a row is called in a sentence."""
    kind, _sign, year = unit.partition("_")
    return {
        JUDGEMENT: _("level now"),
        "level": _("expected level {year}").format(year=year),
        "need": _("need {year}").format(year=year),
        REASON: _("reason"),
        SOURCES: _("evidence"),
    }.get(kind, unit)


def value_text(value: UnitValue, dataset: Dataset) -> str:
    """What a unit says, on one line; evidence by its titles."""
    if value is None:
        return _("not scored")
    if isinstance(value, Judgement):
        sure = "" if value.confidence is None else confidence_word(value.confidence)
        year = "" if value.year is None else str(value.year)
        return ", ".join(part for part in (value_text(value.level, dataset), sure, year) if part)
    if isinstance(value, NotApplicable):
        return _("not applicable")
    if isinstance(value, tuple):
        titles = {key: dataset.evidence.get(key) for key in evidence_keys(value)}
        return "; ".join(key if item is None else str(item.title) for key, item in titles.items())
    return " ".join(str(value).split())


def conflict_reason(kind: ConflictKind) -> str:
    """Why a unit is a conflict: what either side did since it was sent out."""
    return {
        ConflictKind.BOTH_EDITED: _("changed here and in the file"),
        ConflictKind.EDITED_HERE_CLEARED_THERE: _("changed here, cleared in the file"),
        ConflictKind.CLEARED_HERE_EDITED_THERE: _("cleared here, changed in the file"),
        ConflictKind.DELETED_HERE_EDITED_THERE: _("the row was deleted here and changed in the file"),
        ConflictKind.DUPLICATE: _("the row stands in the file several times with different answers"),
    }[kind]
