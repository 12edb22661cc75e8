"""`chipmap analysis index` and `robustness`: places ranked over the chain, and how firm the ranks are."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.analysis_options import (
    Assumed,
    Subjects,
    TermOf,
    WeightsFile,
    WithinSegment,
    asked_dataset,
    explained,
    headed,
    name_of,
    reason_code,
    reasons_said,
    segment_or_whole,
    terms_table,
)
from chipmap.cli.options import AsJson, HorizonWord, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.references import horizon_meant, subject_meant
from chipmap.cli.result_tables import AsCsv, Draws, Explained, ResultTable, Seed, plain, show_table
from chipmap.model.records import NOW
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.composite import Sensitivity
    from chipmap.model.analysis.place_index import PlaceIndex, PlaceIndices
    from chipmap.model.dataset import Dataset


class MeanWord(StrEnum):
    """How far a strength makes up for a weakness."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"


Mean = Annotated[
    MeanWord,
    typer.Option(
        "--mean",
        help="The mean over the parts: the geometric and the harmonic one, of 1 to 100, let a strength "
        "hardly make up for a weakness.",
        case_sensitive=False,
    ),
]
Samples = Annotated[
    int,
    typer.Option(
        "--samples",
        metavar="N",
        min=0,
        max=65_536,
        help="Samples for the share of each weight in the movement of ranks (Sobol'); 0 for none.",
    ),
]


