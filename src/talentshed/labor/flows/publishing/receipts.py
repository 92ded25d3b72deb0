"""Where does each published table and picture come from: files, definition, settings, rules, what is hidden?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from talentshed.labor.disclosure.policy import Policy
from talentshed.labor.flows.definitions import TABLES, WORDS
from talentshed.labor.flows.publishing.asked import About, Asked
from talentshed.labor.flows.publishing.codes import Industries, Periods
from talentshed.labor.flows.publishing.plan import plan
from talentshed.labor.flows.publishing.sheet import Sheet


def receipts(
    sheets: Sequence[Sheet],
    figures: Mapping[str, str],
    left_out: Mapping[str, str],
    asked: Asked,
    about: About,
    policy: Policy,
    *,
    _: Callable[[str], str] = str,
) -> dict[str, Any]:
    """Return the receipts of a release as plain data. `figures`: picture -> the sheet that it shows."""
    by_name = {sheet.name: sheet for sheet in sheets}
    shared = {
        "sources": [asdict(source) for source in about.sources],
        "quarters": [asked.first, asked.last],
        "parameters": dict(asked.parameters),
        "code_version": about.code_version,
        "policy": {"key": policy.key, "version": policy.version},
        "vintage": about.vintage,
        "asked": _asked(asked),
        "agency": about.agency,
        "approver": about.approver,
        "date": about.date,
    }
    return {
        "shared": shared,
        "tables": {sheet.name: _table(sheet, _) for sheet in sheets},
        "figures": {
            name: {"table": sheet, "statuses": by_name[sheet].counts()} for name, sheet in sorted(figures.items())
        },
        "not_published": dict(left_out),
        "words": dict(WORDS),
    }


def _asked(asked: Asked) -> dict[str, Any]:
    """Return of which sector, place and time the release is, as its tables and people call them."""
    periods = Periods(asked.first, asked.last)
    joined = Industries().focus(asked.sector) if asked.sector else ""
    return {
        "sector": list(asked.sector),
        "sector_code": joined,
        "sector_name": asked.sector_name,
        "region": list(asked.region),
        "region_name": asked.region_name,
        "period": [periods.name(asked.first), periods.name(asked.last)],
        "education_window": asked.education_window,
        "base_quarter": asked.base_quarter,
    }


def _table(sheet: Sheet, _: Callable[[str], str]) -> dict[str, Any]:
    leaving = next(each for each in plan(_=_) if sheet.name in each.sheets)
    definition = TABLES[leaving.table]
    return {
        "definition": definition.description,
        "columns": {column.name: column.meaning for column in definition.columns},
        "how": leaving.how,
        "why": leaving.why,
        "worked_out_from": list(sheet.worked_out_from),
        "rows": len(sheet.rows),
        "statuses": sheet.counts(),
    }
