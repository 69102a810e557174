"""Tests under Qt 6 without QGIS: ``qgis.PyQt`` is PyQt6, and of ``qgis.core`` there are theme icons only."""

from __future__ import annotations

import importlib
import sys
import types

from tests.places import link_as_sardino

# Of what QGIS itself provides under Qt 6 (python/PyQt6 in its sources): names that Qt moved.
_MOVED_TO_GUI = ("QAction", "QActionGroup", "QShortcut")


def _module(name: str) -> types.ModuleType:
    module = sys.modules[name] = types.ModuleType(name)
    module.__path__ = []
    return module


_module("qgis")
_module("qgis.PyQt")
for _part in ("QtCore", "QtGui", "QtWidgets", "QtXml"):
    sys.modules[f"qgis.PyQt.{_part}"] = importlib.import_module(f"PyQt6.{_part}")
for _name in _MOVED_TO_GUI:
    setattr(sys.modules["qgis.PyQt.QtWidgets"], _name, getattr(sys.modules["qgis.PyQt.QtGui"], _name))


class _Application:
    @staticmethod
    def getThemeIcon(name: str) -> object:
        return sys.modules["qgis.PyQt.QtGui"].QIcon()


_module("qgis.core").QgsApplication = _Application

link_as_sardino()
