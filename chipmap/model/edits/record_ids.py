"""Ids of records that people name: readable in a file, and taken by nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 40


def id_from_name(name: str, is_taken: Callable[[str], bool], *, otherwise: str) -> str:
    """An id made from a name, numbered where it is taken; from `otherwise` where no letter can be used."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = _NOT_IN_ID.sub("_", plain).strip("_")[:_LONGEST_ID] or otherwise
    number, found = 1, stem
    while is_taken(found):
        number += 1
        found = f"{stem}_{number}"
    return found
