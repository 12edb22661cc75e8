"""What holds for every file of the checkout: sizes, names, and nothing about the machine it was made on."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400
BANNED_WORDS = {
    "manager", "managers", "helper", "helpers", "util", "utils", "handler", "handlers", "processor",
    "processors", "data", "info", "obj", "tmp", "do", "my", "misc", "common",
}  # fmt: skip
MACHINE_MARKS = re.compile("find-links|extra-index-url|/" + "root/")
PYTHON_FILES = sorted(
    path.relative_to(ROOT)
    for folder in ("chipmap", "installer", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "__pycache__" not in path.parts
)


def committed_texts() -> list[Path]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this copy has no git history to list the committed files from")
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    texts = (".py", ".md", ".toml", ".in", ".lock", ".yaml", ".csv", ".sql", ".txt", "run", "build", "lock")
    return [
        ROOT / name for name in listing.stdout.split("\0") if name.endswith(texts) and (ROOT / name).exists()
    ]


def test_no_python_file_is_longer_than_it_can_be_read_in_one_sitting():
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in PYTHON_FILES
    }

    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_module_has_a_name_that_says_nothing():
    nameless = [
        str(path)
        for path in PYTHON_FILES
        if any(BANNED_WORDS & set(re.split(r"[_.]", part)) for part in (path.stem, *path.parent.parts[1:]))
        and path.parts[:2] != ("tests", "data")
    ]

    assert nameless == []


def test_committed_texts_name_no_machine_and_no_package_index():
    this_folder = Path(__file__).resolve().parent
    leaks = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in committed_texts()
        if path.parent != this_folder and (found := MACHINE_MARKS.search(path.read_text(encoding="utf-8")))
    ]

    assert leaks == []


def test_every_icon_is_shown_somewhere():
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((ROOT / "chipmap" / "ui").rglob("*.py"))
    )

    unused = [
        icon.stem
        for icon in sorted((ROOT / "resources" / "icons").glob("*.svg"))
        if f'"{icon.stem}"' not in sources and f"icons/{icon.name}" not in sources
    ]

    assert unused == []


def test_no_text_to_translate_hides_inside_an_f_string():
    """The tool that collects texts for translators finds none there."""
    hidden = re.compile(r"""\bf"[^"\n]*\{[^}"\n]*\b(?:_|ngettext)\(""")
    found = [
        f"{path}:{number}"
        for path in PYTHON_FILES
        if path.parts[0] == "chipmap"
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1)
        if hidden.search(line)
    ]

    assert found == []
