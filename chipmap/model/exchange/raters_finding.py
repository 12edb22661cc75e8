"""Whose answers a file holds: the rater it was sent to, the name that was filled in, and whether they agree.

Two spellings of one rater are one rater: ids and names are compared without case.
"""

from __future__ import annotations

from dataclasses import replace

from chipmap.model.dataset import Dataset
from chipmap.model.exchange.cell_meanings import plain_text
from chipmap.model.exchange.raw_workbook import RawWorkbook, address_of
from chipmap.model.exchange.recognised_words import folded
from chipmap.model.exchange.scorecard_identity import Identity
from chipmap.model.issues import CellPlace, Issue, Severity
from chipmap.model.records import Rater
from chipmap.model.text_rules import LONGEST_TITLE, clean_text


def rater_called(dataset: Dataset, text: str) -> str:
    """The id of the rater with this id or name; the text itself where the workspace knows none."""
    if text in dataset.raters:
        return text
    wanted = folded(text)
    by_id = (rater.id for rater in dataset.raters.values() if folded(rater.id) == wanted)
    by_name = (rater.id for rater in dataset.raters.values() if folded(rater.name) == wanted)
    return next(by_id, None) or next(by_name, None) or text


def new_rater(rater: str, raw: RawWorkbook, dataset: Dataset) -> Rater | None:
    """A rater that the workspace does not know yet, named as the file says."""
    if rater in dataset.raters:
        return None
    name = _filled_in(raw, "rater_name")[0] or rater
    return Rater(rater, name, _filled_in(raw, "rater_org")[0])


def name_difference(raw: RawWorkbook, identity: Identity, rater: str, dataset: Dataset) -> Issue | None:
    """A finding where the name in the file is not that of the rater it was sent to.

    Its parameters: `rater` the name known here, `other` the id that the name filled in stands for.
    """
    known = dataset.raters.get(rater)
    name, place = _filled_in(raw, "rater_name")
    if known is None or not name:
        return None
    if folded(name) in {folded(known.name), folded(known.id), folded(identity.rater_name)}:
        return None
    params = {"rater": known.name or known.id, "other": rater_called(dataset, name)}
    if named_owner(raw, rater, dataset) is not None:
        return Issue(
            "owner-named", Severity.NOTICE, field_name="rater", value=name, place=place, params=params
        )
    return Issue(
        "rater-name-differs", Severity.WARNING, field_name="rater", value=name, place=place, params=params
    )


def named_owner(raw: RawWorkbook, rater: str, dataset: Dataset) -> Rater | None:
    """The owner under the name that a card of theirs is signed with, while nobody has named the owner."""
    known: Rater | None = dataset.raters.get(rater)
    name = _filled_in(raw, "rater_name")[0]
    if known is None or not known.is_unnamed or folded(name) in {"", folded(known.name), folded(known.id)}:
        return None
    if rater_called(dataset, name) in dataset.raters:
        return None
    return replace(known, name=name, organisation=_filled_in(raw, "rater_org")[0] or known.organisation)


def _filled_in(raw: RawWorkbook, name: str) -> tuple[str, CellPlace]:
    """The text of a cell with a defined name, on one line, and where it stands."""
    sheet_name, _, cell = raw.defined_names.get(name, "").rpartition("!")
    sheet = raw.sheet(sheet_name.strip("'=")) if cell else None
    if sheet is None:
        return "", CellPlace(raw.file)
    try:
        text = " ".join(plain_text(sheet.value(*address_of(cell))).split())
    except ValueError:
        text = ""
    return clean_text(text)[:LONGEST_TITLE].strip(), CellPlace(raw.file, sheet.name, cell.replace("$", ""))
