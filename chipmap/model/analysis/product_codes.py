"""Which traded products belong to a segment: by the codes that somebody has given it."""

from __future__ import annotations

from collections.abc import Iterable

from chipmap.model.analysis.removals import segments_meant
from chipmap.model.dataset import Dataset
from chipmap.model.product_rules import plain_code


def codes_of(dataset: Dataset, segment: str) -> tuple[str, ...]:
    """The codes that stand for a segment or anything beneath it, each once and in order."""
    meant = set(segments_meant(dataset, segment))
    links = dataset.product_segments.values()
    return tuple(sorted({link.product for link in links if link.segment in meant}))


def products_meant(codes: Iterable[str], products: Iterable[str]) -> list[str]:
    """Which of these traded products some codes mean: the same, or longer by further digits."""
    listed = [plain_code(code) for code in codes]
    return [product for product in products if any(_means(code, plain_code(product)) for code in listed)]


def _means(code: str, product: str) -> bool:
    is_longer = code.isdigit() and product.isdigit() and product.startswith(code)
    return code == product or is_longer
