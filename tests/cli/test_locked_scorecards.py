"""A scorecard that its sender has locked with a password: opened when it is given, never stored."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.fixture
def locked_card(run, workspace_file, tmp_path):
    """The scorecard of Malaysia, locked with the password sésame."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, path = tmp_path / "plain.xlsx", tmp_path / "locked.xlsx"
    assert run("scorecard", "export", workspace_file, "MYS", "-o", plain).code == 0
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("sésame", target)
    return path


def import_with(workspace_file, card, said, *options):
    command = [sys.executable, "-m", "chipmap.cli", "scorecard", "import", workspace_file, card, *options]
    variables = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [str(part) for part in command], input=said.encode(), capture_output=True, env=variables, check=False
    )


def test_a_locked_scorecard_is_refused_with_the_option_that_opens_it(run, workspace_file, locked_card):
    outcome = run("scorecard", "import", workspace_file, locked_card, "--json")

    assert (outcome.code, outcome.object["error"]["code"]) == (3, "password")
    assert "--password-stdin" in outcome.object["issues"][0]["suggestion"]


def test_the_password_in_standard_input_opens_it(workspace_file, locked_card):
    answer = import_with(workspace_file, locked_card, "sésame\n", "--password-stdin")

    assert (answer.returncode, answer.stdout.decode().strip()) == (0, "No changes.")
    assert "sésame".encode() not in workspace_file.read_bytes()


def test_a_wrong_password_is_refused_as_such(workspace_file, locked_card):
    answer = import_with(workspace_file, locked_card, "open\n", "--password-stdin")

    assert answer.returncode == 3
    assert "The password does not open" in answer.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a test can write to")
def test_a_person_at_a_terminal_is_asked_until_it_fits(workspace_file, locked_card):
    import pty

    command = [sys.executable, "-m", "chipmap.cli", "scorecard", "import", workspace_file, locked_card]
    keyboard, terminal = pty.openpty()
    said = b""
    with subprocess.Popen(
        [str(part) for part in command],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        os.close(terminal)
        for line in ("open\n", "sésame\n"):
            # What is typed before the question is thrown away, as at every prompt for a password.
            while not said.endswith(b"Password: "):
                said += process.stderr.read(1)
            os.write(keyboard, line.encode())
            said += process.stderr.read(1)
        out, _rest = process.communicate(timeout=60)
    os.close(keyboard)

    assert (process.returncode, out.decode().strip()) == (0, "No changes.")
    assert "The password does not open" in said.decode()
