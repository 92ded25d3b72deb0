"""How does an organization come to the table? Shared by the actions by which it says yes."""

from typing import TYPE_CHECKING

from django.utils import timezone

from talentshed.web.partnerships.models import Member

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership


def seat(partnership: "Partnership", organization: "Organization") -> Member:
    """Return the organization's membership, which says yes if it didn't before. The caller audits."""
    member, _made = Member.objects.get_or_create(partnership=partnership, organization=organization)
    if not member.is_at_the_table:
        member.stage, member.left_on = Member.Stage.COMMITTED, None
        member.joined_on = timezone.localdate()
        member.save()
    return member


def mark_invited(partnership: "Partnership", organization: "Organization") -> Member:
    """Return the organization's membership, noted as invited unless it is further already."""
    member, _made = Member.objects.get_or_create(partnership=partnership, organization=organization)
    if member.stage in (Member.Stage.PROSPECT, Member.Stage.LEFT):
        member.stage, member.left_on = Member.Stage.INVITED, None
        member.save()
    return member
