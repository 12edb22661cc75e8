"""Stories and slides are added, ordered, changed, frozen and removed, and every step can be undone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipmap.model.dataset import Dataset
from chipmap.model.edits import stories as edits
from chipmap.model.errors import RuleBroken, UnknownRecord
from chipmap.model.labels import Label
from chipmap.model.records import SlideKind
from chipmap.model.starter import starter_dataset
from chipmap.model.story.slide_view import SlideView, view_of
from chipmap.model.workspace import create_workspace
from chipmap.wording.changes import describe, step_name
from tests.builders import some_settings


@pytest.fixture
def told() -> Dataset:
    """Three slides called A, B and C in one story."""
    dataset = Dataset.of([some_settings()])
    story = edits.new_story(dataset, "Briefing")
    dataset = dataset.with_changes(edits.add_story(dataset, story))
    for title in "ABC":
        slide = edits.new_slide(dataset, story.id, SlideKind.MAP, SlideView(segment="fab"), title=title)
        dataset = dataset.with_changes(edits.add_slide(dataset, slide))
    return dataset


def titles(dataset: Dataset, story: str = "story1") -> str:
    slides = edits.slides_in_order(dataset, story)
    assert [slide.position for slide in slides] == list(range(len(slides)))
    return "".join(slide.title for slide in slides)


def test_slides_stand_in_the_order_in_which_they_were_added(told):
    assert titles(told) == "ABC"


@pytest.mark.parametrize(("slide", "position", "order"), [(1, 2, "BCA"), (3, 0, "CAB"), (2, 99, "ACB")])
def test_a_slide_moves_to_another_position(told, slide, position, order):
    moved = told.with_changes(edits.move_slide(told, "story1", f"slide{slide}", position))
    assert titles(moved) == order


def test_a_copy_stands_after_its_slide_and_changes_on_its_own(told):
    copied = told.with_changes(edits.duplicate_slide(told, "story1", "slide1"))
    assert titles(copied) == "AABC"
    copy = edits.slides_in_order(copied, "story1")[1]
    changed = copied.with_changes(edits.change_slide(copied, "story1", copy.id, title="X"))
    assert titles(changed) == "AXBC"


def test_removing_slides_closes_the_gap_and_undo_puts_them_back(told):
    gone = edits.remove_slides(told, "story1", ["slide1", "slide3"])
    assert titles(told.with_changes(gone)) == "B"
    assert titles(told.with_changes(gone).with_changes(gone.inverted())) == "ABC"


def test_an_id_that_was_used_is_not_given_to_a_slide_that_still_stands(told):
    fewer = told.with_changes(edits.remove_slides(told, "story1", ["slide1"]))
    slide = edits.new_slide(fewer, "story1", SlideKind.TEXT, SlideView(), title="D")
    assert titles(fewer.with_changes(edits.add_slide(fewer, slide))) == "BCD"


def test_a_removed_story_takes_its_slides_along(told):
    second = edits.new_story(told, "Second")
    both = told.with_changes(edits.add_story(told, second))
    left = both.with_changes(edits.remove_story(both, "story1"))
    assert [story.title for story in edits.stories_in_order(left)] == ["Second"]
    assert [story.position for story in edits.stories_in_order(left)] == [0]
    assert len(left.slides) == 0


def test_stories_are_renamed_and_ordered(told):
    both = told.with_changes(edits.add_story(told, edits.new_story(told, "Second")))
    moved = both.with_changes(edits.move_story(both, "story2", 0))
    named = moved.with_changes(edits.rename_story(moved, "story2", "  First of all "))
    assert [story.title for story in edits.stories_in_order(named)] == ["First of all", "Briefing"]


def test_titles_stand_on_one_line_and_notes_keep_their_lines(told):
    changed = told.with_changes(
        edits.change_slide(told, "story1", "slide1", title=" Two\nlines ", notes=" One\r\ntwo ")
    )
    slide = changed.slides["story1", "slide1"]
    assert (slide.title, slide.notes) == ("Two lines", "One\ntwo")


def test_frozen_slides_keep_figures_and_thawed_ones_give_them_up(told):
    frozen = told.with_changes(edits.freeze_slide(told, "story1", "slide1", '{"kind":"map"}'))
    assert not frozen.slides["story1", "slide1"].is_live
    thawed = frozen.with_changes(edits.thaw_slide(frozen, "story1", "slide1"))
    assert thawed.slides["story1", "slide1"] == told.slides["story1", "slide1"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"view": "[]"}, "slide-unreadable"),
        ({"options": ("sound",)}, "slide-option-unknown"),
        ({"is_live": False}, "slide-without-figures"),
        ({"title": "x" * 301}, "text-too-long"),
    ],
)
def test_what_no_slide_may_hold_is_refused(told, fields, code):
    with pytest.raises(RuleBroken) as refused:
        edits.change_slide(told, "story1", "slide1", **fields)
    assert refused.value.issue.code == code


def test_a_story_needs_a_title_and_a_slide_a_story(told):
    with pytest.raises(RuleBroken):
        edits.rename_story(told, "story1", " ")
    with pytest.raises(RuleBroken):
        edits.add_slide(told, edits.new_slide(told, "nowhere", SlideKind.TEXT, SlideView()))
    with pytest.raises(UnknownRecord):
        edits.remove_slides(told, "story1", ["slide9"])


def test_a_workspace_keeps_its_stories_and_says_what_each_step_did(tmp_path, told):
    names = None
    with create_workspace(tmp_path / "told.chipmap", told) as workspace:
        for label, changes, said in (
            (Label.MOVE_SLIDE, edits.move_slide(told, "story1", "slide3", 0), "Order of the slides changed"),
            (Label.ADD_STORY, edits.add_story(told, edits.new_story(told, "B")), "Story “B” added"),
            (Label.REMOVE_SLIDE, edits.remove_slides(told, "story1", ["slide2"]), "1 slide removed"),
            (Label.ADD_SLIDE, edits.duplicate_slide(told, "story1", "slide3"), "Slide 4 added to the story"),
            (
                Label.REMOVE_STORY,
                edits.remove_story(told, "story1"),
                "Story “Briefing” removed with 3 slides",
            ),
        ):
            workspace.apply(changes, label=label)
            assert describe(label, changes, workspace.dataset, names) == said  # type: ignore[arg-type]
            assert step_name(label)
            workspace.undo()
            assert titles(workspace.dataset) == "ABC"


_moves = st.lists(
    st.tuples(st.sampled_from(["move", "copy", "remove", "freeze"]), st.integers(0, 5), st.integers(0, 6)),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(_moves)
def test_whatever_is_done_positions_have_no_gaps_and_undo_leads_back(moves):
    dataset = Dataset.of([some_settings()])
    first = edits.new_slide(dataset, "story1", SlideKind.TEXT, SlideView(), title="A")
    dataset = dataset.with_changes(
        edits.add_slide(dataset, first, story=edits.new_story(dataset, "Briefing"))
    )
    states = [dataset]
    done = []
    for what, which, to in moves:
        slides = edits.slides_in_order(states[-1], "story1")
        if not slides:
            break
        slide = slides[which % len(slides)].id
        changes = {
            "move": lambda slide=slide, to=to: edits.move_slide(states[-1], "story1", slide, to),
            "copy": lambda slide=slide: edits.duplicate_slide(states[-1], "story1", slide),
            "remove": lambda slide=slide: edits.remove_slides(states[-1], "story1", [slide]),
            "freeze": lambda slide=slide: edits.freeze_slide(states[-1], "story1", slide, '{"a":1}'),
        }[what]()
        done.append(changes)
        states.append(states[-1].with_changes(changes))
        titles(states[-1])
    after = states[-1]
    for changes in reversed(done):
        after = after.with_changes(changes.inverted())
    assert after == dataset


def test_a_new_workspace_tells_a_story_of_six_slides_and_an_empty_one_none():
    starter = starter_dataset(title="Partner mapping")
    slides = edits.slides_in_order(starter, "story1")
    assert [story.title for story in edits.stories_in_order(starter)] == ["Partner mapping"]
    assert len(slides) == 6
    assert len({slide.slide_kind for slide in slides}) == 5
    assert all(view_of(slide.view).focus == "EU27" for slide in slides)
    assert len(starter_dataset(title="Empty", empty=True).stories) == 0
