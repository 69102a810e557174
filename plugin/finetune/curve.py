"""The curve of a training: loss, and mean IoU on held-out polygons. Painted: QGIS has no plot library."""

from __future__ import annotations

from dataclasses import dataclass, field

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..translation import fill, tr

MOST_POINTS = 2000
"""More points than a narrow dock has pixels."""


@dataclass
class Series:
    """One training: points of (step, value)."""

    loss: list[tuple[float, float]] = field(default_factory=list)
    miou: list[tuple[float, float]] = field(default_factory=list)
    steps: float = 1.0


class CurvePoints:
    """What is drawn: the current training and earlier ones (folds of a cross-validation)."""

    def __init__(self) -> None:
        self.series: list[Series] = []
        self._stage = ""

    def add(self, stage: str, curve: dict[str, float]) -> None:
        """Adds a step. A step backwards, or another stage, begins a new curve.

        Args:
            stage: ``stage`` of the worker's progress, such as "training".
            curve: ``curve`` of the worker's progress: ``step``, ``steps``, ``loss``, ``miou``; some may lack.
        """
        step = float(curve.get("step", 0.0))
        last = self.series[-1] if self.series else None
        newest = (
            max((points[-1][0] for points in (last.loss, last.miou) if points), default=0.0) if last else 0.0
        )
        if last is None or step < newest or stage != self._stage:
            last = Series()
            self.series.append(last)
        self._stage = stage
        last.steps = max(float(curve.get("steps", 1.0)), step, 1.0)
        for name, points in (("loss", last.loss), ("miou", last.miou)):
            value = curve.get(name)
            if value is not None and value == value:
                points.append((step, float(value)))
                if len(points) > MOST_POINTS:
                    del points[1::2]

    def latest(self, name: str) -> float | None:
        """The last known loss or miou."""
        for series in reversed(self.series):
            points: list[tuple[float, float]] = getattr(series, name)
            if points:
                return points[-1][1]
        return None

    def highest_loss(self) -> float:
        """Top of the axis: the highest loss, apart from a wild start."""
        values = sorted(value for series in self.series for _, value in series.loss)
        if not values:
            return 1.0
        return max(values[int(0.98 * (len(values) - 1))] * 1.1, 1e-6)


