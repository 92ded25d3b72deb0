"""What was read already for the page that is being made? So that gates, figures and blocks share one query.

Only a page that changes nothing remembers: what an action reads is read anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership

T = TypeVar("T")
_read: ContextVar[dict[tuple[str, int], Any] | None] = ContextVar("read_for_a_page", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Remember what is read of each partnership until the page is made."""
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once_a_page(read: Callable[["Partnership"], T]) -> Callable[["Partnership"], T]:
    """Let a function that reads something of a partnership ask the database once for a page; else at each call."""
    name = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def remembered(partnership: "Partnership") -> T:
        known = _read.get()
        if known is None:
            return read(partnership)
        key = (name, partnership.pk)
        if key not in known:
            known[key] = read(partnership)
        found: T = known[key]
        return found

    return remembered
