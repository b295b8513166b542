"""What lies under the pointer: the gemeente there, with a tooltip that tells of it."""

from __future__ import annotations

import html

import shapely
from PyQt6.QtCore import QPoint, QPointF
from PyQt6.QtWidgets import QToolTip

from regiokaart.cartography import geometry
from regiokaart.gui.map.drawn import DrawnMap
from regiokaart.model import Gebied


class Pointing:
    """Finds and lights up the gemeente under a pixel of a map.

    Parameters
    ----------
    shown : DrawnMap

    Attributes
    ----------
    gemeente : int
        Under the pointer, -1 for none.
    """

    def __init__(self, shown: DrawnMap) -> None:
        self._shown = shown
        self._tree: shapely.STRtree | None = None
        self._of: Gebied | None = None  # whose polygons the tree has
        self.gemeente = -1

    def gemeente_at(self, position: QPointF) -> int:
        """Position of the gemeente at a pixel, -1 for none."""
        gebied = self._shown.stage.drawer.gebied
        if self._tree is None or gebied is not self._of:
            self._tree, self._of = shapely.STRtree(geometry.polygons(gebied.levels[0])), gebied
        place = self._shown.viewport.to_map(position.x(), position.y())
        found = self._tree.query(shapely.Point(*place), predicate="intersects")
        return int(found[0]) if len(found) else -1

    def forget(self) -> None:
        """Point at nothing without telling: what was pointed at is gone."""
        self.gemeente = -1

    def move(self, position: QPointF | None, at: QPoint | None) -> bool:
        """Go to a pixel, None for nowhere; return whether another gemeente is pointed at.

        Parameters
        ----------
        position : QPointF or None
        at : QPoint or None
            Where on the screen a tooltip may show; None for no tooltip.
        """
        gemeente = -1 if position is None else self.gemeente_at(position)
        if gemeente == self.gemeente:
            return False
        self.gemeente = gemeente
        self._shown.set_pointed(gemeente)
        map_there = None if position is None else self._shown.stage.at(position.x())
        if gemeente >= 0 and at is not None and map_there is not None:
            name, *lines = map(html.escape, map_there.tooltips[gemeente])
            QToolTip.showText(at, "<br>".join([f"<b>{name}</b>", *lines]), self._shown)
        else:
            QToolTip.hideText()
        return True
