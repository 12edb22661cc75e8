"""Arguments and options of `chipmap event`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EventArgument = Annotated[
    str, typer.Argument(metavar="EVENT", help="An event: its id or name.", show_default=False)
]
EventName = Annotated[
    str, typer.Argument(metavar="NAME", help="What the event is called.", show_default=False)
]
NewName = Annotated[str | None, typer.Option("--name", metavar="T", help="Another name.", show_default=False)]
Venue = Annotated[str | None, typer.Option("--venue", metavar="T", help="Where it is.", show_default=False)]
Day = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="The day, such as 2027-03-03.", show_default=False),
]
Begins = Annotated[
    str | None,
    typer.Option("--begins", metavar="TIME", help="When the programme begins: 09:30.", show_default=False),
]
MeetingsBegin = Annotated[
    str | None,
    typer.Option(
        "--meetings-begin",
        metavar="TIME",
        help="When the first slot begins; after the programme if left out.",
        show_default=False,
    ),
]
SlotMinutes = Annotated[
    int | None, typer.Option("--slot-minutes", metavar="N", help="How long a slot is.", show_default=False)
]
PauseMinutes = Annotated[
    int | None, typer.Option("--pause", metavar="N", help="Minutes between slots.", show_default=False)
]
SlotCount = Annotated[
    int | None, typer.Option("--slots", metavar="N", help="How many slots there are.", show_default=False)
]
TableCount = Annotated[
    int | None,
    typer.Option("--tables", metavar="N", help="How many meetings fit a slot.", show_default=False),
]
Promised = Annotated[
    int | None,
    typer.Option("--guarantee", metavar="N", help="Meetings that everybody is promised.", show_default=False),
]
PurgeAfter = Annotated[
    str | None,
    typer.Option(
        "--purge-after", metavar="DATE", help="The day after which contacts are to go.", show_default=False
    ),
]
PeopleFile = Annotated[
    Path,
    typer.Argument(
        metavar="PARTICIPANTS.xlsx",
        help="The workbook of `event template`, or any with a sheet of participants and one of wishes.",
        show_default=False,
    ),
]
TemplateOutput = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FILE.xlsx", help="The workbook to write.", show_default=False),
]
OneEvent = Annotated[
    str | None,
    typer.Option("--event", metavar="EVENT", help="Only those of this event.", show_default=False),
]
ByDay = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="DATE",
        help="Those of every event whose day of purging lies before this; today if left out.",
        show_default=False,
    ),
]
