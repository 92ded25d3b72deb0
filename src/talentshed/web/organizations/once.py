"""Was the same form sent twice, or do two people change one organization at once?"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from talentshed.web.access.models import State
from talentshed.web.organizations.models import Organization

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

MOMENT = timedelta(minutes=1)
"""Within this time the very same thing, by the same person, is a second click."""


def hold(*organizations: Organization) -> None:
    """Let nobody else write to these organizations until the transaction ends."""
    ids = [each.pk for each in organizations]
    list(Organization.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def hold_state(state: State) -> None:
    """Let nobody else add to a state's list until the transaction ends."""
    list(State.objects.select_for_update().filter(pk=state.pk).values_list("pk"))


def of_this_moment(rows: "QuerySet[Any]", field: str) -> "Model | None":
    """Return the newest of these rows if it is no older than a moment. field: when a row was made."""
    found: Model | None = rows.filter(**{f"{field}__gte": timezone.now() - MOMENT}).order_by("-pk").first()
    return found
