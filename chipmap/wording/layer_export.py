"""The words that an exported layer carries, as values: the exchange itself speaks no language."""

from __future__ import annotations

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.layer_rows import LayerWords
from chipmap.model.geography.layers import Layer
from chipmap.model.geography.naming import PlaceNames
from chipmap.wording import ngettext, titles
from chipmap.wording.class_names import class_names
from chipmap.wording.standings import origin_text


def layer_words(layer: Layer, dataset: Dataset, names: PlaceNames) -> LayerWords:
    """Title, legend and reasons of a layer in the current language."""
    return LayerWords(
        title=titles.title_of(layer, dataset),
        subtitle=titles.subtitle_of(layer, names),
        sources=titles.sources_text(layer, dataset),
        classes=class_names(layer.kind),
        origin=lambda standing: origin_text(standing, dataset, names),
    )


def guarded_text(count: int) -> str:
    """What a person must know about a CSV file in which texts got an apostrophe."""
    return ngettext(
        "{count} text begins with an apostrophe now, so that no spreadsheet takes it for a formula. "
        "Do not import this file again.",
        "{count} texts begin with an apostrophe now, so that no spreadsheet takes them for formulas. "
        "Do not import this file again.",
        count,
    ).format(count=count)
