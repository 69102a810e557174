"""A model on a device with its tiles, for segmenting and fine-tuning; can be kept between jobs."""

from __future__ import annotations

from dataclasses import dataclass

from model.checkpoint.checkpoint import Loaded, find_model, load_checkpoint
from model.inference import compute
from model.inference.tiles import TileGrid
from model.protocol.values import ClassInfo
from model.sar.normalise import Normalisation
from model.sar.scene import Scene
from model.sar.windows import Window


@dataclass
class Engine:
    """A model on a device.

    Attributes:
        loaded: Network and card; the network is on the device.
        inference: Runs the network.
        tile: Side of the tiles in pixels.
        overlap: Least overlap of the tiles in pixels.
    """

    loaded: Loaded
    inference: compute.Inference
    tile: int
    overlap: int

    @property
    def classes(self) -> list[ClassInfo]:
        """Legend of the model, in the order of the logits."""
        known = {int(item["code"]): item for item in self.loaded.card["classes"]}
        codes = self.loaded.network.classes
        return [ClassInfo(code, str(known[code]["name"]), str(known[code]["color"])) for code in codes]

    def tiles(self, scene: Scene, window: Window | None = None) -> TileGrid:
        """The tiles of a scene, or only the tiles that touch a window of working pixels."""
        patch = self.loaded.network.patch_size
        return TileGrid.anchored(scene.working_shape, scene.anchor, self.tile, self.overlap, patch, window)

    @property
    def normalisation(self) -> Normalisation:
        """Level and spread of the training data."""
        return Normalisation.from_card(self.loaded.card["normalisation"])


def load_engine(model: str, device: str, precision: str) -> Engine:
    """The model on its device.

    Args:
        model: Name of a model or path of its file; the default model if empty.
        device: ``auto``, ``cpu``, ``cuda`` or ``mps``.
        precision: ``auto``, ``fp32``, ``bf16`` or ``fp16``.

    Raises:
        ModelNotFound: There is no such model.
        ModelNotReadable: The model's file is not usable.
        DeviceNotAvailable: There is no such device.
    """
    chosen = compute.choose_device(device)
    loaded = load_checkpoint(find_model(model).resolve())
    loaded.network.to(chosen).requires_grad_(False)
    found = compute.choose_precision(loaded.network, chosen, precision)
    inference = compute.Inference(loaded.network, chosen, found, attention=True)
    tile, overlap = tile_sizes(loaded.network.patch_size)
    inference.fit_batch(tile)
    return Engine(loaded, inference, tile, overlap)


def tile_sizes(patch: int) -> tuple[int, int]:
    """Tile and overlap near 256 and 32 pixels that the patch size divides."""
    return max(1, round(256 / patch)) * patch, max(1, round(32 / patch)) * patch
