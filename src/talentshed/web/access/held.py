"""What does this installation hold about somebody, in lines that can be read?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _


def in_lines(held: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each part with its lines, whatever shape of JSON a capability handed over."""
    return tuple((name, tuple(_lines(value))) for name, value in held.items())


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from (f"{key}: {line}" for line in tuple(_lines(each)) or (_("nothing"),))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for row in value:
            yield (
                "; ".join(f"{key}: {_plain(each)}" for key, each in row.items())
                if isinstance(row, Mapping)
                else (_plain(row))
            )
    else:
        yield _plain(value)


def _plain(value: Any) -> str:
    if value is None or value == "":
        return _("not known")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
