"""What the analysis commands share: their options, the workspace as it is asked, and how terms are listed.

Weights and assumptions that are given on the command line hold for that one answer; nothing is saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import place_names, reading
from chipmap.cli.references import segment_meant, subject_meant
from chipmap.cli.result_tables import ResultTable, plain
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.figures import Reason, Term
    from chipmap.model.dataset import Dataset

OneSubject = Annotated[
    str | None,
    typer.Option(
        "--subject",
        metavar="SUBJECT",
        help="A place or region: code or name. The workspace's focus region if left out.",
        show_default=False,
    ),
]
Subjects = Annotated[
    list[str] | None,
    typer.Option(
        "--subject",
        metavar="SUBJECT",
        help="A place to rank; may be given often. The focus region and the candidate places if left out.",
        show_default=False,
    ),
]
WithinSegment = Annotated[
    str | None,
    typer.Option(
        "--segment",
        metavar="ID",
        help="A segment, and what is beneath it: its id or name. The whole chain if left out.",
        show_default=False,
    ),
]
WeightsFile = Annotated[
    Path | None,
    typer.Option(
        "--weights",
        metavar="FILE",
        help="Weights of segments for this answer: a CSV of segment and weight, or a JSON object. Segments "
        "that are not in it keep theirs.",
        show_default=False,
    ),
]
Assumed = Annotated[
    list[str] | None,
    typer.Option(
        "--assume",
        metavar="ID=NUMBER",
        help="Another value of an assumption for this answer, such as shock.spare=0.2. May be given often.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class TermOf:
    """One term and the figure that it is a part of: whose it is, and which one where there are several."""

    whose: str
    figure: str
    term: Term


@contextmanager
def asked_dataset(
    path: Path, *, as_json: bool, weights: Path | None = None, assumed: Iterable[str] = ()
) -> Iterator[Dataset]:
    """What a workspace says, with the weights and assumptions of this answer in place of its own."""
    from chipmap.cli.weights_file import weights_meant
    from chipmap.model.analysis.place_index import reweighted

    with reading(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        for text in assumed:
            dataset = _assuming(dataset, text)
        yield reweighted(dataset, weights_meant(dataset, weights)) if weights else dataset


def _assuming(dataset: Dataset, text: str) -> Dataset:
    from chipmap.model.assumptions import DEFINITIONS
    from chipmap.model.edits.assumptions import set_assumption

    key, _equals, stated = text.partition("=")
    definition = DEFINITIONS.get(key.strip())
    if definition is None:
        raise typer.BadParameter(
            _("There is no assumption “{text}”. There are: {names}.").format(
                text=key, names=", ".join(DEFINITIONS)
            ),
            param_hint="--assume",
        )
    try:
        value = float(stated.replace(",", "."))
    except ValueError:
        value = float("nan")
    if not definition.least <= value <= definition.most:
        raise typer.BadParameter(
            _("“{text}” is no value of {name}: give a number from {least} to {most}.").format(
                text=stated, name=definition.id, least=definition.least, most=definition.most
            ),
            param_hint="--assume",
        )
    return dataset.with_changes(set_assumption(dataset, definition.id, value, _("Given for this answer")))


def subject_or_focus(dataset: Dataset, text: str | None) -> str:
    """The place that is meant, or the workspace's focus region."""
    return (
        dataset.settings.focus_region if text is None else subject_meant(dataset, text, parameter="--subject")
    )


def segment_or_whole(dataset: Dataset, text: str | None) -> str:
    """The segment that is meant; empty for the whole chain."""
    return "" if text is None else segment_meant(dataset, text, parameter="--segment")


def segments_beneath(dataset: Dataset, text: str | None) -> list[str]:
    """The segment that is meant and all beneath it, or every segment but the root, in value-chain order."""
    from chipmap.model.analysis.scenario import segments_meant

    found = segments_meant(dataset, segment_or_whole(dataset, text))
    return sorted(found, key=lambda segment: dataset.segments[segment].order)


def name_of(dataset: Dataset, key: str) -> str:
    """The name of a segment or place; a product code, year or rule stands as it is."""
    if key in dataset.segments:
        return str(dataset.segments[key].name)
    is_place = key in dataset.countries or key in dataset.regions
    return place_names(dataset.settings).name(key) if is_place else key


def headed(keys: Iterable[str], headings: dict[str, str], *, as_csv: bool) -> dict[str, str]:
    """Headings for a person; a script gets the keys too, by which places and segments are known."""
    return {**dict.fromkeys(keys, ""), **headings} if as_csv else headings


def reason_code(reason: Reason | None) -> str | None:
    """Why a figure is missing, for a script."""
    return None if reason is None else reason.value


def reasons_said(reasons: Iterable[Reason | None]) -> Iterator[str]:
    """A sentence for each reason among these, with the code that the rows carry."""
    from chipmap.wording.figures import reason_text

    for reason in dict.fromkeys(reasons):
        if reason is not None:
            yield f"{reason.value}: {reason_text(reason)}"


def explained(terms: Iterable[Term]) -> list[dict[str, Any]]:
    """Terms for a script."""
    return [
        {
            "term": term.name,
            "subject": term.subject,
            "value": plain(term.value),
            "adds": plain(term.contribution),
        }
        for term in terms
    ]


def terms_table(dataset: Dataset, terms: Iterable[TermOf], *, as_csv: bool) -> ResultTable:
    """Terms as a table: in words for a person, as codes for a script."""
    from chipmap.wording.figures import term_text

    rows = []
    for one in terms:
        word = one.term.name if as_csv else term_text(_without_subject(one.term))
        rows.append(
            {
                "whose": one.whose if as_csv else name_of(dataset, one.whose),
                "figure": one.figure,
                "term": word,
                "subject": one.term.subject if as_csv else name_of(dataset, one.term.subject),
                "value": one.term.value,
                "adds": one.term.contribution,
            }
        )
    headings = {
        "whose": _("Of"),
        "figure": _("Figure"),
        "term": _("Term"),
        "subject": _("Which"),
        "value": _("Value"),
        "adds": _("Adds"),
    }
    return ResultTable(headings, rows)


def _without_subject(term: Term) -> Term:
    from dataclasses import replace

    return replace(term, subject="")
