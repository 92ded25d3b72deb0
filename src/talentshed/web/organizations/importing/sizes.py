"""How large does a row say that a site is, and can that be true?"""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from talentshed.web.organizations.size_bands import SizeBand, band_of

MOST_WORKERS = 50_000
"""At one site; no workplace of the country is larger by much."""
MOST_HOURS = 4_000
LEAST_HOURS = 50
"""A worker's hours a year that can be true of a whole site."""


def whole_number(text: str) -> int | None:
    """Return a whole number as people write it, such as 1,200 or 85.0; None where it is none."""
    plain = text.replace(",", "").replace(" ", "")
    found = re.fullmatch(r"(\d{1,15})(\.\d+)?", plain)
    return int(found[1]) if found else None


def size_of(cell: Callable[[str], str], say: Callable[..., None]) -> str:
    """Return the size band of a row; empty where it isn't told, or can't be true (then `say` is told why)."""
    band = cell("size_band").replace("–", "-").replace(" ", "")
    if band:
        if band in SizeBand.values:
            return band
        sentence = _("“{text}” is no size band; it is left blank. Bands are: {bands}.")
        say("size_band", sentence.format(text=cell("size_band"), bands=", ".join(SizeBand.values)), "warning")
    written = cell("workers")
    workers = whole_number(written)
    if written and workers is None:
        say("workers", _("“{text}” is no number of workers; the size is left open.").format(text=written), "warning")
    if workers is None:
        return ""
    extreme = _extreme(workers, whole_number(cell("hours")))
    if extreme:
        say("workers", extreme, "warning")
        return ""
    return band_of(workers)


def _extreme(workers: int, hours: int | None) -> str:
    if workers > MOST_WORKERS:
        sentence = _("{workers} workers at one site can't be true; the size is left open.")
        return sentence.format(workers=f"{workers:,}")
    if workers and hours and not LEAST_HOURS <= hours / workers <= MOST_HOURS:
        sentence = _("{hours} hours and {workers} workers don't fit together; the size is left open.")
        return sentence.format(hours=f"{hours:,}", workers=f"{workers:,}")
    return ""
