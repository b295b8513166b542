"""The page as it will be, as large as fits or at its own size."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QResizeEvent
from PyQt6.QtWidgets import QWidget

from regiokaart.gui.look import theme
from regiokaart.model.layoutsettings import PIXELS_PER_MM

_SHADOW = QColor(0, 0, 0, 60)
_LEAST = 25 * theme.STEP  # pixels


class Preview(QWidget):
    """Shows a picture of the page; until a new one comes, the last is stretched.

    Signals
    -------
    resized
        A picture of another size is wanted.
    """

    resized = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._page = (210.0, 297.0)
        self._own_size = False
        self.setAccessibleName("Voorbeeld van de pagina")
        self.setMinimumSize(QSize(_LEAST, _LEAST))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that its description can be read out

    @property
    def image(self) -> QImage:
        """What is shown; null before the first."""
        return self._image

    def set_page(self, width: float, height: float) -> None:
        """Set the sides of the page in millimetres."""
        self._page = (width, height)
        self._make_room()

    def set_own_size(self, own_size: bool) -> None:
        """Show the page at its own size, or as large as fits."""
        self._own_size = own_size
        self._make_room()
        self.resized.emit()

    def _make_room(self) -> None:
        least = QSize(_LEAST, _LEAST)
        if self._own_size:
            sides = (round(side * PIXELS_PER_MM) + 2 * theme.STEP for side in self._page)
            least = QSize(*sides)
        self.setMinimumSize(least)
        self.update()

    def pixels(self) -> float:
        """Return the width of the page in device pixels."""
        return self._place().width() * self.devicePixelRatioF()

    def show_image(self, image: QImage, description: str) -> None:
        """Show a picture of the page and tell in words what is on it."""
        self._image = image
        self.setAccessibleDescription(description)
        self.update()

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Draw the page with a thin shadow, and a frame when the keyboard is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self._place()
        painter.fillRect(place.translated(QPointF(2, 3)), _SHADOW)
        painter.fillRect(place, Qt.GlobalColor.white)
        if not self._image.isNull():
            painter.drawImage(place, self._image)
        if self.hasFocus():
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRect(place.adjusted(-2, -2, 2, 2))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Ask for a picture that fits."""
        super().resizeEvent(event)
        self.resized.emit()

    def _place(self) -> QRectF:
        width, height = self._page
        margin = theme.STEP
        scale = min(
            max(self.width() - 2 * margin, 1) / width, max(self.height() - 2 * margin, 1) / height
        )
        if self._own_size:
            scale = PIXELS_PER_MM
        # Whole pixels, or the picture would be stretched a little and lose its sharpness.
        across, down = round(width * scale), round(height * scale)
        return QRectF((self.width() - across) // 2, (self.height() - down) // 2, across, down)
