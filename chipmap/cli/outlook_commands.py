"""`chipmap analysis swot` and `foresight`: what follows for a place, by rules and against its needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.analysis_options import (
    Assumed,
    OneSubject,
    TermOf,
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
from chipmap.cli.options import AsJson, FocusOption, HorizonWord, WorkspacePath
from chipmap.cli.references import horizon_meant
from chipmap.cli.removals import HazardId, Removals, removals_meant
from chipmap.cli.result_tables import AsCsv, Explained, ResultTable, plain, show_table
from chipmap.model.records import NOW
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.place_foresight import PlaceForesight
    from chipmap.model.analysis.swot import Hit
    from chipmap.model.dataset import Dataset
    from chipmap.model.match.place_swot import PlaceSwot

EveryLine = Annotated[
    bool, typer.Option("--all", help="Every line: without it five of a quadrant, two of a segment.")
]
Weighed = Annotated[
    list[str] | None,
    typer.Option(
        "--weigh",
        metavar="HORIZON=NUMBER",
        help="How much a horizon counts in the expected shortfall; once if left out. May be given often."
        " Without any, the weights of the workspace hold.",
        show_default=False,
    ),
]


def list_swot(
    path: WorkspacePath,
    *,
    subject: OneSubject = None,
    focus: FocusOption = None,
    segment: WithinSegment = None,
    horizon: HorizonWord = NOW,
    remove: Removals = None,
    hazard: HazardId = None,
    every_line: EveryLine = False,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Strengths, weaknesses, opportunities and threats of a place by rules, each with its numbers.

    A rule with a missing number does not fire and is listed as not evaluated. Lines with little evidence come
    last. The rule on stress asks the scenarios that are kept, else the loss of the largest supplier; --remove
    and --hazard ask another. With --json every line and every number.
    """
    from chipmap.model.analysis.stress import stress_asked
    from chipmap.model.match.place_swot import swot_of

    with asked_dataset(path, as_json=as_json, assumed=assume or ()) as dataset:
        removals = removals_meant(dataset, remove or (), hazard)
        found = swot_of(
            dataset,
            subject_or_focus(dataset, subject),
            focus=subject_or_focus(dataset, focus),
            segments=segments_beneath(dataset, segment),
            horizon=horizon_meant(dataset, horizon),
            stress=stress_asked(dataset, removals) if removals else None,
        )
        lines = [hit for quadrant in found.swot.lines.values() for hit in quadrant]
        shown = [
            hit
            for quadrant, hits in found.swot.lines.items()
            for hit in (hits if every_line else found.swot.shown(quadrant))
        ]
        terms = (
            TermOf(f"{hit.segment} {hit.rule}", "priority", term) for hit in shown for term in hit.explain
        )
        show_table(
            {**_swot(found), "lines": [_hit(dataset, found, hit) for hit in lines]},
            ResultTable(_hit_headings(as_csv), [_hit(dataset, found, hit) for hit in shown]),
            as_json=as_json,
            as_csv=as_csv,
            notes=_notes_on_swot(found, len(lines) - len(shown)),
            terms=terms_table(dataset, terms, as_csv=as_csv) if explain else None,
        )


def _swot(found: PlaceSwot) -> dict[str, Any]:
    return {
        "subject": found.place,
        "horizon": found.horizon,
        "peers": list(found.peers),
        "suggested": plain(found.suggested_part),
        "not_evaluated": [
            {"rule": one.rule, "segment": one.segment, "missing": list(one.missing)}
            for one in found.swot.not_evaluated
        ],
    }


def _hit_headings(as_csv: bool) -> dict[str, str]:
    headings = {
        "quadrant": _("Quadrant"),
        "rule": _("Rule"),
        "name": _("Segment"),
        "readings": _("Because"),
        "priority": _("Priority"),
        "low_evidence": _("Little evidence"),
        "beside": _("Beside"),
    }
    return headed(["segment"], headings, as_csv=as_csv)


_SIGNS: Mapping[str, str] = {"at-least": "≥", "at-most": "≤", "above": ">", "below": "<"}


def _hit(dataset: Dataset, found: PlaceSwot, hit: Hit) -> dict[str, Any]:
    case = found.stress.get(hit.segment) if hit.rule == "T4" else None
    return {
        "quadrant": hit.quadrant.value,
        "rule": hit.rule,
        "segment": hit.segment,
        "name": name_of(dataset, hit.segment),
        "readings": [
            *(
                f"{one.name} {one.value:.3g} {_SIGNS[one.sense.value]} {one.threshold:.3g}"
                for one in hit.readings
            ),
            *([f"{case.kind.value} {case.key}".strip()] if case else []),
        ],
        "case": {"kind": case.kind.value, "key": case.key} if case else None,
        "numbers": {one.name: plain(one.value) for one in hit.readings},
        "thresholds": {one.name: plain(one.threshold) for one in hit.readings},
        "priority": plain(hit.priority),
        "low_evidence": hit.is_low_evidence,
        "beside": list(hit.beside),
        "evidence": list(hit.evidence),
        "explain": explained(hit.explain),
    }


