"""The help that comes with the plugin: pages on this computer, opened in the user's browser."""

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
MODELS = "models"
TROUBLESHOOTING = "troubleshooting"


def page_url(page: str, section: str = "") -> QUrl:
    """Where a page is.

    Args:
        page: One of the names above.
        section: A heading's anchor in it, such as an error's code.
    """
    path = paths.PLUGIN_ROOT / "resources" / "help" / f"{page}.html"
    if not path.is_file():
        # A checkout in which `build.py docs` has not run: the page as its author wrote it.
        path = paths.PLUGIN_ROOT / "docs" / f"{page}.md"
    url = QUrl.fromLocalFile(str(path))
    if section:
        url.setFragment(section)
    return url


def open_page(page: str, section: str = "") -> bool:
    """Opens a page in the browser; False if there is no program for it."""
    return bool(QDesktopServices.openUrl(page_url(page, section)))
