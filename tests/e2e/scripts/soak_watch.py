"""The soak inside QGIS: what has to hold after whatever the user does."""

from __future__ import annotations

import contextlib
import gc
import re
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsApplication, QgsProject

from tests.e2e.scripts.soak_world import RUN, SCENE, SIZES, Deed, World, environment, ids
from tools.qgis_steps import Steps

HANG_SECONDS = 20.0
"""Longer than a busy machine may make the window wait; a window that waits for the worker waits longer."""

LOOKING = "Looking at the layer …"


class Watch:
    """Looks on while the user acts.

    Attributes:
        workers: Process ids of all workers that were seen.
        pauses: The longest pause of the window per action, longest first.
        results: How many results came into the project.
    """

    def __init__(self, world: World, steps: Steps) -> None:
        self._world = world
        self._steps = steps
        self.workers: set[int] = set()
        self.pauses: list[tuple[float, str]] = []
        self.results = 0
        self._errors: list[str] = []
        self._was: dict[str, str] = {}
        self._said: set[str] = set()
        self._runs: set[str] = set()
        self._hook_errors()

    # Python's errors, wherever they come from

    def _hook_errors(self) -> None:
        shown = sys.excepthook

        def hook(kind: Any, error: Any, trace: Any) -> None:
            self._errors.append("".join(traceback.format_exception(kind, error, trace)))
            shown(kind, error, trace)

        sys.excepthook = hook
        threading.excepthook = lambda args: self._errors.append(
            "in a thread: "
            + "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))
        )
        QgsApplication.messageLog().messageReceived.connect(self._logged)

    def _logged(self, text: str, tag: str, level: Any) -> None:
        if "Traceback (most recent call last)" in text and level != Qgis.MessageLevel.Info:
            self._errors.append(f"{tag}: {text}")

    # Before and after an action

    def before(self) -> None:
        """Notes what is chosen."""
        self._world.wanted, self._world.free = "", set()
        self._was = self.choices()
        self._steps.longest_pause_ms = 0.0

    def after(self, name: str, deed: Deed) -> list[str]:
        """What does not hold."""
        longest = self._steps.longest_pause_ms / 1000
        # Objects that Python still holds but Qt has deleted, or the other way round, crash when they are
        # collected: at any time, in whatever runs then. Here the action before is known.
        gc.collect()
        self.pauses = sorted([*self.pauses, (round(longest, 2), name)], reverse=True)[:10]
        problems = self._errors + self._few_workers()
        self._errors = []
        if longest > HANG_SECONDS:
            problems.append(f"the window did not react for {longest:.0f} s")
        if self._world.dock is not None:
            problems += (
                self._choices_hold(deed.chooses | self._world.free)
                + self._boxes_agree()
                + self._text_is_of_the_scene()
            )
        return problems + self._results_belong_to_their_scenes()

    def choices(self) -> dict[str, str]:
        """Ids of what is chosen."""
        dock = self._world.dock
        if dock is None:
            return {}
        layers = {
            "scene": dock.layer_panel.layer(),
            "second": dock.layer_panel.cross_pol(),
            "polygons": dock.extent_panel.polygons.currentLayer(),
            "labels": dock.pages.finetune.labels.layer(),
        }
        return {name: layer.id() if layer is not None else "" for name, layer in layers.items()}

    def _choices_hold(self, free: frozenset[str]) -> list[str]:
        now, alive = self.choices(), QgsProject.instance().mapLayers()
        scenes = ids(self._world.rasters())
        problems = []
        if now["scene"] not in (scenes or [""]):
            problems.append(f"the chosen scene is {_name(now['scene'])!r}, no scene of the project")
        for name, chosen in now.items():
            before = self._was.get(name, "")
            if name in free or chosen == before:
                continue
            if before in alive and name == "scene" and before in scenes:
                problems.append(f"the scene changed by itself from {_name(before)!r} to {_name(chosen)!r}")
            elif before in alive and name != "scene":
                problems.append(f"{name} changed by themselves from {_name(before)!r} to {_name(chosen)!r}")
            elif chosen and name != "scene":
                problems.append(f"{_name(chosen)!r} took the place of {name} that went")
        # Lost, the dock follows again.
        if self._was.get("scene") and self._was["scene"] not in scenes:
            self._world.following = True
        wanted = self._world.wanted
        if wanted and now["scene"] != wanted:
            problems.append(f"{_name(wanted)!r} was chosen, but the dock has {_name(now['scene'])!r}")
        if free == {"scene"} and not wanted:
            before = self._was.get("scene", "")
            if before in scenes and now["scene"] != before:
                problems.append(f"nobody chose {_name(now['scene'])!r} in the place of {_name(before)!r}")
        return problems

    def _boxes_agree(self) -> list[str]:
        """What the boxes show is what is chosen, on both pages."""
        dock = self._world.dock
        panel, page, chosen = dock.layer_panel, dock.pages.finetune, self.choices()
        shown = {
            "the box of the page Segment": (panel.layer_box.currentLayer(), chosen["scene"]),
            "the box of the page Fine-tune": (page.scene_box.currentLayer(), chosen["scene"]),
            "the scene of the page Fine-tune": (page.scene(), chosen["scene"]),
            "the box of the second layer": (panel.cross_pol_box.currentLayer(), chosen["second"]),
            "the box of the labels": (page.labels.layer_box.currentLayer(), chosen["labels"]),
            "the layer to be segmented": (
                QgsProject.instance().mapLayer(dock.parameters()["INPUT"] or ""),
                chosen["scene"],
            ),
        }
        problems = [
            f"{name}: {_name(layer.id() if layer is not None else '')!r}, but {_name(wanted)!r} is chosen"
            for name, (layer, wanted) in shown.items()
            if (layer.id() if layer is not None else "") != wanted
        ]
        count, scenes = panel.layer_box.count(), len(self._world.rasters())
        if count != scenes:
            problems.append(f"the box offers {count} layers, but there are {scenes} scenes")
        return problems

    # What the dock says

    def news(self) -> list[str]:
        """What the notes of both pages say now and did not say before."""
        dock = self._world.dock
        notes = (dock.run_panel.note, dock.pages.finetune.train.note) if dock is not None else ()
        said = {note.text() for note in notes} - {""}
        news = sorted(said - self._said)
        self._said = said
        return news

    def settled(self) -> bool:
        """Whether the dock has said what the chosen scene looks like, or why it cannot."""
        dock = self._world.dock
        return dock is None or dock.layer_panel.detected.text() != LOOKING

    def _text_is_of_the_scene(self) -> list[str]:
        dock = self._world.dock
        text, layer = dock.layer_panel.detected.text(), dock.layer_panel.layer()
        named = [size for size in SIZES if re.search(rf"(?<![\d.]){size:g}(\.0)? m\b", text)]
        if not named or text == LOOKING:
            return []
        own = _size_of(layer)
        return [] if named == [own] else [f"the text {text!r} is not about a scene of {own} m"]

    def _results_belong_to_their_scenes(self) -> list[str]:
        """Each result lies in a group of its own, which belongs to the scene that was segmented."""
        problems = []
        runs: dict[str, set[tuple[str, str]]] = {}
        root = QgsProject.instance().layerTreeRoot()
        for layer in self._world.products():
            if not layer.customProperty(RUN):
                problems.append(f"{layer.name()!r} belongs to no run")
                continue
            node = root.findLayer(layer.id())
            group = node.parent().name() if node is not None else ""
            runs.setdefault(layer.customProperty(RUN), set()).add((layer.customProperty(SCENE), group))
        for run, places in runs.items():
            if run in self._runs:
                continue
            self._runs.add(run)
            self.results += 1
            if len(places) > 1:
                problems.append(f"the results of one run are in several places: {places}")
            problems += self._is_expected(*next(iter(places)))
        names = [group.name() for group in root.findGroups() if group.customProperty(RUN)]
        problems += [f"two groups are named {name!r}" for name in set(names) if names.count(name) > 1]
        return problems

    def _is_expected(self, scene: str, group: str) -> list[str]:
        started = [item for item in self._world.started if item[0] == scene]
        for item in started:
            if item[1] in group:
                self._world.started.remove(item)
                return []
        if scene in self._world.trained:
            return []
        return [f"a result in {group!r} belongs to {_name(scene)!r}, which nobody segmented: {started}"]

    def _few_workers(self) -> list[str]:
        """One worker at most, children of its own not counted."""
        found = _workers()
        self.workers |= set(found)
        heads = [pid for pid, parent in found.items() if parent not in found]
        return [f"{len(heads)} workers at once: {heads}"] if len(heads) > 1 else []


def _name(layer_id: str) -> str:
    layer = QgsProject.instance().mapLayer(layer_id)
    return f"{layer.name()}" if layer is not None else layer_id


def _size_of(layer: Any) -> float | None:
    """The pixel size by which a scene is known; it is in the name of its file."""
    found = re.search(r"scene_([\d.]+)\.tif", layer.source()) if layer is not None else None
    return float(found[1]) if found else None


def _workers() -> dict[int, int]:
    """Worker processes of this soak with their parents."""
    found = {}
    mark = f"SARDINO_SOAK={environment('SARDINO_SOAK')}".encode()
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with contextlib.suppress(OSError, ValueError, IndexError):
            words = (folder / "cmdline").read_bytes().split(b"\0")
            if b"serve" in words and b"model" in words and mark in (folder / "environ").read_bytes():
                status = (folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
                if status[0] != "Z":
                    found[int(folder.name)] = int(status[1])
    return found
