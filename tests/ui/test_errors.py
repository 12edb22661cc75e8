from __future__ import annotations

import sys
import threading

import pytest

from chipmap.model.errors import WorkspaceLocked
from chipmap.model.host.logs import log_path
from chipmap.ui.errors import ErrorReporter, sentence_of, write_down


def test_an_expected_error_says_what_to_do():
    text = sentence_of(WorkspaceLocked(path="europe.chipmap", holder="Anna on laptop-7 since 09:12"))

    assert "Anna on laptop-7 since 09:12" in text
    assert "open a copy" in text


def test_an_unexpected_error_says_what_is_safe_and_where_the_log_is():
    text = sentence_of(KeyError("litho"))

    assert "Every edit up to here is kept" in text
    assert str(log_path()) in text


def catch_fire() -> None:
    raise RuntimeError("the printer is on fire")


def test_the_log_keeps_where_an_error_came_from(caplog):
    try:
        catch_fire()
    except RuntimeError as error:
        write_down(error)

    kept = log_path().read_text(encoding="utf-8")
    caplog.clear()

    assert "the printer is on fire" in kept
    assert "test_errors.py" in kept


@pytest.fixture
def reporter(qapp, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    made = ErrorReporter()
    made.install()
    return made


def test_an_error_in_a_thread_reaches_the_window(reporter, qtbot, caplog):
    with qtbot.waitSignal(reporter.reported) as heard:
        threading.Thread(target=lambda: 1 / 0).start()
    caplog.clear()

    assert isinstance(heard.args[0], ZeroDivisionError)
