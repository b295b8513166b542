"""Time a frame of the map while it moves and a sharp drawing when it rests, at 1600×1000.

Run with ``python -m benchmarks.canvas``; prints medians and 95th percentiles in milliseconds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QWheelEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from regiokaart.cartography.borders import borders
from regiokaart.cartography.views import compare_two, one_indeling
from regiokaart.gui.canvas import MapCanvas
from regiokaart.sources.boundaries import load_gebied
from regiokaart.sources.embedded import load_catalogus

WIDTH, HEIGHT = 1600, 1000
CENTRE = QPoint(WIDTH // 2, HEIGHT // 2)
GESTURE_GOAL, SHARP_GOAL = 4.0, 16.0  # milliseconds, 95th percentile


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


def main() -> None:
    application = QApplication([])
    catalogus, gebied = load_catalogus(), load_gebied()
    canvas = MapCanvas(gebied)
    canvas.resize(WIDTH, HEIGHT)
    one = one_indeling(catalogus, gebied, catalogus["arbeidsmarktregio"])
    two = compare_two(catalogus, gebied, catalogus["jeugdregio"], catalogus["rmc-regio"])
    counting = [indeling for indeling in catalogus if indeling.telt_standaard_mee]
    hard = borders(catalogus, gebied, counting)
    canvas.set_specification(one)
    canvas.show()
    QTest.qWait(300)  # first paint and preparation in idle time

    selected = frozenset(range(0, 342, 7))
    for name, specification in (("één indeling", one), ("vergelijk twee", two), ("grenzen", hard)):
        for zoom in (0, 6):
            canvas.set_specification(specification)
            canvas.set_selection(selected)
            canvas.camera.fit()
            for _ in range(zoom):
                wheel(canvas, 120)
            canvas.set_legend_visible(True)  # draws sharp
            canvas.repaint()
            where = f"{name}, {canvas.viewport.resolution:.0f} m per pixel"

            QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=CENTRE)
            panned = frames(canvas, lambda step: drag(canvas, step), 120)
            QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=CENTRE)
            report(f"pan: {where}", panned, GESTURE_GOAL)

            zoomed = frames(canvas, lambda step: wheel(canvas, 30 if step < 30 else -30), 60)
            report(f"zoom: {where}", zoomed, GESTURE_GOAL)

            def sharp(step: int) -> None:
                wheel(canvas, 20 if step % 2 else -20)
                canvas.set_legend_visible(True)

            report(f"sharp: {where}", frames(canvas, sharp, 40), SHARP_GOAL)
    del application


if __name__ == "__main__":
    main()
