"""A picture of who commutes: how many stay, come and go, and between which counties, with margins of error?"""

from collections.abc import Sequence
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.marks import Bar, Tone, bars
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import ChartError, Row, read_rows
from talentshed.labor.charts.words import Locale, Translate, figure_words, write, write_range

FLOWS = ("stay", "in", "out")
_MOST_PARTNERS = 5
_TONES: dict[str, Tone] = {"stay": "context", "in": "main", "out": "accent"}


def commuting_bars(
    table: ir.Table | pa.Table,
    *,
    title: str,
    partners: int = _MOST_PARTNERS,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """How many live and work here, come here to work or leave to work, and which counties do they come from and go to?

    Columns: flow (stay, in or out), county (its name with the state; none or empty for the whole flow), commuters
    (workers), moe (90 % margin of error, or none). The whole flows stand above; the greatest `partners` of each
    direction beneath, on a scale of their own.
    """
    rows = read_rows(table, chart="commuting", columns=("flow", "county", "commuters", "moe"))
    if strange := sorted({str(row["flow"]) for row in rows} - set(FLOWS)):
        raise ChartError(f"The picture commuting knows the flows stay, in and out, not {', '.join(strange)}.")
    whole = [row for flow in FLOWS for row in rows if row["flow"] == flow and not row["county"]]
    ties = [row for flow in ("in", "out") for row in _greatest(rows, flow, partners)]
    sentence = " ".join(_sentences(whole, ties, locale, _))
    panels = [
        (_("All workers together"), [_bar(row, _whole_name(row, _), locale, _) for row in whole]),
        (_("The counties with the most commuters"), [_bar(row, _tie_name(row, _), locale, _) for row in ties]),
    ]
    return finish(
        _stacked([(words, items) for words, items in panels if items]),
        title=title,
        sentence=sentence,
        description=_("Bar chart: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _greatest(rows: Sequence[Row], flow: str, most: int) -> list[Row]:
    found = [row for row in rows if row["flow"] == flow and row["county"]]
    return sorted(found, key=lambda row: (-(row["commuters"] or 0), row["county"]))[:most]


def _whole_name(row: Row, _: Translate) -> str:
    return {
        "stay": _("live here and work here"),
        "in": _("live elsewhere, work here"),
        "out": _("live here, work elsewhere"),
    }[row["flow"]]


def _tie_name(row: Row, _: Translate) -> str:
    text = _("from {county}") if row["flow"] == "in" else _("to {county}")
    return text.format(county=row["county"])


def _bar(row: Row, name: str, locale: Locale, _: Translate) -> Bar:
    tone = _TONES[row["flow"]]
    if row["commuters"] is None:
        return Bar(name, None, figure_words(None, status="not_available", _=_), tone=tone)
    value = float(row["commuters"])
    text = write(value, "count", locale)
    if row["moe"] is None:
        return Bar(name, value, text, tone=tone)
    low, high = max(0.0, value - row["moe"]), value + row["moe"]
    spread = _("{value} ({range})").format(value=text, range=write_range(low, high, "count", locale))
    return Bar(name, value, spread, low, high, tone)


def _sentences(whole: Sequence[Row], ties: Sequence[Row], locale: Locale, _: Translate) -> list[str]:
    texts = {
        "stay": _("{count} workers live here and work here."),
        "in": _("{count} come from elsewhere to work here."),
        "out": _("{count} live here and work elsewhere."),
    }
    said = [
        texts[row["flow"]].format(count=write(row["commuters"], "count", locale))
        for row in whole
        if row["commuters"] is not None
    ]
    most = {
        "in": _("Most come from {county} ({count})."),
        "out": _("Most go to {county} ({count})."),
    }
    for flow, text in most.items():
        first = next((row for row in ties if row["flow"] == flow and row["commuters"] is not None), None)
        if first is not None:
            said.append(text.format(county=first["county"], count=write(first["commuters"], "count", locale)))
    if any(row["moe"] is not None for row in (*whole, *ties)):
        said.append(_("Ranges are the 90 percent margins of error of the survey."))
    return said or [_("The survey found no commuters here.")]


def _stacked(panels: Sequence[tuple[str, list[Bar]]]) -> vl.Chart:
    """One beneath the other, each on its own scale: next to the whole flows a single county would be a hairline."""
    if not panels:
        raise ChartError("The picture commuting has no row to draw.")
    style: dict[str, Any] = dict(fontSize=12, fontWeight=600, color=theme.INK, anchor="start", offset=4)
    parts = [{**bars(items).spec, "title": {"text": words, **style}} for words, items in panels]
    return vl.Chart({"vconcat": parts, "spacing": 16})
