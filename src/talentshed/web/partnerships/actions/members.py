"""Putting organizations on the list, noting how far they are, and ending a membership."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import AT_THE_TABLE, Member, Role

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def add_member(*, by: "Person", partnership: "Partnership", organization: "Organization") -> Member:
    """Put an organization on the list of those to be asked; one that left comes back as such."""
    policies.may_add_member(by, partnership).require()
    if organization.merged_into_id:
        raise ValidationError({"organization": _("This record was merged into another one. Choose that one.")})
    member, is_new = Member.objects.get_or_create(partnership=partnership, organization=organization)
    if not is_new and member.stage != Member.Stage.LEFT:
        sentence = _("{organization} is on the list already.").format(organization=organization)
        raise ValidationError({"organization": sentence})
    if not is_new:
        member.stage, member.left_on, member.joined_on = Member.Stage.PROSPECT, None, None
        member.save()
    audit.record("MEMBER_LISTED", by=by, about=organization, scope=partnership.scope, state=partnership.home_state)
    return member


@transaction.atomic
def set_stage(*, by: "Person", partnership: "Partnership", member: Member, stage: str) -> Member:
    """Note how far a member is: to be asked, invited, said yes, active."""
    policies.may_manage_member(by, partnership, member).require()
    if stage == Member.Stage.LEFT or stage not in Member.Stage.values:
        raise ValidationError({"stage": _("Choose how far the organization is. To end a membership, use its button.")})
    before = member.stage
    member.stage, member.left_on = stage, None
    seated = stage in AT_THE_TABLE
    member.joined_on = (member.joined_on or timezone.localdate()) if seated else None
    member.core_team = member.core_team and seated
    member.save()
    audit.record(
        "MEMBER_STAGE_SET",
        by=by,
        about=member.organization,
        scope=partnership.scope,
        state=partnership.home_state,
        before=before,
        after=stage,
    )
    return member


@transaction.atomic
def set_core_team(*, by: "Person", partnership: "Partnership", member: Member, core_team: bool) -> Member:
    """Put a support partner in the core team, or out of it. Employers are never in it."""
    policies.may_manage_member(by, partnership, member).require()
    if core_team and (member.organization.is_employer or not member.is_at_the_table):
        raise ValidationError({"core_team": _("The core team is made of support partners who said yes.")})
    member.core_team = core_team
    member.save(update_fields=["core_team"])
    kind = "CORE_TEAM_JOINED" if core_team else "CORE_TEAM_LEFT"
    audit.record(kind, by=by, about=member.organization, scope=partnership.scope, state=partnership.home_state)
    return member


@transaction.atomic
def end_membership(*, by: "Person", partnership: "Partnership", member: Member) -> Member:
    """End a membership; the roles that its people held for it end with it.

    Raises:
        PermissionDenied: it is not theirs to end, or its person is the last convener.
    """
    policies.may_end_membership(by, partnership, member).require()
    held = Role.objects.filter(partnership=partnership, organization=member.organization, until__isnull=True)
    today = timezone.localdate()
    for role in held.select_related("person"):
        if role.role == Role.Kind.CONVENER:
            policies.may_end_role(by, partnership, role).require()
        role.until = max(today, role.since)
        role.save(update_fields=["until"])
    member.stage, member.left_on, member.core_team = Member.Stage.LEFT, today, False
    member.save()
    audit.record("MEMBER_LEFT", by=by, about=member.organization, scope=partnership.scope, state=partnership.home_state)
    return member
