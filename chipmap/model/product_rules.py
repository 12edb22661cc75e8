"""What must hold for a product code that stands for a segment, and for the group whose supply is trusted."""

from __future__ import annotations

from collections.abc import Iterator

from chipmap.model.dataset import Dataset
from chipmap.model.issues import Issue
from chipmap.model.records import ROOT_SEGMENT, ProductSegment, Settings
from chipmap.model.text_rules import broken, line_rules, title_rules

LONGEST_CODE = 40


def plain_code(text: str) -> str:
    """A code as it is kept: 8486.20 and 8486 20 are 848620; what is no number stays as it is."""
    digits = text.replace(".", "").replace(" ", "")
    return digits if digits.isdigit() else text.strip()


def rules_of_product(link: ProductSegment, dataset: Dataset) -> Iterator[Issue]:
    """A code on one line, and a segment that can have trade of its own."""
    yield from title_rules("product", link.product)
    yield from line_rules("product", link.product, LONGEST_CODE)
    yield from line_rules("source", link.source)
    if link.segment not in dataset.segments or link.segment == ROOT_SEGMENT:
        yield broken("segment-unknown", "segment", link.segment)


def rules_of_trusted(settings: Settings, dataset: Dataset) -> Iterator[Issue]:
    """Countries and regions alone: shares and trade are known of places."""
    for place in settings.trusted_places:
        if place not in dataset.countries and place not in dataset.regions:
            yield broken("subject-unknown", "trusted_places", place)
