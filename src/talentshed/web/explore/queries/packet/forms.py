"""What do the three forms of the shift-share say of the sector, asked at once?"""

import ibis
import ibis.expr.types as ir

from talentshed.labor.measures import shift_share
from talentshed.web.explore.queries.packet.scope import Case, Row

_IN_ALL_FORMS = ("naics", "change", "change_low", "change_high", "national", "mix", "competitive", "status")
_IN_SOME_FORMS = ("competitive_low", "competitive_high", "allocation")


def form_row(case: Case, form: str, first: int | None) -> Row | None:
    """Return the sector's row of one form (classic, esteban, dynamic); None where there is no earlier year."""
    if first is None:
        return None
    every = case.rows(
        "shift-share",
        _forms,
        case.series(),
        case.national_series(),
        year=case.scope.year,
        first=first,
        years=case.scope.national_years,
    )
    return next((row for row in every if row["form"] == form), None)


def _forms(local: ir.Table, nation: ir.Table, *, year: int, first: int, years: tuple[int, ...]) -> ir.Table:
    """The three forms of the split one under the other; what a form doesn't have is blank."""
    forms = {
        "classic": shift_share.shift_share(local, nation, year, first),
        "esteban": shift_share.esteban_marquillas(local, nation, year, first),
        "dynamic": shift_share.dynamic_shift_share(local, nation, years),
    }
    unknown = dict.fromkeys(_IN_SOME_FORMS, ibis.null("float64"))
    parts = [
        found.mutate(form=ibis.literal(form), **{key: unknown[key] for key in unknown if key not in found.columns})
        for form, found in forms.items()
    ]
    return ibis.union(*(part.select("form", *_IN_ALL_FORMS, *_IN_SOME_FORMS) for part in parts))
