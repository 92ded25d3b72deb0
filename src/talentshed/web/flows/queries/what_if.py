"""How many more seats, or which capture rate? The answer to somebody's numbers as a picture, a sentence and a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.flows.what_if import METHOD, Supply, Way, WhatIf, share_of, what_if
from talentshed.web.flows.queries import drawing
from talentshed.web.flows.queries.receipts import receipt_of
from talentshed.web.ui import formats
from talentshed.web.ui.values import Figure, Grid, GridColumn, Value

SHARES = ("share_from_training", "share_to_job", "completion")


@dataclass(frozen=True)
class Reckoned:
    """What somebody's numbers come to."""

    sentences: tuple[str, ...]
    figure: Figure


def supply_of(given: Mapping[str, Any]) -> Supply:
    """Return the numbers of a valid form; percents become shares."""
    counts: dict[str, Any] = {key: given[key] for key in ("openings", "completers", "captured", "elsewhere")}
    shares: dict[str, Any] = {key: share_of(given[key]) for key in SHARES}
    return Supply(**counts, **shares)


def reckoned(partnership: int, given: Mapping[str, Any], query: str) -> Reckoned:
    """Return picture, sentences and table. query: the numbers as they stand in the page's address.

    Raises:
        WhatIfError: the numbers can't be, in one sentence.
    """
    supply = supply_of(given)
    found = what_if(supply, _=_)
    sentences = _sentences(found)
    title = _("Extra seats a year at each capture rate")
    svg, spec = drawing.bars([_bar(each) for each in found.ways], title=title, sentence=sentences[-1])
    addresses = {kind: f"{reverse('flows:what_if_file', args=[partnership, kind])}?{query}" for kind in ("csv", "xlsx")}
    figure = Figure(
        key="what-if",
        heading=title,
        sentence=" ".join(sentences),
        receipt=receipt_of(
            METHOD,
            edition=_("Numbers as typed on this page"),
            filled=_filled(supply, found),
            status="estimated",
            bounds=_("95 percent interval of the capture rate: {range}").format(range=_range(found)),
        ),
        grid=_grid(found, title),
        spec=spec,
        svg=svg,
        addresses=addresses,
    )
    return Reckoned(sentences, figure)


def _bar(way: Way) -> Any:
    from talentshed.labor.charts.marks import Bar

    words = ngettext("{n} seat", "{n} seats", way.seats).format(n=formats.written(way.seats, "count"))
    return Bar(_rate(way), float(way.seats), words, tone="accent" if way.is_today else "main")


def _rate(way: Way) -> str:
    words = formats.written(way.capture, "percent")
    return _("{rate} (today)").format(rate=words) if way.is_today else words


def _range(found: WhatIf) -> str:
    return formats.between(found.capture.low, found.capture.high, "percent")


def _sentences(found: WhatIf) -> tuple[str, ...]:
    capture = _("Of the completers who look for this job, {share} are hired and kept ({range}).").format(
        share=formats.written(found.capture.value, "percent"), range=_range(found)
    )
    if found.is_enough:
        return capture, _("The programs fill these openings as it is: no seat and no higher capture rate is needed.")
    gap = _("{needed} hires a year have to come from these programs, and {gap} are missing.").format(
        needed=formats.written(found.needed, "number"), gap=formats.written(found.gap.value, "number")
    )
    return capture, gap, _seats_sentence(found), _capture_sentence(found)


def _seats_sentence(found: WhatIf) -> str:
    seats = found.seats
    if seats.value is None:
        return _("At today’s capture rate no number of seats would do, because nobody was hired and kept.")
    words = formats.written(seats.value, "count")
    if seats.high is None:
        sentence = _("At the same capture rate it takes an estimated {seats} more seats a year ({low} or more).")
        return sentence.format(seats=words, low=formats.written(seats.low, "count"))
    sentence = _("At the same capture rate it takes an estimated {seats} more seats a year ({range}).")
    return sentence.format(seats=words, range=formats.between(seats.low, seats.high, "count"))


def _capture_sentence(found: WhatIf) -> str:
    if found.is_reachable:
        sentence = _("With the same seats the capture rate would have to be {rate} instead of {today}.")
        today = formats.written(found.capture.value, "percent")
        return sentence.format(rate=formats.written(found.capture_needed, "percent"), today=today)
    sentence = _(
        "With the same seats no capture rate would do: even if every completer came and stayed, "
        "it takes {seats} more seats a year."
    )
    return sentence.format(seats=formats.written(found.seats_at_full_capture, "count"))


def _grid(found: WhatIf, title: str) -> Grid:
    columns = (
        GridColumn("rate", _("Capture rate"), "percent"),
        GridColumn("seats", _("Extra seats a year"), "count"),
        GridColumn("today", _("Today")),
    )
    rows: list[dict[str, Value]] = [
        {
            "rate": each.capture,
            "seats": each.seats,
            "today": _("today’s rate") if each.is_today else _("a higher rate"),
            "status": "estimated",
        }
        for each in found.ways
    ]
    return Grid(title, columns, tuple(rows))


def _filled(supply: Supply, found: WhatIf) -> str:
    base = float(supply.completers * supply.share_to_job)
    per_seat = float(supply.completion * supply.share_to_job)
    return (
        f"{supply.captured} / {base:g} = {found.capture.value or 0:.3f}; "
        f"{supply.openings} x {float(supply.share_from_training):g} - {supply.elsewhere} = {found.needed:g}; "
        f"({found.needed:g} - {supply.captured}) / ({per_seat:g} x {found.capture.value or 0:.3f}); "
        f"{found.needed:g} / {base:g} = {found.capture_needed:.3f}"
    )
