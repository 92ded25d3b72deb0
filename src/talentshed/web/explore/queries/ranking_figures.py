"""Which industries come first by these weights, and how safe is their place?"""

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.labor.charts.industries import robustness_chart
from talentshed.labor.measures import sector_choice
from talentshed.labor.ranking import Ranking
from talentshed.web.explore.queries import wording
from talentshed.web.explore.queries.drawing import addresses, drawn, language
from talentshed.web.explore.queries.places import Place
from talentshed.web.explore.queries.shown import receipt_of, store_of
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Figure, Grid, GridColumn, ReceiptView

Row = dict[str, Any]
SAFE = 0.9
IN_PICTURE = 12


@dataclass(frozen=True)
class Ranked:
    """A ranking with the place, the edition and the address that asks for it."""

    edition: str
    place: Place
    ranking: Ranking
    query: str
    source: str

    @property
    def ranking_misses(self) -> tuple[str, ...]:
        """What no ranking of this kind can see."""
        return tuple(_(sentence) for sentence in sector_choice.METHOD.misses)

    @property
    def first(self) -> tuple[Any, ...]:
        """The rows of the first k places."""
        return self.ranking.rows[: self.ranking.k]

    def address(self, figure: str, *, picture: bool) -> Any:
        """Return the addresses of one figure's files."""
        return addresses("ranking", self.place.key, figure, picture=picture, query=self.query)


def ranking_figure(ranked: Ranked) -> Figure:
    """Which industries come first by the weights that were chosen?"""
    names = [row["title"] for row in ranked.first[:3]]
    heading = _("{first} comes first").format(first=names[0])
    if len(names) > 2:
        heading = _("{first} comes first, ahead of {second} and {third}").format(
            first=names[0], second=names[1], third=names[2]
        )
    return Figure(
        key="ranking",
        heading=heading,
        sentence=_score_sentence(ranked),
        receipt=score_receipt(ranked),
        grid=ranking_grid(ranked),
        notes=(
            _("Quotients, changes and scores rest on the jobs shown; their bounds are in the files."),
            *wording.pandemic(ranked.ranking.year, ranked.ranking.before),
        ),
        addresses=ranked.address("ranking", picture=False),
    )


def _score_sentence(ranked: Ranked) -> str:
    top = ranked.ranking.rows[0]
    return _(
        "By these weights {name} scores {score} of 1; the figures it rests on would allow {low} to {high}."
    ).format(
        name=top["title"],
        score=written(top["score"], "ratio"),
        low=written(top["score_low"], "ratio"),
        high=written(top["score_high"], "ratio"),
    )


def ranking_grid(ranked: Ranked) -> Grid:
    """Return the whole ranking, best first: the columns that people compare, with bounds and standing."""
    ranking = ranked.ranking
    since = _("Change since {year}")
    columns = (
        GridColumn("title", _("Industry"), link="address"),
        GridColumn("naics", _("NAICS"), "code"),
        GridColumn("place", _("Place"), "count"),
        GridColumn("score", _("Score"), "ratio", help=_("0 to 1")),
        GridColumn(ranking.p_top, _("In the first {k}").format(k=ranking.k), "percent", help=_("of all draws")),
        GridColumn("jobs", _("Jobs"), "count", low="jobs_low", high="jobs_high"),
        GridColumn("lq", _("Location quotient"), "ratio", low="lq_low", high="lq_high"),
        GridColumn("lq_before", _("LQ {year}").format(year=ranking.before), "ratio"),
        GridColumn("change_2yr_rate", since.format(year=ranking.before), "percent",
                   low="change_2yr_rate_low", high="change_2yr_rate_high"),
        GridColumn("change_longest_rate", since.format(year=ranking.first), "percent",
                   low="change_longest_rate_low", high="change_longest_rate_high"),
        GridColumn("pay", _("Pay per job"), "usd"),
        GridColumn("establishments", _("Establishments"), "count"),
        GridColumn("unicorn_word", _("Unicorn test")),
    )  # fmt: skip
    caption = _("Industries of {place} in the order of their score, {year}")
    grid_rows = tuple(grid_row(ranked, row) for row in ranking.rows)
    return Grid(
        caption.format(place=ranked.place.name, year=ranking.year), columns, grid_rows, sortable=True, head="title"
    )


def grid_row(ranked: Ranked, row: Any) -> Row:
    """Return one row with the standing of its changes, the verdict in words and the address of its packet."""
    return {
        **row,
        "change_2yr_rate_status": row["change_2yr_status"],
        "change_longest_rate_status": row["change_longest_status"],
        "unicorn_word": unicorn_words(row["unicorn"]),
        "address": packet_address(ranked, row["naics"]),
    }


