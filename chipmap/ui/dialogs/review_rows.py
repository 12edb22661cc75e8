"""The rows of the import preview: headings, items to take or leave out, conflicts, problems and notes.

A row says what it shows; which items are taken is the `ReviewModel`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from chipmap.model.exchange.import_plan import INSTITUTION, ImportItem, ImportPlan, ItemKind
from chipmap.model.issues import Issue, Severity
from chipmap.model.records import OWNER, NotApplicable
from chipmap.model.records.units import JUDGEMENT, REASON, SOURCES, Judgement, UnitValue
from chipmap.ui.widgets.parts import SEPARATOR
from chipmap.wording import _, ngettext
from chipmap.wording.conflicts import unit_word
from chipmap.wording.formats import day_and_month, signed
from chipmap.wording.levels import confidence_word
from chipmap.wording.subjects import segment_name, subject_name

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.exchange.finding_groups import FindingGroup
    from chipmap.model.geography.naming import PlaceNames


class ReviewNames:
    """What things are called in a workspace, as a value that another thread may read."""

    def __init__(self, dataset: Dataset, names: PlaceNames) -> None:
        self.dataset = dataset
        self._names = names

    def subject_name(self, subject: str) -> str:
        return subject_name(self.dataset, self._names, subject)

    def segment_name(self, segment: str) -> str:
        return segment_name(self.dataset, segment)


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
    who: str = ""
    """Whose word it is and since when, where both sides have one."""
    is_value: bool = False
    """Whether the text is what the side says, and nothing beside it."""

    @property
    def remark(self) -> str:
        """What stands beside the figure; who comes first, because the rest may be cut, but after a value."""
        parts = (self.text, self.who) if self.is_value else (self.who, self.text)
        return SEPARATOR.join(part for part in parts if part)

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.figure, self.text, self.who) if part) or _("nothing")


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
    issues: tuple[Issue, ...] = ()
    """The findings of a problem; entering a text mends all of them."""
    choice: str = ""
    """What a problem's cells most likely mean, as it would be entered; empty where nobody can tell."""
    choice_text: str = ""
    item: ImportItem | None = None


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


def rows_of(plan: ImportPlan, names: ReviewNames) -> list[ReviewRow]:
    """All rows of a plan, group by group: what needs a decision comes first."""
    if plan.is_of_register:
        return _register_rows(plan, names)
    rows: list[ReviewRow] = []
    for group in (_conflict_rows, problem_rows, _item_rows, note_rows):
        rows += group(plan, names)
    return rows


def _register_rows(plan: ImportPlan, names: ReviewNames) -> list[ReviewRow]:
    from chipmap.model.exchange.collaboration_plan import RegisterPlan
    from chipmap.ui.dialogs.register_rows import register_rows

    assert isinstance(plan, RegisterPlan)
    return register_rows(plan, names)


def problems_of(plan: ImportPlan) -> list[Issue]:
    """The findings that left something out."""
    return [issue for issue in plan.issues if issue.severity is Severity.ERROR]


def problem_groups(plan: ImportPlan) -> list[FindingGroup]:
    """What left something out: cells that one entry mends together, everything else by itself."""
    from chipmap.model.exchange.finding_groups import grouped_findings

    found: list[FindingGroup] = []
    for group in grouped_findings(problems_of(plan)):
        if group.can_apply_to_all:
            found.append(group)
        else:
            found += [replace(group, issues=(issue,), value=issue.value) for issue in group.issues]
    return found


def problem_key(issue: Issue) -> str:
    """What names a problem: its first cell."""
    place = issue.place
    where = f"{place.sheet}!{place.cell}" if place is not None else ""
    return f"{where}:{issue.code}:{issue.field_name}"


def _conflict_rows(plan: ImportPlan, names: ReviewNames) -> Iterator[ReviewRow]:
    if not plan.conflicts:
        return
    since = (
        _("You and the file both changed these since version {version}").format(version=plan.base_revision)
        if plan.base_revision is not None
        else _("The file and your workspace differ, and nobody knows what was sent out")
    )
    yield ReviewRow(RowKind.HEADING, "conflict", _("Conflicts"), since, tone="warn")
    for item in plan.conflicts:
        row = _item_row(item, plan, names, RowKind.CONFLICT)
        here, there = who_said(item, plan, names)
        yield replace(row, here=replace(row.here, who=here), there=replace(row.there, who=there))


