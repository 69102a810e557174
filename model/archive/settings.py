"""What is the same for all scenes of a run, and its hash."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from model.archive.scene import ArchiveScene

_FORMAT = 1
"""Changes when a run of this version must not take over scenes of an earlier version."""


@dataclass(frozen=True)
class Settings:
    """What is the same for all scenes of a run.

    Attributes:
        out_dir: The archive's folder, absolute.
        outputs: Any of ``OUTPUTS``.
        model: The model's file.
        model_sha256: Hash of the model's tensors.
        device: One of ``DEVICES``.
        precision: One of ``PRECISIONS``.
        units: One of ``UNITS``, for scenes that do not say.
        nodata: For scenes that do not say.
        allow_any: Go on where a scene does not look like radar.
        signer: ``module:function`` that signs addresses; empty for none.
        retries: How often a scene is tried again after a failure that may pass.
        memory_mb: Most memory of a scene's process; 0 for no limit.
        threads: Threads of a scene's process; 0 leaves the choice to the process.
        scenes_per_process: A process is replaced after so many scenes.
        environment: More variables for a scene's process.
        engine: One of ``ENGINES``.
        careful: Whether every tile is also seen in three mirror images.
        classes: Codes of the classes that may be there; all of the model's if empty.
        priors: Code to the share of the ground; nothing is known if empty.
    """

    out_dir: str
    outputs: tuple[str, ...]
    model: str
    model_sha256: str
    device: str = "auto"
    precision: str = "auto"
    units: str = "auto"
    nodata: float | None = None
    allow_any: bool = False
    signer: str = ""
    retries: int = 2
    memory_mb: int = 0
    threads: int = 0
    scenes_per_process: int = 25
    environment: dict[str, str] = field(default_factory=dict)
    engine: str = "auto"
    careful: bool = False
    classes: tuple[str, ...] = ()
    priors: dict[str, float] = field(default_factory=dict)

    def hash_of(self, scene: ArchiveScene) -> str:
        """Hash of the model and of all parameters that decide what a scene's products hold.

        Device, precision and engine are not part: half an archive may be made on another machine. What is not
        asked for is left out, so that scenes of a version without that option stay finished.
        """
        values: dict[str, Any] = {
            "format": _FORMAT,
            "model": self.model_sha256,
            "outputs": sorted(self.outputs),
            "units": scene.units or self.units,
            "nodata": self.nodata if scene.nodata is None else scene.nodata,
            "bands": [scene.co_band, scene.cross_band],
            "any": self.allow_any,
            **({"careful": True} if self.careful else {}),
            **({"classes": list(self.classes)} if self.classes else {}),
            **({"priors": self.priors} if self.priors else {}),
        }
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
