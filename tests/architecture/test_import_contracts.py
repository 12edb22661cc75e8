"""The layers of docs/architecture.md, held by import-linter and by looking at the syntax."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Who may change a workspace: the window's operations, the command line, and the model itself.
WRITERS = ("chipmap/ui/operations/", "chipmap/cli/", "chipmap/model/")


def modules_loaded_by(statement: str) -> set[str]:
    program = f"{statement}\nimport sys\nprint(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in answer.stdout.split()}


def test_every_import_contract_is_kept():
    # In a process of its own, because its command line turns the loggers of this one off.
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"

    answer = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_importing_the_model_loads_nothing_of_qt():
    loaded = modules_loaded_by("import chipmap.model, chipmap.wording")

    assert loaded.isdisjoint({"PySide6", "shiboken6", "pyqtgraph"})


def test_importing_the_model_loads_no_heavy_library():
    loaded = modules_loaded_by("import chipmap.model, chipmap.wording")

    assert loaded.isdisjoint(
        {"numpy", "scipy", "pandas", "geopandas", "shapely", "pyproj", "openpyxl", "xlsxwriter"}
    )


def test_only_operations_and_the_command_line_write_to_a_workspace():
    writers = set()
    for path in (ROOT / "chipmap").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and is_workspace_apply(node):
                writers.add(path.relative_to(ROOT).as_posix())

    strangers = sorted(path for path in writers if not path.startswith(WRITERS))

    assert writers, "no call of Workspace.apply was found: this test looks for the wrong thing"
    assert not strangers


def is_workspace_apply(call: ast.Call) -> bool:
    """`….apply(changes, label=…)`: the theme's own `apply` takes no label."""
    is_apply = isinstance(call.func, ast.Attribute) and call.func.attr == "apply"
    return is_apply and any(keyword.arg == "label" for keyword in call.keywords)
