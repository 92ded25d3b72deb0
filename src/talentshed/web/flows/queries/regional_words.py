"""How are the codes of an analysis called in the reader's language: sectors, sources, tables, and what is hidden?"""

from django.utils.translation import gettext as _

from talentshed.web.flows.models import FlowRelease
from talentshed.web.flows.release_sheets import REPORTED, TOTAL

REST, UNKNOWN, OTHER_FIELDS, SMALLER = "other", "unknown", "other fields", "smaller programs"


def sector_names() -> dict[str, str]:
    """Return the names of the NAICS sectors, shortened, and of the analysis's own codes; as its documents call them."""
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


def place_names() -> dict[str, str]:
    """Return the words of sources and destinations, as the documents of the analysis call them."""
    return {
        "education": _("an education program"),
        "same_sector_in_region": _("the same sector here"),
        "same_sector_elsewhere": _("the same sector elsewhere"),
        "other_sector": _("another sector"),
        "nonemployment": _("nonemployment"),
        "new_to_data": _("new to the records"),
    }


def sector_in_words(release: FlowRelease, code: str) -> str:
    """Return the name of a sector; the one in focus as the release calls it, where that is no name of ours."""
    known = sector_names().get(code)
    if known is None and release.sector_code == code:
        return release.sector
    return known or _("industries {codes}").format(codes=code)


def program_in_words(code: str) -> str:
    """Return the name of a program or of a field of programs."""
    if code == TOTAL:
        return _("All programs")
    if code == OTHER_FIELDS:
        return _("Other fields, joined")
    field, _comma, rest = code.partition(", ")
    if rest == SMALLER:
        return _("{field}: smaller programs").format(field=program_in_words(field))
    if code.startswith("field "):
        return _("Field {code}").format(code=code.removeprefix("field "))
    return code


def status_in_words(status: str) -> str:
    """Return what stands in place of a figure that isn't shown, as in the pictures; `reported` shows the figure."""
    from talentshed.labor.charts.words import status_words

    return status if status == REPORTED else status_words(status, _)


def sheet_names() -> dict[str, str]:
    """Return what each table is called."""
    return {
        "job_to_job": _("Moves from job to job, by sector and year"),
        "job_to_job_by_quarter": _("Moves from job to job, by quarter and kind"),
        "inflow": _("Who joined the sector, by source"),
        "outflow": _("Who left the sector, by destination"),
        "industry_matrix": _("Moves between sectors, all published years"),
        "earnings": _("People who started and were paid before and after"),
        "equity": _("People who started, by group"),
        "retention": _("Hires at risk of leaving, and who stayed"),
        "qwi": _("Jobs, hires and separations"),
        "j2j": _("Hires and separations of dominant jobs"),
        "completers": _("Where completers are"),
        "pseo": _("Graduates employed"),
        "wioa": _("Completers employed, by the workforce act"),
        "first_sector_job": _("Completers waiting for a first job in the sector"),
        "completer_earnings": _("Completers who are paid"),
        "retention_curve": _("Share of hires who stay"),
        "first_sector_job_curve": _("Share of completers who entered the sector"),
        "feeder_index": _("Which sectors feed which"),
        "earnings_percentiles": _("Earnings before and after a start"),
        "capture": _("Capture rate, leakage and employment rate"),
        "wioa_rates": _("Employment and retention rates by the workforce act"),
        "completer_earnings_percentiles": _("Earnings of completers"),
    }
