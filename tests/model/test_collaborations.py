"""The register of collaborations and the checks of partners: what may be recorded, and what goes together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chipmap.model.analysis.attention import Attention
from chipmap.model.analysis.overdue import is_reviewed, overdue_issues
from chipmap.model.changes import ChangeSet
from chipmap.model.edits.collaborations import (
    broken_collaboration,
    collaboration_draft,
    move_stage,
    new_collaboration_id,
    put_collaboration,
    remove_collaboration,
    set_budget,
    set_next_step,
)
from chipmap.model.edits.due_diligence import checklist_of, clear_check, set_check
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.labels import Label
from chipmap.model.records import Budget, CheckState, DueDiligence, DueDiligenceTopic
from chipmap.model.rules import broken_rule
from chipmap.model.starter import starter_dataset
from chipmap.wording.changes import describe
from chipmap.wording.issues import message_of, suggestion_of
from tests.builders import a_collaboration, an_institution, three_countries_dataset

SECURITY = DueDiligenceTopic.RESEARCH_SECURITY
KEY = "joint_call_2026"


@pytest.fixture
def dataset():
    return three_countries_dataset(an_institution(), a_collaboration())


def with_edit(dataset, edit, *arguments, **named):
    return dataset.with_changes(edit(dataset, *arguments, **named))


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": ""}, "text-missing"),
        ({"id": "MYS"}, "id-taken"),
        ({"collaboration_kind": "picnic"}, "collaboration-kind-unknown"),
        ({"stage": "limbo"}, "stage-unknown"),
        ({"partners": ("EU27", "ATL")}, "partner-unknown"),
        ({"segments": ("alchemy",)}, "segment-unknown"),
        ({"institutions": ("Nowhere Labs",)}, "institution-unknown"),
        ({"source": "HEARSAY"}, "source-unknown"),
        ({"start": "March"}, "date-malformed"),
        ({"start": "2026-02-30"}, "date-malformed"),
        ({"start": "2026-03", "end": "2026-02-28"}, "end-before-start"),
        ({"trl_from": 0}, "trl-out-of-range"),
        ({"trl_from": 6, "trl_to": 4}, "trl-out-of-order"),
        ({"next_date": "soon"}, "date-malformed"),
    ],
)
def test_what_cannot_be_is_refused_with_field_reason_and_remedy(dataset, changed, code):
    broken = replace(a_collaboration("another"), **changed)

    with pytest.raises(RuleBroken) as refused:
        put_collaboration(dataset, broken)

    issue = refused.value.issue
    assert (issue.code, issue.field_name) == (code, next(reversed(changed)))
    assert code in {found.code for found in broken_collaboration(dataset, broken)}
    assert message_of(issue).endswith(".")
    assert "?" not in message_of(issue) + suggestion_of(issue)


def test_an_end_in_the_month_of_the_start_is_no_earlier_end(dataset):
    work = replace(a_collaboration(), start="2026-03-20", end="2026-03")

    assert with_edit(dataset, put_collaboration, work).collaborations[KEY].end == "2026-03"


def test_what_an_imported_record_came_with_can_be_kept_but_not_newly_named():
    odd = a_collaboration(collaboration_kind="picnic", institutions=("Nowhere Labs",))
    dataset = three_countries_dataset(odd)

    moved = with_edit(dataset, move_stage, KEY, "running").collaborations[KEY]

    assert (moved.stage, moved.collaboration_kind, moved.institutions) == (
        "running",
        "picnic",
        ("Nowhere Labs",),
    )
    with pytest.raises(RuleBroken):
        put_collaboration(dataset, replace(odd, institutions=("Nowhere Labs", "Elsewhere Labs")))


def test_every_collaboration_of_the_starter_data_can_be_edited():
    starter = starter_dataset(title="Europe")

    for key in starter.collaborations:
        assert len(set_next_step(starter, str(key), step="Call the secretariat", date="2026-12")) == 1


def test_a_partner_who_leaves_takes_the_budget_along(dataset):
    funded = with_edit(dataset, set_budget, KEY, "MYS", amount=6e6, currency=" eur", year=2026)
    assert funded.budgets[KEY, "MYS"] == Budget(KEY, "MYS", 6e6, "EUR", 2026)

    left = with_edit(funded, put_collaboration, replace(funded.collaborations[KEY], partners=("EU27",)))

    assert len(left.budgets) == 0
    assert broken_rule(left.collaborations[KEY], left) is None


@pytest.mark.parametrize(
    ("partner", "amount", "currency", "code"),
    [
        ("NLD", 1.0, "EUR", "budget-partner-unknown"),
        ("MYS", 0.0, "EUR", "amount-out-of-range"),
        ("MYS", float("nan"), "EUR", "amount-out-of-range"),
        ("MYS", 1.0, "euros", "currency-malformed"),
    ],
)
def test_a_budget_is_money_of_a_partner(dataset, partner, amount, currency, code):
    with pytest.raises(RuleBroken) as refused:
        set_budget(dataset, KEY, partner, amount=amount, currency=currency)

    assert refused.value.issue.code == code


def test_removing_takes_budgets_and_checks_along_and_undo_brings_them_back(dataset):
    full = with_edit(dataset, set_budget, KEY, "EU27", amount=5, currency="EUR")
    full = with_edit(full, set_check, KEY, SECURITY, owner="Desk officer")

    changes = remove_collaboration(full, KEY)
    gone = full.with_changes(changes)

    assert (len(gone.collaborations), len(gone.budgets), len(gone.due_diligence)) == (0, 0, 0)
    assert gone.with_changes(changes.inverted()) == full
    with pytest.raises(UnknownRecord):
        remove_collaboration(gone, KEY)


def test_new_collaborations_get_ids_of_their_own(dataset):
    name = "Joint call 2026"
    draft = collaboration_draft(partners=("EU27", "MYS"), segments=("packaging",))
    key = new_collaboration_id(dataset, name)
    after = with_edit(dataset, put_collaboration, replace(draft, id=key, name=f" {name} "))

    assert key not in dataset.collaborations
    assert after.collaborations[key].name == name
    assert new_collaboration_id(after, name) != key


def test_a_checklist_has_every_topic_even_where_nothing_is_recorded(dataset):
    assert [check.topic for check in checklist_of(dataset, "MYS")] == list(DueDiligenceTopic)
    assert {check.state for check in checklist_of(dataset, KEY)} == {CheckState.OPEN}

    noted = with_edit(dataset, set_check, "MYS", SECURITY, state=CheckState.UNDER_REVIEW, owner="Desk")
    assert checklist_of(noted, "MYS")[0] == DueDiligence("MYS", SECURITY, CheckState.UNDER_REVIEW, "Desk")
    assert with_edit(noted, clear_check, "MYS", SECURITY) == dataset
    assert clear_check(dataset, "MYS", SECURITY) == ChangeSet()


def test_a_review_needs_a_person_and_a_day(dataset):
    codes = []
    for named in ({}, {"owner": "Desk"}, {"reviewed_on": "2026-11-02"}):
        with pytest.raises(RuleBroken) as refused:
            set_check(dataset, "MYS", SECURITY, state=CheckState.REVIEWED, **named)
        codes.append(refused.value.issue.code)
    assert codes == ["reviewed-by-nobody", "reviewed-on-no-day", "reviewed-by-nobody"]

    done = {"state": CheckState.REVIEWED, "owner": "Desk", "reviewed_on": "2026-11"}
    assert is_reviewed(with_edit(dataset, set_check, "MYS", SECURITY, **done), "MYS", SECURITY)
    assert not is_reviewed(dataset, "MYS", SECURITY)


def test_steps_and_checks_are_overdue_from_the_day_after(dataset):
    late = with_edit(dataset, set_next_step, KEY, step="Agree on the text", owner="Desk", date="2026-10")
    late = with_edit(late, set_check, "MYS", SECURITY, owner="Desk", due="2026-10-31")

    assert overdue_issues(late, date(2026, 10, 31)) == []
    found = overdue_issues(late, date(2026, 11, 1))
    assert {issue.code for issue in found} == {"step-overdue", "check-overdue"}
    texts = {issue.code: message_of(issue) for issue in found}
    assert texts["step-overdue"] == (
        "The next step of “Joint call on packaging” was due by October 2026: Agree on the text, Desk."
    )
    assert texts["check-overdue"] == "The check “Research security” was due by 31 October 2026: Desk."
    assert overdue_issues(with_edit(late, move_stage, KEY, "done"), date(2026, 11, 1)) == found[-1:]


def test_the_list_of_issues_follows_each_edit_of_the_register(dataset):
    today = date(2026, 11, 22)
    kept = Attention(dataset, calendar_day=today)
    steps = (
        (set_next_step, (KEY,), {"step": "Agree", "date": "2026-10"}),
        (set_budget, (KEY, "MYS"), {"amount": 1.0, "currency": "EUR"}),
        (set_check, ("MYS", SECURITY), {"owner": "Desk", "due": "2026-01"}),
        (remove_collaboration, (KEY,), {}),
    )
    for edit, arguments, named in steps:
        changes = edit(dataset, *arguments, **named)
        dataset = dataset.with_changes(changes)
        assert kept.renew(changes, dataset)
        assert sorted(map(repr, kept.issues)) == sorted(
            map(repr, Attention(dataset, calendar_day=today).issues)
        )

    assert [issue.code for issue in kept.issues] == ["check-overdue"]


def test_the_history_says_what_was_done_to_which(dataset):
    names = PlaceNames.load()

    def said(label, changes):
        return describe(label, changes, dataset, names)

    assert said(Label.MOVE_STAGE, move_stage(dataset, KEY, "open")) == (
        "Joint call on packaging: Planned changed to Open"
    )
    assert said(Label.CHANGE_BUDGET, set_budget(dataset, KEY, "MYS", amount=6e6, currency="EUR")) == (
        "Malaysia: EUR 6 million"
    )
    assert said(Label.CHANGE_CHECK, set_check(dataset, KEY, SECURITY, owner="Desk")) == (
        "Joint call on packaging, Research security: Not begun"
    )
    assert said(Label.REMOVE_COLLABORATION, remove_collaboration(dataset, KEY)) == (
        "Joint call on packaging removed"
    )
