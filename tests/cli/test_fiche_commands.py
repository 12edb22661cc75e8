"""`chipmap fiche export`: files by format and name, all partner places, refusals with a way out."""

from __future__ import annotations

from docx import Document


def test_fiches_are_named_by_place_and_told_in_another_language(run, starter_file, tmp_path):
    outcome = run(
        *("fiche", "export", starter_file, "MYS", "Japan", "-o", tmp_path / "out"),
        *("--language", "fr", "--names", "name", "--json"),
    )
    assert outcome.code == 0
    files = outcome.object["files"]
    assert [one["subject"] for one in files] == ["MYS", "JPN"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "Fiche Japon.docx",
        "Fiche Malaisie.docx",
    ]
    assert Document(files[0]["path"]).core_properties.language == "fr-FR"


def test_one_fiche_goes_to_the_file_that_is_named_and_several_need_a_folder(run, starter_file, tmp_path):
    target = tmp_path / "malaysia.pdf"
    assert run("fiche", "export", starter_file, "MYS", "-o", target, "--format", "pdf").code == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert run("fiche", "export", starter_file, "MYS", "JPN", "-o", target, "--format", "pdf").code == 2
    assert run("fiche", "export", starter_file, "MYS", "-o", target).code == 2


def test_an_institution_has_no_fiche_and_nothing_is_written(run, starter_file, tmp_path):
    outcome = run("fiche", "export", starter_file, "MYS", "imec", "-o", tmp_path / "out")
    assert outcome.code == 3
    assert "Choose its country" in outcome.err
    assert not (tmp_path / "out").exists()
