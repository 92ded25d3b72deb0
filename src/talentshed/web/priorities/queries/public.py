"""What may everybody read of a partnership's work: what it chose, and what came of it, in numbers?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talentshed.web.priorities.models import Need, Offer, Priority, SystemicChange

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership

_SHOWN = (Priority.Status.VOTED, Priority.Status.ACTIVE, Priority.Status.DONE)


@dataclass(frozen=True)
class Results:
    """What came of it so far. Counts only: who asked or offered what stays inside."""

    needs: int
    """Needs posted that were not withdrawn."""
    answered: int
    """Of these, how many have an offer or are met."""
    delivered: int
    """Offers delivered."""
    changes: int
    """Changes in how things are done that were made."""


def public_priorities(partnership: "Partnership") -> tuple[Priority, ...]:
    """Return what the employers voted for and what is at work or done, in their rank. Proposals stay inside."""
    return tuple(Priority.objects.filter(partnership=partnership, status__in=_SHOWN))


def results_of(partnership: "Partnership") -> Results:
    """Return the numbers. Three queries."""
    needs = Need.objects.filter(partnership=partnership).exclude(status=Need.Status.WITHDRAWN)
    standing = Offer.objects.filter(need__in=needs).exclude(status=Offer.Status.WITHDRAWN)
    offers = list(standing.values_list("need_id", "status"))
    known = list(needs.values_list("pk", "status"))
    with_offer = {need for need, _status in offers}
    return Results(
        needs=len(known),
        answered=sum(pk in with_offer or status == Need.Status.MET for pk, status in known),
        delivered=sum(status == Offer.Status.DELIVERED for _need, status in offers),
        changes=SystemicChange.objects.filter(partnership=partnership, status=SystemicChange.Status.DONE).count(),
    )
