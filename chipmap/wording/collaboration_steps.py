"""What an edit of collaborations or checks did, in one line; loaded with the window, so it loads little."""

from __future__ import annotations

from collections.abc import Callable

from chipmap.model.changes import ChangeSet
from chipmap.model.labels import Label
from chipmap.model.records import Budget, Collaboration, DueDiligence
from chipmap.wording import _, ngettext
from chipmap.wording.levels import stage_word

COLLABORATION_STEPS = frozenset(
    {
        Label.ADD_COLLABORATION,
        Label.CHANGE_COLLABORATION,
        Label.REMOVE_COLLABORATION,
        Label.MOVE_STAGE,
        Label.CHANGE_BUDGET,
        Label.CHANGE_NEXT_STEP,
        Label.CHANGE_CHECK,
    }
)


def collaboration_step_names() -> dict[Label, str]:
    """What the steps are called in the history."""
    return {
        Label.ADD_COLLABORATION: _("added collaboration"),
        Label.CHANGE_COLLABORATION: _("changed collaboration"),
        Label.REMOVE_COLLABORATION: _("removed collaboration"),
        Label.MOVE_STAGE: _("change of a stage"),
        Label.CHANGE_BUDGET: _("change of a budget"),
        Label.CHANGE_NEXT_STEP: _("change of a next step"),
        Label.CHANGE_CHECK: _("change of a check"),
    }


def collaboration_step(label: Label, changes: ChangeSet, name_of: Callable[[str], str]) -> str:
    """One line on a step: "Joint call on packaging: Idea changed to Planned".

    `name_of` tells what a place or a collaboration is called.
    """
    for change in changes.records(Collaboration):
        before, after = change.before, change.after
        if (
            label is Label.MOVE_STAGE
            and isinstance(before, Collaboration)
            and isinstance(after, Collaboration)
        ):
            return _("{name}: {old} changed to {new}").format(
                name=after.name, old=stage_word(before.stage), new=stage_word(after.stage)
            )
        if after is None:
            assert isinstance(before, Collaboration)
            return _("{name} removed").format(name=before.name)
        assert isinstance(after, Collaboration)
        if before is None:
            return _("{name} added").format(name=after.name)
        if label is Label.CHANGE_NEXT_STEP:
            step = after.next_step or _("none")
            return _("{name}: next step {step}").format(name=after.name, step=step)
        return _("{name} changed").format(name=after.name)
    return _part_step(changes, name_of)


def register_import_step(changes: ChangeSet) -> str | None:
    """How much of the register an import changed; None where it changed nothing of it."""
    kinds = (Collaboration, Budget, DueDiligence)
    count = sum(isinstance(change.record, kinds) for change in changes)
    if not count:
        return None
    text = ngettext(
        "{count} entry of the register imported", "{count} entries of the register imported", count
    )
    return text.format(count=count)


def _part_step(changes: ChangeSet, name_of: Callable[[str], str]) -> str:
    """A step about a budget or a check alone."""
    from chipmap.wording.collaborations import budget_text, check_state_word, topic_word

    for change in changes:
        record, is_gone = change.record, change.after is None
        if isinstance(record, Budget):
            partner = name_of(record.partner)
            said = _("no budget") if is_gone else budget_text(record)
            return _("{partner}: {budget}").format(partner=partner, budget=said)
        if isinstance(record, DueDiligence):
            subject, topic = name_of(record.subject), topic_word(record.topic)
            said = _("nothing recorded") if is_gone else check_state_word(record.state)
            return _("{subject}, {topic}: {state}").format(subject=subject, topic=topic, state=said)
    return ""
