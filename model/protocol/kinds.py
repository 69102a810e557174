"""What a request or a result may hold, by the name that it has on the line."""

from __future__ import annotations

from typing import Callable, TypeVar


class Params:
    """Base of what a request asks for."""


class Answer:
    """Base of what a result holds."""


Body = TypeVar("Body", bound=type)

KINDS: dict[str, type] = {}
"""By name; filled as the modules with the dataclasses are imported."""


def kind(name: str) -> Callable[[Body], Body]:
    """Registers a dataclass under the name that it has on the line."""

    def register(cls: Body) -> Body:
        KINDS[name] = cls
        return cls

    return register


def kind_of(body: object) -> str:
    """The name of the kind of a request's params or a result's answer.

    Raises:
        KeyError: It is none that was registered.
    """
    return next(name for name, cls in KINDS.items() if cls is type(body))
