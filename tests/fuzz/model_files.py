"""Takes a safetensors file apart and puts it together again."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from typing import Any

CARD_KEY = "sardino"


def parts_of(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Header and tensors."""
    length = struct.unpack_from("<Q", data)[0]
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def put_together(header: Any, tensors: bytes, *, length: int | None = None) -> bytes:
    """A file; ``length`` lies about the header's bytes."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + tensors


def with_card(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file with its card changed in place."""
    header, tensors = parts_of(data)
    card = json.loads(header["__metadata__"][CARD_KEY])
    change(card)
    header["__metadata__"][CARD_KEY] = json.dumps(card)
    return put_together(header, tensors)
