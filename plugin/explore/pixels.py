"""The picture of a view: from the worker's answer to an image of Qt."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qgis.core import QgsColorRamp
from qgis.PyQt.QtGui import QColor, QImage

from ...model.protocol.exploring import ViewAnswer
from ..errors import BackendProtocolError

NODATA = 255
STEPS = 254
"""0 to 254 are values."""
_TRANSPARENT = 0


@dataclass(frozen=True)
class Pixels:
    """The bands of a picture.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        bands: Each ``height * width`` bytes.
        answer: What the worker said besides.
    """

    width: int
    height: int
    bands: tuple[bytes, ...]
    answer: ViewAnswer

    @classmethod
    def of(cls, answer: ViewAnswer) -> Pixels:
        """The bands of an answer; any thread.

        Raises:
            BackendProtocolError: The answer has not as many pixels as it says.
        """
        size = answer.width * answer.height
        try:
            content = zlib.decompress(base64.b64decode(answer.pixels, validate=True))
        except (binascii.Error, zlib.error, ValueError) as error:
            raise BackendProtocolError(detail=repr(error)) from error
        if size < 1 or answer.bands < 1 or len(content) != size * answer.bands:
            raise BackendProtocolError(detail=f"{len(content)} bytes for {answer.bands} bands of {size}")
        bands = tuple(content[at : at + size] for at in range(0, len(content), size))
        return cls(answer.width, answer.height, bands, answer)


Painting = Callable[[Pixels], QImage]


def indexed(pixels: Pixels, table: Sequence[int], band: int = 0) -> QImage:
    """An image of one band with a colour for each of its 256 values.

    Args:
        pixels: The bands.
        table: 256 colours as ``0xAARRGGBB``.
        band: The band, from 0.
    """
    image = QImage(pixels.bands[band], pixels.width, pixels.height, pixels.width, _format("Indexed8"))
    image.setColorTable(list(table))
    # A copy: the image above only points to the bytes.
    return image.convertToFormat(_format("ARGB32_Premultiplied"))


def coloured(pixels: Pixels) -> QImage:
    """An image of the bands red, green, blue, alpha."""
    content = bytearray(4 * pixels.width * pixels.height)
    for place, band in enumerate(pixels.bands[:4]):
        content[place::4] = band
    image = QImage(bytes(content), pixels.width, pixels.height, 4 * pixels.width, _format("RGBA8888"))
    return image.convertToFormat(_format("ARGB32_Premultiplied"))


def ramp_table(ramp: QgsColorRamp, lowest: int = 0, faint: int = _TRANSPARENT) -> list[int]:
    """256 colours from a ramp; nodata is transparent.

    Args:
        ramp: The colours.
        lowest: Values below are faint.
        faint: Opacity of these values, 0 to 255.
    """
    table = []
    for value in range(STEPS + 1):
        colour = QColor(ramp.color(value / STEPS))
        if value < lowest:
            colour.setAlpha(faint)
        table.append(int(colour.rgba()))
    return [*table, 0]


def class_table(colours: dict[int, str]) -> list[int]:
    """256 colours of a picture of class codes; all other codes are transparent.

    Args:
        colours: Code to colour, such as ``#fa0000``.
    """
    table = [0] * 256
    for code, colour in colours.items():
        if 0 <= code < NODATA:
            table[code] = int(QColor(colour).rgba())
    return table


def _format(name: str) -> QImage.Format:
    return getattr(QImage.Format, f"Format_{name}")
