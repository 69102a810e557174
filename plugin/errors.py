"""Errors as the plugin shows them: what happened, why, and what to do.

No Qt in here: the worker's client raises these errors in any thread.
"""

from __future__ import annotations

import signal

from ..model.protocol.values import ErrorInfo
from .translation import marked, tr

_REPORT = marked("Please report this with the log (View > Panels > Log Messages > Sardino).")
_SETUP = marked(
    "Open Raster > Sardino > Set up model backend: it makes Sardino's Python environment, or takes an "
    "existing one of yours."
)

_TITLES = {
    "invalid_request": marked("The parameters do not fit together"),
    "scene_not_readable": marked("The layer cannot be read"),
    "network_source": marked("The layer lies on a network"),
    "scene_too_large": marked("The layer is too large"),
    "not_radar": marked("This does not look like a radar image"),
    "band_not_found": marked("The band does not exist"),
    "scenes_do_not_match": marked("The two polarisations do not match"),
    "no_valid_pixels": marked("There is nothing valid to segment"),
    "extent_outside_scene": marked("The extent lies outside the layer"),
    "model_not_found": marked("The model was not found"),
    "model_not_readable": marked("The model cannot be read"),
    "features_not_readable": marked("The kept features cannot be read"),
    "features_not_kept": marked("The features cannot be kept"),
    "example_not_usable": marked("The marked places cannot be used"),
    "no_reference": marked("The model does not know its training data"),
    "device_not_available": marked("The device is not available"),
    "engine_not_available": marked("The engine is not available"),
    "needs_torch": marked("This needs PyTorch"),
    "file_not_usable": marked("A file or folder cannot be used"),
    "answer_too_long": marked("The answer is too long"),
    "out_of_memory": marked("Memory ran out"),
    "output_not_writable": marked("The output folder cannot be written to"),
    "disk_full": marked("The disk is full"),
    "scene_process_died": marked("The process of a scene ended"),
    "scene_not_fetched": marked("A scene could not be fetched"),
    "extra_missing": marked("A package is missing"),
    "archive_in_use": marked("Another run writes into the folder"),
    "scheduler_lost": marked("The scheduler has gone"),
    "backend_incomplete": marked("Sardino's Python environment is incomplete"),
}


class PluginError(Exception):
    """Base of all errors that a user of the plugin may meet.

    Attributes:
        title: What happened, in a few words.
        message: Why, in a sentence; may be empty.
        remedy: What to do next.
        detail: More for the log (a traceback, the end of the worker's log); may be empty.
        code: Stable short name, the same as in ``model.errors.errors`` if both have the error.
    """

    code = "internal"
    title = marked("Sardino could not finish")
    remedy = _REPORT

    def __init__(
        self,
        message: str = "",
        *,
        title: str | None = None,
        remedy: str | None = None,
        detail: str = "",
        code: str | None = None,
    ) -> None:
        super().__init__(message or title or tr(type(self).title))
        self.message = message
        self.title = title or tr(type(self).title)
        self.remedy = remedy or tr(type(self).remedy)
        self.detail = detail
        self.code = code or type(self).code

    def text(self) -> str:
        """The whole text for a user in one line: "title: message. remedy"."""
        reason = f"{self.title}: {self.message}" if self.message else self.title
        return f"{_sentence(reason)} {_sentence(self.remedy)}"


class BackendError(PluginError):
    """The worker refused a job or failed, and said why."""

    @classmethod
    def from_info(cls, info: ErrorInfo) -> BackendError:
        """The error for the worker's answer."""
        return cls(
            tr(info.message),
            title=tr(_TITLES.get(info.code, "")),
            remedy=tr(info.remedy),
            detail=info.detail,
            code=info.code,
        )


class NoBackend(PluginError):
    """There is no Python environment to run the worker in."""

    code = "no_backend"
    title = marked("Sardino's Python environment was not found")
    remedy = _SETUP


class BackendIncomplete(PluginError):
    """The environment lacks a package that the worker needs."""

    code = "backend_incomplete"
    title = _TITLES["backend_incomplete"]
    remedy = _SETUP


class SetupFailed(PluginError):
    """Base of the errors that end a set-up. The environment used so far stays in use."""

    code = "setup_failed"
    title = marked("The set-up did not succeed")
    remedy = marked(
        "Look at the output, then try again: what was downloaded is kept. Otherwise copy the report."
    )


class SetupNotWritable(SetupFailed):
    """The profile's folder, or a program's file in the folder, cannot be written."""

    code = "setup_not_writable"
    title = marked("The QGIS profile's folder cannot be written to")
    remedy = marked(
        "Close other QGIS windows, check the folder's permissions and the virus scanner, and try again."
    )


class SetupDiskFull(SetupFailed):
    """The disk filled up."""

    code = "setup_disk_full"
    title = marked("The disk is full")
    remedy = marked(
        "Free some space on the disk of your QGIS profile, and try again: it goes on where it stopped."
    )


class SetupNoPython(SetupFailed):
    """No Python was found on which the packages run, and none could be downloaded."""

    code = "setup_no_python"
    title = marked("No suitable Python was found")
    remedy = marked(
        "Install Python 3.12 from https://www.python.org/downloads (no administrator rights are needed), or "
        "check the network, and try again."
    )


