"""What did the industry choose, of which types, who champions it, and how far is each priority?"""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.priorities import reckoning
from talentshed.web.priorities.models import ActionTeam, ChampionCommitment, Need, Offer, OfferPartner, Priority
from talentshed.web.priorities.queries.pictures import Bars, bar
from talentshed.web.ui.formats import written
from talentshed.web.ui.values import Grid, GridColumn

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.partnerships.models import Partnership


@dataclass(frozen=True)
class Row:
    """One priority as the list shows it."""

    priority: Priority
    champions: tuple[ChampionCommitment, ...]
    team: ActionTeam | None
    needs: int
    unclaimed: int
    index: float | None
    """Interdependence: share of its standing offers that partners make jointly."""
    responses: int

    @property
    def index_words(self) -> str:
        """The index in a sentence."""
        if self.index is None:
            return _("no offers yet")
        joint = round(self.index * self.responses)
        return _("{joint} of {all} offers are joint ({share})").format(
            joint=joint, all=self.responses, share=written(self.index, "percent")
        )


@dataclass(frozen=True)
class Portfolio:
    """All priorities of a partnership."""

    rows: tuple[Row, ...]
    picture: Bars
    grid: Grid


def priorities_of(partnership: "Partnership") -> "QuerySet[Priority]":
    """Return all priorities of a partnership, in their rank."""
    return Priority.objects.filter(partnership=partnership)


def live_priorities(partnership: "Partnership") -> "QuerySet[Priority]":
    """Return the priorities that were voted and are neither parked nor done."""
    return priorities_of(partnership).filter(status__in=[Priority.Status.VOTED, Priority.Status.ACTIVE])


def portfolio(partnership: "Partnership") -> Portfolio:
    """Return the list with its picture, in seven queries."""
    found = tuple(priorities_of(partnership))
    champions: dict[int, list[ChampionCommitment]] = {each.pk: [] for each in found}
    held = ChampionCommitment.objects.filter(priority__in=champions, ended_on__isnull=True)
    for commitment in held.select_related("organization"):
        champions[commitment.priority_id].append(commitment)
    teams = ActionTeam.objects.filter(priority__in=champions, status=ActionTeam.Status.OPEN)
    by_priority = {team.priority_id: team for team in teams.select_related("lead", "lead_organization", "liaison")}
    offers = offers_by_need(partnership)
    needs = list(Need.objects.filter(partnership=partnership, status=Need.Status.OPEN))
    closed = set(Need.objects.filter(partnership=partnership, status=Need.Status.MET).values_list("pk", "priority_id"))
    rows = []
    for each in found:
        mine = [need for need in needs if need.priority_id == each.pk]
        counted = [*(need.pk for need in mine), *(pk for pk, priority in closed if priority == each.pk)]
        partners = [count for pk in counted for count in offers.get(pk, ())]
        rows.append(
            Row(
                each,
                tuple(champions[each.pk]),
                by_priority.get(each.pk),
                len(mine),
                sum(not offers.get(need.pk) for need in mine),
                reckoning.interdependence(partners),
                len(partners),
            )
        )
    order = {status: at for at, status in enumerate(("active", "voted", "proposed", "parked", "done"))}
    rows.sort(key=lambda row: (order[row.priority.status], row.priority.rank or 999, row.priority.pk))
    return Portfolio(tuple(rows), _picture(found), _grid(rows))


def row_of(
    priority: Priority, champions: "tuple[ChampionCommitment, ...]", team: ActionTeam | None, needs: "tuple[Need, ...]"
) -> Row:
    """Return one priority as the list shows it, of what its page has read already; two queries."""
    offers = offers_by_need(priority.partnership)
    mine = [need for need in needs if need.status == Need.Status.OPEN]
    counted = [*mine, *(need for need in needs if need.status == Need.Status.MET)]
    partners = [count for need in counted for count in offers.get(need.pk, ())]
    unclaimed = sum(not offers.get(need.pk) for need in mine)
    return Row(priority, champions, team, len(mine), unclaimed, reckoning.interdependence(partners), len(partners))


def offers_by_need(partnership: "Partnership") -> dict[int, list[int]]:
    """Return for each need how many partners make each of its standing offers, in two queries."""
    standing = Offer.objects.filter(need__partnership=partnership).exclude(status=Offer.Status.WITHDRAWN)
    further = Counter(
        OfferPartner.objects.filter(offer__need__partnership=partnership).values_list("offer_id", flat=True)
    )
    found: dict[int, list[int]] = {}
    for pk, need in standing.values_list("pk", "need_id"):
        found.setdefault(need, []).append(1 + further[pk])
    return found


def _picture(found: tuple[Priority, ...]) -> Bars:
    live = [each for each in found if each.status not in (Priority.Status.PARKED, Priority.Status.DONE)]
    counts = Counter(each.kind for each in live)
    most = max(counts.values(), default=0)
    rows = tuple(
        bar(
            str(label),
            (counts[kind],),
            most,
            ngettext("{n} priority", "{n} priorities", counts[kind]).format(n=counts[kind]),
        )
        for kind, label in Priority.Kind.choices
    )
    return Bars(_mix_sentence(len(live), counts), rows)


def _mix_sentence(total: int, counts: Counter[str]) -> str:
    if not total:
        return _("No priority is at work yet. None of the six types is mandatory.")
    kinds = sum(bool(counts[kind]) for kind in Priority.Kind.values)
    talent = counts[Priority.Kind.TALENT]
    first = ngettext("{total} priority of {kinds} of six types.", "{total} priorities of {kinds} of six types.", total)
    if not talent:
        second = _("None of them is about talent: ask whether that is meant.")
    elif talent == total:
        second = _("All about talent so far: ask what else the industry needs.")
    else:
        second = _("{talent} of them about talent; the others go beyond training.")
    return f"{first.format(total=total, kinds=kinds)} {second.format(talent=talent)}"


def _grid(rows: list[Row]) -> Grid:
    return Grid(
        caption=_("Priorities"),
        columns=(
            GridColumn("title", _("Priority"), link="href"),
            GridColumn("kind", _("Type")),
            GridColumn("status", _("How far")),
            GridColumn("rank", _("Rank"), "count"),
            GridColumn("champions", _("Champions")),
            GridColumn("lead", _("Industry lead")),
            GridColumn("liaison", _("Liaison")),
            GridColumn("plan", _("Plan")),
            GridColumn("needs", _("Open needs"), "count"),
            GridColumn("unclaimed", _("Unclaimed"), "count"),
            GridColumn("index", _("Interdependence index"), "percent", help=_("joint offers / all standing offers")),
        ),
        rows=tuple(
            {
                "title": row.priority.title,
                "href": row.priority.get_absolute_url(),
                "kind": str(row.priority.get_kind_display()),
                "status": str(row.priority.get_status_display()),
                "rank": row.priority.rank,
                "rank_status": "reported" if row.priority.rank else "not_applicable",
                "champions": "; ".join(str(each) for each in row.champions) or _("nobody yet"),
                "lead": str(row.team.lead) if row.team else _("no team yet"),
                "liaison": str(row.team.liaison) if row.team and row.team.liaison else _("nobody yet"),
                "plan": _("written") if row.team and row.team.has_plan else _("not yet"),
                "needs": row.needs,
                "unclaimed": row.unclaimed,
                "index": row.index,
                "index_status": "reported" if row.index is not None else "not_applicable",
            }
            for row in rows
        ),
        sortable=True,
    )
