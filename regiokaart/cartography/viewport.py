"""The part of the map that is in view, and the arithmetic between metres and pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Viewport:
    """A window on the map. Metres are RD (EPSG:28992), `y` up; pixels have `y` down.

    Attributes
    ----------
    x, y : float
        Metres at the centre.
    resolution : float
        Metres per pixel.
    width, height : float
        Pixels (logical pixels on screen, points on paper).
    """

    x: float
    y: float
    resolution: float
    width: float
    height: float

    @classmethod
    def fitting(cls, bounds: Bounds, width: float, height: float, margin: float = 0.0) -> Viewport:
        """Return the viewport that shows `bounds` with `margin` pixels around it."""
        xmin, ymin, xmax, ymax = bounds
        resolution = max(
            (xmax - xmin) / max(width - 2 * margin, 1), (ymax - ymin) / max(height - 2 * margin, 1)
        )
        return cls((xmin + xmax) / 2, (ymin + ymax) / 2, resolution, width, height)

    @property
    def bounds(self) -> Bounds:
        """Extent (xmin, ymin, xmax, ymax) in metres."""
        dx, dy = self.width / 2 * self.resolution, self.height / 2 * self.resolution
        return self.x - dx, self.y - dy, self.x + dx, self.y + dy

    def to_pixel(self, x: float, y: float) -> tuple[float, float]:
        """From metres to pixels."""
        return (
            (x - self.x) / self.resolution + self.width / 2,
            (self.y - y) / self.resolution + self.height / 2,
        )

    def to_map(self, px: float, py: float) -> tuple[float, float]:
        """From pixels to metres."""
        return (
            self.x + (px - self.width / 2) * self.resolution,
            self.y - (py - self.height / 2) * self.resolution,
        )

    def panned(self, dx: float, dy: float) -> Viewport:
        """Return the view after dragging the map by (dx, dy) pixels."""
        return replace(self, x=self.x - dx * self.resolution, y=self.y + dy * self.resolution)

    def zoomed(self, factor: float, px: float, py: float) -> Viewport:
        """Return the view magnified by `factor`, with the place under (px, py) kept there."""
        x, y = self.to_map(px, py)
        resolution = self.resolution / factor
        return replace(
            self,
            resolution=resolution,
            x=x - (px - self.width / 2) * resolution,
            y=y + (py - self.height / 2) * resolution,
        )

    def resized(self, width: float, height: float) -> Viewport:
        """Return the view with another size around the same centre."""
        return replace(self, width=width, height=height)

    def looking_at(self, other: Viewport) -> Viewport:
        """Return the view with the centre and scale of another and the size of this one."""
        return replace(self, x=other.x, y=other.y, resolution=other.resolution)

    def shows_as(self, other: Viewport) -> bool:
        """Whether another view has the same centre and scale."""
        return (self.x, self.y, self.resolution) == (other.x, other.y, other.resolution)

    def part(self, left: float, top: float, right: float, bottom: float) -> Bounds:
        """Extent in metres of a rectangle of pixels."""
        xmin, ymax = self.to_map(left, top)
        xmax, ymin = self.to_map(right, bottom)
        return xmin, ymin, xmax, ymax
