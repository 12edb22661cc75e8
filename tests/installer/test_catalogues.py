"""Collecting the texts of the program for its translators."""

from __future__ import annotations

import polib

from installer.catalogues import source_catalogue, update

HEADER = """msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def test_a_translation_stays_and_one_whose_text_is_gone_goes(tmp_path):
    path = tmp_path / "chipmap.po"
    entries = 'msgid "Absent"\nmsgstr "Nicht vorhanden"\n\nmsgid "Abacus"\nmsgstr "Rechenbrett"\n'
    path.write_text(HEADER + entries, encoding="utf-8")

    translated, texts = update(path, source_catalogue())

    catalogue = polib.pofile(str(path))
    assert (translated, texts) == (1, len(catalogue))
    assert catalogue.find("Absent").msgstr == "Nicht vorhanden"
    assert catalogue.find("Abacus") is None


def test_texts_that_count_are_collected_with_both_forms(tmp_path):
    path = tmp_path / "chipmap.po"
    path.write_text(HEADER, encoding="utf-8")

    translated, _ = update(path, source_catalogue())

    assert translated == 0
    assert (
        polib.pofile(str(path)).find("{count} change imported.").msgid_plural == "{count} changes imported."
    )
