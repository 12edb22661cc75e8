"""From an issue to where it is settled: a field of the panel, a conflict, the inbox; the list as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chipmap.model.records import OWNER
from chipmap.ui.shell.collaboration_ways import show_check_of_place, show_work_of_issue
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.issues import Issue
    from chipmap.model.records import Resolution
    from chipmap.model.records.units import UnitValue
    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.shell.workspace_view import WorkspaceView

_FIELDS = frozenset(
    {
        *("score-without-evidence", "score-stale", "need-missing", "suggestion-weak"),
        *("raters-disputed", "raters-two-camps"),
    }
)
"""Issues that are settled in a field of the editor."""


def go_to_issue(view: WorkspaceView, issue: Issue) -> None:
    """Open what settles an issue, with the keyboard in the field that it is about."""
    if issue.code == "conflict-open":
        _open_conflict(view, str(issue.params["conflict"]))
    elif "collaboration" in issue.params:
        show_work_of_issue(view, issue)
    elif issue.code == "check-overdue" and issue.subject not in view.bridge.dataset.institutions:
        show_check_of_place(view, issue)
    elif issue.code == "need-without-partner":
        view.selection.choose(page="match", segment=issue.segment)
    elif issue.code == "contacts-due":
        _show_contacts(view, str(issue.params["event"]))
    elif issue.code == "row-waiting":
        _open_inbox(view, str(issue.params["inbox_row"]))
    else:
        _go_to_field(view, issue)


def _go_to_field(view: WorkspaceView, issue: Issue) -> None:
    dataset = view.bridge.dataset
    fields: dict[str, object] = {}
    if dataset.has_subject(issue.subject):
        fields["subject"] = issue.subject
    if issue.segment in dataset.segments:
        fields["segment"] = issue.segment
    if not fields:
        return
    rater = str(issue.params.get("rater", OWNER))
    if rater != OWNER and rater in dataset.raters:
        view.selection.choose(page="scorecards", rater=rater, **fields)
    else:
        view.selection.choose(page="map", **fields)
    if issue.code in _FIELDS and "subject" in fields:
        view.panel.begin_editing()
        view.panel.editor.take_focus(issue.field_name)


def _open_conflict(view: WorkspaceView, key: str) -> None:
    from chipmap.model.edits.conflicts import present_value, unpacked_evidence
    from chipmap.model.records.units import value_of_text
    from chipmap.ui.dialogs.conflict_dialog import ConflictDialog, ShownConflict
    from chipmap.ui.dialogs.review_rows import day_of
    from chipmap.ui.operations.conflicts import resolve_conflict
    from chipmap.wording.conflicts import unit_word

    bridge = view.bridge
    dataset = bridge.dataset
    conflict = dataset.merge_conflicts.get(key)
    if conflict is None:
        return
    log, rater = dataset.import_logs.get(conflict.import_log), dataset.raters.get(conflict.rater)
    name = conflict.rater if rater is None else rater.name or rater.id
    place, segment = bridge.subject_name(conflict.subject), bridge.segment_name(conflict.segment)
    shown = ShownConflict(
        f"{place} · {segment}, {unit_word(conflict.unit)}",
        conflict.unit,
        conflict.conflict_kind,
        value_of_text(conflict.base),
        present_value(dataset, conflict),
        value_of_text(conflict.theirs),
        _("you") if conflict.rater == OWNER else _("in the ballot of {rater}").format(rater=name),
        ", ".join(part for part in (name, log.file, day_of(log.imported_at)) if part) if log else name,
        evidence=unpacked_evidence(conflict.evidence, dataset),
    )
    dialog = ConflictDialog(shown, dataset, view.window())

    def on_decided(resolution: Resolution, value: UnitValue) -> None:
        resolve_conflict(bridge, key, resolution, value)

    dialog.decided.connect(on_decided)
    dialog.open()


def _show_contacts(view: WorkspaceView, event: str) -> None:
    """Lead to what removes the contacts of an event."""
    from chipmap.ui.pages.agenda_page import PARTICIPANTS, AgendaPage

    view.selection.choose(page="agenda", event=event)
    page = view.page("agenda")
    assert isinstance(page, AgendaPage)
    page.show_part(PARTICIPANTS)
    page.participants.notice.purge.setFocus()


def _open_inbox(view: WorkspaceView, key: str) -> None:
    from chipmap.ui.dialogs.inbox_dialog import InboxDialog

    InboxDialog(view.bridge, key, view.window()).open()


def export_issues(window: MainWindow, rows: list[list[str]]) -> None:
    """Ask for a place and save the list as it is shown there."""
    from chipmap.ui.pages.issue_rows import headings
    from chipmap.ui.shell.table_export import export_tables

    export_tables(window, _("Issues"), [(_("Issues"), list(headings()), rows)])
