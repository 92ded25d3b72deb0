"""Giving and ending roles."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import Role
from talentshed.web.partnerships.seating import seat

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def give_role(
    *,
    by: "Person",
    partnership: "Partnership",
    person: "Person",
    role: str,
    organization: "Organization | None" = None,
) -> Role:
    """Give somebody a role; the organization for which it is held comes to the table with it.

    Raises:
        PermissionDenied: not theirs to give, or the organization's kind doesn't fit.
        ValidationError: the person can't hold it, or holds it already.
    """
    policies.may_give_role(by, partnership, role, organization).require()
    fits = policies.may_hold_role(person, partnership, role, organization)
    if not fits:
        raise ValidationError({"role": fits.reason})
    if Role.objects.filter(partnership=partnership, person=person, role=role, until__isnull=True).exists():
        raise ValidationError({"role": _("{person} has this role already.").format(person=person)})
    if organization is not None:
        seat(partnership, organization)
    made = Role.objects.create(
        partnership=partnership, person=person, organization=organization, role=role, given_by=by
    )
    audit.record(
        "ROLE_GIVEN",
        by=by,
        about=person,
        scope=partnership.scope,
        state=partnership.home_state,
        role=role,
        organization=str(organization or ""),
    )
    return made


@transaction.atomic
def end_role(*, by: "Person", partnership: "Partnership", role: Role) -> Role:
    """End a role today."""
    policies.may_end_role(by, partnership, role).require()
    role.until = max(timezone.localdate(), role.since)
    role.save(update_fields=["until"])
    audit.record(
        "ROLE_ENDED",
        by=by,
        about=role.person,
        scope=partnership.scope,
        state=partnership.home_state,
        role=role.role,
        organization=str(role.organization or ""),
    )
    return role
