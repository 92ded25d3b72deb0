"""Pictures of a region's industries: how large are they, and how safely ranked?"""

from collections.abc import Sequence

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.charts.marks import Bar, bar_picture, bar_sentences
from talentshed.labor.charts.picture import Picture
from talentshed.labor.charts.rows import Row, read_rows
from talentshed.labor.charts.words import Locale, Translate, figure_words


def region_mix_chart(
    table: ir.Table | pa.Table,
    *,
    place: str,
    limit: int = 20,
    highlight: Sequence[str] = (),
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """Which sectors employ the region's people?

    Columns: naics, title, share (0-1), status; share_low and share_high where estimated. `highlight` names the
    NAICS codes to stress; the others recede.
    """
    rows = read_rows(
        table,
        chart="region mix",
        columns=("naics", "title", "share", "status"),
        optional={"share_low": None, "share_high": None},
        order=("-share", "naics"),
        limit=limit,
    )
    items = [_share_bar(row, highlight, locale, _) for row in rows]
    first = _("Largest sector in {place}: {{name}}, {{value}} of its jobs.").format(place=place)
    tied = _("Largest sectors in {place}: {{names}}, {{value}} of its jobs each.").format(place=place)
    return bar_picture(
        items,
        title=_("Jobs by sector in {place}, percent of all jobs").format(place=place),
        sentences=bar_sentences(items, first=first, tied=tied, _=_),
        source=source,
        locale=locale,
        _=_,
    )


def _share_bar(row: Row, highlight: Sequence[str], locale: Locale, _: Translate) -> Bar:
    low, high = row["share_low"], row["share_high"]
    text = figure_words(row["share"], kind="percent", low=low, high=high, status=row["status"], locale=locale, _=_)
    main = not highlight or row["naics"] in highlight
    return Bar(row["title"], row["share"], text, low, high, tone="main" if main else "context")


def robustness_chart(
    table: ir.Table | pa.Table,
    *,
    top: int = 5,
    limit: int = 12,
    highlight: Sequence[str] = (),
    source: str = "",
    locale: Locale = "en",
    _: Translate = str,
) -> Picture:
    """How safely does each sector stand among the first, whatever the weights and the gaps in the data?

    Columns: naics, title, p_top5 (0-1: share of the draws in which it is among the first `top`; blank where it
    wasn't ranked).
    """
    rows = read_rows(
        table,
        chart="ranking robustness",
        columns=("naics", "title", "p_top5"),
        order=("-p_top5", "naics"),
        limit=limit,
    )
    items = [_chance_bar(row, highlight, locale, _) for row in rows]
    safe = sum(item.value is not None and item.value >= 0.9 for item in items)
    first = _("Safest: {{name}}, among the first {top} in {{value}} of the draws.").format(top=top)
    tied = _("Safest: {{names}}, each among the first {top} in {{value}} of the draws.").format(top=top)
    held = _("Of the {shown} shown, {safe} hold such a place in at least nine draws out of ten.")
    return bar_picture(
        items,
        title=_("Draws in which a sector is among the first {top}, percent of all draws").format(top=top),
        sentences=bar_sentences(
            items, first=first, tied=tied, also=[held.format(safe=safe, shown=len(items))] if items else [], _=_
        ),
        source=source,
        locale=locale,
        _=_,
    )


def _chance_bar(row: Row, highlight: Sequence[str], locale: Locale, _: Translate) -> Bar:
    chance = row["p_top5"]
    status = "reported" if chance is not None else "not_available"
    main = row["naics"] in highlight if highlight else (chance or 0) >= 0.5
    text = figure_words(chance, kind="percent", status=status, locale=locale, _=_)
    return Bar(row["title"], chance, text, tone="main" if main else "context")
