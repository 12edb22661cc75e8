"""Contacts that were purged are in no file any more: not in the saved one, nor in what was kept beside it."""

from __future__ import annotations

from chipmap.model.edits import events
from chipmap.model.labels import Label
from chipmap.model.workspace import create_workspace, open_workspace
from tests.model.event_builders import EVENT, contact_of, event_dataset, people

ADDRESSES = [f"p{at:03}@example.org".encode() for at in range(40)]


def addresses_in(folder):
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return [address for address in ADDRESSES if any(address in content for content in contents)]


def test_a_purge_leaves_no_address_in_any_file_and_undo_returns_them_until_the_end(tmp_path, monkeypatch):
    monkeypatch.setenv("CHIPMAP_HOME", str(tmp_path))
    path = tmp_path / "event.chipmap"
    dataset = event_dataset(*people(40), *(contact_of(one.id) for one in people(40)))
    with create_workspace(path, dataset) as workspace:
        workspace.keep_restore_point("list.xlsx")
        workspace.save()
        assert len(addresses_in(tmp_path)) == 40

        workspace.apply(events.purge_contacts(workspace.dataset, event=EVENT), label=Label.PURGE_CONTACTS)
        workspace.undo()
        assert len(workspace.dataset.contacts) == 40
        workspace.redo()
        assert len(workspace.kept_contacts([EVENT])) == 1
        assert workspace.remove_kept_contacts([EVENT]) == 1
        assert workspace.kept_contacts([EVENT]) == []
        workspace.save()

    assert addresses_in(tmp_path) == []
    with open_workspace(path) as workspace:
        (point,) = workspace.restore_points()
        workspace.go_back_to(point)
        assert len(workspace.dataset.participants) == 40
        assert not workspace.dataset.contacts
