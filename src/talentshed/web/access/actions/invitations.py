"""Who takes back an invitation before it is accepted?"""

from django.db import transaction

from talentshed.web.access import audit, links
from talentshed.web.access.models import InvitationLink, Person
from talentshed.web.access.policies import may_withdraw_link


@transaction.atomic
def withdraw_link(*, by: Person, link: InvitationLink) -> None:
    """Take back a link: who opens it from now on reads that it was taken back. Doing it again changes nothing."""
    may_withdraw_link(by, link).require()
    if links.take_back(link):
        audit.record("LINK_WITHDRAWN", by=by, scope=link.scope, state=link.state, purpose=link.purpose, link=link.pk)
