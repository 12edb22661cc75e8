"""The rows of the import preview: headings, items to take or leave out, conflicts, problems and notes.

A row says what it shows; which items are taken is the `ReviewModel`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from chipmap.model.exchange.import_plan import INSTITUTION, ImportItem, ImportPlan, ItemKind
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import NotApplicable
from chipmap.model.records.units import JUDGEMENT, REASON, SOURCES, Judgement, UnitValue
from chipmap.wording import _, ngettext
from chipmap.wording.conflicts import unit_word
from chipmap.wording.formats import signed
from chipmap.wording.levels import confidence_word

if TYPE_CHECKING:
    from chipmap.ui.bridge import WorkspaceBridge


class RowKind(StrEnum):
    """What a row of the preview is."""

    HEADING = "heading"
    ITEM = "item"
    CONFLICT = "conflict"
    PROBLEM = "problem"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class SideText:
    """One side of an item: a level to draw as a swatch, or a text, and a remark beside it."""

    figure: str = ""
    level: int | None = None
    text: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.figure, self.text) if part) or _("nothing")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row. `key` names the item or the problem; `tone` is "", "warn" or "danger"."""

    kind: RowKind
    group: str
    title: str
    detail: str = ""
    key: str = ""
    here: SideText = SideText()
    there: SideText = SideText()
    effect: str = ""
    tone: str = ""
    value: str = ""
    is_fixable: bool = False
    issue: Issue | None = None


_FIXABLE = frozenset(
    {
        "level-out-of-range",
        "level-not-understood",
        "level-not-whole",
        "confidence-not-understood",
        "year-not-understood",
        "cell-error",
        "cell-date",
        "cell-time",
        "cell-true-or-false",
        "cell-percent",
        "formula-without-value",
    }
)


def rows_of(plan: ImportPlan, bridge: WorkspaceBridge) -> list[ReviewRow]:
    """All rows of a plan, group by group: what needs a decision comes first."""
    rows: list[ReviewRow] = []
    for group in (_conflict_rows, _problem_rows, _item_rows, _note_rows):
        rows += group(plan, bridge)
    return rows


def problems_of(plan: ImportPlan) -> list[Issue]:
    """The findings that left something out."""
    return [issue for issue in plan.issues if issue.severity is Severity.ERROR]


def problem_key(issue: Issue) -> str:
    """What names a problem: its cell."""
    place = issue.place
    where = f"{place.sheet}!{place.cell}" if place is not None else ""
    return f"{where}:{issue.code}:{issue.field_name}"


def _conflict_rows(plan: ImportPlan, bridge: WorkspaceBridge) -> Iterator[ReviewRow]:
    if not plan.conflicts:
        return
    since = (
        _("You and the file both changed these since version {version}").format(version=plan.base_revision)
        if plan.base_revision is not None
        else _("The file and your workspace differ, and nobody knows what was sent out")
    )
    yield ReviewRow(RowKind.HEADING, "conflict", _("Conflicts"), since, tone="warn")
    for item in plan.conflicts:
        yield _item_row(item, plan, bridge, RowKind.CONFLICT)


def _problem_rows(plan: ImportPlan, bridge: WorkspaceBridge) -> Iterator[ReviewRow]:
    from chipmap.wording.issues import message_of, suggestion_of

    problems = problems_of(plan)
    if not problems:
        return
    note = _("Fix here or leave out. The rest can still be merged")
    yield ReviewRow(RowKind.HEADING, "problem", _("Problems"), note, tone="danger")
    for issue in problems:
        place = issue.place
        yield ReviewRow(
            RowKind.PROBLEM,
            "problem",
            bridge.segment_name(issue.segment) if issue.segment else _("Row of the file"),
            message_of(issue),
            key=problem_key(issue),
            effect=suggestion_of(issue),
            value=issue.value,
            is_fixable=issue.code in _FIXABLE and place is not None and bool(place.cell),
            issue=issue,
        )


_GROUPS = (
    (ItemKind.CHANGED, "changed"),
    (ItemKind.NEW, "new"),
    (ItemKind.CLEARED, "cleared"),
    (ItemKind.EVIDENCE, "evidence"),
    (ItemKind.INSTITUTION, "institution"),
)


