"""Pictures of the Collaborations page: table, board and timeline, the form, checks, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chipmap.model.records import CheckState, DueDiligence, DueDiligenceTopic
from chipmap.ui.collaboration_wish import BOARD, BY_PARTNER, TIMELINE, CollaborationWish
from chipmap.ui.operations import collaborations as operations
from chipmap.ui.pages.collaborations_page import CollaborationsPage
from chipmap.ui.pages.collaborations_side import CHECKS, DETAILS, FINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.ui.gallery import Studio

_CALL = "kr_call_2024"


def _look(studio: Studio, **fields: object) -> CollaborationsPage:
    """The page with what is chosen, drawn."""
    studio.close_dialogs()
    studio.window.activateWindow()
    wish = replace(CollaborationWish(every_segment=True), **fields)  # type: ignore[arg-type]
    studio.choose(page="collaborations", segment="atp", collaborations=wish, compared_places=())
    page = studio.view.page("collaborations")
    assert isinstance(page, CollaborationsPage)
    _plan_steps(studio, page)
    form = page.side.form
    if form.fields["next_date"].problem and form.work is not None:
        form.fields["next_date"].show_problem("")
        form.show_collaboration(form.work)
    page.side.turn(DETAILS)
    studio.settle(lambda: not page.is_busy)
    _hide_message(studio)
    return page


def _hide_message(studio: Studio) -> None:
    """Take away what the steps before have said; it would lie over the form."""
    if studio.window.toast is not None:
        studio.window.toast.hide()


def _plan_steps(studio: Studio, page: CollaborationsPage) -> None:
    """Some next steps, one of them late, and budgets: the starter data has none."""
    bridge = studio.view.bridge
    works = bridge.dataset.collaborations
    if works[_CALL].next_step:
        return
    year = page.today.year
    first = [work for work in works.values() if work.stage in ("idea", "planned", "running")][:3]
    dates = (f"{year - 1}-11-30", f"{year}-12-15", f"{year + 1}-03")
    for work, day in zip(first, dates, strict=False):
        planned = replace(work, next_step="Agree on the topics", next_owner="Programme office", next_date=day)
        operations.put_collaboration(bridge, planned)
    call = replace(
        works[_CALL],
        next_step="Publish the results",
        next_owner="Programme office",
        next_date=f"{year + 1}-02",
        end=str(year),
        trl_from=2,
        trl_to=4,
    )
    operations.put_collaboration(bridge, call)
    operations.set_budget(bridge, _CALL, "EU27", amount=6_000_000.0, currency="EUR")
    operations.set_budget(bridge, _CALL, "KOR", amount=9_000_000_000.0, currency="KRW")


def _show(**fields: object) -> Callable[[Studio], None]:
    def show(studio: Studio) -> None:
        _look(studio, **fields)

    return show


def _show_problem(studio: Studio) -> None:
    page = _look(studio, chosen=_CALL)
    line = page.side.form.lines["next_date"]
    line.setFocus()
    line.setText("next spring")
    line.commit()


def _show_checks(studio: Studio) -> None:
    page = _look(studio, shown_as=BOARD, chosen=_CALL)
    bridge = studio.view.bridge
    year = page.today.year
    reviewed = DueDiligence(
        _CALL,
        DueDiligenceTopic.OWNERSHIP,
        CheckState.REVIEWED,
        owner="Legal desk",
        reviewed_on=f"{year}-05",
        note="Both agencies are public.",
    )
    late = DueDiligence(
        _CALL,
        DueDiligenceTopic.EXPORT_CONTROL,
        CheckState.UNDER_REVIEW,
        owner="Legal desk",
        due=f"{year - 1}-12",
    )
    for check in (reviewed, late):
        operations.put_check(bridge, check)
    page.side.turn(CHECKS)
    page.side.checks.open_topic(DueDiligenceTopic.EXPORT_CONTROL)
    _hide_message(studio)


def _show_findings(studio: Studio) -> None:
    _look(studio).side.turn(FINDINGS)


COLLABORATION_STATES: list[tuple[str, Callable[[Studio], None]]] = [
    ("collaborations-table", _show(chosen=_CALL)),
    ("collaborations-problem", _show_problem),
    ("collaborations-board", _show(shown_as=BOARD, chosen=_CALL)),
    ("collaborations-checks", _show_checks),
    ("collaborations-timeline", _show(shown_as=TIMELINE, grouped_by=BY_PARTNER, chosen=_CALL)),
    ("collaborations-findings", _show_findings),
    ("collaborations-none", _show(partner="SGP", stage="open")),
]
