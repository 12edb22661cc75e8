"""The words of a fiche: sections, sentences and numbered sources, the same for Word and PDF."""
