"""Fiches as files: two pages, headings and alternatives, fonts inside, the same bytes, all or none."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from chipmap.model.changes import Change, ChangeSet
from chipmap.model.errors import Cancelled, SaveFailed
from chipmap.model.exchange.fiche_plan import FicheFile, FicheFormat, plan_fiches
from chipmap.model.geography.naming import PlaceNames
from chipmap.model.match.place_fiche import fiche_of
from chipmap.model.starter import starter_dataset
from chipmap.ui.story.fiche_files import write_fiches
from chipmap.ui.story.fiche_pages import Paper, fitted_fiche
from chipmap.ui.story.printable import unprintable
from chipmap.wording.errors import message_of
from chipmap.wording.fiche.told import ToldFiches
from tests.builders import one_of_every_kind
from tests.model.exchange.libreoffice import converted, needs_libreoffice

DAY = datetime(2026, 11, 22)  # noqa: DTZ001 - a fiche names a day
PLACES = ("JPN", "MYS", "EU27", "BRA")
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="the PDF tools are not installed"
)


@pytest.fixture(scope="module")
def told(qapp):
    return told_of(starter_dataset(title="Partners"))


def told_of(dataset, language="en"):
    return ToldFiches(dataset, "EU27", PlaceNames.load("EU", language), language, DAY)


@pytest.fixture(scope="module")
def written(told, tmp_path_factory):
    """The fiches of four places, in both formats."""
    folder = tmp_path_factory.mktemp("fiches")
    return {kind: write_fiches(told, plan_fiches(told.dataset, PLACES, folder, kind)) for kind in FicheFormat}


def fitted(told, place, paper):
    fiche = fiche_of(told.dataset, place, told.focus)
    return fitted_fiche(told.dataset, fiche, told.names, told.made_at, paper).text


def squeezed(text):
    return "".join(text.split())


def output_of(*command):
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout


@needs_poppler
def test_a_pdf_has_two_pages_all_its_words_and_its_fonts_inside(told, written):
    for one in written[FicheFormat.PDF]:
        facts = output_of("pdfinfo", one.path)
        assert "Pages:           2" in facts
        assert "A4" in facts
        found = squeezed(output_of("pdftotext", "-raw", one.path, "-"))
        for said in fitted(told, one.subject, Paper.PDF).texts():
            assert squeezed(said)[:12] in found
        fonts = output_of("pdffonts", one.path).splitlines()[2:]
        assert fonts
        for line in fonts:
            assert "Inter" in line
            assert " yes " in line.split("Identity-H")[1]


@needs_poppler
def test_nothing_of_a_pdf_stands_in_its_margins(written):
    for one in written[FicheFormat.PDF]:
        boxes = output_of("pdftotext", "-bbox", one.path, "-")
        words = [line for line in boxes.splitlines() if "<word" in line]
        edges = [
            {part.split("=")[0]: float(part.split('"')[1]) for part in line.split()[1:5]} for line in words
        ]
        assert len(edges) > 300
        assert min(edge["xMin"] for edge in edges) > 30
        assert max(edge["xMax"] for edge in edges) < 595 - 30
        assert max(edge["yMax"] for edge in edges) < 842 - 20


def test_a_word_file_has_headings_tables_an_alternative_and_a_language(told, written):
    for one in written[FicheFormat.WORD]:
        text = fitted(told, one.subject, Paper.WORD)
        document = Document(str(one.path))
        headings = [par.text for par in document.paragraphs if par.style.name == "Heading 1"]
        assert headings == [section.title for section in (*text.first, *text.second)] + [text.sources_title]
        assert document.paragraphs[0].style.name == "Title"
        drawn = document.inline_shapes[0]._inline.docPr
        assert drawn.get("descr") == text.map.alt_text
        assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in document.tables)
        assert document.core_properties.language == "en-GB"
        assert document.core_properties.title.startswith(text.title)
        assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-GB"}
        cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
        said = {par.text for par in document.paragraphs} | cells
        assert text.lead in said
        assert text.map.caption in said


@needs_libreoffice
@needs_poppler
def test_libreoffice_shows_a_word_file_on_two_pages(told, written, tmp_path):
    for one in written[FicheFormat.WORD][:2]:
        made = converted(one.path, "pdf", tmp_path / one.subject)
        assert "Pages:           2" in output_of("pdfinfo", made)
        found = squeezed(output_of("pdftotext", "-raw", made, "-"))
        for source in fitted(told, one.subject, Paper.WORD).sources:
            assert squeezed(source.text)[:25] in found


def test_the_same_fiche_is_the_same_bytes(told, written, tmp_path):
    for kind, files in written.items():
        again = write_fiches(told, plan_fiches(told.dataset, ["MYS"], tmp_path, kind))
        before = next(one for one in files if one.subject == "MYS")
        assert again[0].path.read_bytes() == before.path.read_bytes()


def test_nobodys_contact_is_in_any_fiche(told, tmp_path):
    everything = one_of_every_kind()
    event, person = next(iter(everything.events.values())), next(iter(everything.participants.values()))
    contact = replace(next(iter(everything.contacts.values())), email="nobody@chipmap.example")
    added = [Change(None, record) for record in (event, person, contact)]
    dataset = told.dataset.with_changes(ChangeSet.of(added))
    for kind in FicheFormat:
        (one,) = write_fiches(told_of(dataset), plan_fiches(dataset, ["MYS"], tmp_path, kind))
        content = one.path.read_bytes()
        if kind is FicheFormat.WORD:
            document = Document(BytesIO(content))
            content += "".join(element.text or "" for element in document.element.iter()).encode()
        for secret in (contact.email, "chipmap.example"):
            assert secret.encode() not in content


def test_names_follow_the_scheme_and_never_meet(told, tmp_path):
    by_code = plan_fiches(told.dataset, ["MYS", "JPN", "MYS"], tmp_path, FicheFormat.PDF)
    assert [one.path.name for one in by_code] == ["Fiche MYS.pdf", "Fiche JPN.pdf"]
    by_name = plan_fiches(told.dataset, ["MYS", "XKX"], tmp_path, FicheFormat.WORD, told.names.name)
    assert [one.path.name for one in by_name] == ["Fiche Malaysia.docx", "Fiche Kosovo.docx"]


def test_a_cancelled_mailing_leaves_the_folder_as_it_was(told, tmp_path):
    class Stopping:
        def step(self, done: int, _total: int) -> None:
            if done == 1:
                raise Cancelled

    old = tmp_path / "Fiche MYS.pdf"
    old.write_text("old")
    files = plan_fiches(told.dataset, ["MYS", "JPN"], tmp_path, FicheFormat.PDF)
    with pytest.raises(Cancelled):
        write_fiches(told, files, Stopping())
    assert old.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["Fiche MYS.pdf"]


def test_a_file_that_cannot_be_replaced_is_named_with_a_remedy_and_stays(told, tmp_path, monkeypatch):
    target = FicheFile("MYS", tmp_path / "Fiche MYS.docx")
    target.path.write_text("old")

    def held(self, other):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.replace", held)
    with pytest.raises(SaveFailed) as failed:
        write_fiches(told, [target])
    assert "another program has it open" in message_of(failed.value)
    assert target.path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["Fiche MYS.docx"]


def test_a_full_disk_is_said(told, tmp_path, monkeypatch):
    def full(self, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(SaveFailed) as failed:
        write_fiches(told, plan_fiches(told.dataset, ["MYS"], tmp_path, FicheFormat.PDF))
    assert "the disk is full" in message_of(failed.value)
    assert list(tmp_path.iterdir()) == []


def test_signs_that_no_font_has_are_told(qapp):
    assert unprintable(["Malaysia → ≥ é ñ Ж α"]) == ""
    assert unprintable(["a\U0010fffdb"]) == "\U0010fffd"
