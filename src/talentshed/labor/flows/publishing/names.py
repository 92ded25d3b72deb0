"""What are the codes of a release called in words: sectors, sources, destinations, times?"""

from collections.abc import Callable

from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.labor.flows.definitions import UNKNOWN
from talentshed.labor.flows.publishing.asked import Asked
from talentshed.labor.flows.publishing.codes import REST


def sector_names(_: Callable[[str], str] = str) -> dict[str, str]:
    """Return the names of the NAICS sectors (United States, 2022), shortened, and of our own codes."""
    return {
        "11": _("Agriculture"),
        "21": _("Mining"),
        "22": _("Utilities"),
        "23": _("Construction"),
        "31-33": _("Manufacturing"),
        "42": _("Wholesale trade"),
        "44-45": _("Retail trade"),
        "48-49": _("Transportation and warehousing"),
        "51": _("Information"),
        "52": _("Finance and insurance"),
        "53": _("Real estate"),
        "54": _("Professional services"),
        "55": _("Management of companies"),
        "56": _("Administrative services"),
        "61": _("Education"),
        "62": _("Health care"),
        "71": _("Arts and recreation"),
        "72": _("Hotels and restaurants"),
        "81": _("Other services"),
        "92": _("Public administration"),
        REST: _("Other sectors, joined"),
        UNKNOWN: _("Industry unknown"),
        TOTAL: _("All sectors"),
    }


def place_names(_: Callable[[str], str] = str) -> dict[str, str]:
    """Return the words of sources and destinations."""
    return {
        "education": _("an education program"),
        "same_sector_in_region": _("the same sector here"),
        "same_sector_elsewhere": _("the same sector elsewhere"),
        "other_sector": _("another sector"),
        "nonemployment": _("nonemployment"),
        "new_to_data": _("new to the records"),
    }


def sector_in_words(asked: Asked, code: str, _: Callable[[str], str] = str) -> str:
    """Return the name of a sector as the documents say it."""
    if asked.sector and asked.sector_name and code not in (TOTAL, REST, UNKNOWN):
        return asked.sector_name
    return sector_names(_).get(code, _("industries {codes}").format(codes=code))


def place_in_words(asked: Asked, _: Callable[[str], str] = str) -> str:
    """Return the name of the region."""
    if asked.region_name:
        return asked.region_name
    if asked.region:
        return _("counties {codes}").format(codes=", ".join(asked.region))
    return _("all places in the records")
