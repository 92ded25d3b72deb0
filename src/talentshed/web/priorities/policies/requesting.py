"""Who asks for help, reads the thread, answers in it, and says whether a need is shared?

A request is the firm's and the bodies' that it went to: neither conveners nor overseers nor other firms read it.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.organizations.queries import organizations_of, speaks_for
from talentshed.web.partnerships.policies import Standing, may_see, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.models import ServiceRequest, SharedNeedRequest


def may_request(person: "Person", organization: "Organization") -> Verdict:
    """Whether somebody may ask in the name of an employer."""
    if organization.is_employer and speaks_for(person, organization):
        return Verdict()
    return Verdict(_("Requests are made by people who speak for an employer."))


def may_read_request(person: "Person", request: "ServiceRequest") -> Verdict:
    """Whether somebody may read a thread: people of the firm, and of the bodies that it went to."""
    mine = set(organizations_of(person).values_list("pk", flat=True)) if person.is_active else set()
    if request.organization_id in mine or request.routes.filter(body_id__in=mine).exists():
        return Verdict()
    return Verdict(_("Only the firm and the bodies that it asked read this."))


def may_write_message(person: "Person", request: "ServiceRequest", organization: "Organization") -> Verdict:
    """Whether somebody may write in a thread, in the name of the firm or of a body that it went to."""
    if request.status == request.Status.CLOSED:
        return Verdict(_("This request is closed."))
    inside = organization.pk == request.organization_id or request.routes.filter(body_id=organization.pk).exists()
    if inside and speaks_for(person, organization):
        return Verdict()
    return Verdict(_("Only the firm and the bodies that it asked write here."))


def may_close_request(person: "Person", request: "ServiceRequest") -> Verdict:
    """Whether somebody may close a request: the firm itself says that it was helped."""
    if request.status == request.Status.CLOSED:
        return Verdict(_("This request is closed."))
    if speaks_for(person, request.organization):
        return Verdict()
    return Verdict(_("The firm itself closes its request."))


def may_propose_shared(partnership: "Partnership") -> Verdict:
    """Whether similar requests may become a proposal: while the partnership works."""
    return Verdict() if partnership.is_open else Verdict(_("This partnership is closed. Reopen it first."))


def may_see_shared(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may see which needs are proposed as shared, without names: members, not guests."""
    held = standing(who, partnership)
    inside = may_see(held, partnership)
    if inside and held.only_observes:
        return Verdict(_("Proposals are for members until the firms have confirmed."))
    return inside


def may_answer_shared(person: "Person", place: "SharedNeedRequest") -> Verdict:
    """Whether somebody may say for their firm that it shares a need."""
    if place.shared.status != place.shared.Status.PROPOSED:
        return Verdict(_("This proposal is settled."))
    if speaks_for(person, place.request.organization):
        return Verdict()
    return Verdict(_("Each firm answers for its own request."))
