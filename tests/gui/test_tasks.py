"""The runner: results, errors and cancelling arrive on the thread of the window."""

import threading

import pytest

from regiokaart.gui.tasks import Tasks


@pytest.fixture
def tasks(qtbot):
    tasks = Tasks()
    yield tasks
    tasks.close()
    assert tasks.idle


def test_result_arrives_on_the_main_thread(tasks, qtbot):
    arrived = []
    tasks.start(
        "Rekenen",
        lambda progress: threading.get_ident(),
        lambda value: arrived.append((value, threading.get_ident())),
        pytest.fail,
    )
    qtbot.waitUntil(lambda: bool(arrived) and not tasks.running)
    worker, receiver = arrived[0]
    assert receiver == threading.get_ident() != worker


def test_error_arrives_as_the_exception(tasks, qtbot):
    errors = []
    tasks.start("Delen", lambda progress: 1 / 0, pytest.fail, errors.append)
    qtbot.waitUntil(lambda: bool(errors) and not tasks.running)
    assert isinstance(errors[0], ZeroDivisionError)


def test_progress_is_told_in_order(tasks, qtbot):
    steps = []
    go = threading.Event()

    def work(progress):
        go.wait(10)
        for step in range(3):
            progress.report(step + 1, 3)

    task = tasks.start("Tellen", work, lambda _: None, pytest.fail)
    task.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(task.finished):
        go.set()
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_cancelled_work_stops_and_returns_nothing(tasks, qtbot):
    started, go = threading.Event(), threading.Event()
    reached = []

    def work(progress):
        started.set()
        go.wait(10)
        progress.report(1, 2)
        reached.append("too far")

    task = tasks.start("Wachten", work, pytest.fail, pytest.fail)
    assert started.wait(10)
    task.cancel()
    with qtbot.waitSignal(task.finished):
        go.set()
    assert reached == []


def test_cancelled_work_in_line_never_starts(tasks, qtbot):
    go, ran = threading.Event(), []
    blockers = [
        tasks.start("", lambda progress: go.wait(10), lambda _: None, pytest.fail) for _ in range(2)
    ]
    waiting = tasks.start("", lambda progress: ran.append(1), pytest.fail, pytest.fail)
    waiting.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.running)
    assert blockers
    assert ran == []


def test_close_waits_for_the_last_thread(qtbot):
    tasks = Tasks()
    started, ended = threading.Event(), []

    def work(progress):
        started.set()
        threading.Event().wait(0.2)
        ended.append(1)

    tasks.start("", work, pytest.fail, pytest.fail)
    assert started.wait(10)
    tasks.close()
    assert ended == [1]
    qtbot.waitUntil(lambda: not tasks.running)


def test_only_work_with_a_title_is_announced(tasks, qtbot):
    announced = []
    tasks.started.connect(lambda task: announced.append(task.title))
    for title in ("", "Exporteren"):
        tasks.start(title, lambda progress: None, lambda _: None, pytest.fail)
    qtbot.waitUntil(lambda: not tasks.running)
    assert announced == ["Exporteren"]


def test_cancelling_comes_too_late_for_committed_work(tasks, qtbot):
    committed, go, ended = threading.Event(), threading.Event(), []

    def work(progress):
        progress.commit()
        committed.set()
        go.wait(10)
        return "klaar"

    task = tasks.start("Schrijven", work, ended.append, pytest.fail)
    assert committed.wait(10)
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.running)
    assert ended == ["klaar"]


def test_cancelled_work_cannot_commit(tasks, qtbot):
    started, go, reached = threading.Event(), threading.Event(), []

    def work(progress):
        started.set()
        go.wait(10)
        progress.commit()
        reached.append("too far")

    task = tasks.start("Schrijven", work, pytest.fail, pytest.fail)
    assert started.wait(10)
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.running)
    assert reached == []


def test_runner_is_idle_when_the_last_thread_has_ended(tasks, qtbot):
    go = threading.Event()
    tasks.start("", lambda progress: go.wait(10), lambda _: None, pytest.fail)
    assert not tasks.idle
    go.set()
    qtbot.waitUntil(lambda: tasks.idle)
