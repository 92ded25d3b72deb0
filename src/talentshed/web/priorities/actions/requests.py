"""Asking once and being answered in one thread; proposing, confirming and refusing a shared need."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.organizations import queries as organizations
from talentshed.web.priorities import policies, similarity
from talentshed.web.priorities.models import (
    Need,
    RequestMessage,
    RequestRoute,
    ServiceRequest,
    SharedNeed,
    SharedNeedRequest,
)
from talentshed.web.priorities.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization, Site
    from talentshed.web.partnerships.models import Partnership

PERIOD = timedelta(days=365)
"""Requests of the last year are compared."""


@transaction.atomic
def make_request(
    *,
    by: "Person",
    organization: "Organization",
    site: "Site",
    topic: str,
    text: str,
    occupation: str = "",
    partnership: "Partnership | None" = None,
) -> ServiceRequest:
    """Ask once: the request goes to all bodies that serve the site's county, and to no other.

    The record of it is kept outside the partnership's trail: other members don't read who asked for what.

    Raises:
        NotPossible: the site has no county, it isn't the firm's, or no body serves its county.
    """
    policies.may_request(by, organization).require()
    bodies = _bodies_for(organization, site)
    made = ServiceRequest.objects.create(
        partnership=partnership,
        organization=organization,
        site=site,
        county_fips=site.county_fips,
        topic=topic,
        occupation=occupation.strip(),
        text=text.strip(),
        by=by,
    )
    RequestRoute.objects.bulk_create(RequestRoute(request=made, body=body) for body in bodies)
    audit.record(
        "REQUEST_MADE",
        by=by,
        about=made,
        scope=f"request/{made.pk}",
        state=organization.state,
        bodies=[body.pk for body in bodies],
    )
    return made


def _bodies_for(organization: "Organization", site: "Site") -> "list[Organization]":
    if site.organization_id != organization.pk:
        raise NotPossible(_("This site is not one of {name}.").format(name=organization))
    if not site.county_fips:
        raise NotPossible(_("The site has no county yet. Add it on the page of your organization, then ask again."))
    bodies = list(organizations.bodies_serving(site.county_fips))
    if not bodies:
        raise NotPossible(
            _("No public body in the list serves this county yet. Ask your convener, who can add the one in charge.")
        )
    return bodies


@transaction.atomic
def write_message(*, by: "Person", request: ServiceRequest, organization: "Organization", text: str) -> RequestMessage:
    """Write into the thread, in the name of the firm or of a body that was asked."""
    policies.may_write_message(by, request, organization).require()
    made = RequestMessage.objects.create(request=request, organization=organization, by=by, text=text.strip())
    if organization.pk != request.organization_id and request.status == ServiceRequest.Status.OPEN:
        request.status, request.answered_at = ServiceRequest.Status.ANSWERED, made.at
        request.save(update_fields=["status", "answered_at"])
    audit.record(
        "REQUEST_MESSAGE", by=by, about=request, scope=f"request/{request.pk}", state=request.organization.state
    )
    return made


@transaction.atomic
def close_request(*, by: "Person", request: ServiceRequest) -> ServiceRequest:
    """Say for the firm that the request is settled."""
    policies.may_close_request(by, request).require()
    request.status, request.closed_at = ServiceRequest.Status.CLOSED, timezone.now()
    request.save(update_fields=["status", "closed_at"])
    audit.record(
        "REQUEST_CLOSED", by=by, about=request, scope=f"request/{request.pk}", state=request.organization.state
    )
    return request


@transaction.atomic
def propose_shared_needs(*, by: "Person | None", partnership: "Partnership") -> list[SharedNeed]:
    """Propose similar requests of three or more firms as shared needs; a further similar one joins its proposal.

    Nobody is named as having done it: the trail must not tell whose request was the third.
    """
    policies.may_propose_shared(partnership).require()
    recent = ServiceRequest.objects.filter(partnership=partnership, made_at__gte=timezone.now() - PERIOD)
    asked = [_asked(each) for each in recent.exclude(shared_place__shared__status=SharedNeed.Status.DECLINED)]
    made = []
    for group in similarity.groups(asked):
        placed = SharedNeedRequest.objects.filter(request_id__in=group.requests).select_related("shared")
        held = {each.request_id: each.shared for each in placed}
        standing = [each for each in held.values() if each.status == SharedNeed.Status.PROPOSED]
        free = [key for key in group.requests if key not in held]
        if standing:
            shared = standing[0]
        elif _firms(asked, free) >= similarity.LEAST_FIRMS:
            shared = SharedNeed.objects.create(
                partnership=partnership, topic=group.topic, words=", ".join(group.words)[:300]
            )
            made.append(shared)
        else:
            continue
        SharedNeedRequest.objects.bulk_create(SharedNeedRequest(shared=shared, request_id=key) for key in free)
    if made:
        audit.record(
            "SHARED_NEED_PROPOSED",
            by=None,
            scope=partnership.scope,
            state=partnership.home_state,
            proposals=[each.pk for each in made],
        )
    return made


def _asked(each: ServiceRequest) -> similarity.Asked:
    return similarity.Asked(each.pk, each.organization_id, each.topic, each.occupation, each.text)


def _firms(asked: list[similarity.Asked], keys: list[int]) -> int:
    return len({each.firm for each in asked if each.key in keys})


@transaction.atomic
def answer_shared(
    *, by: "Person", place: SharedNeedRequest, answer: str, shows_name: bool = False
) -> SharedNeedRequest:
    """Say for a firm whether it shares the need, and whether its name may be shown.

    Three firms that say yes make it a need of the single table; when too few are left, the proposal ends.
    """
    policies.may_answer_shared(by, place).require()
    place.answer, place.shows_name = answer, shows_name and answer == SharedNeedRequest.Answer.YES
    place.answered_at = timezone.now()
    place.save(update_fields=["answer", "shows_name", "answered_at"])
    request = place.request
    audit.record(
        "SHARED_NEED_ANSWERED",
        by=by,
        about=request,
        scope=f"request/{request.pk}",
        state=request.organization.state,
        answer=answer,
    )
    _settle(SharedNeed.objects.select_for_update().select_related("partnership__home_state").get(pk=place.shared_id))
    return place


def _settle(shared: SharedNeed) -> None:
    answers = list(shared.requests.values_list("request__organization_id", "answer"))
    yes = {firm for firm, answer in answers if answer == SharedNeedRequest.Answer.YES}
    possible = {firm for firm, answer in answers if answer != SharedNeedRequest.Answer.NO}
    if len(yes) >= similarity.LEAST_FIRMS:
        shared.status = SharedNeed.Status.CONFIRMED
        shared.need = Need.objects.create(
            partnership=shared.partnership,
            title=str(shared)[:200],
            detail=_("{count} firms share this need.").format(count=len(yes)),
            quantity=None,
        )
    elif len(possible) < similarity.LEAST_FIRMS:
        shared.status = SharedNeed.Status.DECLINED
    else:
        return
    shared.settled_at = timezone.now()
    shared.save(update_fields=["status", "need", "settled_at"])
    audit.record(
        "SHARED_NEED_SETTLED",
        by=None,
        about=shared,
        scope=shared.partnership.scope,
        state=shared.partnership.home_state,
        status=shared.status,
    )
