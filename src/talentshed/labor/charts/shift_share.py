"""A picture of why jobs changed: the nation, the industry, or what is special here?"""

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts import grammar as vl
from talentshed.labor.charts import theme
from talentshed.labor.charts.marks import PLOT_WIDTH, name_axis, name_layers, row_step, zero_line
from talentshed.labor.charts.picture import Picture, finish
from talentshed.labor.charts.rows import Row, labels, read_rows
from talentshed.labor.charts.words import MINUS, Locale, Translate, figure_words, write


def shift_share_chart(
    table: ir.Table | pa.Table,
    *,
    sector: str,
    place: str,
    first_year: int,
    last_year: int,
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """How much of the change came from the nation, from the industry, and from this region itself?

    One row: national, mix, competitive and change (jobs; the first three add up to the last), status;
    change_low and change_high where estimated.
    """
    rows = read_rows(
        table,
        chart="shift-share",
        columns=("national", "mix", "competitive", "change", "status"),
        optional={"change_low": None, "change_high": None},
        limit=1,
    )
    title = _("What moved jobs in {sector}, {place}, {first_year} to {last_year} (jobs)").format(
        sector=sector, place=place, first_year=first_year, last_year=last_year
    )
    row: Row = rows[0] if rows else {"change": None, "status": "not_available"}
    known = all(row.get(part) is not None for part in ("national", "mix", "competitive", "change"))
    unknown = _("The change can't be split into its parts: {reason}.")
    reason = figure_words(None, status=row["status"], _=_)
    sentence = _shift_sentence(row, place, locale, _) if known else unknown.format(reason=reason)
    return finish(
        _waterfall(_steps(row, known, locale, _)),
        title=title,
        sentence=sentence,
        description=_("Bars that add up: {title}. {sentence}").format(title=title, sentence=sentence),
        source=source,
        locale=locale,
    )


def _shift_sentence(row: Row, place: str, locale: Locale, _: Translate) -> str:
    said = {
        "place": place,
        "change": signed(row["change"], locale),
        "national": signed(row["national"], locale),
        "mix": signed(row["mix"], locale),
        "competitive": signed(row["competitive"], locale),
    }
    text = _(
        "The change of {change} jobs is {national} from the growth of the whole nation, {mix} from how the industry "
        "fares everywhere, and {competitive} from what is special to {place}."
    ).format(**said)
    if row["change_low"] is not None and row["change_high"] is not None and row["change_low"] < row["change_high"]:
        text += " " + _("The published figures allow a change between {low} and {high} jobs.").format(
            low=signed(row["change_low"], locale), high=signed(row["change_high"], locale)
        )
    return text


def signed(value: float, locale: Locale = "en") -> str:
    """Write a number of jobs with its sign."""
    text = write(value, "count", locale)
    return text if text.startswith(MINUS) or text == "0" else f"+{text}"


def _steps(row: Row, known: bool, locale: Locale, _: Translate) -> list[Row]:
    names = [
        _("growth of the whole nation"),
        _("how the industry fares everywhere"),
        _("what is special to this region"),
        _("actual change"),
    ]
    parts = ("national", "mix", "competitive", "change")
    colors = (theme.CONTEXT, theme.CONTEXT, theme.ACCENT, theme.MAIN)
    steps: list[Row] = []
    level = 0.0
    for name, part, color in zip(names, parts, colors, strict=True):
        start = 0.0 if part == "change" else level
        value = row[part] if known else None
        end = start + (value or 0)
        level = end
        text = signed(value, locale) if value is not None else figure_words(None, status=row["status"], _=_)
        steps.append({"name": name, "start": start, "stop": end, "edge": max(start, end), "text": text, "color": color})
    for step, label in zip(steps, labels([step["name"] for step in steps]), strict=True):
        step["label"] = label
    return steps


def _waterfall(steps: list[Row]) -> vl.Chart:
    ends = [0.0, *(step["start"] for step in steps), *(step["stop"] for step in steps)]
    span = (max(ends) - min(ends)) or 1.0
    scale = dict(domain=[min(ends) - 0.02 * span, max(ends) + 0.3 * span], nice=False)
    height = row_step([step["label"] for step in steps]) * len(steps)
    base = vl.chart(vl.inline(steps), width=PLOT_WIDTH, height=height).encode(
        y=name_axis([step["label"] for step in steps])
    )
    return vl.layer(
        base.mark("bar", height={"band": 0.6}).encode(
            x=vl.field("start:Q", scale=scale, axis=None), x2="stop:Q", color=vl.field("color:N", scale=None)
        ),
        base.mark("text", align="left", dx=7, baseline="middle", fontWeight=600).encode(
            x=vl.field("edge:Q", scale=scale, axis=None), text="text:N"
        ),
        *name_layers(base),
        zero_line(scale),
    )
