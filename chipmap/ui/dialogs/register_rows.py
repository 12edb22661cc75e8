"""The rows of the review of a returned register: the same table as for scorecards, in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.exchange.collaboration_layout import MONEY, Sheet, sheet_and_key
from chipmap.model.exchange.import_plan import ImportItem, ItemKind
from chipmap.ui.dialogs.review_rows import (
    ReviewRow,
    RowKind,
    SideText,
    day_of,
    note_rows,
    problem_rows,
)
from chipmap.wording import _
from chipmap.wording.collaboration_units import row_title, unit_word, value_text

if TYPE_CHECKING:
    from chipmap.model.exchange.collaboration_plan import RegisterPlan
    from chipmap.ui.dialogs.review_rows import ReviewNames

_NOT_FIXABLE = frozenset({"register-row-twice"})


def register_rows(plan: RegisterPlan, names: ReviewNames) -> list[ReviewRow]:
    """All rows of a plan, group by group: what needs a decision comes first."""
    return [
        *_conflict_rows(plan, names),
        *_problem_rows(plan, names),
        *_item_rows(plan, names),
        *note_rows(plan, names),
    ]


def conflict_texts(plan: RegisterPlan, item: ImportItem, names: ReviewNames) -> tuple[str, str, str]:
    """What was sent out, what is here and what the file says, in words."""
    return tuple(_said(plan, item, value, names) or _("nothing") for value in _sides(item))  # type: ignore[return-value]  # three sides make three texts


def _sides(item: ImportItem) -> tuple[object, object, object]:
    return item.base, item.before, item.after


def _said(plan: RegisterPlan, item: ImportItem, value: object, names: ReviewNames) -> str:
    sheet, _key = sheet_and_key(item.row_id)
    text = value if isinstance(value, str) else None
    return value_text(sheet, item.unit, text, plan.dataset, names.subject_name)


def _conflict_rows(plan: RegisterPlan, names: ReviewNames) -> Iterator[ReviewRow]:
    if not plan.conflicts:
        return
    since = (
        _("You and the file both changed these since version {version}").format(version=plan.base_revision)
        if plan.base_revision is not None
        else _("The file and your workspace differ, and nobody knows what was sent out")
    )
    yield ReviewRow(RowKind.HEADING, "conflict", _("Conflicts"), since, tone="warn")
    there = ", ".join(part for part in (plan.file, day_of(plan.modified)) if part)
    for item in plan.conflicts:
        row = _row(plan, item, names, RowKind.CONFLICT, "conflict")
        yield replace(row, here=replace(row.here, who=_("you")), there=replace(row.there, who=there))


def _problem_rows(plan: RegisterPlan, names: ReviewNames) -> Iterator[ReviewRow]:
    for row in problem_rows(plan, names):
        first = row.issues[0] if row.issues else None
        if first is None or not first.row_id:
            yield row
            continue
        has_cell = first.place is not None and bool(first.place.cell)
        title = row_title(*sheet_and_key(first.row_id), dict(plan.names), names.subject_name)
        is_fixable = has_cell and first.code not in _NOT_FIXABLE
        yield replace(row, title=title, is_fixable=is_fixable)


def _item_rows(plan: RegisterPlan, names: ReviewNames) -> Iterator[ReviewRow]:
    titles = (
        (ItemKind.CHANGED, "changed", _("Changed"), _("Changed only in the file")),
        (ItemKind.NEW, "new", _("New"), _("Not in your workspace yet")),
        (ItemKind.CLEARED, "cleared", _("Cleared"), _("Blank in the file: taking them empties them here")),
    )
    for kind, group, title, detail in titles:
        items = [item for item in plan.items if item.kind is kind]
        if items:
            yield ReviewRow(RowKind.HEADING, group, title, detail)
            for item in items:
                yield _row(plan, item, names, RowKind.ITEM, group)


def _row(plan: RegisterPlan, item: ImportItem, names: ReviewNames, kind: RowKind, group: str) -> ReviewRow:
    sheet, key = sheet_and_key(item.row_id)
    title = row_title(sheet, key, dict(plan.names), names.subject_name)
    here, there = (
        SideText(text=_said(plan, item, one, names) or "–", is_value=True)
        for one in (item.before, item.after)
    )
    return ReviewRow(
        kind,
        group,
        _("{unit}: {row}").format(unit=unit_word(sheet, item.unit), row=title),
        key=item.id,
        here=here,
        there=there,
        effect=_effect(sheet, item),
        item=item,
    )


def _effect(sheet: Sheet, item: ImportItem) -> str:
    if item.after is None:
        return _("budget removed") if sheet is Sheet.BUDGETS and item.unit == MONEY else _("emptied")
    return _("added") if item.before is None else _("changed")
