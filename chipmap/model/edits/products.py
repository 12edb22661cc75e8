"""Edits of which product codes of trade stand for which segment."""

from __future__ import annotations

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.dataset import Dataset
from chipmap.model.edits.checking import checked
from chipmap.model.errors import UnknownRecord
from chipmap.model.product_rules import plain_code
from chipmap.model.records import ProductSegment
from chipmap.model.text_rules import clean_text


def link_product(dataset: Dataset, product: str, segment: str, source: str = "") -> ChangeSet:
    """Let a code stand for a segment, or say another source for it; raises `RuleBroken`."""
    after = ProductSegment(plain_code(clean_text(product)), segment, clean_text(source))
    before = dataset.product_segments.get(after.key)
    return checked([Change(before, after)] if before != after else [], dataset)


def unlink_product(dataset: Dataset, product: str, segment: str) -> ChangeSet:
    """Let a code stand for a segment no longer; `UnknownRecord` where it did not."""
    key = (plain_code(clean_text(product)), segment)
    before = dataset.product_segments.get(key)
    if before is None:
        raise UnknownRecord(kind=ProductSegment.kind, key=" ".join(key))
    return ChangeSet.of([Change(before, None)])
