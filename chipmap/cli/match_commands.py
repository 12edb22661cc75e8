"""`chipmap match …`: partner places, and the agenda of a matchmaking event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.agenda_commands import make_agenda
from chipmap.cli.documents import place_names, reading
from chipmap.cli.options import AsJson, HorizonWord, SegmentOption, WorkspacePath
from chipmap.cli.partner_options import (
    LeastCoverage,
    MemberOf,
    SecurityReviewed,
    WithCollaboration,
    filter_meant,
)
from chipmap.cli.references import horizon_meant, segment_meant, subject_meant
from chipmap.cli.result_tables import AsCsv, Draws, Explained, ResultTable, Seed, plain, show_table
from chipmap.model.records import NOW
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.match.place_partners import PartnerList, PlacePartner

app = typer.Typer(no_args_is_help=True, help="Partners who fill a gap, and meetings with them.")

ForSubject = Annotated[
    str,
    typer.Option(
        "--for", metavar="SUBJECT", help="The place or region that seeks partners.", show_default=False
    ),
]
NewTies = Annotated[
    bool, typer.Option("--new-ties", help="Let ties that would be new count, not those that exist.")
]
AlsoPlaces = Annotated[
    list[str] | None,
    typer.Option(
        "--also",
        metavar="PLACE",
        help="Another place to rank beside the partner places. May be given often.",
        show_default=False,
    ),
]


@app.callback()
def match() -> None:
    """Nothing is done without a command."""


@app.command("partners")
def rank_partners(
    path: WorkspacePath,
    *,
    seeker: ForSubject,
    segment: SegmentOption = None,
    horizon: HorizonWord = NOW,
    new_ties: NewTies = False,
    also: AlsoPlaces = None,
    with_collaboration: WithCollaboration = False,
    security_reviewed: SecurityReviewed = False,
    least_coverage: LeastCoverage = 0.0,
    member_of: MemberOf = None,
    draws: Draws = 1000,
    seed: Seed = 0,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """Rank the partner places of the workspace by six terms, out of 100.

    A term that cannot be known is left out and the other weights are rescaled; partners with less than half
    of the weight known are listed without a rank. `top_3` is how often a place is among the first three when
    every weight varies by 25 %, `ranks` where its rank then lies in nine of ten draws. Who is left out by an
    option still counts in the ranks of the others.
    """
    from chipmap.model.match.partner_filters import shown_partners
    from chipmap.model.match.place_partners import Ties, candidates_of, partners_of

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        focus = subject_meant(dataset, seeker, parameter="--for")
        wanted = filter_meant(
            dataset,
            with_collaboration=with_collaboration,
            security_reviewed=security_reviewed,
            least_coverage=least_coverage,
            member_of=member_of,
        )
        added = [_candidate_meant(dataset, focus, one) for one in also or ()]
        found = partners_of(
            dataset,
            focus=focus,
            candidates=[*candidates_of(dataset, focus), *added],
            segment=segment_meant(dataset, segment, parameter="--segment") if segment else None,
            horizon=horizon_meant(dataset, horizon),
            ties=Ties.NEW if new_ties else Ties.EXISTING,
            draws=draws,
            seed=seed,
        )
        found = replace(found, partners=shown_partners(dataset, found, wanted))
        show_table(
            _partners_result(dataset, found, seed),
            _partners_table(dataset, found),
            as_json=as_json,
            as_csv=as_csv,
            notes=_partners_notes(dataset, found),
            terms=_partners_terms(found) if explain else None,
        )


def _candidate_meant(dataset: Dataset, focus: str, text: str) -> str:
    from chipmap.model.match.place_partners import can_be_partner

    place = subject_meant(dataset, text, parameter="--also")
    if not can_be_partner(dataset, focus, place):
        raise typer.BadParameter(
            _("“{text}” is no place or region outside {focus}.").format(text=text, focus=focus),
            param_hint="--also",
        )
    return place


def _partners_result(dataset: Dataset, found: PartnerList, seed: int) -> dict[str, Any]:
    return {
        "for": found.focus,
        "segment": found.segment,
        "horizon": found.horizon,
        "segments": list(found.segments),
        "unknown_segments": list(found.unknown),
        "weights": {term.value: plain(weight) for term, weight in found.weights.items()},
        "reason": found.reason.value if found.reason else None,
        "seed": seed,
        "partners": [_partner(dataset, one) for one in found.partners],
    }


def _partner(dataset: Dataset, one: PlacePartner) -> dict[str, Any]:
    return {
        "partner": one.place,
        "name": place_names(dataset.settings).name(one.place),
        "rank": one.ranked.rank,
        "total": plain(one.ranked.total),
        "top_3": plain(one.ranked.top_probability),
        "ranks": list(one.ranked.rank_interval) if one.ranked.rank_interval else None,
        "weight_known": plain(one.ranked.weight_known),
        "unbalanced": one.ranked.is_unbalanced,
        "suggested": plain(one.suggested_part),
        "coverage": plain(one.coverage),
        "contributions": {name: plain(part) for name, part in one.ranked.contributions.items()},
        "terms": {
            term.value: {
                "value": plain(value.value),
                "reason": value.reason.value if value.reason else None,
                "parts": [
                    {
                        "subject": part.subject,
                        "adds": plain(part.contribution),
                        "ours": plain(part.ours),
                        "theirs": plain(part.theirs),
                        "need": plain(part.need),
                    }
                    for part in value.parts
                ],
                "unknown": list(value.unknown),
            }
            for term, value in one.terms.items()
        },
        "collaborations": list(one.collaborations),
    }


def _partners_table(dataset: Dataset, found: PartnerList) -> ResultTable:
    from chipmap.wording.partners import term_word

    terms = {term.value: term_word(term.value) for term in found.weights}
    headings = {"rank": _("Rank"), "name": _("Partner"), "total": _("Total")}
    headings |= {**terms, "top_3": _("Top 3"), "suggested": _("Suggested")}
    names = place_names(dataset.settings)
    rows = [
        {
            "rank": one.ranked.rank,
            "name": names.name(one.place),
            "total": one.ranked.total,
            "top_3": one.ranked.top_probability,
            "suggested": one.suggested_part,
            **{term.value: value.value for term, value in one.terms.items()},
        }
        for one in found.partners
    ]
    return ResultTable(headings, rows)


def _partners_notes(dataset: Dataset, found: PartnerList) -> Iterator[str]:
    if found.reason is not None:
        yield _("No need is recorded here that is known to be unmet. Record needs for 2030 or 2035 first.")
    if found.unknown:
        names = ", ".join(dataset.segments[one].name for one in found.unknown)
        yield _("Left out, because the level is not known: {names}.").format(names=names)
    if any(one.ranked.rank is None for one in found.partners):
        yield _("Without a rank: less than half of the weight is known.")


def _partners_terms(found: PartnerList) -> ResultTable:
    rows = [
        {
            "partner": one.place,
            "term": term.value,
            "subject": part.subject,
            "ours": part.ours,
            "theirs": part.theirs,
            "need": part.need,
            "adds": part.contribution,
        }
        for one in found.partners
        for term, value in one.terms.items()
        for part in value.parts
    ]
    headings = {
        "partner": _("Partner"),
        "term": _("Term"),
        "subject": _("Of"),
        "ours": _("Ours"),
        "theirs": _("Theirs"),
        "need": _("Need"),
        "adds": _("Adds"),
    }
    return ResultTable(headings, rows)


app.command("agenda")(make_agenda)