def rank_places(
    path: WorkspacePath,
    *,
    subject: Subjects = None,
    segment: WithinSegment = None,
    horizon: HorizonWord = NOW,
    weights: WeightsFile = None,
    mean: Mean = MeanWord.ARITHMETIC,
    draws: Draws = 10_000,
    seed: Seed = 0,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """The index of places, 0 to 100, with its coverage and the interval of ranks.

    Over the whole chain its parts are the stages, over a segment the sub-segments. Unknown parts are left out
    and lower the coverage; below two thirds of the weight there is no index. `low_rank` and `high_rank` hold
    90 % of the draws in which levels vary by their confidence and weights by a quarter.
    """
    with asked_dataset(path, as_json=as_json, weights=weights, assumed=assume or ()) as dataset:
        found = _indices(
            dataset,
            subject,
            segment,
            horizon=horizon,
            mean=mean,
            draws=draws,
            seed=seed,
            is_quiet=as_json or as_csv,
        )
        terms = (TermOf(one.place, "index", term) for one in found.places for term in one.explain)
        show_table(
            {
                **_of_all(found, seed),
                "places": [_place(dataset, one, is_asked=found.reason is None) for one in found.places],
            },
            _index_table(dataset, found, as_csv=as_csv),
            as_json=as_json,
            as_csv=as_csv,
            notes=_notes(dataset, found),
            terms=terms_table(dataset, terms, as_csv=as_csv) if explain else None,
        )


def weigh_firmness(
    path: WorkspacePath,
    *,
    subject: Subjects = None,
    segment: WithinSegment = None,
    horizon: HorizonWord = NOW,
    weights: WeightsFile = None,
    mean: Mean = MeanWord.ARITHMETIC,
    draws: Draws = 10_000,
    seed: Seed = 0,
    samples: Samples = 1024,
    assume: Assumed = None,
    explain: Explained = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
) -> None:
    """How firm the ranks of the index are, and which part moves them most.

    `first` is how often a place is first and `top_3` how often among the first three of all draws. For each
    part: how far ranks move without it, and which share of their movement its weight causes, alone and with
    all interactions. With --json also how often each place has each rank and beats each other place.
    """
    with asked_dataset(path, as_json=as_json, weights=weights, assumed=assume or ()) as dataset:
        found = _indices(
            dataset,
            subject,
            segment,
            horizon=horizon,
            mean=mean,
            draws=draws,
            seed=seed,
            is_quiet=as_json or as_csv,
        )
        moved = (
            _moved_by_weights(dataset, found, samples=samples, seed=seed, is_quiet=as_json or as_csv)
            if samples
            else None
        )
        parts = _parts(dataset, found, moved)
        show_table(
            {
                **_of_all(found, seed),
                "places": _firmness(dataset, found, is_whole=True),
                "parts": parts,
                "sensitivity_reason": reason_code(moved.reason) if moved else None,
            },
            ResultTable(headed(["place"], _firmness_headings(), as_csv=as_csv), _firmness(dataset, found)),
            as_json=as_json,
            as_csv=as_csv,
            notes=[*_notes(dataset, found), "", *ResultTable(_part_headings(), parts).lines()],
            terms=terms_table(dataset, _terms_of_ranks(found), as_csv=as_csv) if explain else None,
        )


def _moved_by_weights(
    dataset: Dataset, found: PlaceIndices, *, samples: int, seed: int, is_quiet: bool
) -> Sensitivity:
    from chipmap.model.analysis.place_index import weight_sensitivity

    places = [one.place for one in found.places]
    with progress_bar(_("Varying weights"), is_shown=not is_quiet) as progress:
        return weight_sensitivity(
            dataset,
            places,
            segment=found.segment,
            horizon=found.horizon,
            samples=samples,
            seed=seed,
            progress=progress,
        )


def _indices(
    dataset: Dataset,
    subjects: list[str] | None,
    segment: str | None,
    *,
    horizon: str,
    mean: MeanWord,
    draws: int,
    seed: int,
    is_quiet: bool,
) -> PlaceIndices:
    from chipmap.model.analysis.composite import Aggregation
    from chipmap.model.analysis.place_index import compared_places, place_index

    named = [subject_meant(dataset, text, parameter="--subject") for text in subjects or ()]
    with progress_bar(_("Drawing ranks"), is_shown=not is_quiet) as progress:
        return place_index(
            dataset,
            named or compared_places(dataset, dataset.settings.focus_region),
            segment=segment_or_whole(dataset, segment),
            horizon=horizon_meant(dataset, horizon),
            aggregation=Aggregation(mean.value),
            draws=draws,
            seed=seed,
            progress=progress,
        )


def _of_all(found: PlaceIndices, seed: int) -> dict[str, Any]:
    return {
        "segment": found.segment or None,
        "horizon": found.horizon,
        "mean": found.aggregation.value,
        "least_coverage": plain(found.min_coverage),
        "weights": {part: plain(weight) for part, weight in found.weights.items()},
        "draws": found.robustness.draws if found.robustness else 0,
        "seed": seed,
        "reason": reason_code(found.reason),
    }


def _place(dataset: Dataset, one: PlaceIndex, *, is_asked: bool) -> dict[str, Any]:
    """One place for a script; its coverage is not known where the parts cannot be weighed at all."""
    return {
        **_index_row(dataset, one, is_asked=is_asked),
        "explain": explained(one.explain),
        "unknown": list(one.unknown),
        "not_applicable": list(one.not_applicable),
    }


def _index_row(dataset: Dataset, one: PlaceIndex, *, is_asked: bool) -> dict[str, Any]:
    return {
        "rank": one.rank,
        "place": one.place,
        "name": name_of(dataset, one.place),
        "index": plain(one.index),
        "low_rank": one.low_rank,
        "high_rank": one.high_rank,
        "low": plain(one.low),
        "high": plain(one.high),
        "least": plain(one.least),
        "most": plain(one.most),
        "coverage": plain(one.coverage) if is_asked else None,
        "suggested": plain(one.suggested_part) if is_asked and one.coverage else None,
        "reason": reason_code(one.reason),
    }


def _index_table(dataset: Dataset, found: PlaceIndices, *, as_csv: bool) -> ResultTable:
    headings = {
        "rank": _("Rank"),
        "name": _("Place"),
        "index": _("Index"),
        "low_rank": _("Rank 5 %"),
        "high_rank": _("Rank 95 %"),
        "low": _("5 %"),
        "high": _("95 %"),
        "least": _("If unknown 0"),
        "most": _("If unknown 5"),
        "coverage": _("Known"),
        "suggested": _("Suggested"),
        "reason": _("Why not"),
    }
    rows = [_index_row(dataset, one, is_asked=found.reason is None) for one in found.places]
    return ResultTable(headed(["place"], headings, as_csv=as_csv), rows)


def _notes(dataset: Dataset, found: PlaceIndices) -> Iterator[str]:
    yield from reasons_said([found.reason, *(one.reason for one in found.places)])
    if not found.places:
        yield _("There is no place to rank. Name one with --subject.")
    unknown = dict.fromkeys(part for one in found.places for part in one.unknown)
    if unknown:
        names = ", ".join(name_of(dataset, part) for part in unknown)
        yield _("Not known of every place, and left out there: {names}.").format(names=names)


def _firmness_headings() -> dict[str, str]:
    return {
        "rank": _("Rank"),
        "name": _("Place"),
        "mean_rank": _("Mean rank"),
        "median_rank": _("Median"),
        "low_rank": _("5 %"),
        "high_rank": _("95 %"),
        "first": _("First"),
        "top_3": _("Top 3"),
        "reason": _("Why not"),
    }


def _firmness(dataset: Dataset, found: PlaceIndices, *, is_whole: bool = False) -> list[dict[str, Any]]:
    """The ranks of each place over the draws; whole with every probability."""
    drawn = found.robustness
    rows = []
    for one in found.places:
        row: dict[str, Any] = {
            "rank": one.rank,
            "place": one.place,
            "name": name_of(dataset, one.place),
            "low_rank": one.low_rank,
            "high_rank": one.high_rank,
            **dict.fromkeys(("mean_rank", "median_rank", "first", "top_3")),
            "reason": reason_code(one.reason or (drawn.reason if drawn else None)),
        }
        if drawn is not None and drawn.reason is None and one.place in found.ranked:
            at = found.ranked.index(one.place)
            chances = drawn.rank_probability[at].tolist()
            row |= {
                "mean_rank": plain(float(drawn.mean_rank[at])),
                "median_rank": plain(float(drawn.median_rank[at])),
                "first": plain(chances[0]),
                "top_3": plain(sum(chances[:3])),
            }
            if is_whole:
                beaten = zip(found.ranked, drawn.above[at].tolist(), strict=True)
                row["rank_probability"] = [plain(chance) for chance in chances]
                row["above"] = {other: plain(part) for other, part in beaten if other != one.place}
                row["explain"] = explained(drawn.explain(at))
        rows.append(row)
    return rows


def _terms_of_ranks(found: PlaceIndices) -> Iterator[TermOf]:
    drawn = found.robustness
    if drawn is None or drawn.reason is not None:
        return
    for at, place in enumerate(found.ranked):
        for term in drawn.explain(at):
            yield TermOf(place, "mean_rank", term)


def _part_headings() -> dict[str, str]:
    return {
        "name": _("Part"),
        "weight": _("Weight"),
        "mean_shift": _("Mean shift without"),
        "largest_shift": _("Largest"),
        "moved_most": _("Of"),
        "alone": _("Weight alone"),
        "in_all": _("With interactions"),
    }


def _parts(dataset: Dataset, found: PlaceIndices, moved: Sensitivity | None) -> list[dict[str, Any]]:
    """Each part with what leaving it out does to ranks, and what its weight does to them."""
    nodes = {node.name: node for node in (found.influences.nodes if found.influences else ())}
    factors = {} if moved is None or moved.reason else {name: at for at, name in enumerate(moved.factors)}
    rows = []
    for part, weight in found.weights.items():
        node, at = nodes.get(part), factors.get(part)
        moves = node is not None and node.place is not None and bool(node.largest_shift)
        place = found.ranked[node.place] if moves and node and node.place is not None else None
        alone = None if moved is None or at is None else float(moved.shown(moved.first)[at])
        in_all = None if moved is None or at is None else float(moved.shown(moved.total)[at])
        rows.append(
            {
                "part": part,
                "name": name_of(dataset, part),
                "weight": plain(weight),
                "mean_shift": plain(node.mean_shift) if node else None,
                "largest_shift": plain(node.largest_shift) if node else None,
                "moved_most": place and name_of(dataset, place),
                "alone": plain(alone),
                "in_all": plain(in_all),
            }
        )
    return rows
