"""Parameters that several algorithms have, in one table: name, label, line of help and kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...model.protocol.values import DEVICES, ENGINES, PRECISIONS, UNITS
from ..translation import marked, tr


def choice(
    name: str,
    label: str,
    values: tuple[str, ...],
    *,
    multiple: bool = False,
    default: list[str] | None = None,
    first: str | None = None,
) -> QgsProcessingParameterEnum:
    """A choice with the words of the worker's protocol as values.

    Args:
        name: The parameter's name.
        label: Its label.
        values: What can be chosen.
        multiple: Whether several values can be chosen.
        default: With ``multiple``, what is chosen at first; all if None.
        first: Without ``multiple``, what is chosen at first; the first value if None.
    """
    return QgsProcessingParameterEnum(
        name,
        label,
        options=list(values),
        allowMultiple=multiple,
        defaultValue=(default or list(values)) if multiple else (first or values[0]),
        usesStaticStrings=True,
    )


@dataclass(frozen=True)
class _Shared:
    """How a parameter is made.

    Attributes:
        make: Makes the parameter from its name and its label.
        label: The parameter's label, marked for translation.
        help: The parameter's line of help, marked for translation.
    """

    make: Callable[[str, str], QgsProcessingParameterDefinition]
    label: str
    help: str


_BAND = partial(
    QgsProcessingParameterNumber, type=QgsProcessingParameterNumber.Integer, optional=True, minValue=0
)
_NUMBER = partial(QgsProcessingParameterNumber, type=QgsProcessingParameterNumber.Double, optional=True)

_SHARED = {
    "INPUT": _Shared(
        QgsProcessingParameterRasterLayer,
        marked("Radar layer"),
        marked("The radar layer: one polarisation, or both in its bands."),
    ),
    "CROSS_POL": _Shared(
        partial(QgsProcessingParameterRasterLayer, optional=True),
        marked("Cross-polarised layer (VH or HV), if separate"),
        marked("A second raster with VH or HV, if it is not a band of the first. Same grid."),
    ),
    "CO_BAND": _Shared(
        _BAND,
        marked("Band of VV or HH"),
        marked("Band number of VV or HH. Empty: recognise it. 0: there is none."),
    ),
    "CROSS_BAND": _Shared(
        _BAND,
        marked("Band of VH or HV"),
        marked(
            "Band number of VH or HV, in the second raster if there is one. Empty: recognise it. 0: there is "
            "none."
        ),
    ),
    "UNITS": _Shared(
        partial(choice, values=UNITS),
        marked("Pixel values"),
        marked(
            "What the pixel values are. 'auto' recognises it; 'db_x100' is decibels times 100, 'linear' "
            "power (sigma0, gamma0), 'dn' raw digital numbers of a GRD product, 'uint8' a stretched 8-bit "
            "picture."
        ),
    ),
    "NODATA": _Shared(
        _NUMBER,
        marked("Additional nodata value"),
        marked("A value to treat as nodata, besides the layer's own."),
    ),
    "MODEL": _Shared(
        partial(QgsProcessingParameterString, defaultValue="", optional=True),
        marked("Model"),
        marked("Name of a model, or a .safetensors file. Empty: the default model."),
    ),
    "DEVICE": _Shared(
        partial(choice, values=DEVICES),
        marked("Device"),
        marked("Where to compute. 'auto' takes the GPU if there is one that Sardino can use."),
    ),
    "PRECISION": _Shared(
        partial(choice, values=PRECISIONS),
        marked("Precision"),
        marked("Numerical precision. 'auto' takes the fastest that the device does well."),
    ),
    "ALLOW_ANY": _Shared(
        partial(QgsProcessingParameterBoolean, defaultValue=False),
        marked("Segment even if it does not look like radar"),
        marked("Go on even if the layer does not look like a radar image."),
    ),
    "DATES_GROUP": _Shared(
        partial(QgsProcessingParameterString, defaultValue="", optional=True),
        marked("Layer group with the dates"),
        marked("Name of a group in the Layers panel: all its radar layers are dates."),
    ),
    "ENGINE": _Shared(
        partial(choice, values=ENGINES),
        marked("Engine"),
        marked("What computes the network. 'auto' takes the fastest that gives the same map."),
    ),
    "CAREFUL": _Shared(
        partial(QgsProcessingParameterBoolean, defaultValue=False),
        marked("Careful: four looks at every tile"),
        marked("Also looks at mirror images of every tile: a little better, and four times as slow."),
    ),
}


def shared(name: str) -> tuple[QgsProcessingParameterDefinition, str]:
    """A parameter that several algorithms have, and its line of help, in the user's language.

    Args:
        name: A name in the table above.
    """
    row = _SHARED[name]
    return row.make(name, tr(row.label)), tr(row.help)
