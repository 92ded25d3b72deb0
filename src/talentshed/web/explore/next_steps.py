"""Where can a reader go on from a region or a sector in it? Capabilities above add their ways; this one knows none.

register_next_step(_("Start a partnership here"), lambda region, sector: f"…?region={region}&sector={sector}")
"""

from collections.abc import Callable

from django.utils.functional import Promise

from talentshed.web.ui.values import Link

Address = Callable[[str, str], str]
"""From the key of a region and that of a sector (empty where none is meant) to an address."""

_steps: "list[tuple[str | Promise, Address]]" = []


def register_next_step(label: "str | Promise", address: Address) -> None:
    """Add a way on. Called once, in an AppConfig.ready."""
    _steps.append((label, address))


def next_steps(region: str, sector: str = "") -> tuple[Link, ...]:
    """Return the ways on from a region, or from a sector in it."""
    return tuple(Link(address(region, sector), str(label)) for label, address in _steps)
