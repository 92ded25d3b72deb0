"""Who takes back an invitation before it is accepted?"""

from django.db import transaction
from django.utils import timezone

from talentshed.web.access import audit
from talentshed.web.access.models import InvitationLink, Person
from talentshed.web.access.policies import may_withdraw_link


@transaction.atomic
def withdraw_link(*, by: Person, link: InvitationLink) -> None:
    """Take back a link: who opens it from now on reads that it was taken back. Doing it again changes nothing."""
    may_withdraw_link(by, link).require()
    open_ones = InvitationLink.objects.filter(pk=link.pk, withdrawn_at__isnull=True, uses_left__gt=0)
    if open_ones.update(withdrawn_at=timezone.now()):
        audit.record("LINK_WITHDRAWN", by=by, scope=link.scope, state=link.state, purpose=link.purpose, link=link.pk)
