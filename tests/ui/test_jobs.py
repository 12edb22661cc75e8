from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QWidget

from chipmap.ui.jobs import Jobs
from chipmap.ui.shell.job_bar import JobBar


@pytest.fixture
def failures() -> list[Exception]:
    return []


@pytest.fixture
def jobs(qapp, failures):
    made = Jobs(failures.append)
    yield made
    made.cancel_all()


def test_the_result_comes_back_in_the_gui_thread(jobs, qtbot):
    heard = []

    jobs.start(
        lambda _progress: threading.get_ident(),
        "Counting",
        lambda worker: heard.append((worker, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(heard))

    worker, receiver = heard[0]
    assert worker != receiver
    assert receiver == threading.get_ident()


def test_an_error_becomes_a_message_not_a_crash(jobs, failures, qtbot):
    def work(_progress):
        raise ValueError("no such sheet")

    jobs.start(work, "Reading", lambda _result: pytest.fail("there is no result"))
    qtbot.waitUntil(lambda: bool(failures))

    assert str(failures[0]) == "no such sheet"
    assert not jobs.is_busy


def test_cancelled_work_hands_nothing_back(jobs, failures, qtbot):
    reached = threading.Event()

    def work(progress):
        while True:
            progress.step(1, 10)
            reached.set()

    job = jobs.start(work, "Counting", lambda _result: pytest.fail("it was cancelled"))
    assert reached.wait(5)
    with qtbot.waitSignal(job.ended):
        job.cancel()

    assert failures == []


def test_the_bar_shows_only_for_work_that_takes_long(jobs, preferences, qtbot):
    canvas = QWidget()
    qtbot.addWidget(canvas)
    canvas.resize(800, 600)
    canvas.show()
    bar = JobBar(canvas)
    jobs.became_slow.connect(bar.follow)
    finish = threading.Event()

    def slow(progress):
        progress.step(3, 10)
        finish.wait(10)

    jobs.start(lambda _progress: None, "Quick", lambda _result: None)
    job = jobs.start(slow, "Reading the workbook", lambda _result: None)
    assert bar.isHidden()
    qtbot.waitUntil(bar.isVisible)
    with qtbot.waitSignal(job.ended):
        finish.set()

    assert bar.isHidden()
