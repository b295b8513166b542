"""Where the map looked before, to go back to."""

from __future__ import annotations

from regiokaart.cartography.viewport import Viewport

_MOST = 100  # views that are remembered


class ExtentHistory:
    """The views at which the map came to rest, and which of them is the present one."""

    def __init__(self) -> None:
        self._views: list[Viewport] = []
        self._at = -1

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier view."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a later view, left by going back."""
        return self._at < len(self._views) - 1

    def visit(self, viewport: Viewport) -> None:
        """Remember a view; what was left by going back is forgotten."""
        if self._at >= 0 and self._views[self._at].shows_as(viewport):
            return
        self._views = [*self._views[: self._at + 1], viewport][-_MOST:]
        self._at = len(self._views) - 1

    def replace(self, viewport: Viewport) -> None:
        """Take a view in place of the present one."""
        if self._at < 0:
            self.visit(viewport)
        else:
            self._views[self._at] = viewport

    def back(self) -> Viewport:
        """Return the view before the present one, which becomes the present one."""
        return self._go(-1)

    def forward(self) -> Viewport:
        """Return the view after the present one, which becomes the present one."""
        return self._go(1)

    def _go(self, step: int) -> Viewport:
        self._at = min(max(self._at + step, 0), len(self._views) - 1)
        return self._views[self._at]
