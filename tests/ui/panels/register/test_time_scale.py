"""Days on a line: whatever is shown, a day keeps its place and ticks can be told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chipmap.model.edits.collaborations import collaboration_draft
from chipmap.ui.panels.register.time_scale import LONGEST_DAYS, SHORTEST_DAYS, TimeScale, scale_of

DAYS = st.dates(date(1995, 1, 1), date(2060, 12, 31))
SCALES = st.builds(TimeScale, DAYS, st.floats(SHORTEST_DAYS, LONGEST_DAYS))
WIDTHS = st.floats(200, 3000)


@given(SCALES, WIDTHS, st.floats(0, 1), st.floats(0.2, 5))
def test_zooming_keeps_the_day_under_the_pointer(scale, width, at, factor):
    day = scale.day_at(at * width, width)
    zoomed = scale.zoomed(factor, at)

    assert SHORTEST_DAYS <= zoomed.days <= LONGEST_DAYS
    assert abs((zoomed.day_at(at * width, width) - day).days) <= 1


@given(SCALES, WIDTHS)
def test_ticks_lie_in_view_in_order_and_far_enough_apart_to_be_read(scale, width):
    ticks = scale.ticks(width)
    places = [scale.x_of(tick.day, width) for tick in ticks]

    assert all(0 <= place <= width for place in places)
    assert all(later - earlier >= 40 for earlier, later in pairwise(places))


@given(st.lists(st.tuples(DAYS, st.integers(0, 4000)), min_size=1, max_size=8), DAYS)
def test_all_that_has_a_date_and_today_is_in_view(spans, today):
    draft = collaboration_draft()
    works = [
        _with_dates(draft, start.isoformat(), (start + timedelta(days=days)).isoformat())
        for start, days in spans
    ]
    scale = scale_of(works, today)

    for day in (today, *(start for start, _days in spans)):
        assert 0 <= scale.x_of(day, 1.0) <= 1


def test_what_began_long_ago_does_not_squeeze_the_present():
    old = _with_dates(collaboration_draft(), "2006", "")
    today = date(2026, 11, 22)

    scale = scale_of([old], today, earliest=date(2020, 11, 22))

    assert scale.first.year == 2020


def _with_dates(draft, start, end):

    return replace(draft, start=start, end=end)
