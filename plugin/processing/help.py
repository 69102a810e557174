"""Texts of the segmentation algorithm: the description in HTML and one line per parameter."""

from __future__ import annotations

from ..translation import tr


def segment_description() -> str:
    """What the algorithm does, what its products mean, and where its limits are."""
    return tr(
        "<p>Turns a SAR (radar) layer into a land cover map, with the model's confidence and the "
        "attention maps of its vision transformer. Everything runs on this computer, in a process "
        "of its own.</p>"
        "<p><b>Input.</b> One raster with VV or HH and/or VH or HV, or two rasters on the same grid. "
        "Sentinel-1 GRD or RTC, as sigma0 or gamma0 in dB or linear power, amplitude, raw digital "
        "numbers or 8-bit pictures. Bands, units and nodata are recognised; each can be set by hand."
        "</p>"
        "<p><b>Products</b>, on exactly the grid of the input:</p>"
        "<ul>"
        "<li><b>Land cover</b>: ESA WorldCover codes (10 tree cover, 30 grassland, 40 cropland, "
        "50 built-up, 80 water ...); 0 where the input is invalid.</li>"
        "<li><b>Confidence</b>: the probability of the class chosen, 0 to 100. Low values mark "
        "what to check first. It is the model's own opinion, not an accuracy.</li>"
        "<li><b>Attention</b>: where the network looks, one band per head and their mean last.</li>"
        "</ul>"
        "<p><b>Limits.</b> The model knows Sentinel-1 at about 10 m. Other sensors, wavelengths and "
        "steep mountains (layover, shadow) give less reliable maps. Classes that look alike to "
        "radar, such as dry grass and fallow fields, are confused; check against optical images "
        "before you rely on areas.</p>"
    )


def parameter_help() -> dict[str, str]:
    """One line of help per parameter name."""
    return {
        "INPUT": tr("The radar layer: one polarisation, or both in its bands."),
        "CROSS_POL": tr("A second raster with VH or HV, if it is not a band of the first. Same grid."),
        "CO_BAND": tr("Band number of VV or HH. Empty: recognise it. 0: there is none."),
        "CROSS_BAND": tr(
            "Band number of VH or HV, in the second raster if there is one. Empty: recognise it. 0: there is "
            "none."
        ),
        "UNITS": tr(
            "What the pixel values are. 'auto' recognises it; 'db_x100' is decibels times 100, 'linear' "
            "power (sigma0, gamma0), 'dn' raw digital numbers of a GRD product, 'uint8' a stretched 8-bit "
            "picture."
        ),
        "NODATA": tr("A value to treat as nodata, besides the layer's own."),
        "EXTENT": tr("Segment only this extent. Empty: the whole layer."),
        "POLYGONS": tr("Segment only inside these polygons; only the selected ones if you tick it."),
        "MODEL": tr("Name of a model, or a .safetensors file. Empty: the default model."),
        "DEVICE": tr("Where to compute. 'auto' takes the GPU if there is one that Sardino can use."),
        "PRECISION": tr("Numerical precision. 'auto' takes the fastest that the device does well."),
        "OUTPUTS": tr("Which layers to make."),
        "ALLOW_ANY": tr("Go on even if the layer does not look like a radar image."),
        "OUTPUT_FOLDER": tr(
            "Folder for the products (GeoTIFF). Files of an earlier run on the same layer are replaced."
        ),
        "KEEP_EARLIER": tr(
            "Instead of replacing files of an earlier run on the same layer, give the new ones a number."
        ),
    }
