"""Which fiches are written, as what, and what their files are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from chipmap.model.dataset import Dataset
from chipmap.model.match.place_fiche import check_fiche_subject

_NOT_IN_NAMES: Final = re.compile(r"[^\w&+-]+")
_LONGEST_NAME: Final = 60


class FicheFormat(StrEnum):
    """How a fiche is written."""

    WORD = "docx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class FicheFile:
    """One fiche and its place; `unprintable` are characters that no font has, once it is written."""

    subject: str
    path: Path
    unprintable: str = ""


def plan_fiches(
    dataset: Dataset,
    subjects: Sequence[str],
    folder: Path,
    kind: FicheFormat,
    name_of: Callable[[str], str] | None = None,
) -> tuple[FicheFile, ...]:
    """A file for each place, named after its code, or after its name where one is given.

    Names that would be equal are told apart by the code. Raises `NoFicheOf`.
    """
    taken: set[str] = set()
    files = []
    for subject in dict.fromkeys(subjects):
        check_fiche_subject(dataset, subject)
        stem = subject
        if name_of is not None:
            stem = _NOT_IN_NAMES.sub(" ", name_of(subject)).strip()[:_LONGEST_NAME] or subject
            stem = f"{stem} {subject}" if stem.casefold() in taken else stem
        taken.add(stem.casefold())
        files.append(FicheFile(subject, folder / f"Fiche {stem}.{kind}"))
    return tuple(files)
