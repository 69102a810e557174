"""The classes that may be there, as users write them: ``10, 40, 80`` or names, and shares ``10=0.3``."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterString

from ...model.protocol.archiving import ArchiveRequest
from ...model.protocol.segmenting import ListModelsRequest, SegmentRequest
from ...model.protocol.values import ClassInfo, ErrorInfo, ModelInfo
from ..backend import shared_client
from ..errors import BackendError
from ..translation import tr
from .base import WorkerAlgorithm


def add_expected(algorithm: WorkerAlgorithm, classes: str, prior: str) -> None:
    """Declares which classes may be there, and how common they are.

    Args:
        algorithm: Gets the parameters.
        classes: Name of the parameter with the classes.
        prior: Name of the parameter with their shares.
    """
    algorithm.add(
        QgsProcessingParameterString(classes, tr("Expected classes"), "", optional=True),
        tr(
            "Codes or names of the classes that may be there: 10, 40, 80. Others are never said, and the "
            "confidence is a share among these. Empty: all classes of the model."
        ),
    )
    algorithm.add(
        QgsProcessingParameterString(prior, tr("Prior shares"), "", optional=True),
        tr(
            "How much of the ground each expected class covers, if you know: 10=0.3, 40=0.5, 80=0.2. "
            "Every expected class needs a share above 0, in any unit. Empty: nothing is known."
        ),
        advanced=True,
    )


def what_is_wrong(
    algorithm: WorkerAlgorithm,
    parameters: dict[str, Any],
    classes: str,
    prior: str,
    context: QgsProcessingContext,
) -> str:
    """Why the two parameters of :func:`add_expected` cannot be read; empty if they can."""
    try:
        read_classes(algorithm.parameterAsString(parameters, classes, context))
        read_shares(algorithm.parameterAsString(parameters, prior, context))
    except BackendError as error:
        return error.text()
    return ""


def read_classes(text: str) -> list[str]:
    """Codes and names in a text, separated by commas.

    Raises:
        BackendError: There is nothing between two commas.
    """
    words = [word.strip() for word in text.split(",")] if text.strip() else []
    if not all(words):
        raise _refused(
            tr("'{text}' is no list of classes.").format(text=text),
            tr("Write codes or names with commas between them: 10, 40, 80."),
        )
    return list(dict.fromkeys(words))


def read_shares(text: str) -> dict[str, float]:
    """Code or name to share in a text such as ``10=0.3, 40=0.5``.

    Raises:
        BackendError: A part is not ``class=share``, a class comes twice, or a share is not above 0.
    """
    shares: dict[str, float] = {}
    for part in text.split(",") if text.strip() else []:
        word, _, number = (piece.strip() for piece in part.rpartition("="))
        try:
            share = float(number)
        except ValueError:
            share = math.nan
        if not word or word in shares or not 0 < share < math.inf:
            raise _refused(
                tr("'{text}' is no share of a class.").format(text=part.strip()),
                tr(
                    "Write class=share with a share above 0, each class once: 10=0.3, 40=0.5, 80=0.2. "
                    "Leave out a class that cannot be there."
                ),
            )
        shares[word] = share
    return shares


def names_to_codes(request: SegmentRequest | ArchiveRequest, feedback: QgsProcessingFeedback) -> None:
    """Replaces class names in the user's language by codes: the worker knows only the model's own names."""
    if not needs_names([*request.classes, *request.priors]):
        return
    models = shared_client().request(ListModelsRequest(), cancelled=feedback.isCanceled).models
    classes = classes_of(models, request.model)
    codes = {as_code(word, classes): share for word, share in request.priors.items()}
    # Two words for one class stay as they are, for the worker to refuse.
    request.priors = codes if len(codes) == len(request.priors) else request.priors
    request.classes = [as_code(word, classes) for word in request.classes]


def needs_names(words: Sequence[str]) -> bool:
    """Whether some of the words are names, which may be in the user's language."""
    return not all(word.isascii() and word.isdigit() for word in words)


def classes_of(models: Sequence[ModelInfo], name: str) -> list[ClassInfo]:
    """The classes of a model by its name or path, empty for the default; empty if it is not listed."""
    for item in models:
        if (item.is_default and not name) or (name and name in (item.name, item.path)):
            return item.classes
    return []


def as_code(word: str, classes: Sequence[ClassInfo]) -> str:
    """The code for a name in the user's language; other words unchanged, for the worker to judge."""
    found = [item.code for item in classes if _plain(tr(item.name)) == _plain(word)]
    return str(found[0]) if len(found) == 1 else word


def _refused(message: str, remedy: str) -> BackendError:
    """The error that the worker would give."""
    return BackendError.from_info(ErrorInfo("invalid_request", message, remedy))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
