"""`chipmap story export`: a story as PowerPoint, PDF, workbook or pictures, by the ending of its place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chipmap.cli.documents import place_names, reading
from chipmap.cli.options import AsJson, LanguageCode, WorkspacePath
from chipmap.cli.progress_bar import progress_bar
from chipmap.cli.reporting import show_result
from chipmap.cli.story_commands import StoryOption, stories_meant
from chipmap.wording import _, current_language, use_language
from chipmap.wording.stories import unprintable_text

if TYPE_CHECKING:
    from chipmap.model.records import Story
    from chipmap.model.workspace import Workspace
    from chipmap.ui.story.story_files import StoryFormat, ToldStory

StoryOutput = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE|DIR",
        help="A file that ends in .pptx, .pdf or .xlsx (the data behind it), or a folder for pictures.",
        show_default=False,
    ),
]
TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help="A PowerPoint presentation or template (.pptx, .potx) whose look the deck takes.",
        show_default=False,
    ),
]
AsDrawings = Annotated[bool, typer.Option("--svg", help="Pictures as drawings (SVG) instead of PNG.")]
Language = Annotated[LanguageCode, typer.Option("--language", help="The language of names and words.")]


def export_story(
    path: WorkspacePath,
    *,
    output: StoryOutput,
    story: StoryOption = None,
    template: TemplateOption = None,
    svg: AsDrawings = False,
    language: Language = LanguageCode.ENGLISH,
    as_json: AsJson = False,
) -> None:
    """Write a story as a deck, a PDF, a workbook of its data, or a folder of pictures.

    PowerPoint gets native text, tables, charts and maps that can be edited, and the speaker's notes. A file
    that is there already is replaced once the new one is complete. The workspace is not changed.
    """
    from chipmap.cli.screens import use_no_screen

    use_no_screen()
    from chipmap.ui.story.story_files import write_story

    kind = _format_of(output, is_svg=svg)
    _refuse_idle_options(kind, has_template=template is not None, is_svg=svg)
    spoken = current_language()
    use_language(language.value)
    try:
        with reading(path, as_json=as_json) as workspace:
            told = _told(workspace, stories_meant(workspace.dataset, story), language.value, template)
            with progress_bar(_("Writing the story"), is_shown=not as_json) as progress:
                written = write_story(told, output, kind, progress)
    finally:
        use_language(spoken)
    lines = [str(one) for one in written.files]
    result = {
        "format": kind.value,
        "slides": len(told.slides),
        "files": list(lines),
        "unprintable": written.unprintable,
    }
    if written.unprintable:
        lines.append(unprintable_text(written.unprintable))
    show_result(result, lines, as_json=as_json)


def _format_of(output: Path, *, is_svg: bool) -> StoryFormat:
    """The format that a place asks for by its ending; a folder holds pictures."""
    from chipmap.ui.story.story_files import StoryFormat

    known = {".pptx": StoryFormat.POWERPOINT, ".pdf": StoryFormat.PDF, ".xlsx": StoryFormat.DATA}
    ending = output.suffix.casefold()
    if ending in known and not output.is_dir():
        return known[ending]
    if ending and not output.is_dir():
        raise typer.BadParameter(
            _("“{name}” ends in no format that a story has: .pptx, .pdf, .xlsx, or a folder.").format(
                name=output.name
            ),
            param_hint="-o",
        )
    return StoryFormat.SVG if is_svg else StoryFormat.PNG


def _refuse_idle_options(kind: StoryFormat, *, has_template: bool, is_svg: bool) -> None:
    """An option that would change nothing is a slip, and is better said than passed over."""
    if has_template and kind.value != "pptx":
        raise typer.BadParameter(_("Only a .pptx takes the look of a template."), param_hint="--template")
    if is_svg and not kind.is_folder:
        raise typer.BadParameter(_("Only pictures in a folder can be drawings."), param_hint="--svg")


def _told(workspace: Workspace, stories: list[Story], language: str, template: Path | None) -> ToldStory:
    from chipmap.model.edits.stories import slides_in_order
    from chipmap.ui.story.story_files import ToldStory

    dataset = workspace.dataset
    slides = slides_in_order(dataset, stories[0].id) if stories else []
    if not slides:
        raise typer.BadParameter(_("There are no slides. Add one with chipmap story add."), param_hint="PATH")
    return ToldStory(
        stories[0].title or dataset.settings.title,
        dataset,
        slides,
        place_names(dataset.settings, language),
        datetime.now().astimezone().date(),
        workspace.revision,
        template,
    )
