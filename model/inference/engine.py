"""A model with its tiles and what runs it, for segmenting and fine-tuning; can be kept between jobs."""

from __future__ import annotations

import importlib.util
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from model.checkpoint.library import find_model
from model.checkpoint.weights import ModelFile, read_model
from model.errors.errors import DeviceNotAvailable, EngineNotAvailable, InvalidRequest, NeedsTorch
from model.errors.words import marked
from model.inference import light
from model.inference.gate import NotTheSame, Prepared, prepare
from model.inference.runner import Inference
from model.inference.tiles import TileGrid
from model.protocol.values import DEVICES, ENGINES, PRECISIONS, ClassInfo
from model.sar.normalise import Normalisation
from model.sar.scene import Scene
from model.sar.windows import Window

if TYPE_CHECKING:
    from model.checkpoint.checkpoint import Loaded
    from model.inference.compute import Inference as TorchInference

log = logging.getLogger(__name__)


@dataclass
class Engine:
    """A model on a device.

    Attributes:
        loaded: The card, the architecture and the weights; on torch also the network, on its device.
        inference: Runs the network.
        tile: Side of the tiles in pixels.
        overlap: Least overlap of the tiles in pixels.
        note: Why another engine than the wanted or usual one; empty if there is nothing to say.
    """

    loaded: ModelFile | Loaded
    inference: Inference
    tile: int
    overlap: int
    note: str = ""

    @property
    def classes(self) -> list[ClassInfo]:
        """Legend of the model, in the order of the logits."""
        known = {int(item["code"]): item for item in self.loaded.card["classes"]}
        codes = self.loaded.classes
        return [ClassInfo(code, str(known[code]["name"]), str(known[code]["color"])) for code in codes]

    def tiles(self, scene: Scene, window: Window | None = None) -> TileGrid:
        """The tiles of a scene, or only the tiles that touch a window of working pixels."""
        patch = self.loaded.patch_size
        return TileGrid.anchored(scene.working_shape, scene.anchor, self.tile, self.overlap, patch, window)

    @property
    def normalisation(self) -> Normalisation:
        """Level and spread of the training data."""
        return Normalisation.from_card(self.loaded.card["normalisation"])


def torch_installed() -> bool:
    """Whether torch is part of this environment."""
    return importlib.util.find_spec("torch") is not None


def load_engine(model: str, device: str, precision: str, engine: str = "auto") -> Engine:
    """The model on its device.

    Args:
        model: Name of a model or path of its file; the default model if empty.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        precision: ``auto``, ``fp32``, ``bf16`` or ``fp16``.
        engine: ``auto``, ``torch`` or ``openvino``.

    Raises:
        ModelNotFound: There is no such model.
        ModelNotReadable: The model's file is not usable.
        DeviceNotAvailable: There is no such device.
        EngineNotAvailable: OpenVINO was asked for and cannot be used here.
        NeedsTorch: Only torch can do this, and torch is not installed.
    """
    _check(device, precision, engine)
    path = find_model(model).resolve()
    if engine == "torch" and not torch_installed():
        raise NeedsTorch(marked("PyTorch is not part of this environment."))
    if engine == "torch" or _on_gpu(device, engine):
        return _torch_engine(path, device, precision)
    light_one, reason = _light_engine(path, precision, measure=engine == "auto")
    if light_one is not None:
        return light_one
    if engine == "openvino":
        raise EngineNotAvailable(f"OpenVINO cannot run this model here: {reason}")
    if not torch_installed():
        raise NeedsTorch(f"This model needs PyTorch here: {reason}")
    if reason:
        log.info("torch instead of OpenVINO: %s", reason)
    return _torch_engine(path, device, precision, note=reason)


def choose_kind(device: str) -> str:
    """``cpu``, ``cuda`` or ``mps`` for a wanted device.

    Raises:
        InvalidRequest: ``device`` is another word.
        DeviceNotAvailable: There is no such device.
    """
    _check(device, "auto", "auto")
    if device == "cpu":
        return "cpu"
    if torch_installed():
        from model.inference.compute import choose_device

        return choose_device(device).type
    if device == "auto":
        return "cpu"
    raise DeviceNotAvailable(
        f"{device.upper()} needs PyTorch, which is not part of this environment.",
        remedy=NeedsTorch.remedy,
    )


def read_checked(path: Path) -> ModelFile:
    """A model whose weights were compared with its architecture.

    Raises:
        ModelNotReadable: The file is not usable.
    """
    if torch_installed():
        from model.checkpoint.checkpoint import load_checkpoint

        load_checkpoint(path)
        return read_model(path)
    model = read_model(path)
    if not light.why_not():
        light.check_weights(model, tile_sizes(model.patch_size)[0])
    return model


def tile_sizes(patch: int) -> tuple[int, int]:
    """Tile and overlap near 256 and 32 pixels that the patch size divides."""
    return max(1, round(256 / patch)) * patch, max(1, round(32 / patch)) * patch


def _check(device: str, precision: str, engine: str) -> None:
    for what, word, known in (
        ("device", device, DEVICES),
        ("precision", precision, PRECISIONS),
        ("engine", engine, ENGINES),
    ):
        if word not in known:
            raise InvalidRequest(f"Unknown {what} '{word}'.", remedy=f"Use one of {', '.join(known)}.")


def _on_gpu(device: str, engine: str) -> bool:
    """Whether the device is a GPU, which is torch's."""
    kind = choose_kind("cpu" if engine == "openvino" and device == "auto" else device)
    if kind != "cpu" and engine == "openvino":
        raise EngineNotAvailable(
            f"OpenVINO computes on the CPU, and {device} was chosen.",
            remedy=marked("Choose the CPU, or the engine 'auto'."),
        )
    return kind != "cpu"


def _light_engine(path: Path, precision: str, *, measure: bool) -> tuple[Engine | None, str]:
    """The model on OpenVINO; or None and why not, empty if torch is faster."""
    reason = light.why_not()
    if reason:
        return None, reason
    loaded = read_model(path)
    tile, overlap = tile_sizes(loaded.patch_size)
    try:
        prepared = prepare(loaded, tile, with_torch=torch_installed())
        chosen = prepared.precision(precision)
    except NotTheSame as error:
        return None, str(error)
    if measure and prepared.torch_is_faster(chosen, precision):
        return None, ""
    inference = light.LightInference(loaded, tile, chosen, prepared.question)
    inference.fit_batch(tile)
    return Engine(loaded, inference, tile, overlap, _note(prepared, chosen)), ""


def _note(prepared: Prepared, chosen: str) -> str:
    """What was checked in other words than usual."""
    failed = [name for name, check in prepared.checks.items() if not check.ok and name != chosen]
    return f"{failed[0]} differs too much from fp32 here: {chosen} was used." if failed else ""


def _torch_engine(path: Path, device: str, precision: str, note: str = "") -> Engine:
    from model.checkpoint.checkpoint import load_checkpoint
    from model.inference import compute

    chosen = compute.choose_device(device)
    loaded = load_checkpoint(path)
    loaded.network.to(chosen).requires_grad_(False)
    found = compute.choose_precision(loaded.network, chosen, precision)
    inference: TorchInference = compute.Inference(loaded.network, chosen, found, attention=True)
    tile, overlap = tile_sizes(loaded.patch_size)
    inference.fit_batch(tile)
    return Engine(loaded, inference, tile, overlap, note)
