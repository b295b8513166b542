"""Time a frame of the map while it moves and a sharp drawing when it rests, at 1600×1000.

Also on a screen with two device pixels per pixel, and while a long task runs in a process of its
own. Run with ``python -m benchmarks.canvas``; prints medians and 95th percentiles in milliseconds.
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
from PyQt6.QtCore import QPoint, QPointF, Qt
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
# Device pixels per pixel, with the most milliseconds of a frame while the map moves and of a sharp
# drawing, as 95th percentiles.
GOALS = {1: (4.0, 16.0), 2: (16.0, 80.0)}
BUSY_SECONDS = 6.0


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
        f"{name:<44} median {np.median(times):6.2f}  p95 {p95:6.2f} ms"
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


def gestures(canvas: MapCanvas, where: str, goals: tuple[float, float]) -> None:
    """Time panning, zooming and drawing sharp at the place where the canvas looks."""
    gesture_goal, sharp_goal = goals
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=CENTRE)
    panned = frames(canvas, lambda step: drag(canvas, step), 120)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=CENTRE)
    report(f"pan: {where}", panned, gesture_goal)

    zoomed = frames(canvas, lambda step: wheel(canvas, 30 if step < 30 else -30), 60)
    report(f"zoom: {where}", zoomed, gesture_goal)

    def sharp(step: int) -> None:
        wheel(canvas, 20 if step % 2 else -20)
        canvas.set_legend_visible(True)  # draws sharp

    report(f"sharp: {where}", frames(canvas, sharp, 40), sharp_goal)


def measure(ratio: int) -> None:
    """Time one map, two compared, the borders, and a swipe, whole and zoomed in."""
    application = QApplication([])
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
            canvas.set_legend_visible(True)  # draws sharp
            canvas.repaint()
            where = f"{name}, {canvas.viewport.resolution:.0f} m per pixel"
            # Two maps are drawn sharp when they swipe.
            gestures(canvas, where, (goals[0], 2 * goals[1]) if swiped else goals)

    canvas.set_second(None)
    canvas.set_specification(two)
    canvas.camera.fit()
    canvas.repaint()
    task = Thread(target=run_apart, args=(spin, [(BUSY_SECONDS,)]))
    task.start()
    time.sleep(1.0)  # the process starts
    gestures(canvas, "vergelijk twee, during a task", goals)
    task.join()
    del application


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
