"""How keys are printed for people in the workbook of the register, so that they are read back exactly.

A place, segment or institution is its name with its key in brackets; several stand in lines.
"""

from __future__ import annotations

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.collaboration_layout import Column, Shape, Sheet
from chipmap.model.exchange.collaboration_words import RegisterWords
from chipmap.model.exchange.scorecard_words import PlaceNaming
from chipmap.model.records import ROOT_SEGMENT


class KeyPrinter:
    """Prints canonical texts in the words of one workbook."""

    def __init__(self, dataset: Dataset, names: PlaceNaming, words: RegisterWords) -> None:
        self._dataset = dataset
        self._names = names
        self._words = words

    def printed(self, sheet: Sheet, column: Column, text: str) -> str:
        """What a cell of a column prints for a canonical text."""
        if column.shape is Shape.WORD:
            return self._words.words_of(sheet, column.key).get(text, text)
        one = {
            Shape.PLACES: self.place,
            Shape.PLACE: self.place,
            Shape.SEGMENTS: self.segment,
            Shape.INSTITUTIONS: self.institution,
            Shape.SOURCE: self.source,
        }.get(column.shape)
        return text if one is None else "\n".join(map(one, text.split("\n")))

    def name_of(self, subject: str) -> str:
        """What a collaboration or a place is called."""
        work = self._dataset.collaborations.get(subject)
        return self._names.name(subject) if work is None else str(work.name)

    def place(self, code: str) -> str:
        return _with_key(self._names.name(code), code)

    def segment(self, key: str) -> str:
        found = self._dataset.segments.get(key)
        return key if found is None else _with_key(found.name, key)

    def institution(self, key: str) -> str:
        found = self._dataset.institutions.get(key)
        return key if found is None else _with_key(found.short_name or found.name, key)

    def source(self, key: str) -> str:
        found = self._dataset.sources.get(key)
        return key if found is None else _with_key(found.title, key)

    def places(self) -> tuple[str, ...]:
        """The policy regions, then the countries, by name."""
        regions = [region.code for region in self._dataset.regions.values() if region.is_policy]
        countries = sorted(map(str, self._dataset.countries), key=self._names.name)
        return tuple(map(self.place, (*regions, *countries)))

    def segments(self) -> tuple[str, ...]:
        """Every segment in value-chain order, the whole chain first."""
        in_order = sorted(
            self._dataset.segments.values(), key=lambda one: (one.id != ROOT_SEGMENT, one.order)
        )
        return tuple(self.segment(one.id) for one in in_order)

    def institutions(self) -> tuple[str, ...]:
        """Every institution, by name."""
        return tuple(
            sorted((self.institution(str(key)) for key in self._dataset.institutions), key=str.casefold)
        )


def _with_key(name: str, key: str) -> str:
    """A name on one line and the key behind it."""
    plain = " ".join(name.split())
    return key if plain in ("", key) else f"{plain} ({key})"
