"""An installed program has every file that a checkout has beside its code."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def files_below(folder: str) -> set[Path]:
    return {path for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_every_resource_is_installed_where_the_program_looks_for_it():
    installed = {
        Path(target, path.name)
        for target, patterns in SETUPTOOLS["data-files"].items()
        for pattern in patterns
        for path in ROOT.glob(pattern)
    }

    resources = {Path("share/chipmap") / path.relative_to(ROOT) for path in files_below("resources")}

    assert resources - installed == set()


def test_every_file_among_the_modules_is_installed_with_them():
    installed = {
        path
        for package, patterns in SETUPTOOLS["package-data"].items()
        for pattern in patterns
        for path in ROOT.joinpath(*package.split(".")).glob(pattern)
    }

    others = {path for path in files_below("chipmap") if path.suffix not in {".py", ".pyc"}}

    assert others - installed == set()
