"""Two people never edit the same file unawares, and a dead process keeps nobody out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
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
    assert str(holder) == f"{holder.user}@{holder.host}, {holder.since[:10]} {holder.since[11:16]}"
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


@pytest.fixture
def a_folder_nobody_may_write(three_countries, monkeypatch):
    """It holds a workspace. Root, who may write anywhere, becomes an ordinary user for a while."""
    with tempfile.TemporaryDirectory() as place, monkeypatch.context() as patch:
        folder = Path(place) / "shared"
        home = Path(place) / "home"
        folder.mkdir()
        home.mkdir()
        create_workspace(folder / "europe.chipmap", three_countries).close()
        for path, mode in ((Path(place), 0o777), (home, 0o777), (folder, 0o555)):
            path.chmod(mode)
        patch.setenv("CHIPMAP_HOME", str(home))
        is_root = os.geteuid() == 0
        if is_root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if is_root:
                os.seteuid(0)
            folder.chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_a_workspace_in_a_folder_that_cannot_be_written_opens_to_look_at(a_folder_nobody_may_write):
    path = a_folder_nobody_may_write / "europe.chipmap"

    with open_workspace(path) as opened, open_workspace(path) as second:
        assert opened.dataset == second.dataset
        with pytest.raises(SaveFailed) as caught:
            opened.save()

    assert caught.value.params["reason"] == "not-writable"
    assert [found.name for found in a_folder_nobody_may_write.iterdir()] == [path.name]


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_nothing_is_created_in_a_folder_that_cannot_be_written(a_folder_nobody_may_write, three_countries):
    with pytest.raises(SaveFailed) as caught:
        create_workspace(a_folder_nobody_may_write / "new.chipmap", three_countries)

    assert caught.value.params["reason"] == "not-writable"


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_what_cannot_be_saved_where_it_was_can_be_saved_elsewhere(a_folder_nobody_may_write):
    elsewhere = a_folder_nobody_may_write.parent / "home" / "mine.chipmap"

    with open_workspace(a_folder_nobody_may_write / "europe.chipmap") as opened:
        opened.save(elsewhere)

        assert lock_path_of(elsewhere).exists()
    assert elsewhere.exists()