class CurveView(QWidget):
    """Draws :class:`CurvePoints` in the colours of the theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = CurvePoints()
        self.setMinimumHeight(7 * self.fontMetrics().height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Curve of the training"))
        self.setToolTip(
            tr("Loss (lower is better) and mean IoU on polygons held out of the training (higher is better).")
        )

    def sizeHint(self) -> QSize:
        """As high as nine lines of text."""
        return QSize(240, 9 * self.fontMetrics().height())

    def clear(self) -> None:
        """Forgets the curves."""
        self.points = CurvePoints()
        self.update()

    def add(self, stage: str, curve: dict[str, float]) -> None:
        """Adds a step and draws it."""
        self.points.add(stage, curve)
        self.setAccessibleDescription(self.legend())
        self.update()

    def legend(self) -> str:
        """The last values in words."""
        parts = [
            fill("{label} {value:.2f}", label=label, value=value)
            for label, value in (
                (tr("loss"), self.points.latest("loss")),
                (tr("held-out mIoU"), self.points.latest("miou")),
            )
            if value is not None
        ]
        return ", ".join(parts)

    def colours(self) -> tuple[QColor, QColor]:
        """The colours of loss and mIoU: lighter on a dark background."""
        dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        return (QColor("#ff9d5c"), QColor("#6fb7ff")) if dark else (QColor("#c2500a"), QColor("#0b5cad"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws frame, axes, curves and legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        text, muted = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Mid)
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        metrics = self.fontMetrics()
        left, right = metrics.horizontalAdvance("0.00") + 8, metrics.horizontalAdvance("1.0") + 8
        top, bottom = metrics.height() + 8, metrics.height() + 6
        area = QRectF(left, top, max(1, self.width() - left - right), max(1, self.height() - top - bottom))
        loss_colour, miou_colour = self.colours()
        self._grid(painter, area, muted, loss_colour, miou_colour)
        highest = self.points.highest_loss()
        shown = self.points.series
        for index, series in enumerate(shown):
            newest = index == len(shown) - 1
            for points, top_value, colour in (
                (series.loss, highest, loss_colour),
                (series.miou, 1.0, miou_colour),
            ):
                line = QColor(colour)
                line.setAlphaF(1.0 if newest else 0.3)
                self._line(painter, area, points, series.steps, top_value, line, dots=points is series.miou)
        self._legend(painter, loss_colour, miou_colour, text)
        painter.end()

    def _grid(
        self, painter: QPainter, area: QRectF, muted: QColor, loss_colour: QColor, miou_colour: QColor
    ) -> None:
        """Horizontal lines with loss values on the left, IoU values on the right, and steps below."""
        metrics = self.fontMetrics()
        highest = self.points.highest_loss()
        for part in (0.0, 0.5, 1.0):
            y = area.bottom() - part * area.height()
            painter.setPen(QPen(muted, 0.7))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            base = int(y + metrics.ascent() / 2 - 1)
            painter.setPen(loss_colour)
            value = fill("{at:.2f}", at=part * highest) if highest < 10 else f"{part * highest:.0f}"
            painter.drawText(int(area.left() - 5 - metrics.horizontalAdvance(value)), base, value)
            painter.setPen(miou_colour)
            painter.drawText(int(area.right() + 5), base, fill("{part:.1f}", part=part))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        if self.points.series:
            steps = f"{self.points.series[-1].steps:.0f}"
            caption = tr("step")
            y = int(area.bottom() + metrics.height() + 1)
            painter.drawText(int(area.left()), y, "0")
            middle = int(area.center().x() - metrics.horizontalAdvance(caption) / 2)
            painter.drawText(middle, y, caption)
            painter.drawText(int(area.right() - metrics.horizontalAdvance(steps)), y, steps)

    @staticmethod
    def _line(
        painter: QPainter,
        area: QRectF,
        points: list[tuple[float, float]],
        steps: float,
        highest: float,
        colour: QColor,
        *,
        dots: bool,
    ) -> None:
        placed = [
            QPointF(
                area.left() + area.width() * step / steps,
                area.bottom() - area.height() * min(max(value / highest, 0.0), 1.0),
            )
            for step, value in points
        ]
        if not placed:
            return
        path = QPainterPath(placed[0])
        for point in placed[1:]:
            path.lineTo(point)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        if dots:
            painter.setBrush(colour)
            for point in placed:
                painter.drawEllipse(point, 2.4, 2.4)

    def _legend(self, painter: QPainter, loss_colour: QColor, miou_colour: QColor, text: QColor) -> None:
        metrics = self.fontMetrics()
        base = metrics.ascent() + 3
        if not self.points.series:
            painter.setPen(text)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Preparing …"))
            return
        x = 6
        # A narrow dock with a large font has no room for "held-out"; the tooltip has the word.
        room = self.width() - 80 - metrics.horizontalAdvance(tr("loss") + " 0.00 0.00")
        long_name = tr("held-out mIoU")
        miou_name = long_name if metrics.horizontalAdvance(long_name) < room else tr("mIoU")
        for label, name, colour in ((tr("loss"), "loss", loss_colour), (miou_name, "miou", miou_colour)):
            value = self.points.latest(name)
            if value is None:
                continue
            painter.setPen(QPen(colour, 2.4))
            painter.drawLine(x, base - metrics.ascent() // 3, x + 12, base - metrics.ascent() // 3)
            painter.setPen(text)
            words = fill("{label} {value:.2f}", label=label, value=value)
            painter.drawText(x + 16, base, words)
            x += 28 + metrics.horizontalAdvance(words)
