"""How a what-if is said on a command line: its options, and which kept scenario a name means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.cli.removals import removals_meant
from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Scenario

Weeks = Annotated[
    float | None,
    typer.Option(
        "--weeks",
        metavar="N",
        min=0,
        max=520,
        help="How long it lasts. Lasting if left out.",
        show_default=False,
    ),
]
Recovery = Annotated[
    float, typer.Option("--recovery", metavar="N", min=0, max=520, help="Weeks in which it fades afterwards.")
]
Stock = Annotated[
    float,
    typer.Option("--stock", metavar="N", min=0, max=520, help="Weeks of each input that are held in stock."),
]
Spare = Annotated[
    float | None,
    typer.Option(
        "--spare",
        metavar="X",
        min=0,
        max=5,
        help="Spare capacity of every supplier, as a part of its output. The workspace's own if left out.",
        show_default=False,
    ),
]
SteppingIn = Annotated[
    bool,
    typer.Option("--step-in/--nobody-steps-in", help="Whether others make up for a part of the loss."),
]
Known = Annotated[
    str,
    typer.Argument(metavar="SCENARIO", help="A kept scenario: its id or name.", show_default=False),
]


def scenario_asked(
    dataset: Dataset, removals: Iterable[str], hazard: str | None, **course: float | bool | None
) -> Scenario:
    """The what-if that the options describe; it may remove nothing."""
    from chipmap.model.records import Scenario
    from chipmap.model.records.removals import removal_text

    lost = tuple(removal_text(one) for one in removals_meant(dataset, removals, hazard))
    return Scenario("", "", lost, hazard or "", **course)  # type: ignore[arg-type]


def nothing_lost(options: str) -> typer.BadParameter:
    """The refusal where nothing is said to be lost."""
    return typer.BadParameter(
        _("Say what is lost: {options}.").format(options=options), param_hint="--remove"
    )


def scenario_meant(dataset: Dataset, text: str, *, parameter: str = "SCENARIO") -> Scenario:
    """The kept scenario with that id, else the only one with that name."""
    known: Scenario | None = dataset.scenarios.get(text.strip())
    if known is not None:
        return known
    wanted = text.strip().casefold()
    found = [one for one in dataset.scenarios.values() if one.name.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    ids = ", ".join(sorted(one.id for one in found or dataset.scenarios.values()))
    if found:
        said = _("“{text}” may mean {ids}. Give the id.").format(text=text, ids=ids)
    elif ids:
        said = _("There is no kept scenario “{text}”. Known are {ids}.").format(text=text, ids=ids)
    else:
        said = _("There is no kept scenario “{text}”: none is kept.").format(text=text)
    raise typer.BadParameter(said, param_hint=parameter)
