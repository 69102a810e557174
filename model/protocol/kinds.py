"""What a request or a result may hold, by the kind's name in the message."""

from __future__ import annotations

from typing import Callable, TypeVar


class Params:
    """Base class of the params of requests."""


class Answer:
    """Base class of the answers in results."""


Body = TypeVar("Body", bound=type)

KINDS: dict[str, type] = {}
"""Dataclasses by name; filled by importing the modules that define them."""


def kind(name: str) -> Callable[[Body], Body]:
    """Registers a dataclass under its name in messages."""

    def register(cls: Body) -> Body:
        KINDS[name] = cls
        return cls

    return register


def kind_of(body: object) -> str:
    """The name of the kind of a request's params or a result's answer.

    Raises:
        KeyError: The class is not registered.
    """
    return next(name for name, cls in KINDS.items() if cls is type(body))
