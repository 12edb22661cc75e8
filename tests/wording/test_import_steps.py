"""What an import did, in one line: never nothing where something was taken."""

from __future__ import annotations

import pytest

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.labels import Label
from chipmap.model.records import InboxRow, KeptMapping, TradeFlow
from chipmap.wording.changes import describe
from tests.builders import a_share, an_institution, three_countries_dataset

FLOW = TradeFlow("DEU", "MYS", "854231", 2023, "import", 12.0, "USD", "s")
MAPPING = KeptMapping("f1", "flows.csv", "{}")
WAITING = InboxRow("I-1", "flows.csv", "CSV", 4, "f1", "place-not-matched", "partner", "World", "{}")


class Names:
    def name(self, code: str) -> str:
        return code


@pytest.mark.parametrize(
    ("records", "line"),
    [
        ((FLOW, MAPPING), "1 record imported"),
        ((FLOW, an_institution("asml", "NLD"), MAPPING), "2 records imported"),
        ((WAITING, MAPPING), "1 row waits in the inbox"),
        ((an_institution("asml", "NLD"),), "1 institution imported"),
        ((a_share("litho", "NLD", 5.0),), "1 record imported"),
        ((MAPPING,), "Nothing new in the file"),
    ],
)
def test_an_import_without_answers_is_counted_by_what_it_brought(records, line):
    changes = ChangeSet.of(Change(None, record) for record in records)

    assert describe(Label.IMPORT, changes, three_countries_dataset(), Names()) == line
