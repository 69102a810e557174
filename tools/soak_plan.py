"""A user's actions in the soak, drawn at random from a seed. No QGIS in here.

An action is a name and some numbers from 0 to 1. The action gives its numbers a meaning when it is done:
the third of four layers, this or that button. So any part of a list can be repeated on its own, and a
failure can be shrunk.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

WEIGHTS = {
    # layers and the project
    "add_scene": 9,
    "add_polygons": 4,
    "remove_scene": 4,
    "remove_polygons": 3,
    "remove_result_group": 3,
    "remove_a_product": 2,
    "activate_layer": 7,
    "rename_layer": 2,
    "show_or_hide_layer": 2,
    "new_project": 3,
    "save_project": 3,
    "open_project": 3,
    # the map
    "zoom": 4,
    "change_map_crs": 2,
    # the dock and its page "Segment"
    "open_or_close_dock": 4,
    "switch_tab": 5,
    "choose_scene": 6,
    "choose_second_layer": 2,
    "choose_extent": 5,
    "draw_extent": 6,
    "choose_polygons": 4,
    "select_polygons": 3,
    "change_reading": 2,
    "choose_outputs": 2,
    "choose_folder": 3,
    "segment": 12,
    "segment_and_wait": 9,
    "cancel": 5,
    "remove_result": 3,
    "segment_in_the_toolbox": 2,
    # the page "Fine-tune"
    "choose_scene_on_the_page": 3,
    "new_label_layer": 3,
    "choose_labels": 5,
    "draw_labels": 7,
    "undo_or_redo": 5,
    "save_or_drop_edits": 3,
    "edit_classes": 3,
    "add_a_source": 2,
    "check_labels": 3,
    "fine_tune": 7,
    "good_enough": 3,
    "cancel_training": 2,
    "suggest_places": 3,
    "compare": 3,
    "segment_with_the_model": 2,
    "open_or_close_windows": 3,
    # what happens to a plugin
    "reload_plugin": 3,
    "kill_worker": 1,
    "wait": 8,
}
"""How often each action occurs, relative to the other actions."""

_NUMBERS = 3


@dataclass(frozen=True)
class Action:
    """An action of a user.

    Attributes:
        do: One of ``WEIGHTS``.
        numbers: Three numbers from 0 to 1; they decide the details.
    """

    do: str
    numbers: tuple[float, ...]


def plan(seed: int, count: int) -> list[Action]:
    """Draws so many actions; the same seed gives the same actions."""
    chance = random.Random(seed)  # nosec B311  # no secret
    names, weights = list(WEIGHTS), list(WEIGHTS.values())
    # Without a scene most actions cannot be done.
    first = ["add_scene", "add_scene", "open_or_close_dock"][:count]
    chosen = [*first, *chance.choices(names, weights, k=count - len(first))]
    return [Action(name, tuple(round(chance.random(), 4) for _ in range(_NUMBERS))) for name in chosen]


def instead(action: Action) -> list[str]:
    """Actions to try instead, in this order, if an action cannot be done."""
    chance = random.Random(repr(action))  # nosec B311  # no secret
    return chance.choices(list(WEIGHTS), list(WEIGHTS.values()), k=12)


def write(actions: Sequence[Action], path: Path) -> None:
    """Writes actions to a file, one per line."""
    lines = ",\n".join(json.dumps(asdict(action)) for action in actions)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def read(path: Path) -> list[Action]:
    """Reads a file written by :func:`write`."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [Action(row["do"], tuple(row["numbers"])) for row in rows]
