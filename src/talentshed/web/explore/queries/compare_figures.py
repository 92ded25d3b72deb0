"""Which of the two is larger, more concentrated, faster growing, better paying?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.labor.charts.standing import comparison_chart
from talentshed.labor.charts.words import Kind as ChartKind
from talentshed.labor.measures import growth, location_quotient, pay, regional_industry
from talentshed.labor.method import Method
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.drawing import addresses, drawn, language
from talentshed.web.explore.queries.places import Place
from talentshed.web.explore.queries.region_data import Row, Years
from talentshed.web.explore.queries.shown import receipt_of, store_of
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn, Kind

MOST_INSIDE = 12
ALIKE = 0.02
"""Two figures within this share of each other are called alike."""


@dataclass(frozen=True)
class Side:
    """One of the two: a sector in a place. No row: the industry can't be there."""

    place: Place
    key: str
    sector: str
    name: str
    row: Row | None
    history: dict[int, Row]
    inside: dict[str, Row]

    def value(self, column: str) -> Any:
        """Return one figure of the sector; None where it isn't here or has no figure."""
        return self.row[column] if self.row else None

    @property
    def status(self) -> str:
        """Return the standing of its jobs."""
        return str(self.row["status"]) if self.row else "not_applicable"


@dataclass(frozen=True)
class Pair:
    """Two sides with what they share."""

    edition: str
    first: Side
    second: Side
    years: Years
    by_region: bool
    query: str

    @property
    def names(self) -> tuple[str, str]:
        """Return what the two are called beside each other."""
        return self.first.name, self.second.name

    @property
    def source(self) -> str:
        """Return the source line of every picture."""
        return wording.source_line(store_of(self.edition), ("cbp_county", "cbp_state"))


def what_is_compared(pair: Pair) -> str:
    """Say what is set side by side."""
    if pair.by_region:
        return _("{sector} in two regions, {year}").format(sector=pair.first.sector, year=pair.years.year)
    return _("Two sectors in {place}, {year}").format(place=pair.first.place.name, year=pair.years.year)


def figures(pair: Pair) -> tuple[Figure, ...]:
    """Return the comparison's findings: size, concentration, growth, pay, and for regions what is inside the sector."""
    made = (_size(pair), _concentration(pair), _growth(pair), _pay(pair), _inside(pair) if pair.by_region else None)
    return tuple(figure for figure in made if figure is not None)


def _size(pair: Pair) -> Figure:
    years = sorted({*pair.first.history, *pair.second.history})
    listed = [_line(str(year), pair.first.history.get(year), pair.second.history.get(year), "jobs") for year in years]
    heading = _finding(
        pair,
        "jobs",
        more=_("{ahead} has {times} times the jobs of {behind}"),
        alike=_("{first} and {second} have about as many jobs"),
    )
    grid = Grid(_("Key figures side by side, {year}").format(year=pair.years.year), _side_columns(pair), _sides(pair))
    title = _("Jobs by year, {first} and {second}").format(first=pair.names[0], second=pair.names[1])
    return _figure(pair, "size", heading, listed, "count", title, grid, regional_industry.METHOD, "jobs")


def _sides(pair: Pair) -> tuple[Row, ...]:
    found = []
    for side in (pair.first, pair.second):
        row = side.row or {"status": "not_applicable"}
        found.append(
            {
                **row,
                "name": side.name,
                "change_2yr_rate_status": row.get("change_2yr_status"),
                "change_longest_rate_status": row.get("change_longest_status"),
                "address": reverse("explore:packet", args=[side.place.key, side.key]),
            }
        )
    return tuple(found)


def _side_columns(pair: Pair) -> tuple[GridColumn, ...]:
    since = _("Change since {year}")
    return (
        GridColumn("name", _("Region") if pair.by_region else _("Sector"), link="address"),
        GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
        GridColumn("share", _("Share of jobs"), "percent"),
        GridColumn("establishments", _("Establishments"), "count"),
        GridColumn("jobs_per_establishment", _("Jobs per establishment"), "number"),
        GridColumn("lq", _("Location quotient"), "ratio", low="lq_low", high="lq_high"),
        GridColumn("change_2yr_rate", since.format(year=pair.years.before), "percent",
                   low="change_2yr_rate_low", high="change_2yr_rate_high"),
        GridColumn("change_longest_rate", since.format(year=pair.years.first), "percent",
                   low="change_longest_rate_low", high="change_longest_rate_high"),
        GridColumn("pay", _("Pay per job"), "usd"),
        GridColumn("status", _("Standing"), "status"),
    )  # fmt: skip


def _concentration(pair: Pair) -> Figure:
    text = _("Location quotient {year}")
    listed = [
        _measure(pair, text.format(year=pair.years.year), "lq"),
        _measure(pair, text.format(year=pair.years.before), "lq_before"),
    ]
    heading = _finding(
        pair,
        "lq",
        more=_("{ahead} is {times} times as concentrated as {behind}"),
        alike=_("{first} and {second} are about as concentrated"),
    )
    title = _("Location quotients (1 = as in the nation)")
    return _figure(pair, "concentration", heading, listed, "ratio", title, None, location_quotient.METHOD, "lq")


def _growth(pair: Pair) -> Figure:
    since = _("Since {year}")
    listed = [
        _measure(pair, since.format(year=pair.years.before), "change_2yr_rate"),
        _measure(pair, since.format(year=pair.years.first), "change_longest_rate"),
    ]
    first, second = (side.value("change_longest_rate") for side in (pair.first, pair.second))
    if first is None or second is None:
        heading = _("One of the two has no earlier jobs to grow from")
    else:
        text = _("Since {year} jobs changed by {first_rate} in {first} and by {second_rate} in {second}")
        heading = text.format(
            year=pair.years.first,
            first=pair.names[0],
            second=pair.names[1],
            first_rate=written(first, "percent"),
            second_rate=written(second, "percent"),
        )
    title = _("Change of jobs, percent")
    return _figure(pair, "growth", heading, listed, "change", title, None, growth.METHOD, "change_longest_rate")


