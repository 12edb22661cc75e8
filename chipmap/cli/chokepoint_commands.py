"""`chipmap analysis chokepoints`: which places hold what much of the chain needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.analysis_options import (
    Assumed,
    TermOf,
    WeightsFile,
    WithinSegment,
    asked_dataset,
    explained,
    headed,
    name_of,
    reason_code,
    reasons_said,
    segments_beneath,
    subject_or_focus,
    terms_table,
)
from chipmap.cli.options import AsJson, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.result_tables import AsCsv, Explained, ResultTable, plain, show_table
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.concentration import Chokepoint, Chokepoints
    from chipmap.model.dataset import Dataset

HeldBy = Annotated[
    str | None,
    typer.Option(
        "--subject", metavar="SUBJECT", help="Only the holds of this place or region.", show_default=False
    ),
]
FlaggedOnly = Annotated[bool, typer.Option("--flagged", help="Only holds that are flagged.")]


def find_chokepoints(
    path: WorkspacePath,
    *,
    subject: HeldBy = None,
    segment: WithinSegment = None,
    weights: WeightsFile = None,
    flagged: FlaggedOnly = False,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Which places hold segments that much of the chain needs, the largest downstream loss first.

    `index` is share × reach downstream × (1 − what can be re-sourced), our definition. `loss` is what the
    other segments lose together, in parts of their normal output, when the place is removed from the segment.
    """
    from chipmap.model.analysis.segment_suppliers import chokepoints_of
    from chipmap.model.analysis.supply import suppliers_meant

    with asked_dataset(path, as_json=as_json, weights=weights, assumed=assume or ()) as dataset:
        asked = segments_beneath(dataset, segment)
        held_by = set(suppliers_meant(dataset, subject_or_focus(dataset, subject))) if subject else None
        with progress_bar(_("Removing suppliers"), is_shown=not (as_json or as_csv)) as progress:
            found = chokepoints_of(dataset, asked, with_losses=True, progress=progress)
        kept = [
            one
            for one in found.found
            if (held_by is None or one.country in held_by) and (one.is_flagged or not flagged)
        ]
        rows = [_hold(dataset, one) for one in kept]
        terms = (
            TermOf(f"{one.country} {one.segment}", "index", term) for one in kept for term in one.explain
        )
        show_table(
            _holds(found, rows),
            ResultTable(headed(["place", "segment"], _hold_headings(), as_csv=as_csv), rows),
            as_json=as_json,
            as_csv=as_csv,
            notes=_notes_on_holds(found, rows),
            terms=terms_table(dataset, terms, as_csv=as_csv) if explain else None,
        )


def _holds(found: Chokepoints, rows: list[dict[str, Any]]) -> dict[str, Any]:
    left_out = {segment: reason_code(reason) for segment, reason in found.left_out.items()}
    return {"holds": rows, "left_out": left_out}


def _hold_headings() -> dict[str, str]:
    return {
        "name": _("Place"),
        "segment_name": _("Segment"),
        "share": _("Share"),
        "reach": _("Reach"),
        "substitution": _("Re-sourced"),
        "index": _("Index"),
        "loss": _("Loss downstream"),
        "flagged": _("Flagged"),
    }


def _hold(dataset: Dataset, one: Chokepoint) -> dict[str, Any]:
    return {
        "place": one.country,
        "name": name_of(dataset, one.country),
        "segment": one.segment,
        "segment_name": name_of(dataset, one.segment),
        "share": plain(one.share),
        "reach": plain(one.reach),
        "substitution": plain(one.substitution),
        "index": plain(one.index),
        "loss": plain(one.loss),
        "flagged": one.is_flagged,
        "explain": explained(one.explain),
    }


def _notes_on_holds(found: Chokepoints, rows: list[dict[str, Any]]) -> Iterator[str]:
    if not rows:
        yield _("There is no hold to show.")
    if found.left_out:
        yield _("{count} segments are left out:").format(count=len(found.left_out))
    yield from reasons_said(found.left_out.values())