class SetupNoNetwork(SetupFailed):
    """The package index cannot be reached."""

    code = "setup_no_network"
    title = marked("The packages could not be downloaded")
    remedy = marked(
        "Check the connection and the proxy (Settings > Options > Network), then try again. Without "
        "internet, use a folder of packages."
    )


class SetupPackageMissing(SetupFailed):
    """The index or the folder lacks a package."""

    code = "setup_package_missing"
    title = marked("A package is missing")
    remedy = marked(
        "Check the package index, or fill the folder of packages anew, for this system and this "
        "Python version."
    )


class SetupNotGenuine(SetupFailed):
    """A package's file differs from the file in the lock or the index."""

    code = "setup_not_genuine"
    title = marked("A package is not what it should be")
    remedy = marked(
        "Nothing of it was used. Try again; if it happens again, choose another package index, or a folder "
        "of packages."
    )


class SetupNotVerified(SetupFailed):
    """The environment was made, but the model does not run in it."""

    code = "setup_not_verified"
    title = marked("The model does not run in this environment")
    remedy = marked("Look at the output. If a GPU is at fault, set up the build for the CPU instead.")


class WorkerDidNotStart(PluginError):
    """The worker ended or stayed silent before its greeting."""

    code = "worker_did_not_start"
    title = marked("Sardino's worker process did not start")
    remedy = marked(
        "Look at the log (View > Panels > Log Messages > Sardino). Open Raster > Sardino > Set up model "
        "backend: it makes Sardino's Python environment, or takes an existing one of yours."
    )


SETUP_HELPS = (NoBackend.code, BackendIncomplete.code, WorkerDidNotStart.code)
"""Codes of errors for which the set-up is the remedy."""


class BackendMismatch(PluginError):
    """Plugin and worker have different versions."""

    code = "backend_mismatch"
    title = marked("Sardino's worker is of another version than the plugin")
    remedy = marked("Restart QGIS. If it happens again, install the plugin anew.")


class BackendProtocolError(PluginError):
    """The worker sent lines that make no sense."""

    code = "backend_protocol"
    title = marked("Sardino's worker process answered with nonsense")
    remedy = marked("Start again; a fresh worker will be used. If it happens again, report it with the log.")


class WorkerDied(PluginError):
    """The worker ended in the middle of a job."""

    code = "worker_died"
    title = marked("Sardino's worker process ended in the middle of the job")
    remedy = marked(
        "Start again; a fresh worker will be used. If it happens again, segment a smaller extent, "
        "close other programs, or choose the CPU."
    )

    @classmethod
    def with_exit_code(cls, exit_code: int | None, log_tail: str) -> WorkerDied:
        """The error for a process's exit code (negative: a signal) and the end of its log."""
        return cls(exit_in_words(exit_code), detail=log_tail)


class WorkerSilent(PluginError):
    """The worker lives but has said nothing for minutes."""

    code = "worker_silent"
    title = marked("Sardino's worker process stopped answering")
    remedy = marked(
        "It was ended. Start again; if it happens again, segment a smaller extent or choose the CPU."
    )


class RequestNotUsable(PluginError):
    """The job contains a value that no message can carry."""

    code = "invalid_request"
    title = _TITLES["invalid_request"]
    remedy = marked("Check the numbers: the extent and the nodata value have to be finite.")


class RequestTooLarge(PluginError):
    """The job does not fit in one message; usually a polygon with very many vertices."""

    code = "request_too_large"
    title = marked("The polygons have too many vertices")
    remedy = marked("Simplify the polygons (Vector > Geometry Tools > Simplify), or select fewer of them.")


class JobCancelled(PluginError):
    """The user cancelled. Not shown as an error."""

    code = "cancelled"
    title = marked("Cancelled")
    remedy = marked("Nothing was written. Start again when you are ready.")


class LayerNotUsable(PluginError):
    """The layer can neither be handed to the worker nor be exported for the worker."""

    code = "layer_not_usable"
    title = marked("The layer cannot be used")
    remedy = marked("Choose another raster layer, or save it as a GeoTIFF first (Export > Save As).")


class ExportFailed(PluginError):
    """Writing a temporary copy of a layer for the worker failed."""

    code = "export_failed"
    title = marked("The layer could not be copied for the worker")
    remedy = marked(
        "Check the connection and the free space of the temporary folder, or use a smaller extent."
    )


def exit_in_words(exit_code: int | None) -> str:
    """What a process's exit code means to a user."""
    if exit_code is None:
        return tr("It closed its output without ending.")
    if exit_code < 0:
        try:
            name = signal.Signals(-exit_code).name
        except ValueError:
            name = tr("signal {number}").format(number=-exit_code)
        if name == "SIGKILL":
            return tr("It was killed (SIGKILL), most often because memory ran out.")
        return tr("It crashed ({name}).").format(name=name)
    # Windows reports crashes as NTSTATUS values, known by their hexadecimal form.
    if exit_code > 0xC0000000:
        return tr("It crashed ({name}).").format(name=f"0x{exit_code:08X}")
    return tr("It ended with exit code {number}.").format(number=exit_code)


def _sentence(text: str) -> str:
    """The text with a full stop at the end."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."


def in_words(error: Exception) -> str:
    """An error as the user should read it."""
    return error.text() if isinstance(error, PluginError) else str(error)
