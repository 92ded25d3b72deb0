"""Which organizations are in a list, narrowed by name, kind, county, industry and size?"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.organizations import policies
from talentshed.web.organizations.days import today_in
from talentshed.web.organizations.models import Organization, Site
from talentshed.web.organizations.names import name_key
from talentshed.web.organizations.queries import asks, places
from talentshed.web.organizations.queries.finding import employers_in, visible_organizations
from talentshed.web.ui.values import Grid, GridColumn, Value

if TYPE_CHECKING:
    from talentshed.web.access.models import State
    from talentshed.web.organizations.policies import Scope, Standing

PER_PAGE = 25


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for."""

    search: str = ""
    kind: str = ""
    county: str = ""
    naics: str = ""
    size: str = ""


@dataclass(frozen=True)
class Listed:
    """One organization of a list, as this reader may see it."""

    organization: Organization
    places: str
    size: str
    contacted: str
    """When it was last contacted, in words."""
    asks: int | None
    """Asks of this month; None where the reader may not know."""


def wanted_organizations(
    standing: "Standing", state: "State | None", wanted: Wanted, scope: "Scope | None" = None
) -> QuerySet[Organization]:
    """Return the organizations that a reader may see and looks for."""
    found = visible_organizations(standing)
    if scope is not None:
        there = employers_in(scope.counties, scope.naics).filter(state_id=scope.state_id).values("pk")
        found = found.filter(Q(pk__in=scope.organizations) | Q(pk__in=there))
    elif state is not None:
        found = found.filter(state=state)
    if wanted.search:
        key = name_key(wanted.search)
        by_name = Q(name__icontains=wanted.search) | Q(sites__city__icontains=wanted.search)
        found = found.filter(by_name | Q(name_key__contains=key) if key else by_name).distinct()
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.county:
        at = Q(sites__county_fips=wanted.county) | Q(served_counties__county_fips=wanted.county)
        found = found.filter(at).distinct()
    if wanted.naics:
        code = wanted.naics
        found = found.filter(Q(naics__startswith=code) | Q(sites__naics__startswith=code)).distinct()
    if wanted.size:
        found = found.filter(Q(size_band=wanted.size) | Q(sites__size_band=wanted.size)).distinct()
    return found.order_by("name", "pk")


def listed(
    standing: "Standing", found: QuerySet[Organization], number: str
) -> "tuple[Page[Organization], list[Listed]]":
    """Return one page of a list, and its rows."""
    page = Paginator(_with_places(found), PER_PAGE).get_page(number)
    return page, rows(standing, list(page.object_list))


def _with_places(found: QuerySet[Organization]) -> QuerySet[Organization]:
    return found.select_related("state").prefetch_related(Prefetch("sites", Site.objects.order_by("pk")))


def rows(standing: "Standing", organizations: list[Organization]) -> list[Listed]:
    """Return what a reader may see of each organization, in a few queries for all of them."""
    counted = [each.pk for each in organizations if policies.may_count_interactions(standing, each)]
    last = asks.last_contacts(counted)
    asked = _asked(organizations, counted)
    found = []
    for each in organizations:
        sites = list(each.sites.all())
        newest = last.get(each.pk)
        found.append(
            Listed(
                each,
                places.county_names(site.county_fips for site in sites),
                size_in_words(each, sites),
                _contacted(standing, each, newest) if each.pk in counted else "",
                asked.get(each.pk, 0) if each.pk in counted else None,
            )
        )
    return found


def _asked(organizations: list[Organization], counted: list[int]) -> dict[int, int]:
    """Return the asks of the month that it is where each organization is: one query, rarely two."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for each in organizations:
        if each.pk in counted:
            by_day[today_in(each.state).replace(day=1)].append(each.pk)
    return {pk: count for day, ids in by_day.items() for pk, count in asks.asks_by_organization(ids, day).items()}


def _contacted(standing: "Standing", organization: Organization, newest: Any) -> str:
    if newest is None:
        return _("No contact on record")
    days = (today_in(organization.state) - newest.on_date).days
    when = _("today") if days <= 0 else ngettext("{days} day ago", "{days} days ago", days).format(days=days)
    newest.organization = organization
    if not policies.may_read_interaction(standing, newest):
        return when
    return _("{when} by {who}").format(when=when, who=newest.by_organization or newest.by or _("somebody who has left"))


def size_in_words(organization: Organization, sites: list[Site]) -> str:
    """Return the firm's size band, or its sites' where the firm's is not known."""
    if organization.size_band:
        return organization.get_size_band_display()
    bands = [site for site in sites if site.size_band]
    if not bands:
        return _("size not known")
    if len(bands) == 1 and len(sites) == 1:
        return bands[0].get_size_band_display()
    return _("sites: {bands}").format(
        bands=", ".join(site.size_band for site in bands[:4]) + (" …" if len(bands) > 4 else "")
    )


def grid(standing: "Standing", found: QuerySet[Organization], caption: str) -> Grid:
    """Return a whole list as a table to take away. It has no contact fields and no words of what was said."""
    body: list[Mapping[str, Value]] = []
    for each in rows(standing, list(_with_places(found))):
        one = each.organization
        body.append(
            {
                "name": one.name,
                "kind": one.get_kind_display(),
                "counties": each.places,
                "cities": ", ".join(sorted({site.city for site in one.sites.all() if site.city})),
                "naics": one.naics,
                "size": one.size_band or _("not known"),
                "sites": len(one.sites.all()),
                "asks": each.asks,
                "asks_status": "reported" if each.asks is not None else "not_available",
                "source": one.source,
            }
        )
    columns = (
        GridColumn("name", _("Name")),
        GridColumn("kind", _("Kind")),
        GridColumn("counties", _("Counties")),
        GridColumn("cities", _("Cities")),
        GridColumn("naics", _("Industry code"), "code"),
        GridColumn("size", _("Size band")),
        GridColumn("sites", _("Sites on record"), "count"),
        GridColumn("asks", _("Asks this month"), "count"),
        GridColumn("source", _("Where the record comes from")),
    )
    return Grid(caption, columns, tuple(body))
