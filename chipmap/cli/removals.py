"""What `--remove` and `--hazard` mean: suppliers that are lost. What is not understood is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.cli.references import segment_meant, subject_meant
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.analysis.scenario import Removal
    from chipmap.model.dataset import Dataset

Removals = Annotated[
    list[str] | None,
    typer.Option(
        "--remove",
        metavar="SUBJECT[:SEGMENT][=SHARE]",
        help="What is lost: TWN, TWN:fab, EU27:litho=0.5, or :fab for every place. May be given often; SHARE "
        "is the part of the capacity, above 0 to 1.",
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
    """What `SUBJECT[:SEGMENT][=SHARE]` means; refused with the part that is not understood."""
    from chipmap.model.analysis.scenario import Removal

    named, _equals, stated = text.partition("=")
    subject, _colon, segment = named.partition(":")
    part = 1.0
    if stated:
        try:
            part = float(stated.replace(",", "."))
        except ValueError:
            part = 0.0
        if not 0 < part <= 1:
            raise typer.BadParameter(
                _("“{text}” is no part of the capacity. Give a number above 0 to 1, such as 0.5.").format(
                    text=stated
                ),
                param_hint="--remove",
            )
    if not subject and not segment:
        raise typer.BadParameter(_("“{text}” removes nothing.").format(text=text), param_hint="--remove")
    place = subject_meant(dataset, subject, parameter="--remove") if subject else ""
    if place in dataset.institutions:
        raise typer.BadParameter(
            _("“{text}” is an institution: shares are known of places. Name its place and a share.").format(
                text=subject
            ),
            param_hint="--remove",
        )
    return Removal(place, segment_meant(dataset, segment, parameter="--remove") if segment else "", part)


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
