"""What the worker recognised in a scene, in the user's language. No Qt in here.

The worker sends an English sentence (``model/sar/describing.py``). Unknown parts stay in English.
"""

from __future__ import annotations

import re

from ..translation import marked, tr

_OPENINGS = {
    "Looks like ": marked("Looks like {unit}, {bands}, {resolution}"),
    "Read, as you chose, as ": marked("Read, as you chose, as {unit}, {bands}, {resolution}"),
}
_UNITS = {
    r"(?P<quantity>\w+) in dB": marked("{quantity} in dB"),
    r"(?P<quantity>\w+) in dB x (?P<times>\d+)": marked("{quantity} in dB x {times}"),
    r"linear (?P<quantity>\w+)": marked("linear {quantity}"),
    "uncalibrated intensity": marked("uncalibrated intensity"),
    "amplitude": marked("amplitude"),
    r"(?P<quantity>\w+) in calibrated numbers": marked("{quantity} in calibrated numbers"),
    "raw digital numbers": marked("raw digital numbers"),
    "an 8-bit stretched amplitude image": marked("an 8-bit stretched amplitude image"),
}
_QUANTITIES = (marked("backscatter"), marked("co-pol"), marked("cross-pol"))
"""Words that can replace sigma0 or VV; sigma0 and VV are the same in every language."""
_BANDS = {r"(?P<first>\S+) and (?P<second>\S+)": marked("{first} and {second}")}
_RESOLUTIONS = {
    r"(?P<size>.+) on the ground": marked("{size} on the ground"),
    "ground resolution unknown": marked("ground resolution unknown"),
}
_REASONS = {
    r"Does not look like a radar image: band (?P<band>\d+): (?P<reason>.+)\.": marked(
        "Does not look like a radar image: band {band}: {reason}."
    ),
    r"Does not look like a radar image: (?P<reason>.+)\.": marked(
        "Does not look like a radar image: {reason}."
    ),
}


def summary_in_words(summary: str) -> str:
    """A scene's summary in the user's language."""
    for opening, text in _OPENINGS.items():
        parts = summary[len(opening) :].split(", ", 2)
        if summary.startswith(opening) and len(parts) == 3:
            unit, bands, resolution = parts
            return tr(text).format(
                unit=_looked_up(unit, _UNITS),
                bands=_looked_up(bands, _BANDS),
                resolution=_looked_up(resolution, _RESOLUTIONS),
            )
    return _looked_up(summary, _REASONS)


def _looked_up(words: str, table: dict[str, str]) -> str:
    """Translates the words with the matching pattern of the table."""
    for pattern, text in table.items():
        match = re.fullmatch(pattern, words)
        if match is not None:
            return tr(text).format(**{name: tr(value) for name, value in match.groupdict().items()})
    return tr(words)
