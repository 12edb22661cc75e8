"""Collects the texts of the program into its catalogues: `python installer/catalogues.py`.

Every text inside `_()` and `ngettext()` becomes an entry of `chipmap.po` below `resources/translations/CODE`.
What is translated already stays, what is gone from the source goes. Needs Babel, which the tests install.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

CHECKOUT = Path(__file__).resolve().parent.parent
TRANSLATIONS = CHECKOUT / "resources" / "translations"
_KEYWORDS = {"_": None, "ngettext": (1, 2)}


def source_catalogue() -> Catalog:
    """Every text of the source with the file that says it; without lines, so that a move changes nothing."""
    catalogue = Catalog(project="Chipmap", header_comment="# Texts of Chipmap.")
    for name, _line, message, comments, _context in extract_from_dir(
        CHECKOUT / "chipmap", method_map=[("**.py", "python")], keywords=_KEYWORDS
    ):
        catalogue.add(message, locations=[(f"chipmap/{name}", 0)], auto_comments=comments)
    return catalogue


def update(path: Path, source: Catalog) -> tuple[int, int]:
    """Bring one catalogue up to the source; returns how many texts are translated, and how many there are."""
    with path.open("rb") as lines:
        catalogue = read_po(lines)
    catalogue.update(source, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with path.open("wb") as lines:
        write_po(lines, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
    texts = [message for message in catalogue if message.id]
    return sum(is_translated(message) for message in texts), len(texts)


def is_translated(message: Message) -> bool:
    """Whether a text has its translation, in every form where it counts something."""
    forms = message.string
    return all(forms) if isinstance(forms, list | tuple) else bool(forms)


def main() -> int:
    """Update every catalogue and say how complete each is."""
    source = source_catalogue()
    for path in sorted(TRANSLATIONS.glob("*/LC_MESSAGES/chipmap.po")):
        translated, texts = update(path, source)
        print(f"{path.parent.parent.name}: {translated} of {texts} texts translated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
