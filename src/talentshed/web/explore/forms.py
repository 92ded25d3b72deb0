"""What do the questions in an address mean, and which of them can't be read?"""

import math

from django.http import QueryDict
from django.utils.translation import gettext as _

from talentshed.web.explore.queries.compare_page import Compared
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.explore.queries.ranking_page import Asked

MOST_PLACES = 20
MOST_WEIGHT = 100
_LEVELS = ("2", "3", "4", "5", "6", "sectors")


def ranking_asked(asked: QueryDict) -> Asked:
    """Return what a ranking is asked for; `NotHere` (400) names the question that can't be read."""
    level = asked.get("level", "4")
    if level not in _LEVELS:
        sentence = _("“{level}” is not a level: choose 2 to 6 digits, or sectors.").format(level=level)
        raise NotHere(sentence, status=400)
    year = asked.get("year", "")
    if year and not (year.isdigit() and len(year) == 4):
        raise NotHere(_("“{year}” is not a year: write four digits, for example 2021.").format(year=year), status=400)
    places = asked.get("k", "5")
    if not places.isdigit() or not 1 <= int(places) <= MOST_PLACES:
        sentence = _("“{places}” is not a number of places: write a whole number from 1 to {most}.")
        raise NotHere(sentence.format(places=places, most=MOST_PLACES), status=400)
    return Asked(level, int(year) if year else None, _weights(asked), int(places))


def _weights(asked: QueryDict) -> tuple[tuple[str, float], ...]:
    given = [(name[2:], str(text)) for name, text in asked.items() if name.startswith("w_") and text != ""]
    return tuple((key, _weight(key, text)) for key, text in given)


def _weight(key: str, text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = math.nan
    if not 0 <= weight <= MOST_WEIGHT:
        sentence = _("The weight of “{criterion}” can’t be “{text}”: write a number from 0 to {most}.")
        raise NotHere(sentence.format(criterion=key, text=text, most=MOST_WEIGHT), status=400)
    return weight


def compared(asked: QueryDict) -> Compared:
    """Return which regions and sectors are to be compared, empty fields left out."""
    regions = tuple(text.strip() for text in asked.getlist("region") if text.strip())
    sectors = tuple(text.strip() for text in asked.getlist("sector") if text.strip())
    return Compared(regions[:2], sectors[:2])


def chosen_counties(asked: QueryDict) -> tuple[str, ...]:
    """Return the counties that are ticked, or listed with commas or hyphens, sorted and each once."""
    listed = [code for text in asked.getlist("counties") for code in text.replace("-", ",").split(",")]
    return tuple(sorted({code.strip() for code in listed if code.strip()}))
