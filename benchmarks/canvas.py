"""Time a frame of the map while it moves and a sharp drawing when it rests, at 1600×1000.

A large map is drawn sharp in pieces, so of a sharp drawing the longest event that kept the window
waiting counts, and beside it how long it took until the drawing was on the screen. Also on a screen
with two device pixels per pixel, and while a long task runs in a process of its own. Run with
``python -m benchmarks.canvas``; prints medians and 95th percentiles in milliseconds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from threading import Thread

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PyQt6.QtCore import QEvent, QEventLoop, QObject, QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from regiokaart.cartography.borders import borders
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.computing.processes import Report, run_apart
from regiokaart.gui.map.canvas import MapCanvas
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus

WIDTH, HEIGHT = 1600, 1000
CENTRE = QPoint(WIDTH // 2, HEIGHT // 2)
# Device pixels per pixel, with the most milliseconds of a frame while the map moves, of any event
# of a sharp drawing, and until that is on the screen, as 95th percentiles.
GOALS = {1: (4.0, 16.0, 50.0), 2: (16.0, 16.0, 120.0)}
BUSY_SECONDS = 8.0


class Timed(QApplication):
    """Keeps the milliseconds of every event."""

    def __init__(self) -> None:
        super().__init__([])
        self.times: list[float] = []
        self._depth = 0

    def notify(self, receiver: QObject | None, event: QEvent | None) -> bool:
        """Pass an event on."""
        start = time.perf_counter()
        self._depth += 1
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            if self._depth == 0:
                self.times.append((time.perf_counter() - start) * 1e3)


def wheel(canvas: MapCanvas, amount: int) -> None:
    event = QWheelEvent(
        QPointF(CENTRE),
        QPointF(canvas.mapToGlobal(CENTRE)),
        QPoint(),
        QPoint(0, amount),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def frames(canvas: MapCanvas, act: Callable[[int], None], count: int) -> list[float]:
    """Act and repaint `count` times; milliseconds of each repaint with its event."""
    times = []
    for step in range(count):
        start = time.perf_counter()
        act(step)
        canvas.repaint()
        times.append((time.perf_counter() - start) * 1e3)
    return times


def report(name: str, times: list[float], goal: float) -> None:
    p95 = float(np.percentile(times, 95))
    verdict = "goal met" if p95 <= goal else "GOAL MISSED"
    print(
        f"{name:<52} median {np.median(times):6.2f}  p95 {p95:6.2f}  most {max(times):6.2f} ms"
        f"  (goal {goal:g} ms, {p95 / goal:.2f} of it: {verdict})"
    )


def drag(canvas: MapCanvas, step: int) -> None:
    QTest.mouseMove(canvas, CENTRE + QPoint(8 * (step % 60), 3 * (step % 60)))


def spin(seconds: float, tell: Report) -> None:
    """Keep a processor busy with Python, as a long computation of the window does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        tell(0, 1)
        sum(range(20_000))


def draw_sharp(application: Timed, canvas: MapCanvas, turn: int = 0) -> tuple[float, float]:
    """Turn the wheel; milliseconds of the longest event after it, and until the map is sharp."""
    rested = time.perf_counter()
    application.times = [0.0]

    def on_rest() -> None:
        nonlocal rested
        application.times.clear()
        rested = time.perf_counter()

    connection = canvas.camera.rested.connect(on_rest)
    if turn:
        wheel(canvas, turn)
    else:
        canvas.set_legend_visible(True)
    while canvas.camera.is_moving or not canvas.stage.is_complete:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    application.processEvents()  # to the screen
    canvas.camera.rested.disconnect(connection)
    return max(application.times), (time.perf_counter() - rested) * 1e3


def gestures(
    application: Timed, canvas: MapCanvas, where: str, goals: tuple[float, float, float]
) -> None:
    """Time panning, zooming and drawing sharp at the place where the canvas looks."""
    gesture_goal, event_goal, latency_goal = goals
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=CENTRE)
    panned = frames(canvas, lambda step: drag(canvas, step), 120)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=CENTRE)
    report(f"pan: {where}", panned, gesture_goal)

    zoomed = frames(canvas, lambda step: wheel(canvas, 30 if step < 30 else -30), 60)
    report(f"zoom: {where}", zoomed, gesture_goal)

    sharp = [draw_sharp(application, canvas, 20 if step % 2 else -20) for step in range(40)]
    events, latencies = zip(*sharp, strict=True)
    report(f"sharp, longest event: {where}", list(events), event_goal)
    report(f"sharp, until it shows: {where}", list(latencies), latency_goal)


def measure(ratio: int) -> None:
    """Time one map, two compared, the borders, and a swipe, whole and zoomed in."""
    application = Timed()
    catalogus, gebied = load_catalogus(), load_gebied()
    canvas = MapCanvas(gebied)
    canvas.resize(WIDTH, HEIGHT)
    one = one_indeling(catalogus, gebied, catalogus["arbeidsmarktregio"])
    other = one_indeling(catalogus, gebied, catalogus["jeugdregio"])
    two = compare_two(catalogus, gebied, catalogus["jeugdregio"], catalogus["rmc-regio"])
    counting = [indeling for indeling in catalogus if indeling.telt_standaard_mee]
    hard = borders(catalogus, gebied, counting)
    canvas.set_specification(one)
    canvas.show()
    QTest.qWait(300)  # first paint and preparation in idle time
    assert canvas.devicePixelRatioF() == ratio
    goals = GOALS[ratio]

    canvas.set_selection(frozenset(range(0, 342, 7)))
    maps = (("één indeling", one), ("vergelijk twee", two), ("grenzen", hard), ("schuif", one))
    for name, specification in maps:
        for zoom in (0, 6):
            canvas.set_specification(specification)
            swiped = name == "schuif"
            canvas.set_second(other if swiped else None, divider=0.5 if swiped else None)
            canvas.camera.fit()
            for _ in range(zoom):
                wheel(canvas, 120)
            draw_sharp(application, canvas)
            where = f"{name}, {canvas.viewport.resolution:.0f} m per pixel"
            gestures(application, canvas, where, goals)

    canvas.set_second(None)
    canvas.set_specification(two)
    canvas.camera.fit()
    draw_sharp(application, canvas)
    task = Thread(target=run_apart, args=(spin, [(BUSY_SECONDS,)]))
    task.start()
    time.sleep(1.0)  # the process starts
    gestures(application, canvas, "vergelijk twee, during a task", goals)
    task.join()


def main() -> None:
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    for ratio in GOALS:
        print(f"{WIDTH}×{HEIGHT} at {ratio} device pixels per pixel", flush=True)
        environment = {**os.environ, "QT_SCALE_FACTOR": str(ratio)}
        command = [sys.executable, "-m", "benchmarks.canvas", str(ratio)]
        subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
