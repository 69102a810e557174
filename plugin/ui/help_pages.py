"""The plugin's help: pages on this computer, opened in the user's browser."""

from __future__ import annotations

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from .. import paths

INDEX = "index"
FIRST_MAP = "first-map"
LAYERS = "layers"
INSTALL = "install"
FINE_TUNING = "finetune"
HEADLESS = "headless"
AFTER_THE_MAP = "after-the-map"
CHANGE = "change"
REPORT = "report"
EXPLORE = "explore"
MODELS = "models"
TROUBLESHOOTING = "troubleshooting"


def page_url(page: str, section: str = "") -> QUrl:
    """The address of a page.

    Args:
        page: One of the names above.
        section: Anchor of a heading on the page, such as an error's code.
    """
    path = paths.PLUGIN_ROOT / "resources" / "help" / f"{page}.html"
    if not path.is_file():
        # A checkout without a run of `build.py docs`: the page's source.
        path = paths.PLUGIN_ROOT / "docs" / f"{page}.md"
    url = QUrl.fromLocalFile(str(path))
    if section:
        url.setFragment(section)
    return url


def open_page(page: str, section: str = "") -> bool:
    """Opens a page in the browser; False if there is no program for the page."""
    return bool(QDesktopServices.openUrl(page_url(page, section)))
