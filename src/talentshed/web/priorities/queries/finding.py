"""Which priority, team, item, need, offer or change of this partnership is meant? 404 for those of any other."""

from typing import Any

from django.http import Http404

from talentshed.web.partnerships.policies import Standing
from talentshed.web.priorities.models import ActionItem, ActionTeam, Need, Offer, Priority, Service, SystemicChange


def _one(found: Any, standing: Standing, **wanted: int) -> Any:
    """Return one record; its partnership is the one that the page holds, so that it isn't read again."""
    one = found.filter(**wanted).first()
    if one is None:
        raise Http404
    return one


def priority_of(standing: Standing, pk: int) -> Priority:
    """Return a priority of the partnership."""
    found: Priority = _one(Priority.objects.all(), standing, pk=pk, partnership_id=standing.partnership.pk)
    found.partnership = standing.partnership
    return found


def team_of(standing: Standing, pk: int) -> ActionTeam:
    """Return an action team of the partnership."""
    teams = ActionTeam.objects.select_related("priority", "lead", "lead_organization", "liaison")
    found: ActionTeam = _one(teams, standing, pk=pk, priority__partnership_id=standing.partnership.pk)
    found.priority.partnership = standing.partnership
    return found


def item_of(standing: Standing, pk: int) -> ActionItem:
    """Return an action item of the partnership."""
    items = ActionItem.objects.select_related("team", "priority", "owner", "owner_organization")
    found: ActionItem = _one(items, standing, pk=pk, partnership_id=standing.partnership.pk)
    found.partnership = standing.partnership
    return found


def need_of(standing: Standing, pk: int) -> Need:
    """Return a need of the partnership."""
    found: Need = _one(Need.objects.select_related("priority"), standing, pk=pk, partnership_id=standing.partnership.pk)
    found.partnership = standing.partnership
    return found


def offer_of(standing: Standing, need: Need, pk: int) -> Offer:
    """Return an offer against a need."""
    found: Offer = _one(Offer.objects.select_related("organization"), standing, pk=pk, need_id=need.pk)
    found.need = need
    return found


def change_of(standing: Standing, pk: int) -> SystemicChange:
    """Return a commitment to change of the partnership."""
    changes = SystemicChange.objects.select_related("organization")
    found: SystemicChange = _one(changes, standing, pk=pk, partnership_id=standing.partnership.pk)
    found.partnership = standing.partnership
    return found


def service_of(standing: Standing, pk: int) -> Service:
    """Return a service of the partnership."""
    services = Service.objects.select_related("organization")
    found: Service = _one(services, standing, pk=pk, partnership_id=standing.partnership.pk)
    found.partnership = standing.partnership
    return found
