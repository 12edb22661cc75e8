"""What README and docs point at exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
NAMED_PATH = re.compile(r"`([\w./-]+/[\w./-]*)(?:: (\w+)(?:\.(\w+))?)?`")
PLACEHOLDER = re.compile(r"[A-Z]{4}")
"""A recipe says NAME or CODE where the reader puts a name of their own."""
NOT_YET_MADE = ("./",)
"""What a command of the README leaves in the reader's own folder."""


def named_paths(document: Path) -> list[tuple[str, str, str]]:
    """Each path that a document names in backquotes, with the definition and method it names there."""
    return [
        found
        for found in NAMED_PATH.findall(document.read_text(encoding="utf-8"))
        if not PLACEHOLDER.search(found[0]) and not found[0].startswith(NOT_YET_MADE)
    ]


def found_path(name: str) -> Path | None:
    """A path as documents write it: from the top of the checkout or from within the package."""
    places = (ROOT / name, ROOT / "chipmap" / name)
    return next(
        (place for path in places for place in (path, path.with_name(f"{path.name}.py")) if place.exists()),
        None,
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_of_a_document_leads_somewhere(document: Path):
    broken = [
        target
        for target in LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]

    assert broken == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_and_definition_that_a_document_names_exists(document: Path):
    missing = []
    for name, definition, method in named_paths(document):
        path = found_path(name)
        if path is None or (definition and not defines(path, definition, method)):
            missing.append((name, definition, method))

    assert missing == []


def test_the_walk_names_a_definition_at_most_of_its_stops():
    walk = named_paths(ROOT / "docs" / "architecture.md")

    assert sum(1 for _, definition, _ in walk if definition) >= 7


def defines(path: Path, definition: str, method: str) -> bool:
    """Whether a module defines a function or class, and the class the method or signal."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == definition:
            return not method or method in re.findall(r"\w+", ast.unparse(node))
    return False
