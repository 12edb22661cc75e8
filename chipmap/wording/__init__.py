"""The words of Chipmap: one gettext catalogue for screen, command line, workbooks and documents.

The model speaks in codes with parameters; here they become sentences. Free of Qt. Call `_` when the text is
needed, never at import time, so that a change of language reaches everything.
"""

from __future__ import annotations

import gettext as _gettext
import io
from functools import cache

LANGUAGES = ("en", "fr", "de")
"""English is the language of the source; the others have a catalogue in `resources/translations`."""

_language = "en"


def use_language(language: str) -> None:
    """Speak `language` from now on; one without a catalogue is an error of the caller."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}; there are {', '.join(LANGUAGES)}")
    global _language  # noqa: PLW0603 - the language is a property of the whole process, as in gettext itself
    _language = language


def current_language() -> str:
    """The language that `_` speaks now."""
    return _language


def _(message: str) -> str:
    """The message in the current language; English where it has not been translated yet."""
    return _catalogue(_language).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a message that goes with `number` in the current language."""
    return _catalogue(_language).ngettext(singular, plural, number)


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    """The catalogue, compiled in memory from its text, so that nothing has to be built beforehand."""
    if language == "en":
        return _gettext.NullTranslations()
    import polib

    from chipmap.model.host.paths import resource

    text = resource(f"translations/{language}/LC_MESSAGES/chipmap.po")
    compiled = polib.pofile(str(text)).to_binary()
    return _gettext.GNUTranslations(io.BytesIO(compiled))
