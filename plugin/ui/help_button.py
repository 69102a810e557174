"""Buttons that open a page of the help."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QDialogButtonBox,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ..translation import tr
from .help_pages import open_page


def with_help(
    button: QAbstractButton, instead: QWidget, page: str, tooltip: str, section: str = ""
) -> tuple[QHBoxLayout, QToolButton]:
    """A row with a wide button and a small help button.

    Args:
        button: The wide button.
        instead: A widget that sometimes replaces the wide button; the help button then stays.
        page: One of ``help_pages``.
        tooltip: What the page is about.
        section: Anchor of a heading on the page.
    """
    help_button = QToolButton()
    help_button.setIcon(QgsApplication.getThemeIcon("/mActionHelpContents.svg"))
    help_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    height = max(button.minimumHeight(), button.sizeHint().height())
    help_button.setMinimumHeight(height)
    instead.setMinimumHeight(height)
    _make_help(help_button, page, tooltip, section)
    row = QHBoxLayout()
    row.addWidget(button, 1)
    row.addWidget(instead, 1)
    row.addWidget(help_button, 0, Qt.AlignmentFlag.AlignBottom)
    return row, help_button


def add_help(buttons: QDialogButtonBox, page: str, tooltip: str, section: str = "") -> QAbstractButton:
    """Adds the system's own Help button to a window's buttons; F1 presses it.

    Args:
        buttons: The window's buttons.
        page: One of ``help_pages``.
        tooltip: What the page is about.
        section: Anchor of a heading on the page.
    """
    button = buttons.addButton(QDialogButtonBox.StandardButton.Help)
    button.setAutoDefault(False)
    button.setShortcut("F1")
    _make_help(button, page, tooltip, section)
    return button


def _make_help(button: QAbstractButton, page: str, tooltip: str, section: str) -> None:
    button.setToolTip(tooltip)
    button.setAccessibleName(tr("Help"))
    button.clicked.connect(lambda: open_page(page, section))
