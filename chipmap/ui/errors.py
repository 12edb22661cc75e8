"""Errors as messages: what happened, what is safe, what to do.

Nothing fails silently and nothing shows a traceback; the log file has it.
"""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from chipmap.model.errors import ChipmapError
from chipmap.wording import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from chipmap.model.issues import Issue


class ErrorReporter(QObject):
    """Brings an error from whichever thread it struck in to the GUI thread; `reported` carries it."""

    reported = Signal(object)

    def install(self) -> None:
        """Take every error that nobody caught, of this thread and of others."""
        sys.excepthook = self._on_uncaught
        threading.excepthook = lambda caught: self._on_uncaught(
            caught.exc_type, caught.exc_value, caught.exc_traceback
        )

    def _on_uncaught(
        self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error or kind(), trace)
            return
        write_down(error, trace)
        self.reported.emit(error)


def write_down(error: BaseException, trace: TracebackType | None = None) -> None:
    """Put an error into the log file with where it came from."""
    import logging

    from chipmap.model.host.logs import start_log

    start_log()
    trace = trace or error.__traceback__
    logging.getLogger("chipmap.ui").error("%s", error, exc_info=(type(error), error, trace))


def sentence_of(error: BaseException) -> str:
    """The message for a person."""
    if isinstance(error, ChipmapError):
        from chipmap.wording.errors import message_of

        return message_of(error)
    if isinstance(error, OSError) and error.filename:
        return _("{path} could not be used: {reason}.").format(
            path=error.filename, reason=error.strerror or type(error).__name__
        )
    from chipmap.model.host.logs import log_path

    return _(
        "Something unexpected happened ({details}). Every edit up to here is kept in the working copy. "
        "Save the workspace under another name and start Chipmap again; the log is at {log}."
    ).format(details=f"{type(error).__name__}: {error}", log=log_path())


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """Tell the person; the window stays usable behind the message."""
    if not isinstance(error, ChipmapError):
        write_down(error)
    _show_message(parent, _("This did not work"), sentence_of(error))


def show_issue(parent: QWidget | None, issue: Issue) -> None:
    """Tell the person why a file cannot be used, and what to do."""
    from chipmap.wording.issues import message_of, suggestion_of

    _show_message(
        parent, _("This file cannot be imported as it is"), f"{message_of(issue)} {suggestion_of(issue)}"
    )


def _show_message(parent: QWidget | None, title: str, text: str) -> None:
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(_("Chipmap"))
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(title)
    box.setInformativeText(text)
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.setAccessibleName(_("Error message"))
    box.open()
