"""Records of what was received, for tests: imports, conflicts, trade flows, rows that wait."""

from __future__ import annotations

from typing import Any

from chipmap.model.records import (
    OWNER,
    ConflictKind,
    ImportLog,
    InboxRow,
    MergeConflict,
    ProductSegment,
    TradeFlow,
)


def an_import_log(id: str = "I-00000001", **changed: Any) -> ImportLog:  # noqa: A002
    return ImportLog(
        **{
            "id": id,
            "number": 1,
            "file": "netherlands.xlsx",
            "digest": "d1",
            "scorecard_id": "s-1",
            "rater": OWNER,
            "round": 1,
            "imported_at": "2026-11-20T10:00:00+00:00",
            **changed,
        }
    )


def a_merge_conflict(id: str = "C-00000001", **changed: Any) -> MergeConflict:  # noqa: A002
    """The owner has changed a reason that the file changed as well."""
    return MergeConflict(
        **{
            "id": id,
            "subject": "NLD",
            "segment": "litho",
            "rater": OWNER,
            "round": 1,
            "unit": "reason",
            "conflict_kind": ConflictKind.BOTH_EDITED,
            "base": '"Two plants."',
            "ours": '"Three plants."',
            "theirs": '"Four plants."',
            "import_log": "I-00000001",
            "place": "Scores!L7",
            **changed,
        }
    )


def a_product_segment(product: str = "848620", segment: str = "litho", **changed: Any) -> ProductSegment:
    return ProductSegment(**{"product": product, "segment": segment, "source": "Our reading", **changed})


def a_trade_flow(**changed: Any) -> TradeFlow:
    return TradeFlow(
        **{
            "reporter": "DEU",
            "partner": "MYS",
            "product": "854231",
            "year": 2024,
            "flow": "import",
            "value": 1250.5,
            "unit": "EUR",
            "source": "S1",
            **changed,
        }
    )


def an_inbox_row(id: str = "I-1", **changed: Any) -> InboxRow:  # noqa: A002
    """A share of a place that nobody could name."""
    return InboxRow(
        **{
            "id": id,
            "file": "provision.csv",
            "sheet": "provision",
            "row": 12,
            "fingerprint": "f1",
            "reason": "place-not-matched",
            "field_name": "place",
            "value": "MAL",
            "cells": '{"provider": "MAL"}',
            **changed,
        }
    )
