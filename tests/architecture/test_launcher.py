"""The promises of the launcher, the locks and the README that a fresh machine depends on."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from installer.interpreters import NEWEST, OLDEST

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")
README_COMMAND = re.compile(r"python3 main\.py cli ([a-z]+ [a-z]+) ")


def modules_that_main_reaches() -> dict[str, ast.Module]:
    """`main.py` and every module of ours that it imports, directly or not."""
    reached: dict[str, ast.Module] = {}
    waiting = ["main"]
    while waiting:
        name = waiting.pop()
        path = ROOT / f"{name.replace('.', '/')}.py"
        if name in reached or not path.exists():
            continue
        reached[name] = ast.parse(path.read_text(encoding="utf-8"))
        waiting += imported_by(reached[name])
    return reached


def imported_by(tree: ast.Module) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def requirements_of(lock: str) -> list[str]:
    """The lock's entries, each with its hashes on one line."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_main_fits_on_a_page():
    assert len((ROOT / "main.py").read_text(encoding="utf-8").splitlines()) <= 60


def test_the_launcher_needs_only_the_standard_library():
    reached = modules_that_main_reaches()

    foreign = {
        f"{module} imports {name}"
        for module, tree in reached.items()
        for name in imported_by(tree)
        if name.split(".")[0] not in {*sys.stdlib_module_names, "installer", "main"}
    }

    assert {"main", "installer.bootstrap", "installer.packages", "installer.debian"} <= set(reached)
    assert foreign == set()


@pytest.mark.parametrize("module", ["main.py", "installer/__init__.py", "installer/interpreters.py"])
def test_what_runs_before_the_python_is_known_is_old_python(module: str):
    ast.parse((ROOT / module).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_launcher_and_the_project_accept_the_same_pythons():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["requires-python"] == f">={OLDEST[0]}.{OLDEST[1]},<{NEWEST[0]}.{NEWEST[1] + 1}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes(lock: str):
    loose = [
        entry[:60]
        for entry in requirements_of(lock)
        if not re.match(r"[A-Za-z0-9_.-]+==\S+( ;.*?)? +--hash=sha256:[0-9a-f]{64}", entry)
    ]

    assert loose == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host_and_no_path(lock: str):
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert re.findall(r"://|file:|index-url|find-links|^-\S+|(?:^|\s)/\S+", text, re.MULTILINE) == []


@pytest.mark.parametrize(("source", "lock"), [("requirements", LOCKS[0]), ("requirements-test", LOCKS[1])])
def test_a_lock_holds_what_its_source_asks_for(source: str, lock: str):
    wanted = [
        line.split(";")[0].strip()
        for line in (ROOT / f"{source}.in").read_text(encoding="utf-8").splitlines()
        if "==" in line and not line.startswith("#")
    ]
    locked = {entry.split()[0].lower() for entry in requirements_of(lock)}

    assert wanted
    assert {f"{normalised(entry.split('==')[0])}=={entry.split('==')[1]}" for entry in wanted} <= locked


def test_the_lock_for_tests_contains_the_programs_own_packages():
    program, tests = (
        {entry.split(" --hash")[0].strip() for entry in requirements_of(lock)} for lock in LOCKS
    )

    assert program <= tests


@pytest.mark.parametrize(
    "command", sorted(set(README_COMMAND.findall((ROOT / "README.md").read_text(encoding="utf-8"))))
)
def test_every_command_of_the_readme_exists(command: str):
    answer = subprocess.run(
        [sys.executable, "-m", "chipmap.cli", *command.split(), "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 0, answer.stderr


def test_the_readme_gives_the_command_that_ci_runs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "python3 main.py test" in readme
    assert "python3 main.py test" in ci
