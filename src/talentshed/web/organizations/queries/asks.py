"""How often was an employer asked this month, and may one more ask go out?"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.organizations.days import today_in
from talentshed.web.organizations.models import AskCap, Interaction
from talentshed.web.organizations.models.organization import DEFAULT_ASKS_PER_MONTH

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.access.models import State
    from talentshed.web.organizations.models import Organization


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's calendar month."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return first, following - timedelta(days=1)


def asks_per_month(state_id: int) -> int:
    """Return how often one employer of a state may be asked in a calendar month, by all partners together."""
    found = AskCap.objects.filter(state_id=state_id).values_list("asks_per_month", flat=True).first()
    return DEFAULT_ASKS_PER_MONTH if found is None else found


def cap_of(state: "State") -> int:
    """Return the same for a state that was loaded together with its cap, without another query."""
    held = getattr(state, "ask_cap", None)
    return held.asks_per_month if held is not None else DEFAULT_ASKS_PER_MONTH


def asks_in_month(organization: "Organization", on_date: date) -> int:
    """Return how often an organization was asked in the month of a day, across all partnerships."""
    return Interaction.objects.filter(organization=organization, is_ask=True, on_date__range=month_of(on_date)).count()


def asks_by_organization(organization_ids: Iterable[int], on_date: date) -> dict[int, int]:
    """Return the asks of a month for many organizations in one query; those without any are left out."""
    found = Interaction.objects.filter(
        organization_id__in=list(organization_ids), is_ask=True, on_date__range=month_of(on_date)
    )
    return dict(found.values_list("organization_id").annotate(asks=Count("pk")).order_by())


def recent_asks(organization: "Organization", days: int = 30) -> "QuerySet[Interaction]":
    """Return what an organization was asked in the last days, newest first. The caller asks who may read it."""
    since = timezone.localdate() - timedelta(days=days)
    found = Interaction.objects.filter(organization=organization, is_ask=True, on_date__gte=since)
    return found.select_related("by", "by_organization", "contact")


def ask_allowed(organization: "Organization", on_date: date | None = None) -> Verdict:
    """Say whether one more ask fits under the cap of the month; partners other than employers have no cap."""
    if not organization.is_employer:
        return Verdict()
    day = on_date or today_in(organization.state)
    cap = asks_per_month(organization.state_id)
    asked = asks_in_month(organization, day)
    if asked < cap:
        return Verdict()
    sentence = _(
        "{organization} was asked {asked} times this month, and employers are asked at most {cap} times a month. "
        "Wait until {date}, or join an ask that is already out."
    )
    following = month_of(day)[1] + timedelta(days=1)
    return Verdict(sentence.format(organization=organization, asked=asked, cap=cap, date=following.isoformat()))


def last_contacts(organization_ids: Iterable[int]) -> dict[int, Interaction]:
    """Return the newest contact of each organization in two queries. The caller asks who may read it."""
    newest = (
        Interaction.objects.filter(organization_id__in=list(organization_ids), on_date__lte=timezone.localdate())
        .values("organization_id")
        .annotate(day=Max("on_date"))
        .order_by()
    )
    days = {row["organization_id"]: row["day"] for row in newest}
    rows = Interaction.objects.filter(organization_id__in=days, on_date__in=set(days.values()))
    found: dict[int, Interaction] = {}
    for each in rows.select_related("by", "by_organization").order_by("on_date", "pk"):
        if each.on_date == days[each.organization_id]:
            found[each.organization_id] = each
    return found


def contacted_in_words(last: Interaction, today: date) -> str:
    """Return the sentence that the next partner reads before calling."""
    days = (today - last.on_date).days
    who = last.by_organization or last.by
    values = {"who": who or _("somebody who has left"), "days": days}
    if days <= 0:
        return _("Contacted today by {who}: read before you call.").format(**values)
    if days == 1:
        return _("Contacted yesterday by {who}: read before you call.").format(**values)
    return _("Contacted {days} days ago by {who}: read before you call.").format(**values)
