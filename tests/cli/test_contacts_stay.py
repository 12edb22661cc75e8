"""How participants can be reached leaves the workspace by no way out, unless somebody asks for it.

Every command that writes or prints is run on one workspace that holds addresses, and all that it wrote is
searched: archives part by part, PDFs as text and unpacked.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
import zlib

import pytest

from chipmap.model.dataset import changes_between
from chipmap.model.edits import events
from chipmap.model.edits.sessions import add_session
from chipmap.model.labels import Label
from chipmap.model.match.event_planning import plan_event
from chipmap.model.records import ParticipantContact
from chipmap.model.workspace import open_workspace
from tests.model.event_builders import EVENT, an_event

pytestmark = pytest.mark.usefixtures("qapp")

SECRETS = (b"zebra.quagga", b"555 0147", b"Allergic to okapi")
GUESTS = ("adilimerick", "boschreutlingen", "psmc", "tsmc")


@pytest.fixture
def workspace_file(starter_file):
    """The starter data with a planned event, and a contact of everybody."""
    with open_workspace(starter_file) as workspace:
        dataset = before = workspace.dataset
        dataset = dataset.with_changes(events.put_event(dataset, an_event(slots=4, tables=3)))
        dataset = dataset.with_changes(events.invite_institutions(dataset, EVENT, GUESTS))
        dataset = dataset.with_changes(
            add_session(dataset, EVENT, "Pilot lines", partner="TWN", segment="fab")
        )
        for one in dataset.participants.of(EVENT).values():
            contact = ParticipantContact(
                EVENT, one.id, "zebra.quagga@example.org", "+00 555 0147", "Allergic to okapi"
            )
            dataset = dataset.with_changes(events.set_contact(dataset, contact))
        dataset = dataset.with_changes(plan_event(dataset, EVENT).changes)
        workspace.apply(changes_between(before, dataset), label=Label.PLAN_MEETINGS)
        workspace.save()
    return starter_file


def parts_of(content):
    """Everything that a file says: itself, what its archive or its PDF streams hold, in any depth."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from parts_of(archive.read(name))
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            yield stream


def text_of_pdf(path):
    if path.suffix != ".pdf" or shutil.which("pdftotext") is None:
        return b""
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout


def leaks_of(folder):
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            contents = b"\n".join(parts_of(path.read_bytes())) + text_of_pdf(path)
            found[path.name] = [secret for secret in SECRETS if secret in contents]
    return found


def test_no_way_out_holds_a_contact(run, workspace_file, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    told = []

    def told_by(*arguments):
        outcome = run(*arguments)
        assert outcome.code in {0, 1}, (arguments, outcome.err)
        told.append(outcome.out + outcome.err)

    told_by("story", "add", workspace_file, "--kind", "agenda")
    for name in ("deck.pptx", "figures.xlsx", "pictures"):
        as_drawings = () if "." in name else ("--svg",)
        told_by("story", "export", workspace_file, *as_drawings, "-o", out / name)
    told_by("fiche", "export", workspace_file, "MYS", "-o", out / "MYS.docx")
    told_by("collaboration", "export", workspace_file, "-o", out / "register.xlsx")
    told_by("scorecard", "export", workspace_file, "MYS", "-o", out / "card.xlsx")
    told_by(
        "map", "export", workspace_file, "-o", out / "layer.gpkg", "--layer", "capability", "--segment", "fab"
    )
    told_by("event", "template", workspace_file, EVENT, "-o", out / "template.xlsx")
    agenda = ("match", "agenda", workspace_file, "--event", EVENT, "--follow-up", "-o", out / "agenda.xlsx")
    told_by(*agenda, "--cards", out / "cards.pdf", "--room-plan", out / "room.pdf")
    for command in (("event", "list"), ("workspace", "info"), ("workspace", "check")):
        told_by(*command, workspace_file, "--json")

    assert len(leaks_of(out)) > 10
    assert {name: found for name, found in leaks_of(out).items() if found} == {}
    assert not [secret for secret in SECRETS if secret.decode() in "".join(told)]
    run(*agenda, "--contacts")
    assert leaks_of(out)["agenda.xlsx"] == [*SECRETS], "the search would not have found them"
