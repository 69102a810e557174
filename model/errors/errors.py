"""All errors that a user may meet: each has a code, a message and a remedy.

The code is stable: documentation, tests and the plugin refer to it.
"""

from __future__ import annotations

from model.errors.words import marked
from model.protocol.values import ErrorInfo

LONGEST_MESSAGE, LONGEST_DETAIL = 1000, 4000
"""Characters of an error's text in a message: errors of many scenes have to fit into one line."""


class SardinoError(Exception):
    """Base of all errors that a user may meet.

    Attributes:
        code: Stable short name.
        remedy: What the user can do next.
        detail: More for the log.
    """

    code = "internal"
    remedy = marked("Please report this with the log (View > Panels > Log Messages > Sardino).")

    def __init__(self, message: str, *, remedy: str | None = None, detail: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy or type(self).remedy
        self.detail = detail

    def info(self) -> ErrorInfo:
        """The error for the protocol. A long detail is cut to its end, which holds the cause."""
        message = str(self)[:LONGEST_MESSAGE]
        return ErrorInfo(self.code, message, self.remedy[:LONGEST_MESSAGE], self.detail[-LONGEST_DETAIL:])


class InvalidRequest(SardinoError):
    code = "invalid_request"
    remedy = marked("Check the parameters.")


class Cancelled(SardinoError):
    code = "cancelled"
    remedy = marked("Nothing was written. Start again when you are ready.")

    def __init__(self, message: str = "Cancelled.") -> None:
        super().__init__(message)


class SceneNotReadable(SardinoError):
    code = "scene_not_readable"
    remedy = marked(
        "Check that the file opens in QGIS and is complete; download it again if it was cut short."
    )


class NetworkSource(SardinoError):
    code = "network_source"
    remedy = marked("Download the data first, and choose the file. Sardino opens nothing on a network.")


class SceneTooLarge(SardinoError):
    code = "scene_too_large"
    remedy = marked(
        "Choose an extent or a polygon, or cut the layer first (Raster > Extraction > Clip Raster by Extent)."
    )


class NotRadar(SardinoError):
    code = "not_radar"
    remedy = marked(
        "Choose a SAR layer, or tick 'Segment even if it does not look like radar' if you are sure."
    )


class BandNotFound(SardinoError):
    code = "band_not_found"
    remedy = marked("Choose the bands that hold the co-polarised and cross-polarised backscatter.")


class ScenesDoNotMatch(SardinoError):
    code = "scenes_do_not_match"
    remedy = marked("Give two files of the same acquisition with the same size and georeference.")


class NoValidPixels(SardinoError):
    code = "no_valid_pixels"
    remedy = marked(
        "Check the layer's nodata value, the bands and the extent: nothing valid is left to segment."
    )


class ExtentOutsideScene(SardinoError):
    code = "extent_outside_scene"
    remedy = marked("Zoom or draw so that the extent overlaps the layer, and check both coordinate systems.")


class ModelNotFound(SardinoError):
    code = "model_not_found"
    remedy = marked("Choose another model from the list, or import the file again.")


class ModelNotReadable(SardinoError):
    code = "model_not_readable"
    remedy = marked("Use a .safetensors file made by Sardino; download or export it again.")


class FeaturesNotReadable(SardinoError):
    code = "features_not_readable"
    remedy = marked("They are made again at the next run on this scene.")


class FeaturesNotKept(SardinoError):
    code = "features_not_kept"
    remedy = marked(
        "Raise 'Kept features' in Settings > Options > Sardino, free some space, or choose a smaller extent."
    )


class NoReference(SardinoError):
    code = "no_reference"
    remedy = marked("Choose another model: the bundled one knows what it was trained on.")


class ModelExists(SardinoError):
    code = "model_exists"
    remedy = marked("Choose another name, or allow the existing model to be replaced.")


class ExampleNotUsable(SardinoError):
    code = "example_not_usable"
    remedy = marked("Click on ground of the scene that has data.")


class LabelsNotReadable(SardinoError):
    code = "labels_not_readable"
    remedy = marked("Check that the layer opens in QGIS and that its edits are saved.")


class NothingToLearn(SardinoError):
    code = "nothing_to_learn"
    remedy = marked("Draw polygons of at least two classes on the scene, five or more of each.")


class TrainingDiverged(SardinoError):
    code = "training_diverged"
    remedy = marked("Use the fast mode, and check that no polygon has the wrong class.")


class DeviceNotAvailable(SardinoError):
    code = "device_not_available"
    remedy = marked("Choose 'auto' or 'cpu', or install the backend for your GPU.")


class EngineNotAvailable(SardinoError):
    code = "engine_not_available"
    remedy = marked("Choose the engine 'auto', or set up Sardino's backend again.")


class NeedsTorch(SardinoError):
    code = "needs_torch"
    remedy = marked(
        "Add PyTorch: Raster > Sardino > Set up model backend, and choose Full. Or, in a terminal: "
        "python3 build.py setup --full"
    )


class FileNotUsable(SardinoError):
    code = "file_not_usable"
    remedy = marked(
        "Check that the file or folder is there, that you may use it, and that its disk is connected."
    )


class AnswerTooLong(SardinoError):
    code = "answer_too_long"
    remedy = marked("What was written is complete. Ask for fewer scenes at a time.")


class OutOfMemory(SardinoError):
    code = "out_of_memory"
    remedy = marked("Close other programs, choose the CPU, or segment a smaller extent.")


class OutputNotWritable(SardinoError):
    code = "output_not_writable"
    remedy = marked("Choose a folder that you may write to and where the files are not open elsewhere.")


class DiskFull(SardinoError):
    code = "disk_full"
    remedy = marked("Free some space, or choose a folder on another disk.")


class SceneProcessDied(SardinoError):
    code = "scene_process_died"
    remedy = marked(
        "The system may have ended the process for lack of memory: use fewer workers or set a limit of "
        "memory. Then start again; finished scenes are kept."
    )


class SceneNotFetched(SardinoError):
    code = "scene_not_fetched"
    remedy = marked("Check the address, the signer and the network. Then start again.")


class ExtraMissing(SardinoError):
    code = "extra_missing"
    remedy = marked("Install the packages of resources/archive-requirements.txt.")


class ArchiveInUse(SardinoError):
    code = "archive_in_use"
    remedy = marked("Wait until the other run has ended, or choose another folder.")


class SchedulerLost(SardinoError):
    code = "scheduler_lost"
    remedy = marked("Start the scheduler and its workers, then start again; finished scenes are kept.")
