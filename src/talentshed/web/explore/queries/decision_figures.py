"""What goes on record when a table decides on its sectors: criteria, weights, result, robustness, who signs?"""

from typing import Any

from django.utils.translation import gettext as _

from talentshed.labor.measures.sector_choice import DecisionRecord
from talentshed.web.explore.queries.drawing import addresses
from talentshed.web.explore.queries.ranking_doubts import KINDS, runner_up_figure
from talentshed.web.explore.queries.ranking_figures import (
    Ranked,
    packet_address,
    robustness_figure,
    score_receipt,
    unicorn_words,
)
from talentshed.web.ui.formats import in_words, written
from talentshed.web.ui.values import Figure, Grid, GridColumn

LINE = "_" * 24
SIGNERS = 6


def figures(ranked: Ranked, record: DecisionRecord) -> tuple[Figure, ...]:
    """Return the record's sections in the order in which they are read aloud."""
    made = (_weights(ranked, record), _result(ranked, record), robustness_figure(ranked), runner_up_figure(ranked),
            _decision(ranked, record))  # fmt: skip
    return tuple(figure for figure in made if figure is not None)


def _files(ranked: Ranked, key: str) -> Any:
    return addresses("decision", ranked.place.key, key, picture=False, query=ranked.query)


def _weights(ranked: Ranked, record: DecisionRecord) -> Figure:
    ordered = sorted(record.criteria, key=lambda each: -each["weight"])
    columns = (
        GridColumn("name", _("Criterion")),
        GridColumn("meaning", _("What it asks")),
        GridColumn("weight", _("Weight"), "percent"),
    )
    most = [each["name"] for each in ordered if each["weight"] == ordered[0]["weight"]]
    said = {"weight": written(ordered[0]["weight"], "percent"), "criterion": most[0], "others": len(most) - 1}
    heading = _("{criterion} counts most, with {weight} of the weight")
    if len(most) > 1:
        heading = _("{criterion} counts most, with {weight} of the weight, as do {others} other criteria")
    if len(most) == 2:
        said["other"] = most[1]
        heading = _("{criterion} and {other} count most, each with {weight} of the weight")
    if len(most) == len(ordered):
        heading = _("All criteria count the same")
    return Figure(
        key="weights",
        heading=heading.format(**said),
        sentence=_("Each industry gets a value from 0 to 1 on every criterion; its score is their weighted sum."),
        receipt=score_receipt(ranked),
        grid=Grid(_("Criteria and weights"), columns, tuple(ordered)),
        addresses=_files(ranked, "weights"),
    )


def _result(ranked: Ranked, record: DecisionRecord) -> Figure:
    ranking = ranked.ranking
    counted = [each for each in ranking.criteria if ranking.weights[each.key] > 0]
    columns = (
        GridColumn("place", _("Place"), "count"),
        GridColumn("title", _("Industry"), link="address"),
        GridColumn("score", _("Score"), "ratio"),
        GridColumn(ranking.p_top, _("In the first {k}").format(k=ranking.k), "percent", help=_("of all draws")),
        *(GridColumn(f"said_{each.key}", each.name) for each in counted),
        GridColumn("unicorn_word", _("Unicorn test")),
    )
    listed = tuple(
        {
            **row,
            **{f"said_{each.key}": _said(row, each.column) for each in counted},
            "unicorn_word": unicorn_words(row["unicorn"]),
            "address": packet_address(ranked, row["naics"]),
        }
        for row in record.ranking[: 2 * record.k]
    )
    names = [row["title"] for row in listed[:3]]
    return Figure(
        key="result",
        heading=_("{first} comes first").format(first=names[0]),
        sentence=_("The first {k}, and as many after them, with the figures that they were judged by.").format(
            k=record.k
        ),
        receipt=score_receipt(ranked),
        grid=Grid(_("Result, {year}").format(year=record.year), columns, listed, head="title"),
        addresses=_files(ranked, "result"),
    )


def _said(row: Any, column: str) -> str:
    """A criterion's figure in words, estimates with their range."""
    standing = {
        "jobs": row["status"],
        "lq": row["lq_status"],
        "lq_change": row["lq_status"],
        "change_2yr_rate": row["change_2yr_status"],
        "change_longest_rate": row["change_longest_status"],
        "competitive": row["change_2yr_status"],
        "pay_ratio": row["pay_status"],
    }.get(column, "reported")
    status = str(standing) if row[column] is not None else "not_available"
    low, high = row.get(f"{column}_low"), row.get(f"{column}_high")
    return in_words(row[column], KINDS[column], status=status, low=low, high=high)


def _decision(ranked: Ranked, record: DecisionRecord) -> Figure:
    columns = (
        GridColumn("name", _("Name")),
        GridColumn("organization", _("Organization")),
        GridColumn("date", _("Date")),
        GridColumn("signature", _("Signature")),
    )
    lines = tuple({"name": LINE, "organization": LINE, "date": LINE, "signature": LINE} for _place in range(SIGNERS))
    return Figure(
        key="decision",
        heading=_("What was decided, by whom and when"),
        sentence=_("Sectors chosen: {line} {line} {line}").format(line=LINE),
        receipt=score_receipt(ranked),
        grid=Grid(_("To be signed on paper"), columns, lines),
        questions=(
            _("Which of the first would employers lead, and who asked them?"),
            _("What did people on the ground know that changed the order?"),
            _("Why was a lower-ranked sector chosen over a higher-ranked one, if it was?"),
        ),
        addresses=_files(ranked, "decision"),
    )