def packet_address(ranked: Ranked, naics: str) -> str:
    """Return the address of a sector's packet: a definition by its key, an industry by its code."""
    key = naics if ranked.ranking.level == "sectors" else f"naics-{naics}"
    return reverse("explore:packet", args=[ranked.place.key, key])


def unicorn_words(verdict: str) -> str:
    """Say in a word or two what the unicorn test found."""
    words = {
        "yes": _("likely unicorn"),
        "caution": _("take care"),
        "no": _("passes"),
        "not_available": _("can’t be tested"),
    }
    return words.get(verdict, verdict)


def score_receipt(ranked: Ranked) -> ReceiptView:
    """Return the receipt of a score: the first place's with its numbers filled in, and the settings of the draws."""
    ranking, top = ranked.ranking, ranked.ranking.rows[0]
    counted = [each for each in ranking.criteria if ranking.weights[each.key] > 0]
    weights = "; ".join(f"{each.name} {written(ranking.weights[each.key], 'percent')}" for each in counted)
    return receipt_of(
        store_of(ranked.edition),
        sector_choice.METHOD,
        filled=_("{name}: score = {score}").format(name=top["title"], score=written(top["score"], "ratio")),
        status=top["status"],
        bounds=_("between {low} and {high}").format(
            low=written(top["score_low"], "ratio"), high=written(top["score_high"], "ratio")
        ),
        parameters={
            _("weights"): weights,
            _("draws"): written(ranking.draws, "count"),
            _("seed"): str(ranking.seed),
            _("places"): str(ranking.k),
        },
    )


def robustness_figure(ranked: Ranked) -> Figure:
    """How safely do the first stand among the first, whatever the weights and the gaps in the data?"""
    ranking = ranked.ranking
    safe = sum(row[ranking.p_top] >= SAFE for row in ranked.first)
    heading = _safe_heading(safe, len(ranked.first))
    listed = [{**row, "p_top5": row[ranking.p_top]} for row in ranking.rows]
    picture = robustness_chart(
        pa.Table.from_pylist(listed),
        top=ranking.k,
        limit=IN_PICTURE,
        highlight=[row["naics"] for row in ranked.first],
        source=ranked.source,
        locale=language(),
        _=_,
    )
    ordered = sorted(ranking.rows, key=lambda row: (-row[ranking.p_top], row["place"]))
    columns = (
        GridColumn("title", _("Industry"), link="address"),
        GridColumn("place", _("Place by these weights"), "count"),
        GridColumn(ranking.p_top, _("In the first {k}").format(k=ranking.k), "percent", help=_("of all draws")),
        GridColumn("p_first", _("First"), "percent", help=_("of all draws")),
    )
    shown = tuple({**row, "address": packet_address(ranked, row["naics"])} for row in ordered[: 2 * IN_PICTURE])
    about = _(
        "{draws} draws of weights, all mixes of the criteria that count being equally likely, with every figure drawn "
        "within its bounds. The same draws each time, so that everybody sees the same result."
    ).format(draws=written(ranking.draws, "count"))
    return Figure(
        key="robustness",
        heading=heading,
        sentence=picture.sentence,
        receipt=score_receipt(ranked),
        grid=Grid(_("How often each industry is among the first"), columns, shown, sortable=True),
        notes=(about,),
        addresses=ranked.address("robustness", picture=True),
        **drawn(picture, "robustness"),
    )


def _safe_heading(safe: int, k: int) -> str:
    if not safe:
        return _("None of the first {k} keeps its place in nine draws out of ten").format(k=k)
    text = ngettext(
        "{safe} of the first {k} keeps its place in nine draws out of ten",
        "{safe} of the first {k} keep their place in nine draws out of ten",
        safe,
    )
    return text.format(safe=safe, k=k)


def ranking_sentences(ranked: Ranked) -> tuple[str, ...]:
    """Say the result in a few sentences."""
    ranking = ranked.ranking
    names = "; ".join(row["title"] for row in ranked.first)
    safe = [row["title"] for row in ranked.first if row[ranking.p_top] >= SAFE]
    said = [_("The first {k} by these weights are: {names}.").format(k=len(ranked.first), names=names)]
    if safe:
        text = _("Whatever the weights, these stay among the first {k} in at least nine draws out of ten: {names}.")
        said.append(text.format(k=ranking.k, names="; ".join(safe)))
    else:
        text = _("None of them stays among the first {k} in nine draws out of ten: the order depends on the weights.")
        said.append(text.format(k=ranking.k))
    flagged = [row["title"] for row in ranked.first if row["unicorn"] == "yes"]
    if flagged:
        said.append(_("Likely unicorns among them: {names}.").format(names="; ".join(flagged)))
    return tuple(said)
