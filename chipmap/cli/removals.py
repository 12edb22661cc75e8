"""What `--remove` and `--hazard` mean: suppliers that are lost. What is not understood is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.cli.references import segment_meant, subject_meant
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.records.removals import Removal

Removals = Annotated[
    list[str] | None,
    typer.Option(
        "--remove",
        metavar="SUBJECT[>TO][:SEGMENT][=PART]",
        help="What is lost: TWN, TWN:fab, EU27:litho=0.5, :fab for every place, tsmc:fab=0.6 for an "
        "institution, CHN>EU27:wafers for a route. May be given often; PART, above 0 to 1, is what part of "
        "the capacity is lost; of an institution, of its place.",
        show_default=False,
    ),
]
HazardId = Annotated[
    str | None,
    typer.Option("--hazard", metavar="ID", help="A recorded hazard to repeat.", show_default=False),
]


def removals_meant(dataset: Dataset, texts: Iterable[str], hazard: str | None) -> list[Removal]:
    """The removals that are spelled out, and those of a recorded hazard."""
    return [_removal(dataset, text) for text in texts] + _hazard_removals(dataset, hazard)


def _removal(dataset: Dataset, text: str) -> Removal:
    """What `SUBJECT[>TO][:SEGMENT][=PART]` means; refused with the part that is not understood."""
    from chipmap.model.records.removals import Removal, read_part

    named, equals, stated = text.partition("=")
    where, _colon, segment_text = named.partition(":")
    subject, arrow, towards = where.partition(">")
    part = read_part(stated) if equals else 1.0
    if part is None:
        raise typer.BadParameter(
            _("“{text}” is no part of the capacity. Give a number above 0 to 1, such as 0.5.").format(
                text=stated
            ),
            param_hint="--remove",
        )
    if (not subject and not segment_text) or (arrow and not (subject and towards)):
        raise typer.BadParameter(_("“{text}” removes nothing.").format(text=text), param_hint="--remove")
    place = subject_meant(dataset, subject, parameter="--remove") if subject else ""
    segment = segment_meant(dataset, segment_text, parameter="--remove") if segment_text else ""
    end = subject_meant(dataset, towards, parameter="--remove") if towards else ""
    if place in dataset.institutions and not equals:
        raise _part_missing(dataset, place, segment, text)
    return Removal(place, segment, part, end)


def _part_missing(dataset: Dataset, institution: str, segment: str, text: str) -> typer.BadParameter:
    """An institution was named without its part; what is cited of it is offered, never taken."""
    from chipmap.model.analysis.removals import recorded_part

    said = _("“{text}” is an institution: shares are known of places. Say which part of its place it holds.")
    found = recorded_part(dataset, institution, segment) if segment else None
    if found is not None:
        offer = _("Cited is {percent} % ({basis}), which would be {text}={part}.").format(
            percent=found.leader.percent, basis=found.leader.basis, text=text, part=round(found.part, 2)
        )
        said = f"{said} {offer}"
    else:
        said = f"{said} " + _("Write {text}=0.5 for half of it.")
    return typer.BadParameter(said.format(text=text), param_hint="--remove")


def _hazard_removals(dataset: Dataset, key: str | None) -> list[Removal]:
    """What a recorded hazard took away."""
    from chipmap.model.analysis.scenario import removals_of

    if key is None:
        return []
    hazard = dataset.hazards.get(key)
    if hazard is None:
        known = ", ".join(sorted(one.id for one in dataset.hazards.values())[:8])
        raise typer.BadParameter(
            _("There is no hazard “{text}”. Known are {names} …").format(text=key, names=known),
            param_hint="--hazard",
        )
    found = removals_of(hazard)
    if found is None:
        raise typer.BadParameter(
            _("“{text}” struck no single place, so nothing can be removed.").format(text=hazard.name),
            param_hint="--hazard",
        )
    return list(found)
