"""Keeps the last used model on its device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.inference.engine import Engine


class WarmEngine:
    """Loads models and keeps the last model: most users segment repeatedly with the same model.

    A worker has one object for all its jobs. Callers without one load the model for each job.
    """

    def __init__(self) -> None:
        self._kept: tuple[tuple[Any, ...], Engine] | None = None

    def load(self, model: str, device: str, precision: str, engine: str = "auto") -> Engine:
        """The model on its device; raises as :func:`model.inference.engine.load_engine` does.

        The model is loaded again if its file has changed.
        """
        # Imported late: a worker says hello before its first job.
        from model.checkpoint.library import find_model
        from model.inference.engine import choose_kind, load_engine

        path = find_model(model).resolve()
        state = path.stat()
        key = (path, state.st_mtime_ns, state.st_size, choose_kind(device), precision, engine)
        if self._kept is None or self._kept[0] != key:
            self._kept = None  # Free the old model before loading the new one.
            self._kept = (key, load_engine(str(path), device, precision, engine))
        return self._kept[1]
