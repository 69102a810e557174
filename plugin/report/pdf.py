"""The report as a PDF, through Qt."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.PyQt.QtCore import QMarginsF, QSizeF, QUrl
from qgis.PyQt.QtGui import QFont, QImage, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from .page import Contents, printed

_POINTS_PER_INCH = 72
_RESOLUTION = 200
_MARGIN_MM = 15.0


def write_pdf(path: Path, contents: Contents, scratch: Path) -> None:
    """Writes the report on pages of A4.

    Args:
        path: The file; replaced when the new one is complete.
        contents: What to report.
        scratch: Folder for the unfinished file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    document = document_of(contents)
    writer = QPdfWriter(str(unfinished))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(
        QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM), QPageLayout.Unit.Millimeter
    )
    writer.setResolution(_RESOLUTION)
    writer.setTitle(contents.title)
    writer.setCreator("Sardino")
    try:
        document.print(writer)
        del writer
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def document_of(contents: Contents) -> QTextDocument:
    """The report as Qt's document, with its pictures."""
    document = QTextDocument()
    for name, data in contents.pictures.items():
        image = QImage()
        image.loadFromData(data, "PNG")
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"{name}.png"), image)
    font = QFont()
    font.setPointSizeF(9.5)
    document.setDefaultFont(font)
    document.setHtml(printed(contents))
    document.setPageSize(QSizeF(210 / 25.4 * _POINTS_PER_INCH, 297 / 25.4 * _POINTS_PER_INCH))
    return document