def who_said(item: ImportItem, plan: ImportPlan, names: ReviewNames) -> tuple[str, str]:
    """Whose word either side of a conflict is, and since when as far as that is known."""
    from chipmap.model.exchange.provenance import provenance_of

    dataset = names.dataset
    rater = dataset.raters.get(plan.rater) or plan.new_rater
    name = (rater.name or rater.id) if rater is not None else plan.rater
    brought = provenance_of(dataset, (item.subject, item.segment, plan.rater, plan.round), item.unit)
    if brought is not None:
        here = _("{file}, {day}").format(file=brought.log.file, day=day_of(brought.log.imported_at))
    else:
        here = _("you") if plan.rater == OWNER else _("edited here")
    day = day_of(plan.modified)
    return here, ", ".join(part for part in (name, day) if part)


def day_of(moment: str) -> str:
    """The day of a moment in ISO 8601, such as 17 November; empty where there is none."""
    try:
        return day_and_month(datetime.fromisoformat(moment).date())
    except ValueError:
        return ""


def problem_rows(plan: ImportPlan, names: ReviewNames) -> Iterator[ReviewRow]:
    """What left something out, cells that one entry mends together in one row."""
    groups = problem_groups(plan)
    if not groups:
        return
    note = _("Fix here or leave out. The rest can still be merged")
    yield ReviewRow(RowKind.HEADING, "problem", _("Problems"), note, tone="danger")
    for group in groups:
        yield _problem_row(group, names)


def _problem_row(group: FindingGroup, names: ReviewNames) -> ReviewRow:
    from chipmap.wording.finding_groups import apply_text, group_text, remedy_text

    issue, place = group.issues[0], group.issues[0].place
    title = names.segment_name(issue.segment) if issue.segment else _("Row of the file")
    if group.count > 1:
        title = ngettext("{count} cell alike", "{count} cells alike", group.count).format(count=group.count)
    is_fixable = issue.code in _FIXABLE and place is not None and bool(place.cell)
    choice = group.fix.choices[0] if is_fixable and group.can_apply_to_all and group.fix.choices else ""
    return ReviewRow(
        RowKind.PROBLEM,
        "problem",
        title,
        group_text(group),
        key=problem_key(issue),
        effect=remedy_text(group),
        value=issue.value,
        is_fixable=is_fixable,
        issues=group.issues,
        choice=choice,
        choice_text=_choice_text(group, apply_text(group, choice)) if choice else "",
    )


def _choice_text(group: FindingGroup, said: str) -> str:
    return said if group.count > 1 else _("Read it as {value}").format(value=said)


_GROUPS = (
    (ItemKind.CHANGED, "changed"),
    (ItemKind.NEW, "new"),
    (ItemKind.CLEARED, "cleared"),
    (ItemKind.EVIDENCE, "evidence"),
    (ItemKind.INSTITUTION, "institution"),
)


def _item_rows(plan: ImportPlan, names: ReviewNames) -> Iterator[ReviewRow]:
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
                yield _item_row(item, plan, names, RowKind.ITEM, group)


def note_rows(plan: ImportPlan, _names: ReviewNames) -> Iterator[ReviewRow]:
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
    item: ImportItem, plan: ImportPlan, names: ReviewNames, kind: RowKind, group: str = "conflict"
) -> ReviewRow:
    title = _title_of(item, names)
    if len(plan.subjects) > 1 and item.unit != INSTITUTION:
        title = f"{names.subject_name(item.subject)}: {title}"
    return ReviewRow(
        kind,
        group,
        title,
        key=item.id,
        here=_side(item.before, item.unit),
        there=_side(item.after, item.unit),
        effect=_effect_of(item),
        item=item,
    )


def _title_of(item: ImportItem, names: ReviewNames) -> str:
    if item.unit == INSTITUTION:
        return str(item.after)
    segment = names.segment_name(item.segment)
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