def _notes_on_swot(found: PlaceSwot, hidden: int) -> Iterator[str]:
    if hidden:
        yield _("{count} more lines with --all.").format(count=hidden)
    if not any(found.swot.lines.values()):
        yield _("No rule fires as far as levels, needs and shares are known.")
    skipped = len(found.swot.not_evaluated)
    if skipped:
        yield _("{count} times a rule could not be asked, because a number is not known.").format(
            count=skipped
        )


def foresee(
    path: WorkspacePath,
    *,
    subject: OneSubject = None,
    segment: WithinSegment = None,
    weigh: Weighed = None,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Levels of a place against its needs at every horizon, and where to act first.

    Nothing is carried forward, and a surplus never makes up for a shortfall elsewhere. `probability` is how
    likely the need exceeds the level at the last horizon that has both. Robust: among the first five at
    every horizon. Weightings: the part of all ways to weigh the horizons in which it is among the first five.
    """
    from chipmap.model.analysis.place_foresight import foresight_of

    with asked_dataset(path, as_json=as_json, assumed=assume or ()) as dataset:
        place = subject_or_focus(dataset, subject)
        weights = _horizon_weights(dataset, weigh or [])
        found = foresight_of(dataset, place, segments_beneath(dataset, segment), weights=weights)
        rows = _priorities(dataset, found)
        terms = (
            TermOf(name, "expected_shortfall", term)
            for name, over in found.over_horizons.items()
            for term in over.explain
        )
        show_table(
            {
                "subject": place,
                "weights": {horizon: plain(weight) for horizon, weight in found.weights.items()},
                "segments": rows,
                "gaps": _gaps(found),
                "reason": reason_code(found.reason),
            },
            ResultTable(_priority_headings(dataset, as_csv), rows),
            as_json=as_json,
            as_csv=as_csv,
            notes=reasons_said([found.reason, *found.left_out.values()]),
            terms=terms_table(dataset, terms, as_csv=as_csv) if explain else None,
        )


def _horizon_weights(dataset: Dataset, texts: list[str]) -> dict[str, float] | None:
    """Weights by horizon; horizons that are not named count once."""
    if not texts:
        return None
    found = dict.fromkeys(dataset.settings.horizons, 1.0)
    for text in texts:
        name, _equals, stated = text.partition("=")
        try:
            weight = float(stated.replace(",", "."))
        except ValueError:
            weight = -1.0
        if not 0 <= weight < float("inf"):
            raise typer.BadParameter(
                _("“{text}” is no weight. Give a horizon and a number of 0 or more, such as 2030=2.").format(
                    text=text
                ),
                param_hint="--weigh",
            )
        found[horizon_meant(dataset, name)] = weight
    return found


def _priority_headings(dataset: Dataset, as_csv: bool) -> dict[str, str]:
    headings = {"rank": _("Rank"), "name": _("Segment")}
    headings |= {f"gap_{one}": _("Gap {horizon}").format(horizon=one) for one in dataset.settings.horizons}
    headings |= {
        "probability": _("P(need > level)"),
        "expected_shortfall": _("Expected shortfall"),
        "worst_shortfall": _("Worst"),
        "worst_rank": _("Rank by worst"),
        "robust": _("Robust"),
        "steady": _("Weightings"),
        "reason": _("Why not"),
    }
    return headed(["segment"], headings, as_csv=as_csv)


def _priorities(dataset: Dataset, found: PlaceForesight) -> list[dict[str, Any]]:
    """The segments in the order to act on, then those without a place in it."""
    rows = []
    ranked = {one.segment: one for one in found.priorities}
    for segment in [*ranked, *found.left_out]:
        one, over = ranked.get(segment), found.over_horizons.get(segment)
        gaps = [gap for gap in found.gaps if gap.segment == segment]
        sure = [gap.uncertain.need_exceeds for gap in gaps if gap.uncertain.need_exceeds is not None]
        rows.append(
            {
                "rank": one.expected_rank if one else None,
                "segment": segment,
                "name": name_of(dataset, segment),
                **{f"gap_{gap.horizon}": plain(gap.value) for gap in gaps},
                "probability": plain(sure[-1]) if sure else None,
                "expected_shortfall": plain(one.expected_shortfall) if one else None,
                "worst_shortfall": plain(one.worst_shortfall) if one else None,
                "worst_rank": one.worst_rank if one else None,
                "worst_horizon": over.worst_scenario if over and one else None,
                "expected_gap": plain(over.expected_gap) if over and one else None,
                "robust": one.is_robust if one else None,
                "differs": one.differs if one else None,
                "steady": plain(found.steady.get(segment)) if one else None,
                "ranks": dict(one.ranks) if one else {},
                "reason": reason_code(found.left_out.get(segment)),
                "explain": explained(over.explain if over else ()),
            }
        )
    return rows


def _gaps(found: PlaceForesight) -> list[dict[str, Any]]:
    return [
        {
            "segment": gap.segment,
            "horizon": gap.horizon,
            "level": plain(gap.level),
            "need": plain(gap.need),
            "need_horizon": gap.need_horizon,
            "gap": plain(gap.value),
            "probability": plain(gap.uncertain.need_exceeds),
            "sd": plain(gap.uncertain.sd),
            "suggested": plain(gap.suggested_part),
            "reason": reason_code(gap.uncertain.reason),
        }
        for gap in found.gaps
    ]
