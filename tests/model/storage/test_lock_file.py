"""Two people never edit the same file unawares, and a dead process keeps nobody out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chipmap.model.errors import SaveFailed, WorkspaceLocked
from chipmap.model.storage.lock_file import lock_path_of
from chipmap.model.workspace import create_workspace, open_workspace
from tests.builders import three_countries_dataset
from tests.model.storage.crashes import leave_as_a_crash_does

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture
def a_dead_process():
    """The number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def write_lock(workspace_file: Path, **changed: object) -> Path:
    """A lock as another process would write it."""
    with open_workspace(workspace_file):
        content = json.loads(lock_path_of(workspace_file).read_text(encoding="utf-8"))
    path = lock_path_of(workspace_file)
    path.write_text(json.dumps({**content, **changed}), encoding="utf-8")
    return path


def test_a_second_opener_hears_who_has_it(workspace, workspace_file):
    with pytest.raises(WorkspaceLocked) as caught:
        open_workspace(workspace_file)

    holder = caught.value.params["holder"]
    assert holder.process_id == os.getpid()
    assert holder.since[:2] == "20"
    assert caught.value.params["lock_file"] == str(lock_path_of(workspace_file))


def test_the_refused_opener_leaves_no_trace(workspace, workspace_file):
    with pytest.raises(WorkspaceLocked):
        open_workspace(workspace_file)

    assert lock_path_of(workspace_file).exists()
    workspace.close()
    assert [path.name for path in workspace_file.parent.iterdir()] == [workspace_file.name]


def test_a_second_process_is_refused_too(workspace, workspace_file):
    program = (
        "import sys; from pathlib import Path\n"
        "from chipmap.model.workspace import open_workspace\n"
        "from chipmap.model.errors import WorkspaceLocked\n"
        "try: open_workspace(Path(sys.argv[1]))\n"
        "except WorkspaceLocked as error: print(error.params['holder'].process_id)\n"
    )

    answer = subprocess.run(
        [sys.executable, "-c", program, str(workspace_file)],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        check=True,
    )

    assert answer.stdout.strip() == str(os.getpid())


def test_a_link_to_an_open_workspace_is_refused_too(workspace, workspace_file):
    link = workspace_file.with_name("link.chipmap")
    link.symlink_to(workspace_file)

    with pytest.raises(WorkspaceLocked):
        open_workspace(link)


def test_overwriting_an_open_workspace_is_refused(workspace, workspace_file):
    with pytest.raises(WorkspaceLocked):
        create_workspace(workspace_file, three_countries_dataset(), force=True)


def test_saving_over_an_open_workspace_is_refused(workspace, workspace_file, tmp_path):
    before = workspace_file.read_bytes()
    with create_workspace(tmp_path / "other.chipmap", three_countries_dataset()) as other:
        with pytest.raises(WorkspaceLocked):
            other.save(workspace_file)

        assert other.path == tmp_path / "other.chipmap"
        other.save()
    assert workspace_file.read_bytes() == before


def test_the_lock_of_a_dead_process_is_taken_over(workspace_file, a_dead_process):
    write_lock(workspace_file, process_id=a_dead_process)

    with open_workspace(workspace_file):
        content = json.loads(lock_path_of(workspace_file).read_text(encoding="utf-8"))

    assert content["process_id"] == os.getpid()


def test_a_lock_is_stale_although_its_number_lives_on_in_another_process(workspace_file):
    """After a crash the system may give the same number to any other process."""
    crashed = open_workspace(workspace_file)
    leave_as_a_crash_does(crashed)
    assert json.loads(lock_path_of(workspace_file).read_text(encoding="utf-8"))["process_id"] == os.getpid()

    open_workspace(workspace_file).close()


def test_the_lock_of_another_machine_always_counts(workspace_file, a_dead_process):
    path = write_lock(workspace_file, host="another-laptop", user="anna", process_id=a_dead_process)

    with pytest.raises(WorkspaceLocked) as caught:
        open_workspace(workspace_file)

    holder = caught.value.params["holder"]
    assert (holder.user, holder.host) == ("anna", "another-laptop")
    assert path.exists()


def test_a_living_process_without_a_trace_of_its_copy_keeps_its_lock(workspace_file):
    write_lock(workspace_file, process_id=os.getppid(), in_use="/nowhere/in-use")

    with pytest.raises(WorkspaceLocked):
        open_workspace(workspace_file)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"user": "anna"}', "\x00\x00"])
def test_a_lock_that_names_nobody_is_taken_over(workspace_file, content):
    lock_path_of(workspace_file).write_text(content, encoding="utf-8")

    open_workspace(workspace_file).close()

    assert not lock_path_of(workspace_file).exists()


def test_a_lock_that_somebody_took_over_is_left_alone(workspace, workspace_file):
    path = lock_path_of(workspace_file)
    path.write_text("theirs", encoding="utf-8")

    workspace.close()

    assert path.read_text(encoding="utf-8") == "theirs"
    path.unlink()


def test_saving_under_another_name_moves_the_lock(workspace, workspace_file, tmp_path):
    workspace.save(tmp_path / "moved.chipmap")

    assert not lock_path_of(workspace_file).exists()
    assert lock_path_of(tmp_path / "moved.chipmap").exists()
    open_workspace(workspace_file).close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_write_permission_opens_to_look_at(workspace_file):
    workspace_file.parent.chmod(0o555)
    try:
        with open_workspace(workspace_file) as opened, pytest.raises(SaveFailed) as caught:
            opened.save()
        assert caught.value.params["reason"] == "not-writable"
    finally:
        workspace_file.parent.chmod(0o755)
