"""Adding and changing organizations, their sites, the counties that they serve and their people."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.organizations import policies
from talentshed.web.organizations.models import (
    AssociationMember,
    Contact,
    Organization,
    ServedCounty,
    Site,
)
from talentshed.web.organizations.names import name_key
from talentshed.web.organizations.once import hold, hold_state, of_this_moment

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State


@transaction.atomic
def add_organization(
    *,
    by: "Person",
    state: "State",
    kind: str,
    name: str,
    parent: Organization | None = None,
    naics: str = "",
    size_band: str = "",
    website: str = "",
    source: str = "",
) -> Organization:
    """Add an organization to a state's list."""
    policies.may_add(by, state.pk).require()
    _check_parent(parent, state.pk, None)
    hold_state(state)
    same = Organization.objects.filter(state=state, kind=kind, name=name.strip(), naics=naics, merged_into__isnull=True)
    again = of_this_moment(same, "added_at")
    if isinstance(again, Organization):
        return again  # the button was pressed twice
    made = Organization.objects.create(
        state=state,
        kind=kind,
        name=name.strip(),
        name_key=name_key(name),
        parent=parent,
        naics=naics,
        size_band=size_band,
        website=website,
        source=source or _("entered by hand"),
        is_demo=by.is_demo,
    )
    audit.record("ORGANIZATION_ADDED", by=by, about=made, state=state)
    return made


@transaction.atomic
def edit_organization(*, by: "Person", organization: Organization, **changes: Any) -> Organization:
    """Change name, kind, parent, naics, size_band or website of an organization."""
    policies.may_edit(by, organization).require()
    allowed = {"name", "kind", "parent", "naics", "size_band", "website"}
    if unknown := sorted(set(changes) - allowed):
        raise TypeError(f"edit_organization got unknown fields: {', '.join(unknown)}")
    if changes.get("kind", organization.kind) != organization.kind:
        # The kind decides what its people may see, so they don't set it themselves.
        policies.may_appoint(by, organization).require()
    if "parent" in changes:
        _check_parent(changes["parent"], organization.state_id, organization)
    changed = sorted(field for field, value in changes.items() if getattr(organization, field) != value)
    for field, value in changes.items():
        setattr(organization, field, value)
    organization.name_key = name_key(organization.name)
    organization.save()
    audit.record("ORGANIZATION_CHANGED", by=by, about=organization, state=organization.state, fields=changed)
    return organization


def _check_parent(parent: Organization | None, state_id: int, child: Organization | None) -> None:
    seen = {child.pk} if child else set()
    above = parent
    while above is not None:
        if above.pk in seen:
            raise ValidationError({"parent": _("An organization can't stand above itself. Choose another parent.")})
        seen.add(above.pk)
        above = above.parent
    if parent is not None and parent.state_id != state_id:
        raise ValidationError({"parent": _("The parent must be in the list of the same state.")})


@transaction.atomic
def keep_site(*, by: "Person", organization: Organization, site: Site | None = None, **fields: Any) -> Site:
    """Add a site, or change one: name, county_fips, city, naics, size_band, workers, is_headquarters."""
    policies.may_edit(by, organization).require()
    hold(organization)
    again = Site.objects.filter(organization=organization, **fields).first() if site is None else None
    if again is not None:
        return again  # the button was pressed twice
    kept = site or Site(organization=organization)
    for field, value in fields.items():
        setattr(kept, field, value)
    kept.save()
    if kept.is_headquarters:
        organization.sites.exclude(pk=kept.pk).filter(is_headquarters=True).update(is_headquarters=False)
    kind = "SITE_CHANGED" if site else "SITE_ADDED"
    audit.record(kind, by=by, about=kept, state=organization.state, organization=organization.pk)
    return kept


@transaction.atomic
def remove_site(*, by: "Person", site: Site) -> None:
    """Take a site off the list."""
    policies.may_edit(by, site.organization).require()
    audit.record("SITE_REMOVED", by=by, about=site, state=site.organization.state, organization=site.organization_id)
    site.delete()


@transaction.atomic
def keep_contact(
    *,
    by: "Person",
    organization: Organization,
    contact: Contact | None = None,
    recorded_by: Organization | None = None,
    **fields: Any,
) -> Contact:
    """Add somebody to talk to, or change what is known of them.

    recorded_by: the organization whose people write it down; they see e-mail and phone without further consent. What
    the writer can't see (an e-mail without consent) is not passed in, and stays as it is.
    """
    policies.may_edit(by, organization).require()
    hold(organization)
    same = Contact.objects.filter(organization=organization, left_on__isnull=True, **fields)
    again = same.first() if contact is None else None
    if again is not None:
        return again  # the button was pressed twice
    kept = contact or Contact(organization=organization, recorded_by_organization=recorded_by)
    for field, value in fields.items():
        setattr(kept, field, value)
    kept.save()
    kind = "CONTACT_CHANGED" if contact else "CONTACT_ADDED"
    audit.record(kind, by=by, about=kept, state=organization.state, organization=organization.pk)
    return kept


@transaction.atomic
def end_contact(*, by: "Person", contact: Contact, on_date: date) -> None:
    """Note that somebody has left: the card stays with what was asked, its e-mail and phone are deleted."""
    policies.may_edit(by, contact.organization).require()
    contact.left_on, contact.email, contact.phone = on_date, "", ""
    contact.email_consent = contact.phone_consent = False
    contact.save()
    audit.record("CONTACT_ENDED", by=by, about=contact, state=contact.organization.state)


@transaction.atomic
def set_served_counties(*, by: "Person", organization: Organization, counties: Iterable[str]) -> None:
    """Say which counties a public body or partner is in charge of."""
    policies.may_edit(by, organization).require()
    wanted = set(counties)
    held = set(organization.served_counties.values_list("county_fips", flat=True))
    organization.served_counties.exclude(county_fips__in=wanted).delete()
    ServedCounty.objects.bulk_create(
        ServedCounty(organization=organization, county_fips=fips) for fips in sorted(wanted - held)
    )
    audit.record("SERVED_COUNTIES_SET", by=by, about=organization, state=organization.state, counties=sorted(wanted))


@transaction.atomic
def set_associations(*, by: "Person", organization: Organization, associations: Iterable[Organization]) -> None:
    """Say to which associations and chambers a firm belongs."""
    policies.may_edit(by, organization).require()
    wanted = {each.pk: each for each in associations}
    for each in wanted.values():
        if each.kind != Organization.Kind.ASSOCIATION or each.state_id != organization.state_id:
            raise ValidationError(_("{name} is no association of the same state.").format(name=each))
    organization.association_memberships.exclude(association_id__in=wanted).delete()
    for each in wanted.values():
        AssociationMember.objects.get_or_create(association=each, member=organization)
    audit.record("ASSOCIATIONS_SET", by=by, about=organization, state=organization.state, associations=sorted(wanted))
