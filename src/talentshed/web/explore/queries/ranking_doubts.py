"""What would the next industries need to come among the first, and which of the leading ones rest on little?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.measures import unicorn
from talentshed.labor.measures.sector_choice import Criterion, Reason
from talentshed.web.explore.queries.ranking_figures import Ranked, Row, grid_row, packet_address, score_receipt
from talentshed.web.explore.queries.shown import receipt_of, store_of
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn, Kind

LEADING = 20

KINDS: dict[str, Kind] = {
    "jobs": "count",
    "lq": "ratio",
    "lq_change": "ratio",
    "change_2yr_rate": "percent",
    "change_longest_rate": "percent",
    "competitive": "count",
    "pay_ratio": "ratio",
    "establishments": "count",
}
"""How the figure of a criterion is written, by its column."""


def runner_up_figure(ranked: Ranked) -> Figure | None:
    """What would the next ones need to come among the first? None where nothing is left below."""
    reasons = ranked.ranking.runner_ups
    if not reasons:
        return None
    named = {each.key: each for each in ranked.ranking.criteria}
    columns = (
        GridColumn("title", _("Industry"), link="address"),
        GridColumn("place", _("Place"), "count"),
        GridColumn("figure", _("The figure that would do it")),
        GridColumn("weight", _("The weight that would do it")),
    )
    listed: tuple[Row, ...] = tuple(
        {
            "title": each.title,
            "place": each.place,
            "figure": figure_needed(each, named),
            "weight": weight_needed(each, named),
            "address": packet_address(ranked, each.naics),
        }
        for each in reasons
    )
    heading = _("{name} is next: what it would need to come among the first {k}").format(
        name=reasons[0].title, k=ranked.ranking.k
    )
    sentence = f"{figure_needed(reasons[0], named)} {weight_needed(reasons[0], named)}"
    return Figure(
        key="next",
        heading=heading,
        sentence=sentence,
        receipt=score_receipt(ranked),
        grid=Grid(_("The smallest single change that would bring each of the next ones there"), columns, listed),
        addresses=ranked.address("next", picture=False),
    )


def figure_needed(reason: Reason, named: dict[str, Criterion]) -> str:
    """Say which figure would have to change, from what to what; or that none alone would do."""
    if not reason.criterion or reason.needed is None:
        return _("No single figure would be enough.")
    criterion = named[reason.criterion]
    kind = KINDS[criterion.column]
    text = _("{criterion} of {needed} instead of {figure}.")
    return text.format(
        criterion=criterion.name, needed=written(reason.needed, kind), figure=written(reason.figure, kind)
    )


def weight_needed(reason: Reason, named: dict[str, Criterion]) -> str:
    """Say which weight would have to grow, from what to what; or that none alone would do."""
    if not reason.weight_of or reason.weight_needed is None:
        return _("No single weight would be enough.")
    text = _("{criterion} weighing {needed} instead of {weight}.")
    return text.format(
        criterion=named[reason.weight_of].name,
        needed=written(reason.weight_needed, "percent"),
        weight=written(reason.weight, "percent"),
    )


def unicorn_figure(ranked: Ranked) -> Figure | None:
    """Which of the leading industries rest on little, and why? None where all pass."""
    leading = ranked.ranking.rows[: max(LEADING, ranked.ranking.k)]
    flagged = [row for row in leading if row["unicorn"] in ("yes", "caution")]
    if not flagged:
        return None
    heading = ngettext(
        "{count} of the leading {all} needs a second look",
        "{count} of the leading {all} need a second look",
        len(flagged),
    ).format(count=len(flagged), all=len(leading))
    columns = (
        GridColumn("title", _("Industry"), link="address"),
        GridColumn("place", _("Place"), "count"),
        GridColumn("unicorn_word", _("Unicorn test")),
        GridColumn("unicorn_note", _("Why")),
    )
    listed = tuple(grid_row(ranked, row) for row in flagged)
    store = store_of(ranked.edition)
    top = flagged[0]
    return Figure(
        key="unicorns",
        heading=heading,
        sentence=_("A warning is a question to ask, not a verdict on the industry: a new plant also looks like this."),
        receipt=receipt_of(
            store, unicorn.METHOD, filled=f"{top['title']}: {top['unicorn_note']}", status=top["status"]
        ),
        grid=Grid(_("Leading industries that rest on a small base or on little concentration"), columns, listed),
        questions=(_("What do people on the ground know about these industries that the figures can’t say?"),),
        addresses=ranked.address("unicorns", picture=False),
    )
