"""`chipmap story …`: the slides of a workspace: which there are, what they say, and new ones from a view."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chipmap.cli.documents import changing, place_names, reading
from chipmap.cli.map_commands import first_segment
from chipmap.cli.options import (
    AsJson,
    FocusOption,
    HorizonWord,
    LayerOption,
    LayerWord,
    MapOption,
    MapWord,
    SegmentOption,
    WorkspacePath,
)
from chipmap.cli.references import horizon_meant, segment_meant, subject_meant
from chipmap.cli.removals import HazardId, Removals, removals_meant
from chipmap.cli.reporting import show_result
from chipmap.cli.result_tables import ResultTable
from chipmap.model.records import NOW, SlideKind
from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chipmap.model.dataset import Dataset
    from chipmap.model.records import Slide, Story
    from chipmap.model.story.slide_content import SlideContent
    from chipmap.model.story.slide_view import SlideView
    from chipmap.model.workspace import Workspace

app = typer.Typer(
    no_args_is_help=True, help="Slides made of saved views: list what they say, add one, write them out."
)


class KindWord(StrEnum):
    """What a slide shows, as it is written on a command line."""

    MAP = "map"
    MAP_FIGURES = "map-figures"
    COMPARISON = "comparison"
    MATCH = "match"
    SCENARIO = "scenario"
    AGENDA = "agenda"
    TABLE = "table"
    SCORECARDS = "scorecards"
    TEXT = "text"


KindOption = Annotated[
    KindWord,
    typer.Option(
        "--kind",
        help="A map; a map with key numbers; places compared; partners; a scenario; an agenda; the places of "
        "a layer or the scorecards as a table; or text.",
        case_sensitive=False,
    ),
]
StoryOption = Annotated[
    str | None,
    typer.Option(
        "--story", metavar="ID", help="A story: its id or title. The first if left out.", show_default=False
    ),
]
SubjectOption = Annotated[
    list[str] | None,
    typer.Option(
        "--subject",
        metavar="SUBJECT",
        help="A place, region or institution that the slide is about. May be given often: places to compare, "
        "partners to show.",
        show_default=False,
    ),
]
TitleOption = Annotated[
    str, typer.Option("--title", metavar="T", help="The title. The finding of its figures if left out.")
]
SubtitleOption = Annotated[str, typer.Option("--subtitle", metavar="T", help="What stands below the title.")]
TextOption = Annotated[str, typer.Option("--text", metavar="T", help="The text of a text slide.")]
NotesOption = Annotated[str, typer.Option("--notes", metavar="T", help="What the speaker wants to say.")]
SavedScenario = Annotated[
    str | None,
    typer.Option(
        "--saved", metavar="ID", help="A scenario that is kept in the workspace.", show_default=False
    ),
]
WeeksOption = Annotated[
    float | None,
    typer.Option(
        "--weeks",
        metavar="N",
        min=0,
        max=520,
        help="How long a loss lasts. Lasting if left out.",
        show_default=False,
    ),
]
EventOption = Annotated[
    str | None,
    typer.Option(
        "--event", metavar="ID", help="The event of an agenda. The latest if left out.", show_default=False
    ),
]
FrozenOption = Annotated[bool, typer.Option("--frozen", help="Keep the figures as they are now.")]


@app.callback()
def story() -> None:
    """Nothing is done without a command."""


@app.command("list")
def list_slides(path: WorkspacePath, *, story: StoryOption = None, as_json: AsJson = False) -> None:
    """List the slides of every story, or of one, with what they say now."""
    with reading(path, as_json=as_json) as workspace:
        stories = [_story_object(workspace, one) for one in stories_meant(workspace.dataset, story)]
        result = {"path": str(workspace.path), "stories": stories}
    headings = {"number": _("Slide"), "kind": _("Kind"), "figures": _("Figures"), "title": _("Title")}
    lines: list[str] = []
    for one in stories:
        rows = [slide | {"figures": _state_word(slide)} for slide in one["slides"]]
        lines += [f"{one['title']} ({one['id']})", *ResultTable(headings, rows).lines(), ""]
    show_result(result, lines[:-1] or [_("There is no story.")], as_json=as_json)


@app.command("add")
def add_slide(
    path: WorkspacePath,
    *,
    kind: KindOption = KindWord.MAP,
    story: StoryOption = None,
    segment: SegmentOption = None,
    subject: SubjectOption = None,
    layer: LayerOption = LayerWord.CAPABILITY,
    horizon: HorizonWord = NOW,
    focus: FocusOption = None,
    projection: MapOption = MapWord.WORLD,
    remove: Removals = None,
    hazard: HazardId = None,
    weeks: WeeksOption = None,
    saved: SavedScenario = None,
    event: EventOption = None,
    title: TitleOption = "",
    subtitle: SubtitleOption = "",
    text: TextOption = "",
    notes: NotesOption = "",
    frozen: FrozenOption = False,
    as_json: AsJson = False,
) -> None:
    """Add a slide at the end of a story, and save. What is no longer there when it is shown, it says.

    Without a title the slide states its finding, which follows the data unless it is --frozen.
    """
    from chipmap.model.edits import stories as edits
    from chipmap.model.labels import Label

    with changing(path, as_json=as_json) as workspace:
        dataset = workspace.dataset
        view = _view(
            dataset,
            kind,
            segment=segment,
            subjects=subject or (),
            layer=layer,
            horizon=horizon,
            focus=focus,
            projection=projection,
        )
        lost = _removal_texts(dataset, remove, hazard)
        view = replace(view, removals=lost, weeks=weeks, scenario=saved or "", event=event or "")
        _check_named(dataset, kind, view)
        found = stories_meant(dataset, story)
        begun = found[0] if found else edits.new_story(dataset, dataset.settings.title)
        words = {"title": title, "subtitle": subtitle, "body": text, "notes": notes}
        slide = edits.new_slide(dataset, begun.id, _kind(kind), view, **words)
        if frozen:
            slide = replace(slide, is_live=False, figures=_frozen(workspace, slide))
        workspace.apply(edits.add_slide(dataset, slide, story=begun), label=Label.ADD_SLIDE)
        workspace.save()
        made = _slide_object(workspace, slide)
    line = _("Slide {number} of {story}: {title}").format(
        number=made["number"], story=begun.title, title=made["title"]
    )
    show_result({"story": begun.id, **made}, [line], as_json=as_json)


def _kind(kind: KindWord) -> SlideKind:
    if kind is KindWord.SCORECARDS:
        return SlideKind.TABLE
    return SlideKind(kind.value.replace("-", "_"))


def _view(
    dataset: Dataset,
    kind: KindWord,
    *,
    segment: str | None,
    subjects: Iterable[str],
    layer: LayerWord,
    horizon: str,
    focus: str | None,
    projection: MapWord,
) -> SlideView:
    from chipmap.model.story.slide_view import SlideView

    seen_from = subject_meant(dataset, focus or dataset.settings.focus_region, parameter="--focus")
    named = tuple(subject_meant(dataset, one, parameter="--subject") for one in subjects)
    has_several = kind in (KindWord.COMPARISON, KindWord.SCORECARDS)
    return SlideView(
        layer=layer.value,
        segment=segment_meant(dataset, segment, parameter="--segment")
        if segment
        else first_segment(dataset, seen_from),
        horizon=horizon_meant(dataset, horizon),
        focus=seen_from,
        subject="" if has_several or kind is KindWord.MATCH else next(iter(named), ""),
        compared_places=named if has_several else (),
        partners=named if kind is KindWord.MATCH else (),
        projection=projection.value,
        table="scorecards" if kind is KindWord.SCORECARDS else "layer",
    )


def _check_named(dataset: Dataset, kind: KindWord, view: SlideView) -> None:
    """Refuse a slide that could show nothing."""
    if view.scenario and view.scenario not in dataset.scenarios:
        raise typer.BadParameter(
            _("There is no kept scenario “{text}”.").format(text=view.scenario), param_hint="--saved"
        )
    if kind is KindWord.SCENARIO and not (view.scenario or view.removals):
        raise typer.BadParameter(_("Say what is lost: --remove, --hazard or --saved."), param_hint="--remove")
    if view.event and view.event not in dataset.events:
        raise typer.BadParameter(
            _("There is no event “{text}”.").format(text=view.event), param_hint="--event"
        )


def _removal_texts(dataset: Dataset, remove: list[str] | None, hazard: str | None) -> tuple[str, ...]:
    from chipmap.model.records.removals import removal_text

    return tuple(removal_text(one) for one in removals_meant(dataset, remove or (), hazard))


def stories_meant(dataset: Dataset, text: str | None) -> list[Story]:
    """All stories, or the one with this id or title."""
    from chipmap.model.edits.stories import stories_in_order

    stories = stories_in_order(dataset)
    if text is None:
        return stories
    wanted = text.strip().casefold()
    found = [one for one in stories if wanted in (one.id.casefold(), one.title.casefold())]
    if len(found) != 1:
        named = ", ".join(f"{one.id} ({one.title})" for one in stories)
        message = _("There is no story “{text}”. There are: {stories}.")
        if found:
            message = _("“{text}” may mean several stories. Give the id: {stories}.")
        raise typer.BadParameter(message.format(text=text, stories=named), param_hint="--story")
    return found


def _story_object(workspace: Workspace, story: Story) -> dict[str, Any]:
    from chipmap.model.edits.stories import slides_in_order

    slides = [_slide_object(workspace, slide) for slide in slides_in_order(workspace.dataset, story.id)]
    return {"id": story.id, "title": story.title, "slides": slides}


def _slide_object(workspace: Workspace, slide: Slide) -> dict[str, Any]:
    from chipmap.model.story.plain_json import plain_of

    content = _content(workspace, slide)
    return {
        "number": slide.position + 1,
        "id": slide.id,
        "kind": slide.slide_kind.value.replace("_", "-"),
        "live": slide.is_live,
        "title": content.title,
        "subtitle": content.subtitle,
        "notes": slide.notes,
        "options": list(slide.options),
        "figures": plain_of(content.figures),
        "charts": plain_of(content.charts),
        "tables": plain_of(content.tables),
        "partners": plain_of(content.partners),
        "scenario": plain_of(content.scenario),
        "sessions": plain_of(content.sessions),
        "map": _map_object(content),
        "text": list(content.paragraphs),
        "footer": content.footer.text,
        "problem": content.problem,
    }


def _map_object(content: SlideContent) -> dict[str, Any] | None:
    """What the map shows of the places that have a value."""
    drawn = content.map
    if drawn is None:
        return None
    places = {one.code: one.value for one in drawn.places if one.value is not None}
    return {"layer": drawn.layer, "segment": drawn.segment, "horizon": drawn.horizon, "places": places}


def _content(workspace: Workspace, slide: Slide) -> SlideContent:
    from chipmap.wording.slides.contents import content_of

    return content_of(
        workspace.dataset,
        slide,
        place_names(workspace.dataset.settings),
        made_on=datetime.now().astimezone().date(),
        revision=workspace.revision,
    )


def _frozen(workspace: Workspace, slide: Slide) -> str:
    from chipmap.wording.slides.contents import frozen_text

    return frozen_text(
        workspace.dataset,
        slide,
        place_names(workspace.dataset.settings),
        made_on=datetime.now().astimezone().date(),
        revision=workspace.revision,
    )


def _state_word(slide: dict[str, Any]) -> str:
    if slide["problem"]:
        return _("gone")
    return _("live") if slide["live"] else _("frozen")
