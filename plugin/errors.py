"""Errors as the plugin shows them: what happened, why, and what to do about it.

No Qt in here: the worker's client raises these from any thread.
"""

from __future__ import annotations

import signal

from ..model.messages import ErrorInfo

_REPORT = "Please report this with the log (View > Panels > Log Messages > Sardino)."
_SETUP = (
    "Open Raster > Sardino > Set up model backend: it makes Sardino's Python environment, or takes an "
    "existing one of yours."
)

_TITLES = {
    "invalid_request": "The parameters do not fit together",
    "scene_not_readable": "The layer cannot be read",
    "not_radar": "This does not look like a radar image",
    "band_not_found": "The band does not exist",
    "scenes_do_not_match": "The two polarisations do not match",
    "no_valid_pixels": "There is nothing valid to segment",
    "extent_outside_scene": "The extent lies outside the layer",
    "model_not_found": "The model was not found",
    "model_not_readable": "The model cannot be read",
    "device_not_available": "The device is not available",
    "out_of_memory": "Memory ran out",
    "output_not_writable": "The output folder cannot be written to",
    "disk_full": "The disk is full",
    "backend_incomplete": "Sardino's Python environment is incomplete",
}


class PluginError(Exception):
    """Base of all errors that a user of the plugin may meet.

    Attributes:
        title: What happened, in a few words.
        message: Why, in a sentence; may be empty.
        remedy: What to do next.
        detail: More for the log (a traceback, the end of the worker's log); may be empty.
        code: Stable short name, the same as in ``model.errors`` where both have it.
    """

    code = "internal"
    title = "Sardino could not finish"
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
        super().__init__(message or title or type(self).title)
        self.message = message
        self.title = title or type(self).title
        self.remedy = remedy or type(self).remedy
        self.detail = detail
        self.code = code or type(self).code

    def text(self) -> str:
        """All that a user needs in one line: "title: message. remedy"."""
        reason = f"{self.title}: {self.message}" if self.message else self.title
        return f"{_sentence(reason)} {_sentence(self.remedy)}"


class BackendError(PluginError):
    """The worker refused or failed at a job, and said why."""

    @classmethod
    def from_info(cls, info: ErrorInfo) -> BackendError:
        """The error that a worker's answer stands for."""
        return cls(
            info.message,
            title=_TITLES.get(info.code),
            remedy=info.remedy,
            detail=info.detail,
            code=info.code,
        )


class NoBackend(PluginError):
    """There is no Python environment to run the worker in."""

    code = "no_backend"
    title = "Sardino's Python environment was not found"
    remedy = _SETUP


class BackendIncomplete(PluginError):
    """The environment lacks a package that the worker needs."""

    code = "backend_incomplete"
    title = _TITLES["backend_incomplete"]
    remedy = _SETUP


class SetupFailed(PluginError):
    """Base of what ends a set-up of the environment. What was in use before still is."""

    code = "setup_failed"
    title = "The set-up did not succeed"
    remedy = "Look at the output, then try again: what was downloaded is kept. Otherwise copy the report."


class SetupNotWritable(SetupFailed):
    """The profile's folder, or a program's file in it, cannot be written."""

    code = "setup_not_writable"
    title = "The QGIS profile's folder cannot be written to"
    remedy = "Close other QGIS windows, check the folder's permissions and the virus scanner, and try again."


class SetupDiskFull(SetupFailed):
    """The disk filled up."""

    code = "setup_disk_full"
    title = "The disk is full"
    remedy = "Free some space on the disk of your QGIS profile, and try again: it goes on where it stopped."


class SetupNoPython(SetupFailed):
    """There is no Python that the packages run on, and none could be fetched."""

    code = "setup_no_python"
    title = "No suitable Python was found"
    remedy = (
        "Install Python 3.12 from https://www.python.org/downloads (no administrator rights are needed), or "
        "check the network, and try again."
    )


