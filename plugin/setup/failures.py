"""Turns output of pip and uv, and errors of the system, into errors with a remedy."""

from __future__ import annotations

import errno
import re

from ..errors import (
    PluginError,
    SetupDiskFull,
    SetupFailed,
    SetupNoNetwork,
    SetupNotGenuine,
    SetupNotWritable,
    SetupPackageMissing,
    exit_in_words,
)
from ..translation import tr
from .command import CommandFailed

# In this order: if pip reaches no index, pip also says that it found no version.
_PHRASES: tuple[tuple[type[SetupFailed], str], ...] = (
    (
        SetupNotGenuine,
        r"DO NOT MATCH THE HASHES|In --require-hashes mode|Hashes are required",
    ),
    (SetupDiskFull, r"No space left on device|\[Errno 28\]|\[WinError 112\]|Disk quota exceeded"),
    (
        SetupNoNetwork,
        r"NewConnectionError|ConnectTimeout|ReadTimeout|getaddrinfo|Name or service not known|"
        r"Temporary failure in name resolution|ProxyError|Proxy Authentication Required|"
        r"CERTIFICATE_VERIFY_FAILED|SSLError|error sending request|dns error|Connection refused|"
        r"due to an OSError: HTTPSConnectionPool|Failed to fetch|Failed to download|"
        r"Missing dependencies for SOCKS support",
    ),
    (SetupNotWritable, r"Permission denied|\[WinError 5\]|\[WinError 32\]|Read-only file system"),
    (
        SetupPackageMissing,
        r"No matching distribution found|Could not find a version|Cannot install|ResolutionImpossible",
    ),
)


def explain_command(error: CommandFailed, otherwise: type[SetupFailed] = SetupFailed) -> PluginError:
    """The error for a program that failed.

    Args:
        error: The program's failure.
        otherwise: Error class if the output names no known reason; also replaces a missing network.
    """
    text = "\n".join(error.tail)
    for kind, phrase in _PHRASES:
        if re.search(phrase, text, re.IGNORECASE):
            if kind is SetupNotGenuine:
                return kind(_wrong_file(error.tail), detail=text)
            wanted = otherwise if kind is SetupNoNetwork and otherwise is not SetupFailed else kind
            return wanted(_telling_words(error.tail, phrase), detail=text)
    words = error.tail[-1] if error.tail else exit_in_words(error.exit_code)
    return otherwise(words.strip(), detail=text)


def explain_os(error: OSError) -> PluginError:
    """The error for a system error."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return SetupDiskFull(detail=str(error))
    return SetupNotWritable(str(error.strerror or error), detail=str(error))


def _wrong_file(lines: list[str]) -> str:
    """The file that pip refused: pip names the file before the expected hash."""
    for line, following in zip(lines, lines[1:]):
        if "Expected sha256" in following:
            return tr("{file} is not the file that Sardino was made with.").format(
                file=line.strip().partition(" from ")[0]
            )
    return ""


def _telling_words(lines: list[str], phrase: str) -> str:
    """The first line with the reason: later lines are consequences."""
    telling = [line for line in lines if re.search(phrase, line, re.IGNORECASE)]
    return re.sub(r"^\s*(ERROR|error|WARNING):\s*", "", telling[0]).strip()[:300]
