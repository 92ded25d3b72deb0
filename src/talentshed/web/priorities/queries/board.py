"""The single table: which needs are unclaimed, who offers what, and how fast do partners answer?"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.organizations.queries import places
from talentshed.web.priorities import reckoning
from talentshed.web.priorities.models import Need, Offer, OfferPartner
from talentshed.web.priorities.queries.pictures import Bars, bar
from talentshed.web.ui.formats import written
from talentshed.web.ui.reading import once_a_page
from talentshed.web.ui.values import Grid, GridColumn

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership


# Django's get_kind_display goes through all choices at each call; a board shows hundreds.
_KINDS = dict(Offer.Kind.choices)
_STATUSES = dict(Offer.Status.choices)


@dataclass(frozen=True)
class Answer:
    """One offer as the board shows it."""

    offer: Offer
    partners: tuple[str, ...]
    """Who makes it jointly with the one that posted it."""

    @property
    def amount(self) -> str:
        """How much, in words."""
        if self.offer.quantity is None:
            return ""
        return f"{written(float(self.offer.quantity), 'number')} {self.offer.unit}".strip()

    @property
    def kind(self) -> str:
        """What is offered, in words."""
        return str(_KINDS[self.offer.kind])

    @property
    def status(self) -> str:
        """How far it is, in words."""
        return str(_STATUSES[self.offer.status])

    @property
    def by(self) -> str:
        """Who makes it, in words."""
        names = [str(self.offer.organization), *self.partners]
        if len(names) == 1:
            return names[0]
        return _("{first} jointly with {others}").format(first=names[0], others=", ".join(names[1:]))


@dataclass(frozen=True)
class Row:
    """One need with what partners put against it."""

    need: Need
    answers: tuple[Answer, ...]
    """Standing offers."""
    withdrawn: int
    days_open: int
    """Days since the response clock started."""
    first_days: int | None
    """Days until the first standing offer."""

    @property
    def is_unclaimed(self) -> bool:
        """Whether nobody has put anything against it."""
        return self.need.status == Need.Status.OPEN and not self.answers

    @property
    def wanted(self) -> str:
        """How much is wanted and where, in words."""
        need = self.need
        amount = f"{written(need.quantity, 'count')} {need.unit}" if need.quantity is not None else _("no number given")
        return f"{amount}, {places.county_name(need.county_fips)}" if need.county_fips else amount

    @property
    def standing(self) -> str:
        """How it stands, in words: color says the same once more."""
        if self.need.status != Need.Status.OPEN:
            return str(self.need.get_status_display())
        if self.is_unclaimed and not self.days_open:
            return _("Unclaimed since today")
        if self.is_unclaimed:
            return ngettext("Unclaimed for {n} day", "Unclaimed for {n} days", self.days_open).format(n=self.days_open)
        delivered = sum(each.offer.status == Offer.Status.DELIVERED for each in self.answers)
        agreed = sum(each.offer.status == Offer.Status.AGREED for each in self.answers)
        parts = [ngettext("{n} offer", "{n} offers", len(self.answers)).format(n=len(self.answers))]
        if agreed:
            parts.append(_("{n} agreed").format(n=agreed))
        if delivered:
            parts.append(_("{n} delivered").format(n=delivered))
        return ", ".join(parts)


@dataclass(frozen=True)
class Board:
    """The single table."""

    rows: tuple[Row, ...]
    unclaimed: int
    median_days: float | None
    answered: int
    index: float | None
    picture: Bars
    index_grid: Grid

    @property
    def grid(self) -> Grid:
        """The table as it leaves as a file: one line for each offer, one for each unclaimed need."""
        return _grid(self.rows)


def unclaimed_count(partnership: "Partnership") -> int:
    """Return how many open needs nobody has put anything against, in one query."""
    return on_the_table(partnership)["unclaimed"]


@once_a_page
def on_the_table(partnership: "Partnership") -> dict[str, int]:
    """Count all needs, the unclaimed ones and those for which something was delivered, in one query."""
    offers = Offer.objects.filter(need=OuterRef("pk"))
    needs = Need.objects.filter(partnership=partnership).annotate(
        has_offer=Exists(offers.exclude(status=Offer.Status.WITHDRAWN)),
        has_delivery=Exists(offers.filter(status=Offer.Status.DELIVERED)),
    )
    return needs.aggregate(
        needs=Count("pk"),
        unclaimed=Count("pk", filter=Q(status=Need.Status.OPEN, has_offer=False)),
        delivered=Count("pk", filter=Q(has_delivery=True)),
    )


def board(partnership: "Partnership", *, closed: bool = False, now: datetime | None = None) -> Board:
    """Return the table in three queries, unclaimed needs first, the oldest of them on top."""
    at = now or timezone.now()
    rows = [_row(need, offers, at) for need, offers in _read(partnership)]
    shown = [row for row in rows if closed or row.need.status == Need.Status.OPEN]
    shown.sort(key=lambda row: (row.need.status != Need.Status.OPEN, not row.is_unclaimed, -row.days_open, row.need.pk))
    days = [row.first_days for row in rows if row.need.status != Need.Status.WITHDRAWN]
    counted = [
        1 + len(each.partners) for row in rows if row.need.status != Need.Status.WITHDRAWN for each in row.answers
    ]
    unclaimed = sum(row.is_unclaimed for row in rows)
    return Board(
        rows=tuple(shown),
        unclaimed=unclaimed,
        median_days=reckoning.median_days(days),
        answered=sum(each is not None for each in days),
        index=reckoning.interdependence(counted),
        picture=_picture(rows, unclaimed),
        index_grid=_index_grid(rows),
    )


def one(need: Need, now: datetime | None = None) -> Row:
    """Return one need with its standing offers; withdrawn ones are counted."""
    offers = list(need.offers.select_related("organization"))
    return _row(need, [(each, _names(each)) for each in offers], now or timezone.now())


def _names(offer: Offer) -> tuple[str, ...]:
    return tuple(str(each.organization) for each in offer.partners.select_related("organization"))


def _read(partnership: "Partnership") -> list[tuple[Need, list[tuple[Offer, tuple[str, ...]]]]]:
    needs = list(Need.objects.filter(partnership=partnership).select_related("priority"))
    partners: dict[int, tuple[str, ...]] = {}
    joint = OfferPartner.objects.filter(offer__need__partnership=partnership).order_by("organization__name")
    for offer_id, name in joint.values_list("offer_id", "organization__name"):
        partners[offer_id] = (*partners.get(offer_id, ()), name)
    offers: dict[int, list[tuple[Offer, tuple[str, ...]]]] = {}
    for each in Offer.objects.filter(need__partnership=partnership).select_related("organization"):
        offers.setdefault(each.need_id, []).append((each, partners.get(each.pk, ())))
    return [(need, offers.get(need.pk, [])) for need in needs]


def _row(need: Need, offers: list[tuple[Offer, tuple[str, ...]]], now: datetime) -> Row:
    start = reckoning.clock_start(need.posted_at, need.priority.voted_at if need.priority else None)
    standing = [(offer, names) for offer, names in offers if offer.stands]
    return Row(
        need=need,
        answers=tuple(Answer(offer, names) for offer, names in standing),
        withdrawn=len(offers) - len(standing),
        days_open=max(0, (timezone.localdate(now) - timezone.localdate(start)).days),
        first_days=reckoning.response_days(start, (offer.posted_at for offer, _names in standing)),
    )


def _picture(rows: list[Row], unclaimed: int) -> Bars:
    live = [row for row in rows if row.need.status == Need.Status.OPEN]
    if not live:
        return Bars(_("No open need stands on the table."), ())
    delivered = sum(any(each.offer.status == Offer.Status.DELIVERED for each in row.answers) for row in live)
    offered = len(live) - unclaimed - delivered
    sentence = _("Open needs: {n}. Without any offer: {unclaimed}.").format(unclaimed=unclaimed, n=len(live))
    words = _("{claimed} of {n} have an answer").format(claimed=len(live) - unclaimed, n=len(live))
    legend = (("first", _("something was delivered")), ("second", _("offered or agreed")), ("third", _("unclaimed")))
    return Bars(sentence, (bar(_("Open needs"), (delivered, offered, unclaimed), len(live), words),), legend)


def _index_grid(rows: list[Row]) -> Grid:
    found: dict[str, list[int]] = {}
    for row in rows:
        if row.need.status != Need.Status.WITHDRAWN:
            title = row.need.priority.title if row.need.priority else _("no priority yet")
            found.setdefault(title, []).extend(1 + len(each.partners) for each in row.answers)
    return Grid(
        caption=_("How far partners act together, by priority"),
        columns=(
            GridColumn("priority", _("Priority")),
            GridColumn("offers", _("Standing offers"), "count"),
            GridColumn("joint", _("Made jointly"), "count"),
            GridColumn("index", _("Interdependence index"), "percent", help=_("made jointly / standing offers")),
        ),
        rows=tuple(
            {
                "priority": title,
                "offers": len(counts),
                "joint": sum(each >= 2 for each in counts),
                "index": reckoning.interdependence(counts),
                "index_status": "reported" if counts else "not_applicable",
            }
            for title, counts in sorted(found.items())
        ),
    )


def _grid(rows: tuple[Row, ...]) -> Grid:
    columns = (
        ("need", _("Need")),
        ("priority", _("Priority")),
        ("wanted", _("How much, where")),
        ("standing", _("How it stands")),
        ("by", _("Partners")),
        ("kind", _("What they offer")),
        ("amount", _("How much they offer")),
        ("period", _("Period")),
        ("conditions", _("Conditions")),
        ("status", _("Status of the offer")),
        ("posted", _("Offered on")),
    )
    lines = []
    for row in rows:
        first = {
            "need": row.need.title,
            "priority": row.need.priority.title if row.need.priority else _("no priority yet"),
            "wanted": row.wanted,
            "standing": row.standing,
        }
        lines += [{**first, **_offer_cells(each)} for each in row.answers] or [{**first, "by": _("nobody yet")}]
    return Grid(_("The single table"), tuple(GridColumn(key, label) for key, label in columns), tuple(lines))


def _offer_cells(each: Answer) -> dict[str, str]:
    offer = each.offer
    return {
        "by": each.by,
        "kind": each.kind,
        "amount": each.amount,
        "period": offer.period,
        "conditions": offer.conditions,
        "status": each.status,
        "posted": formats.date_format(timezone.localtime(offer.posted_at), "Y-m-d"),
    }