def _pay(pair: Pair) -> Figure:
    listed = [_measure(pair, _("Here"), "pay"), _measure(pair, _("In the nation"), "nation_pay")]
    heading = _finding(
        pair,
        "pay",
        more=_("A job in {ahead} pays {times} times what one in {behind} pays"),
        alike=_("Jobs in {first} and {second} pay about the same"),
    )
    title = _("Average pay per job, dollars a year")
    return _figure(pair, "pay", heading, listed, "usd", title, None, pay.METHOD, "pay")


def _inside(pair: Pair) -> Figure | None:
    """The industries of the sector in both regions, the largest first."""
    codes = sorted(
        {*pair.first.inside, *pair.second.inside},
        key=lambda code: (
            -sum(side.inside[code]["jobs"] for side in (pair.first, pair.second) if code in side.inside),
            code,
        ),
    )[:MOST_INSIDE]
    if len(codes) < 2:
        return None
    titles = {code: (pair.first.inside.get(code) or pair.second.inside[code])["title"] for code in codes}
    listed = [_line(titles[code], pair.first.inside.get(code), pair.second.inside.get(code), "lq") for code in codes]
    both = [row for row in listed if row["first"] is not None and row["second"] is not None]
    ahead = sum(row["first"] > row["second"] for row in both)
    heading = _("{first} is more concentrated than {second} in {ahead} of the {all} largest industries").format(
        first=pair.names[0], second=pair.names[1], ahead=ahead, all=len(listed)
    )
    title = _("Location quotients of the industries inside (1 = as in the nation)")
    return _figure(pair, "inside", heading, listed, "ratio", title, None, location_quotient.METHOD, "lq")


def _line(name: str, first: Row | None, second: Row | None, column: str) -> Row:
    """One row of two dots with the standing of each; no row at all means that the industry can't be there."""
    status = [row["status"] if row else "not_applicable" for row in (first, second)]
    values = [row[column] if row else None for row in (first, second)]
    missing = next((each for each, value in zip(status, values, strict=True) if value is None), status[0])
    return {
        "name": name,
        "first": values[0],
        "second": values[1],
        "status": missing,
        "first_status": status[0],
        "second_status": status[1],
        **{f"{side}_{end}": row.get(f"{column}_{end}") if row else None
           for side, row in (("first", first), ("second", second)) for end in ("low", "high")},
    }  # fmt: skip


def _measure(pair: Pair, name: str, column: str) -> Row:
    return _line(name, pair.first.row, pair.second.row, column)


def _finding(pair: Pair, column: str, *, more: str, alike: str) -> str:
    """Say which is ahead and by how much; alike within two percent; or that one has no figure."""
    first, second = pair.first.value(column), pair.second.value(column)
    said = {"first": pair.names[0], "second": pair.names[1]}
    if not first or not second:
        lacking = pair.names[0] if not first else pair.names[1]
        return _("{name} has no figure to compare").format(name=lacking)
    ahead, behind = (0, 1) if first >= second else (1, 0)
    times = max(first, second) / min(first, second)
    if times < 1 + ALIKE:
        return alike.format(**said)
    return more.format(**said, ahead=pair.names[ahead], behind=pair.names[behind], times=written(times, "ratio"))


def _figure(
    pair: Pair, key: str, heading: str, listed: Sequence[Row], kind: ChartKind, title: str, grid: Grid | None,
    method: Method, column: str,
) -> Figure:  # fmt: skip
    picture = comparison_chart(
        pa.Table.from_pylist(list(listed)), names=pair.names, title=title, kind=kind, source=pair.source,
        locale=language(), _=_,
    )  # fmt: skip
    shown: Kind = "percent" if kind == "change" else "count" if kind == "count" else "usd" if kind == "usd" else "ratio"
    own = Grid(
        title,
        (
            GridColumn("name", _("Figure")),
            GridColumn("first", pair.names[0], shown, low="first_low", high="first_high"),
            GridColumn("second", pair.names[1], shown, low="second_low", high="second_high"),
        ),
        tuple(listed),
    )
    return Figure(
        key=key,
        heading=heading,
        sentence=picture.sentence,
        receipt=receipt_of(
            store_of(pair.edition), method, filled=_filled(pair, column, shown), status=pair.first.status
        ),
        grid=grid or own,
        notes=_overlap(pair, column),
        addresses=addresses("compare", "chosen", key, picture=True, query=pair.query),
        **drawn(picture, key),
    )


def _overlap(pair: Pair, column: str) -> tuple[str, ...]:
    """Say where the bounds don't settle which of the two is ahead."""
    ends = [(side.value(f"{column}_low"), side.value(f"{column}_high")) for side in (pair.first, pair.second)
            if side.row and f"{column}_low" in side.row]  # fmt: skip
    exact = all(side.status == "reported" for side in (pair.first, pair.second))
    if len(ends) < 2 or exact:
        return ()
    (low, high), (other_low, other_high) = ends
    apart = (high is not None and other_low is not None and high < other_low) or (
        other_high is not None and low is not None and other_high < low
    )
    return () if apart else (_("The bounds of the two overlap: which is ahead isn’t certain."),)


def _filled(pair: Pair, column: str, kind: Kind) -> str:
    said = [f"{side.name}: {written(side.value(column), kind)}" for side in (pair.first, pair.second)]
    return "; ".join(said)
