"""Questions to the worker: asked in a thread, answered in the thread that asked."""

from __future__ import annotations

import threading
from typing import Any

from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtTest import QTest

from sardino.plugin.run import background


def test_answers_and_failures_come_back_in_the_asking_thread(qgis_app: Any, qtbot: Any) -> None:
    heard: list[tuple[Any, bool]] = []

    def take(value: Any) -> None:
        heard.append((value, threading.current_thread() is threading.main_thread()))

    def fail(_: Any) -> None:
        raise ValueError("no")

    background.ask(lambda _: threading.current_thread() is threading.main_thread(), take, take)
    background.ask(fail, take, lambda error: take(str(error)))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert set(heard) == {("no", True), (False, True)}


def test_a_dropped_question_is_told_so_and_not_heard(qgis_app: Any, qtbot: Any) -> None:
    heard: list[Any] = []
    ended = threading.Event()

    def wait(dropped: Any) -> None:
        while not dropped():
            ended.wait(0.01)
        ended.set()

    background.ask(wait, heard.append, heard.append)
    background.drop_all()
    assert ended.wait(5)
    qtbot.waitUntil(lambda: not background._asked)
    assert heard == []


def test_a_question_that_was_dropped_at_once_is_not_even_asked(
    qgis_app: Any, qtbot: Any, monkeypatch: Any
) -> None:
    asked: list[Any] = []
    real = threading.Thread.start

    def late(thread: threading.Thread) -> None:
        background.drop_all()
        real(thread)

    monkeypatch.setattr(threading.Thread, "start", late)
    background.ask(asked.append, asked.append, asked.append)
    qtbot.waitUntil(lambda: not background._asked)
    assert asked == []


def test_an_answer_for_somebody_who_is_gone_is_not_heard(qgis_app: Any, qtbot: Any) -> None:
    heard: list[Any] = []
    owner, go_on = QObject(), threading.Event()
    background.ask(lambda _: go_on.wait(5), heard.append, heard.append, owner=owner)
    owner.deleteLater()
    del owner
    QTest.qWait(20)
    go_on.set()
    qtbot.waitUntil(lambda: not background._asked)
    assert heard == []


def test_many_quick_questions_leave_other_timers_alone(qgis_app: Any, qtbot: Any) -> None:
    ticks: list[int] = []
    timers = []
    for number in range(20):
        timer = QTimer()
        timer.setInterval(5)
        timer.timeout.connect(lambda number=number: ticks.append(number))
        timer.start()
        timers.append(timer)
    answers: list[Any] = []
    for _ in range(100):
        background.ask(lambda _: 1, answers.append, answers.append)
        QTest.qWait(1)
    qtbot.waitUntil(lambda: len(answers) == 100)
    ticks.clear()
    qtbot.waitUntil(lambda: set(ticks) == set(range(20)))
