"""What was read already for the page that is being made? So that gates, figures and blocks share one query.

Only a page that changes nothing remembers: what an action reads is read anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Protocol, TypeVar


class Stored(Protocol):
    """What a page is about: a partnership, a person."""

    @property
    def pk(self) -> Any:
        """Its number."""


S = TypeVar("S", bound=Stored)
T = TypeVar("T")
_read: ContextVar[dict[tuple[str, int], Any] | None] = ContextVar("read_for_a_page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Remember what is read of each partnership or person until the page is made."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once_a_page(read: Callable[[S], T]) -> Callable[[S], T]:
    """Let a function that reads something of a partnership or person ask once for a page; else at each call."""
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def remembered(about: S) -> T:
        known = _read.get()
        if known is None:
            return read(about)
        key = (name, about.pk)
        if key not in known:
            known[key] = read(about)
        found: T = known[key]
        return found

    return remembered
