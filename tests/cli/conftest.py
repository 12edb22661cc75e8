"""The real command tree, run in this process: its output, its messages and its exit code."""

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from typer.main import get_command

from chipmap.cli.app import app
from chipmap.model.dataset import Dataset
from chipmap.model.starter import starter_dataset
from chipmap.model.workspace import create_workspace, open_workspace

COMMAND = get_command(app)
"""The tree, built once: that takes longer than most commands."""


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def object(self) -> dict[str, Any]:
        """What `--json` printed: exactly one JSON object, and nothing beside it."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


Run = Callable[..., Outcome]


@pytest.fixture
def run() -> Run:
    def run_command(*arguments: object) -> Outcome:
        result = CliRunner().invoke(COMMAND, [str(argument) for argument in arguments], prog_name="chipmap")
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return run_command


@pytest.fixture(scope="session")
def starter() -> Dataset:
    return starter_dataset(title="Starter", workspace_id="w-cli")


@pytest.fixture(scope="session")
def starter_bytes(starter: Dataset, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a starter workspace, written once because writing it takes longest."""
    folder = tmp_path_factory.mktemp("starter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHIPMAP_HOME", str(folder / "home"))
        create_workspace(folder / "starter.chipmap", starter).close()
    return (folder / "starter.chipmap").read_bytes()


@pytest.fixture
def starter_file(tmp_path: Path, starter_bytes: bytes) -> Path:
    """A saved, closed workspace of the starter data."""
    path = tmp_path / "starter.chipmap"
    path.write_bytes(starter_bytes)
    return path


def content_of(path: Path) -> Dataset:
    """What is saved in a workspace file."""
    with open_workspace(path, recover=False) as workspace:
        return workspace.dataset


def chipmap(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """The command in a process of its own, as a person runs it."""
    command = [sys.executable, "-m", "chipmap.cli", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=dict(os.environ), check=False
    )


def size_of_png(path: Path) -> tuple[int, int]:
    """Width and height of a PNG file in pixels."""
    content = path.read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", content[16:24])
    return width, height
