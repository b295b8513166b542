"""Work in processes of its own: answers, progress, stopping, failing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from regiokaart.computing.processes import ProcessError, Report, run_apart

pytestmark = pytest.mark.slow


def double(value: int, report: Report) -> tuple[int, int]:
    report(1, 2)
    return 2 * value, os.getpid()


def never_ends(marker: str, report: Report) -> None:
    Path(marker).write_text(str(os.getpid()))
    while True:
        time.sleep(0.01)


def fails(report: Report) -> None:
    raise LookupError("zoek")


def dies(report: Report) -> None:
    os._exit(3)


def deaf(report: Report) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


class StopError(Exception):
    pass


class Interrupting(str):
    """A text that presses Ctrl+C when it is pickled, which is while a process starts."""

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        return str, (str(self),)


@pytest.mark.parametrize("workers", [1, 2, 9])
def test_answers_in_order_from_other_processes(workers: int) -> None:
    seen = []
    answers = run_apart(
        double, [(1,), (2,), (3,)], lambda done, total: seen.append((done, total)), workers
    )
    assert [value for value, _ in answers] == [2, 4, 6]
    processes = {process for _, process in answers}
    assert os.getpid() not in processes
    assert len(processes) == min(workers, 3)
    assert seen[0] == (0, 1000)
    assert seen[-1] == (1000, 1000)
    assert seen == sorted(seen)


def test_no_jobs() -> None:
    assert run_apart(double, []) == []


def test_stopping_ends_the_process(tmp_path: Path) -> None:
    marker = tmp_path / "process"

    def report(done: int, total: int) -> None:
        if marker.exists() and marker.read_text():
            raise StopError

    with pytest.raises(StopError):
        run_apart(never_ends, [(str(marker),)], report)
    with pytest.raises(ProcessLookupError):
        os.kill(int(marker.read_text()), 0)


def test_failure_is_told() -> None:
    with pytest.raises(ProcessError, match="de berekening is mislukt: LookupError: zoek"):
        run_apart(fails, [()])


def test_process_that_dies_is_told() -> None:
    with pytest.raises(ProcessError, match="onverwacht gestopt"):
        run_apart(dies, [(), ()], workers=2)


def test_the_process_loads_nothing_slow() -> None:
    script = (
        "import sys, regiokaart.computing.processes, regiokaart.congruence.chance.nullmodel\n"
        "print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, check=True, timeout=60
    )
    slow = {"PyQt6", "scipy", "shapely", "pandas", "geopandas", "openpyxl", "folium"}
    assert slow.isdisjoint(run.stdout.split())


@pytest.mark.skipif(sys.platform == "win32", reason="no masks of signals there")
def test_ctrl_c_is_not_heard_by_the_processes_and_still_by_us() -> None:
    assert run_apart(deaf, [(), ()], workers=2) == [True, True]
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_ctrl_c_while_a_process_starts_ends_it_in_silence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_apart(never_ends, [(Interrupting(tmp_path / "process"),)])
    assert active_children() == []
    assert capfd.readouterr() == ("", "")
