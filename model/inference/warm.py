"""The model that was used last, kept on its device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from model.inference.engine import Engine


class WarmEngine:
    """Loads models and keeps the last one: most users segment again and again with the same model.

    A worker has one for all its jobs. Whoever has none loads the model for each job.
    """

    def __init__(self) -> None:
        self._kept: tuple[tuple[Any, ...], Engine] | None = None

    def load(self, model: str, device: str, precision: str) -> Engine:
        """The model on its device, as :func:`model.inference.engine.load_engine` gives it.

        The model is loaded anew when its file has changed.
        """
        # Torch takes seconds to import, and a worker says hello before its first job.
        from model.checkpoint.library import find_model
        from model.inference import compute
        from model.inference.engine import load_engine

        path = find_model(model).resolve()
        state = path.stat()
        key = (path, state.st_mtime_ns, state.st_size, compute.choose_device(device), precision)
        if self._kept is None or self._kept[0] != key:
            self._kept = None  # The old model goes before the new one comes.
            self._kept = (key, load_engine(str(path), device, precision))
        return self._kept[1]
