"""Of which time are hires told: a year, or half of one?"""

import re
from datetime import date

from django.utils.translation import gettext as _

PERIOD = re.compile(r"20\d\d(-H[12])?")
_YEARS_BACK = 3


def offered(today: date) -> tuple[str, ...]:
    """Return the periods that firms may answer on: years and halves that have begun, the latest first."""
    found = []
    for year in range(today.year, today.year - _YEARS_BACK, -1):
        halves = [f"{year}-H2"] if year < today.year or today.month > 6 else []
        found += [str(year), *halves, f"{year}-H1"]
    return tuple(found)


def in_words(period: str) -> str:
    """Return a period as people read it."""
    year, _dash, half = period.partition("-")
    if half == "H1":
        return _("January to June {year}").format(year=year)
    if half == "H2":
        return _("July to December {year}").format(year=year)
    return year