class SetupNoNetwork(SetupFailed):
    """The package index cannot be reached."""

    code = "setup_no_network"
    title = "The packages could not be downloaded"
    remedy = (
        "Check the connection and the proxy (Settings > Options > Network), then try again. Without "
        "internet, use a folder of packages."
    )


class SetupPackageMissing(SetupFailed):
    """The index or the folder lacks a package."""

    code = "setup_package_missing"
    title = "A package is missing"
    remedy = (
        "Check the package index, or fill the folder of packages anew, for this system and this "
        "Python version."
    )


class SetupNotVerified(SetupFailed):
    """The environment is there, but the model does not run in it."""

    code = "setup_not_verified"
    title = "The model does not run in this environment"
    remedy = "Look at the output. If a GPU is at fault, set up the build for the CPU instead."


class WorkerDidNotStart(PluginError):
    """The worker ended, or stayed silent, before it said hello."""

    code = "worker_did_not_start"
    title = "Sardino's worker process did not start"
    remedy = "Look at the log (View > Panels > Log Messages > Sardino). " + _SETUP


SETUP_HELPS = (NoBackend.code, BackendIncomplete.code, WorkerDidNotStart.code)
"""Codes of errors for which the set-up is the remedy."""


class BackendMismatch(PluginError):
    """Plugin and worker are of different versions."""

    code = "backend_mismatch"
    title = "Sardino's worker is of another version than the plugin"
    remedy = "Restart QGIS. If it happens again, install the plugin anew."


class BackendProtocolError(PluginError):
    """The worker sent lines that make no sense."""

    code = "backend_protocol"
    title = "Sardino's worker process answered with nonsense"
    remedy = "Start again; a fresh worker will be used. If it happens again, report it with the log."


class WorkerDied(PluginError):
    """The worker ended in the middle of a job."""

    code = "worker_died"
    title = "Sardino's worker process ended in the middle of the job"
    remedy = (
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
    title = "Sardino's worker process stopped answering"
    remedy = "It was ended. Start again; if it happens again, segment a smaller extent or choose the CPU."


class RequestTooLarge(PluginError):
    """The job does not fit in one message: in practice a polygon with very many vertices."""

    code = "request_too_large"
    title = "The polygons have too many vertices"
    remedy = "Simplify the polygons (Vector > Geometry Tools > Simplify), or select fewer of them."


class JobCancelled(PluginError):
    """The user cancelled. Nothing to show as an error."""

    code = "cancelled"
    title = "Cancelled"
    remedy = "Nothing was written. Start again when you are ready."


class LayerNotUsable(PluginError):
    """The layer cannot be handed to the worker, nor exported for it."""

    code = "layer_not_usable"
    title = "The layer cannot be used"
    remedy = "Choose another raster layer, or save it as a GeoTIFF first (Export > Save As)."


class ExportFailed(PluginError):
    """Writing a temporary copy of a layer for the worker failed."""

    code = "export_failed"
    title = "The layer could not be copied for the worker"
    remedy = "Check the connection and the free space of the temporary folder, or use a smaller extent."


def exit_in_words(exit_code: int | None) -> str:
    """What a process's exit code means to a user."""
    if exit_code is None:
        return "It closed its output without ending."
    if exit_code < 0:
        try:
            name = signal.Signals(-exit_code).name
        except ValueError:
            name = f"signal {-exit_code}"
        if name == "SIGKILL":
            return "It was killed (SIGKILL), most often because memory ran out."
        return f"It crashed ({name})."
    # Windows reports crashes as NTSTATUS values, which only mean something in hexadecimal.
    if exit_code > 0xC0000000:
        return f"It crashed (0x{exit_code:08X})."
    return f"It ended with exit code {exit_code}."


def _sentence(text: str) -> str:
    """The text with a full stop at its end."""
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."


def in_words(error: Exception) -> str:
    """An error as the user should read it."""
    return error.text() if isinstance(error, PluginError) else str(error)
