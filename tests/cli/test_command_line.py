"""The command line as a whole: complete help, four exit codes, one JSON object, a light start."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from chipmap.cli.app import app
from tests.cli.conftest import chipmap

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "scipy", "pandas", "geopandas", "shapely", "openpyxl", "pyqtgraph", "PySide6", "xlsxwriter")

WATCHED = """
import sys
from chipmap.cli.app import main
sys.argv = ["chipmap", "--help"]
try:
    main()
finally:
    print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""


def every_command(command=None, path=()):
    command = command or typer.main.get_command(app)
    if getattr(command, "commands", None):
        for name, child in command.commands.items():
            yield from every_command(child, (*path, name))
    else:
        yield path, command


COMMANDS = dict(every_command())


def test_the_commands_are_those_of_the_manual():
    assert set(COMMANDS) == {
        ("institution", "import"),
        ("institution", "add"),
        ("institution", "edit"),
        ("institution", "remove"),
        ("workspace", "new"),
        ("workspace", "info"),
        ("workspace", "check"),
        ("score", "set"),
        ("score", "compare"),
        ("score", "show"),
        ("scorecard", "export"),
        ("scorecard", "import"),
        ("scorecard", "conflicts"),
        ("scorecard", "resolve"),
        ("workspace", "restore-points"),
        ("workspace", "restore"),
        ("map", "render"),
        ("map", "export"),
        ("table", "import"),
        ("table", "inbox"),
        ("table", "retry"),
        ("table", "set-aside"),
        ("trade", "codes"),
        ("trade", "link"),
        ("trade", "unlink"),
        ("trade", "trusted"),
        ("scenario", "run"),
        ("scenario", "list"),
        ("scenario", "save"),
        ("scenario", "compare"),
        ("scenario", "remove"),
        ("story", "list"),
        ("story", "add"),
        ("story", "export"),
        ("event", "list"),
        ("event", "add"),
        ("event", "edit"),
        ("event", "remove"),
        ("event", "template"),
        ("event", "import"),
        ("event", "plan"),
        ("event", "purge"),
        ("event", "suggest"),
        ("rater", "list"),
        ("rater", "add"),
        ("rater", "rename"),
        ("rater", "remove"),
        ("round", "open"),
        ("round", "close"),
        ("round", "report"),
        ("analysis", "index"),
        ("analysis", "robustness"),
        ("analysis", "concentration"),
        ("analysis", "dependency"),
        ("analysis", "reliance"),
        ("analysis", "chokepoints"),
        ("analysis", "swot"),
        ("analysis", "foresight"),
        ("analysis", "carbon"),
        ("analysis", "complexity"),
        ("analysis", "agreement"),
        ("fiche", "export"),
        ("match", "partners"),
        ("match", "agenda"),
        ("collaboration", "list"),
        ("collaboration", "gaps"),
        ("collaboration", "add"),
        ("collaboration", "edit"),
        ("collaboration", "remove"),
        ("collaboration", "budget"),
        ("collaboration", "check"),
        ("collaboration", "export"),
        ("collaboration", "import"),
        ("screenshots",),
        ("preview",),
    }


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_each_of_its_options_is_explained(run, path):
    outcome = run(*path, "--help")

    assert outcome.code == 0
    assert COMMANDS[path].help
    for parameter in COMMANDS[path].params:
        assert parameter.help, parameter.name


def test_the_methods_name_commands_and_options_that_exist():
    told = (ROOT / "docs" / "methods.md").read_text("utf-8")
    found = re.findall(r"`chipmap ((?:[a-z-]+ )+)PATH([^`]*)`", told)

    assert len(found) > 12
    for words, rest in found:
        command = COMMANDS[tuple(words.split())]
        known = {name for parameter in command.params for name in parameter.opts}
        assert set(re.findall(r"(?<!\S)--?[a-z]+", rest)) <= known, words


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_answers_in_json(run, path):
    assert "--json" in run(*path, "--help").out


@pytest.mark.parametrize("arguments", [["--json"], ["nonsense", "--json"], ["score", "set", "--json"]])
def test_wrong_usage_is_one_object_too(run, arguments):
    outcome = run(*arguments)

    assert outcome.code == 2
    assert outcome.object["error"]["code"] == "usage"
    assert outcome.err == ""


def test_wrong_usage_is_told_on_standard_error(run):
    outcome = run("score", "set")

    assert (outcome.code, outcome.out) == (2, "")
    assert "Usage" in outcome.err


def test_the_version_is_printed(run):
    assert run("--version").out.startswith("Chipmap ")


@pytest.mark.slow
def test_the_main_job_through_real_processes(tmp_path):
    workspace, card = tmp_path / "my work.chipmap", tmp_path / "my card.xlsx"

    assert chipmap("workspace", "new", workspace).returncode == 0
    assert chipmap("score", "set", workspace, "Malaysia", "packaging & test", "4").returncode == 0
    shown = json.loads(chipmap("score", "show", workspace, "MYS", "--json").stdout)
    assert shown["segments"]["atp"]["level"] == 4
    assert chipmap("scorecard", "export", workspace, "MYS", "-o", card).returncode == 0
    outcome = chipmap("scorecard", "import", workspace, card, "--json")
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert json.loads(outcome.stdout)["changes"] == 0
    assert chipmap("workspace", "new", workspace).returncode == 3
    assert chipmap("nonsense").returncode == 2


def test_help_loads_nothing_heavy():
    watched = WATCHED.format(heavy=HEAVY)

    done = subprocess.run([sys.executable, "-c", watched], capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert done.stderr.strip() == "[]"


def test_names_survive_a_terminal_with_an_old_code_page(starter_file):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "chipmap.cli", "score", "show", str(starter_file), "MYS"]

    done = subprocess.run(command, capture_output=True, env=environment, check=False)

    assert done.returncode == 0
    assert "–".encode() in done.stdout
