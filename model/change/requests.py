"""Whether a request for a change makes sense, and how its products are named."""

from __future__ import annotations

from pathlib import Path

from model.disk.paths import check_stem
from model.errors.errors import InvalidRequest
from model.errors.words import marked
from model.protocol.changing import CHANGE_OUTPUTS, ChangeRequest


def stem_of(request: ChangeRequest) -> str:
    """The stem of the products' names: as wished, or from the names of both scenes."""
    if request.stem:
        return request.stem
    names = [spec.stem or Path(spec.path).stem for spec in (request.before, request.after)]
    # Two names of Sentinel-1 products fit; longer names would leave no room for the ending.
    return f"{names[0][:90]}_to_{names[1][:90]}"


def check(request: ChangeRequest) -> None:
    """Checks outputs, folder, names and scenes.

    Raises:
        InvalidRequest: The request makes no sense.
    """
    unknown = set(request.outputs) - set(CHANGE_OUTPUTS)
    if unknown:
        raise InvalidRequest(
            f"Unknown output '{sorted(unknown)[0]}'.", remedy=f"Use {', '.join(CHANGE_OUTPUTS)}."
        )
    if not request.outputs:
        raise InvalidRequest(
            marked("No output was chosen."), remedy=f"Choose from {', '.join(CHANGE_OUTPUTS)}."
        )
    if not request.out_dir:
        raise InvalidRequest(marked("No output folder was given."))
    if request.before.path == request.after.path and request.before.co_band == request.after.co_band:
        raise InvalidRequest(
            marked("Both dates are the same file."), remedy=marked("Choose two scenes of different dates.")
        )
    check_stem(stem_of(request))
