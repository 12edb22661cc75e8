"""What a story leaves the window as: PowerPoint, PDF, the data behind it, pictures; and presenting it.

Files are written beside the window from a snapshot; every result says where it went.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chipmap.wording import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from chipmap.model.progress import Progress
    from chipmap.ui.main_window import MainWindow
    from chipmap.ui.shell.presenting import Presenting
    from chipmap.ui.story.story_files import StoryFormat, ToldStory, WrittenStory


def story_sharing_commands(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands do that hand a story out."""
    return {
        "deck": lambda: share_story(window, "pptx"),
        "deck_template": lambda: share_with_template(window),
        "story_pdf": lambda: share_story(window, "pdf"),
        "story_data": lambda: share_story(window, "xlsx"),
        "story_pictures": lambda: share_story(window, "png"),
        "story_drawings": lambda: share_story(window, "svg"),
        "present": lambda: present(window),
        "rehearse": lambda: present(window, rehearses=True),
    }


def share_story(window: MainWindow, kind: str, template: Path | None = None) -> None:
    """Ask for a place and write the story there that is open on the Story page."""
    from chipmap.ui.story.story_files import StoryFormat

    told = told_story(window, template)
    if told is None:
        return
    wanted = StoryFormat(kind)
    place = window.dialogs.ask_story_place(told.title, kind, is_folder=wanted.is_folder)
    if place is None:
        return
    if wanted.is_folder:
        from chipmap.ui.operations.files import file_name_for

        place = place / file_name_for(told.title)
    window.jobs.start(
        _work(told, place, wanted), _title_of(wanted), lambda written: _say_written(window, written, place)
    )


def share_with_template(window: MainWindow) -> None:
    """Ask for a presentation whose look the deck takes, and write the story with it."""
    template = window.dialogs.ask_template()
    if template is not None:
        share_story(window, "pptx", template)


def present(window: MainWindow, *, rehearses: bool = False) -> Presenting | None:
    """Present the story of the Story page: from its current slide there, from the first elsewhere."""
    from chipmap.model.edits.stories import slides_in_order
    from chipmap.ui.shell.presenting import Presenting
    from chipmap.ui.shell.story_making import story_page

    view = window.view
    if view is None:
        return None
    view.commit_pending()
    page = story_page(view)
    under_way = next((one for one in window.findChildren(Presenting) if not one.is_over), None)
    if under_way is not None:
        under_way.come_forward()
        return under_way
    if not slides_in_order(view.bridge.dataset, page.story):
        _say_empty(window)
        return None
    is_here = view.selection.view.page == "story"
    slide = page.slide.id if is_here and page.slide is not None else ""
    talk = Presenting(window, page.story, slide, rehearses=rehearses)
    story = page.story
    talk.ended.connect(lambda last: page.choose(story, last) if last and is_here else None)
    return talk


def told_story(window: MainWindow, template: Path | None = None) -> ToldStory | None:
    """The open story as it is now; says so where it has no slides."""
    from datetime import datetime

    from chipmap.model.edits.stories import slides_in_order
    from chipmap.ui.shell.story_making import story_page
    from chipmap.ui.story.story_files import ToldStory

    view = window.view
    if view is None:
        return None
    view.commit_pending()
    bridge, story = view.bridge, story_page(view).story
    slides = slides_in_order(bridge.dataset, story)
    if not slides:
        _say_empty(window)
        return None
    record = bridge.dataset.stories[story]
    return ToldStory(
        record.title or bridge.dataset.settings.title,
        bridge.dataset,
        tuple(slides),
        bridge.names,
        datetime.now().astimezone().date(),
        bridge.workspace.revision,
        template,
    )


def _say_empty(window: MainWindow) -> None:
    window.say(_("This story has no slides yet. Ctrl+Shift+A adds the view that is shown."))


def _work(told: ToldStory, place: Path, kind: StoryFormat) -> Callable[[Progress], WrittenStory]:
    from chipmap.ui.story.story_files import write_story

    return lambda progress: write_story(told, place, kind, progress)


def _title_of(kind: StoryFormat) -> str:
    return _("Writing the pictures") if kind.is_folder else _("Writing {kind}").format(kind=kind.upper())


def _say_written(window: MainWindow, written: WrittenStory, place: Path) -> None:
    from chipmap.ui.dialogs.export_dialog import show_in_folder
    from chipmap.wording.stories import unprintable_text

    shown = written.files[0] if written.files else place
    text = _("Story saved as {name}").format(name=place.name)
    if written.unprintable:
        text = f"{text}. {unprintable_text(written.unprintable)}"
    window.say(text, _("Show in folder"), lambda: show_in_folder(shown))
