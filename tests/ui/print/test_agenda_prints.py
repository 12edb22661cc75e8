"""Cards and room plan on paper: four cards to a page, every meeting on both cards, always the same bytes."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from chipmap.model.match.agenda import agenda_of
from chipmap.model.match.event_planning import plan_event
from chipmap.ui.print.agenda_cards import agenda_cards
from chipmap.ui.print.room_plan import room_plan_pages
from chipmap.wording.agendas import agenda_words
from tests.model.event_builders import EVENT, an_event, contact_of, event_dataset, people, some_wishes

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = agenda_words({"MYS": "Malaysia", "NLD": "Netherlands"}.__getitem__)


def planned_agenda(count, **event):
    guests = people(count)
    dataset = event_dataset(
        *guests, *some_wishes(2 * count, count), *map(contact_of, [guests[0].id]), event=an_event(**event)
    )
    return agenda_of(dataset.with_changes(plan_event(dataset, EVENT).changes), EVENT)


def pages_of(content, tmp_path):
    """The text of each page of a PDF."""
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler's tools, which read a PDF back, are not installed")
    path = tmp_path / "print.pdf"
    path.write_bytes(content)
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return said.stdout.split("\f")[:-1]


def boxes_of(content):
    """The width and height of each page in points."""
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    return [(round(float(width)), round(float(height))) for width, height in found]


def test_four_cards_fit_an_a4_page_and_name_whom_their_bearer_meets(tmp_path):
    agenda = planned_agenda(10, slots=6, tables=5, breaks=(2,))

    content = agenda_cards(agenda, WORDS)

    pages = pages_of(content, tmp_path)
    assert boxes_of(content) == [(595, 842)] * 3
    assert [page.count("Packaging days") for page in pages] == [4, 4, 2]
    text = "\n".join(pages)
    for one in agenda.meetings:
        for who in (one.one, one.other):
            assert text.count(agenda.people[who].name) >= 1 + len(
                [met for met in agenda.meetings if who in (met.one, met.other)]
            )
    assert "example.org" not in text
    assert agenda_cards(agenda, WORDS) == content


def test_a_long_day_goes_on_to_a_second_card(tmp_path):
    agenda = planned_agenda(4, slots=30, tables=2)

    pages = pages_of(agenda_cards(agenda, WORDS), tmp_path)

    assert "Person 0 (1/2)" in pages[0]
    assert len(pages) == 2


def test_the_room_plan_shows_every_meeting_at_its_table_over_as_many_pages_as_it_needs(tmp_path):
    agenda = planned_agenda(40, slots=12, tables=20)

    content = room_plan_pages(agenda, WORDS)

    text = "\n".join(pages_of(content, tmp_path))
    assert boxes_of(content) == [(842, 595)] * 4
    assert text.count("Person ") == 2 * len(agenda.meetings)
    assert room_plan_pages(agenda, WORDS) == content


def test_an_event_without_people_still_prints_an_empty_page(tmp_path):
    agenda = agenda_of(event_dataset(), EVENT)

    assert len(boxes_of(agenda_cards(agenda, WORDS))) == 1
    assert "Table 12" in pages_of(room_plan_pages(agenda, WORDS), tmp_path)[0]