def _item_rows(plan: ImportPlan, bridge: WorkspaceBridge) -> Iterator[ReviewRow]:
    titles = {
        "changed": (_("Changed"), _("Changed only in the file")),
        "new": (_("New answers"), _("Not answered in your workspace yet")),
        "cleared": (_("Cleared"), _("Blank in the file: taking them makes them not scored")),
        "evidence": (_("Evidence"), _("Sources added, changed or removed in the file")),
        "institution": (_("New institutions"), _("Named on the sheet for additions")),
    }
    for kind, group in _GROUPS:
        items = [item for item in plan.items if item.kind is kind]
        if items:
            title, detail = titles[group]
            yield ReviewRow(RowKind.HEADING, group, title, detail)
            for item in items:
                yield _item_row(item, plan, bridge, RowKind.ITEM, group)


def _note_rows(plan: ImportPlan, _bridge: WorkspaceBridge) -> Iterator[ReviewRow]:
    """Warnings and notices, those of one cause in one row."""
    from chipmap.wording.issues import reason_of

    notes = [issue for issue in plan.issues if issue.severity is not Severity.ERROR]
    if not notes:
        return
    by_cause: dict[tuple[str, str], list[Issue]] = {}
    for issue in notes:
        by_cause.setdefault((issue.code, issue.value), []).append(issue)
    yield ReviewRow(RowKind.HEADING, "note", _("Notes"), _("They stop nothing; look whether they are right"))
    for issues in by_cause.values():
        places = [issue.place.cell for issue in issues if issue.place is not None and issue.place.cell]
        where = ", ".join(places[:3])
        if len(places) > 3:
            more = len(places) - 3
            where = ngettext("{cells} and {count} more", "{cells} and {count} more", more).format(
                cells=where, count=more
            )
        yield ReviewRow(RowKind.NOTE, "note", where or _("Whole file"), reason_of(issues[0]))


def _item_row(
    item: ImportItem, plan: ImportPlan, bridge: WorkspaceBridge, kind: RowKind, group: str = "conflict"
) -> ReviewRow:
    title = _title_of(item, bridge)
    if len(plan.subjects) > 1 and item.unit != INSTITUTION:
        title = f"{bridge.subject_name(item.subject)}: {title}"
    return ReviewRow(
        kind,
        group,
        title,
        key=item.id,
        here=_side(item.before, item.unit),
        there=_side(item.after, item.unit),
        effect=_effect_of(item),
    )


def _title_of(item: ImportItem, bridge: WorkspaceBridge) -> str:
    if item.unit == INSTITUTION:
        return str(item.after)
    segment = bridge.segment_name(item.segment)
    if item.unit == JUDGEMENT:
        return segment
    return _("{segment}, {unit}").format(segment=segment, unit=unit_word(item.unit))


def _side(value: UnitValue, unit: str) -> SideText:
    if isinstance(value, Judgement):
        parts = [
            confidence_word(value.confidence) if value.confidence is not None else "",
            str(value.year) if value.year is not None else "",
        ]
        side = _side(value.level, "level")
        return SideText(side.figure, side.level, ", ".join(part for part in parts if part))
    if value is None:
        return SideText(figure="–")
    if isinstance(value, NotApplicable):
        return SideText(figure="NA")
    if isinstance(value, int):
        return SideText(figure=str(value), level=value)
    if isinstance(value, tuple):
        return SideText(
            text=ngettext("{count} source", "{count} sources", len(value)).format(count=len(value))
        )
    return SideText(text=_("New institution") if unit == INSTITUTION else value)


def _effect_of(item: ImportItem) -> str:
    if item.unit == INSTITUTION:
        return _("added")
    before, after = _level_of(item.before), _level_of(item.after)
    if item.unit == SOURCES:
        return _sources_effect(item)
    if item.unit == REASON:
        return _("text") if item.after else _("text removed")
    if isinstance(after, NotApplicable):
        return _("not applicable")
    if before == after:
        return _("confidence or year")
    if after is None:
        return _("not scored")
    if before is None or isinstance(before, NotApplicable):
        return _("first need") if item.unit.startswith("need") else _("first score")
    step = after - before
    return ngettext("{step} level", "{step} levels", abs(step)).format(step=signed(step))


def _level_of(value: UnitValue) -> int | NotApplicable | None:
    level = value.level if isinstance(value, Judgement) else value
    return level if isinstance(level, int | NotApplicable) else None


def _sources_effect(item: ImportItem) -> str:
    before = item.before if isinstance(item.before, tuple) else ()
    after = item.after if isinstance(item.after, tuple) else ()
    added, gone = len(set(after) - set(before)), len(set(before) - set(after))
    parts = []
    if added:
        parts.append(ngettext("+{count} source", "+{count} sources", added).format(count=added))
    if gone:
        parts.append(ngettext("−{count} source", "−{count} sources", gone).format(count=gone))
    return ", ".join(parts) or _("evidence only")
