"""Work in processes of its own, so that Python that is busy does not hold up the window."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

Report = Callable[[int, int], None]
"""Is told how much is done and how much there is in all; may raise to stop the work."""

_LISTEN = 0.1  # seconds between two looks whether to stop
_SHARES = 1000  # in which progress is counted


class ProcessError(RuntimeError):
    """A process failed or ended before its work was done; its text is Dutch."""


def nothing(done: int, total: int) -> None:
    """Take no notice of progress."""


def run_apart(
    work: Callable[..., Any],
    jobs: Sequence[tuple[Any, ...]],
    report: Report = nothing,
    workers: int | None = None,
) -> list[Any]:
    """Do jobs in processes of their own and wait for what they return.

    Parameters
    ----------
    work : callable
        A function of a module, called as ``work(*job, report)``. It and its modules are imported
        again in each process.
    jobs : sequence of tuple
    report : callable
        Called with the progress of all jobs together, in thousandths, and at least ten times a
        second. When it raises, the processes are stopped and the exception goes on.
    workers : int, optional
        Processes at the same time; one less than there are processors, and at least one, by
        default.

    Returns
    -------
    list
        What each job returned, in their order.

    Raises
    ------
    ProcessError
        When a job raised, or its process ended.
    """
    count = min(len(jobs), max(1, workers or (os.cpu_count() or 1) - 1))
    context = get_context("spawn")  # the only way on Windows, and safe beside the threads of Qt
    numbered = list(enumerate(jobs))
    processes = []
    busy: dict[Connection, set[int]] = {}  # which jobs each has left
    try:
        for first in range(count):
            ours, theirs = context.Pipe(duplex=False)
            mine = numbered[first::count]
            busy[ours] = {job for job, _ in mine}
            process = context.Process(target=_serve, args=(theirs, work, mine), daemon=True)
            with _deaf_to_interrupts():
                process.start()
                processes.append(process)  # before a Ctrl+C that came meanwhile is heard
            theirs.close()
        return _collect(busy, len(jobs), report)
    finally:
        for connection in busy:
            connection.close()
        for process in processes:
            process.terminate()
            process.join()
            process.close()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a process that starts meanwhile not hear Ctrl+C: who starts it does, and stops it."""
    if sys.platform == "win32":
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # it would let them through again when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _collect(busy: Mapping[Connection, set[int]], jobs: int, report: Report) -> list[Any]:
    """Listen to the processes until every job is done."""
    results: dict[int, Any] = {}
    shares = [0.0] * jobs
    report(0, _SHARES)
    while len(results) < jobs:
        for ready in wait([connection for connection, left in busy.items() if left], _LISTEN):
            assert isinstance(ready, Connection)
            try:
                what, job, value = ready.recv()
            except (EOFError, OSError):
                raise ProcessError("de berekening is onverwacht gestopt") from None
            if what == "failed":
                raise ProcessError(f"de berekening is mislukt: {value}")
            if what == "result":
                results[job], shares[job] = value, 1.0
                busy[ready].remove(job)
            else:
                shares[job] = value
        report(int(_SHARES * sum(shares) / jobs), _SHARES)
    return [results[job] for job in range(jobs)]


def _serve(
    connection: Connection, work: Callable[..., Any], jobs: Sequence[tuple[int, tuple[Any, ...]]]
) -> None:
    """Do jobs one after the other, in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started us hears it, and stops us
    with suppress(AttributeError, OSError):
        os.nice(5)  # the window goes first
    for job, arguments in jobs:

        def tell(done: int, total: int, job: int = job) -> None:
            connection.send(("progress", job, done / total if total else 0.0))

        try:
            result = work(*arguments, tell)
        except BrokenPipeError:  # nobody listens any more
            return
        except Exception as error:  # whatever it is, it is for the one who asked
            connection.send(("failed", job, f"{type(error).__name__}: {error}"))
            return
        connection.send(("result", job, result))
