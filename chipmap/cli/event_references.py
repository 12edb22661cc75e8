"""What a person means by EVENT and NAME[@SLOT] on a command line; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import typer

from chipmap.wording import _

if TYPE_CHECKING:
    from chipmap.model.dataset import Dataset
    from chipmap.model.records import MatchmakingEvent

_NEAREST = 4


def event_meant(dataset: Dataset, text: str, *, parameter: str = "EVENT") -> MatchmakingEvent:
    """The event with that id or name, whatever the case."""
    wanted = text.strip().casefold()
    events: list[MatchmakingEvent] = list(dataset.events.values())
    found = [one for one in events if one.id.casefold() == wanted]
    found = found or [one for one in events if one.name.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if not events:
        raise typer.BadParameter(_("The workspace has no event yet."), param_hint=parameter)
    listed = ", ".join(f"{one.name} ({one.id})" for one in (found or events))
    said = (
        _("“{text}” may mean {choices}. Give the id.")
        if found
        else _("There is no event “{text}”: {choices}.")
    )
    raise typer.BadParameter(said.format(text=text, choices=listed), param_hint=parameter)


def absences_meant(
    dataset: Dataset, event: str, texts: Iterable[str], *, first: int, parameter: str = "--absent"
) -> dict[str, int]:
    """For each NAME[@SLOT] the participant by id and the slot (from 0) from which on they are gone.

    Without a slot it is `first`.
    """
    found: dict[str, int] = {}
    for text in texts:
        name, _at, slot = text.rpartition("@") if "@" in text else (text, "", "")
        if slot and not (slot.strip().isdecimal() and int(slot) > 0):
            raise typer.BadParameter(
                _("“{text}” does not say from which slot on. Give NAME@3.").format(text=text),
                param_hint=parameter,
            )
        found[_participant_meant(dataset, event, name, parameter)] = int(slot) - 1 if slot else first
    return found


def _participant_meant(dataset: Dataset, event: str, text: str, parameter: str) -> str:
    wanted = text.strip().casefold()
    people = list(dataset.participants.of(event).values())
    found = [one.id for one in people if one.id.casefold() == wanted]
    found = found or [one.id for one in people if one.name.casefold() == wanted]
    if len(found) == 1:
        return str(found[0])
    if found:
        said = _("Several participants are called “{text}”: {choices}. Give the id.")
        choices: Sequence[str] = found
    else:
        said = _("There is no participant “{text}”. {choices}")
        choices = get_close_matches(text.strip(), [one.name for one in people], n=_NEAREST)
    raise typer.BadParameter(
        said.format(text=text.strip(), choices=", ".join(choices)).strip(), param_hint=parameter
    )
