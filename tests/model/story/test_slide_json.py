"""Views and contents come back from JSON as they went in; what a newer program added is kept."""

import json
from dataclasses import is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chipmap.model.story.slide_content import SlideContent, content_from, content_text
from chipmap.model.story.slide_view import SlideView, view_of, view_text

_numbers = st.floats(allow_nan=False, allow_infinity=False)
_views = st.builds(
    SlideView,
    extent=st.none() | st.tuples(_numbers, _numbers, _numbers, _numbers),
    compared_places=st.lists(st.text(max_size=5), max_size=3).map(tuple),
    recovery=_numbers,
    stock=_numbers,
    spare=st.none() | _numbers,
    weeks=st.none() | _numbers,
    others=st.just(()),
)


@given(_views)
def test_every_view_comes_back_equal(view):
    assert view_of(view_text(view)) == view


def any_of(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type of a field: plain, optional, a tuple, an enumeration or another dataclass."""
    arguments = get_args(kind)
    if get_origin(kind) is UnionType:
        return st.one_of(*map(any_of, arguments))
    if get_origin(kind) is tuple and arguments[1:] == (...,):
        return st.lists(any_of(arguments[0]), max_size=2).map(tuple)
    if get_origin(kind) is tuple:
        return st.tuples(*map(any_of, arguments))
    if is_dataclass(kind):
        return st.builds(kind, **{name: any_of(hint) for name, hint in get_type_hints(kind).items()})
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    plain = {NoneType: st.none(), float: _numbers, str: st.text(max_size=6)}
    return plain[kind] if kind in plain else st.from_type(kind)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_of(SlideContent))
def test_every_content_comes_back_equal(content):
    assert content_from(content_text(content)) == content


def test_fields_of_a_newer_program_are_kept_and_written_back():
    text = json.dumps({"version": 7, "segment": "fab", "mood": {"of": ["the", "day"]}, "weeks": "soon"})
    view = view_of(text)
    assert (view.segment, view.weeks) == ("fab", None)
    written = json.loads(view_text(view))
    assert (written["version"], written["mood"]) == (7, {"of": ["the", "day"]})
    assert view_of(view_text(view)) == view


def test_what_is_no_view_reads_as_the_usual_one():
    for text in ("", "{}", "[]", "{", "null", "[" * 100_000):
        assert view_of(text) == SlideView()


def test_what_is_no_content_reads_as_none():
    for text in ("", "{}", "[]", '{"kind":"song"}', '{"kind":"map","title":3}'):
        assert content_from(text) is None
