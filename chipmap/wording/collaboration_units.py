"""What the units of a register are called and what they say, for whoever decides on an import."""

from __future__ import annotations

from collections.abc import Callable

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.collaboration_layout import (
    MONEY,
    PERIOD,
    READINESS,
    REVIEW,
    STEP,
    Sheet,
    units_of,
)
from chipmap.model.exchange.collaboration_plan import WHOLE
from chipmap.model.exchange.collaboration_records import unit_cells
from chipmap.model.records import CheckState, DueDiligenceTopic
from chipmap.wording import _
from chipmap.wording.collaborations import check_state_word, day_text, money_text, topic_word, trl_text
from chipmap.wording.levels import collaboration_kind_word, stage_word

NameOf = Callable[[str], str]
"""The name of a place by its code."""


def unit_word(sheet: Sheet, unit: str) -> str:
    """What a unit is called."""
    if unit == WHOLE:
        return {
            Sheet.WORKS: _("Collaboration"),
            Sheet.BUDGETS: _("Budget"),
            Sheet.CHECKS: _("Check"),
        }[sheet]
    return {
        "name": _("Name"),
        "collaboration_kind": _("Kind"),
        "stage": _("Stage"),
        "partners": _("Partners"),
        "institutions": _("Institutions"),
        "segments": _("Segments"),
        "topic": _("Topic"),
        PERIOD: _("Start and end"),
        READINESS: _("Readiness"),
        "restrictions": _("Restrictions"),
        "documents": _("Documents"),
        STEP: _("Next step"),
        "source": _("Source"),
        MONEY: _("Amount"),
        "year": _("Year"),
        REVIEW: _("Review"),
        "due": _("Due date"),
        "note": _("Note"),
    }.get(unit, unit)


def row_title(sheet: Sheet, key: tuple[str, ...], names: dict[str, str], name_of: NameOf) -> str:
    """What a row is about: a collaboration, a partner in one, a topic of a check and whom it is about."""
    subject = names.get(key[0]) or name_of(key[0])
    if sheet is Sheet.BUDGETS:
        return _("{partner} in {name}").format(name=subject, partner=name_of(key[1]))
    if sheet is Sheet.CHECKS:
        known = [topic.value for topic in DueDiligenceTopic]
        topic = topic_word(DueDiligenceTopic(key[1])) if key[1] in known else key[1]
        return _("{topic}, {name}").format(name=subject, topic=topic)
    return subject


def value_text(sheet: Sheet, unit: str, text: str | None, dataset: Dataset, name_of: NameOf) -> str:
    """What a unit says, in words; empty where it says nothing."""
    if not text:
        return ""
    if unit == WHOLE:
        return _whole_text(sheet, text)
    cells = unit_cells(text, units_of(sheet)[unit])
    if unit == PERIOD:
        return _joined(day_text(cells["start"]), day_text(cells["end"]), " – ")
    if unit == READINESS:
        return trl_text(*(int(one) if one else None for one in (cells["trl_from"], cells["trl_to"])))
    if unit == MONEY:
        return money_text(float(cells["amount"] or 0), cells["currency"])
    if unit == STEP:
        return _joined(cells["next_step"], cells["next_owner"], day_text(cells["next_date"]))
    if unit == REVIEW:
        state = check_state_word(CheckState(cells["state"])) if cells["state"] else ""
        return _joined(state, cells["owner"], day_text(cells["reviewed_on"]))
    return _plain_text(unit, text, dataset, name_of)


def _whole_text(sheet: Sheet, text: str) -> str:
    """What a new row is, in short: the name, the sum, the topic."""
    if sheet is Sheet.BUDGETS:
        cells = unit_cells(text, units_of(sheet)[MONEY])
        return money_text(float(cells["amount"] or 0), cells["currency"])
    known = [topic.value for topic in DueDiligenceTopic]
    return topic_word(DueDiligenceTopic(text)) if sheet is Sheet.CHECKS and text in known else text


def _plain_text(unit: str, text: str, dataset: Dataset, name_of: NameOf) -> str:
    """What a unit of one field says."""
    if unit == "collaboration_kind":
        return collaboration_kind_word(text)
    if unit == "stage":
        return stage_word(text)
    if unit == "due":
        return day_text(text)
    if unit == "partners":
        return ", ".join(map(name_of, text.split("\n")))
    if unit == "segments":
        known = {key: dataset.segments[key].name for key in text.split("\n") if key in dataset.segments}
        return ", ".join(known.get(key, key) for key in text.split("\n"))
    if unit == "institutions":
        held = {key: dataset.institutions.get(key) for key in text.split("\n")}
        return ", ".join(key if one is None else one.short_name or one.name for key, one in held.items())
    return "; ".join(text.split("\n")) if unit == "documents" else text


def _joined(*parts: str) -> str:
    *texts, last = parts
    if last == " – ":
        return last.join(texts) if all(texts) else "".join(texts)
    return ", ".join(filter(None, parts))
