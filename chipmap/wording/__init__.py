"""The words of Chipmap: one gettext catalogue for screen, command line, workbooks and documents.

The model speaks in codes with parameters; here they become sentences. Free of Qt. Call `_` when the text is
needed, never at import time, so that a change of language reaches everything.
"""

from __future__ import annotations

import gettext as _gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

LANGUAGES = ("en", "fr", "de")
"""English is the language of the source; the others have a catalogue in `resources/translations`."""

_language = "en"
_spoken_here: ContextVar[str] = ContextVar("spoken_here", default="")
"""What one thread speaks while it writes in a language of its own; empty for that of the process."""


def use_language(language: str) -> None:
    """Speak `language` from now on; one without a catalogue is an error of the caller."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}; there are {', '.join(LANGUAGES)}")
    global _language  # noqa: PLW0603 - the language is a property of the whole process, as in gettext itself
    _language = language


@contextmanager
def speaking_here(language: str) -> Iterator[None]:
    """Speak a language in this thread alone, so that a file is written while the window keeps its own."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}; there are {', '.join(LANGUAGES)}")
    before = _spoken_here.set(language)
    try:
        yield
    finally:
        _spoken_here.reset(before)


def current_language() -> str:
    """The language that `_` speaks now."""
    return _spoken_here.get() or _language


def _(message: str) -> str:
    """The message in the current language; English where it has not been translated yet."""
    return _catalogue(current_language()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of a message that goes with `number` in the current language."""
    return _catalogue(current_language()).ngettext(singular, plural, number)


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
