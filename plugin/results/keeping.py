"""Where products are kept if the user names no folder: beside the scene, else beside the project.

Maps that took minutes must not vanish with QGIS, as files in a temporary folder do. But Sardino must not
write to every folder without asking: docs/design.md names the folders that are avoided, and why.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QDir, QStorageInfo

from ...model.protocol.values import OUTPUTS
from ..paths import PLUGIN_ROOT
from ..translation import tr

_ARCHIVES = re.compile(r"^(?:/vsi(?:zip|tar|gzip|7z|rar)/)+\{?")
_FILE_IN_URI = re.compile(r'(?:[A-Za-z]:)?[\\/][^:"|?*<>{}]+')
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "9p", "fuse.sshfs"}
)


@dataclass(frozen=True)
class Place:
    """Where products go.

    Attributes:
        folder: The folder; empty: a temporary folder.
        words: What to tell the user.
    """

    folder: str
    words: str


def place_beside(source: str, project_folder: str, *, probe: bool = False) -> Place:
    """Where to keep a layer's products: beside the layer, else beside the project, else temporarily.

    Args:
        source: The layer's source for its provider.
        project_folder: Folder of the project's file; empty if the project is not saved.
        probe: Whether to write a test file: file systems do not always report rights correctly.
    """
    beside = folder_of(source)
    why_not = _why_not(beside, probe=probe)
    if not why_not:
        return Place(str(beside), tr("Files: {folder}").format(folder=beside))
    project = Path(project_folder) if project_folder else None
    if project is not None and not _why_not(project, probe=probe):
        instead = tr("Beside the project instead: {folder}").format(folder=project)
        return Place(str(project), f"{why_not} {instead}")
    return Place("", f"{why_not} {tr('Temporary instead: deleted when QGIS is closed.')}")


def folder_of(source: str) -> Path | None:
    """The folder beside a layer; None if the layer is no file.

    An archive counts as one file. A product that is a folder, such as SAFE, counts as a whole.
    """
    text = _ARCHIVES.sub("", source)
    if text.startswith("/vsi"):
        return None
    for match in _FILE_IN_URI.finditer(text):
        for path in (Path(match.group()), *Path(match.group()).parents):
            if path.is_file():
                return _outside_product(path.parent)
    return None


def free_stem(folder: Path, stem: str) -> str:
    """A start of file names that no product in the folder has yet: "scene", or "scene_2"."""
    number, free = 2, stem
    while any((folder / f"{free}_{product}.tif").exists() for product in OUTPUTS):
        free = f"{stem}_{number}"
        number += 1
    return free


def _outside_product(folder: Path) -> Path:
    for inner in (folder, *folder.parents):
        if inner.suffix.upper() == ".SAFE" or (
            inner.suffix == ".data" and inner.with_suffix(".dim").exists()
        ):
            return inner.parent
    return folder


def _why_not(folder: Path | None, *, probe: bool) -> str:
    """A sentence why products are not kept in a layer's folder by default; empty if they are."""
    if folder is None:
        return tr("The layer is no file on this computer.")
    if _is_in(folder, (PLUGIN_ROOT,)):
        return tr("The layer's folder goes with the next update of Sardino.")
    if _is_in(folder, (Path(QDir.tempPath()), Path(QgsProcessingUtils.tempFolder()))):
        return tr("The layer's folder is temporary itself.")
    if _is_network(folder):
        return tr("The layer's folder is on a network share.")
    if not os.access(folder, os.W_OK | os.X_OK) or (probe and not _takes_files(folder)):
        return tr("The layer's folder may not be written to.")
    return ""


def _is_in(folder: Path, others: Sequence[Path]) -> bool:
    place = folder.resolve()
    return any(other.resolve() in (place, *place.parents) for other in others)


def _is_network(folder: Path) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    return bytes(QStorageInfo(str(folder)).fileSystemType()).decode(errors="replace").lower() in _NETWORK


def _takes_files(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".sardino-"):
            return True
    except OSError:
        return False
