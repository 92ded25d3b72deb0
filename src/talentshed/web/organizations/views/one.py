"""What is known of one organization, and who adds or changes it?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.organizations import forms, policies, queries
from talentshed.web.organizations.actions import keeping
from talentshed.web.organizations.models import Organization
from talentshed.web.organizations.policies import Standing
from talentshed.web.organizations.queries.one import one_organization
from talentshed.web.organizations.views.frame import (
    list_link,
    show_form,
    signed_in,
    standing_of,
    state_asked,
    trail,
)
from talentshed.web.ui.forms import done

MOST_PARENTS = 600


@require_safe
@signed_in
def organization(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one organization: sites, people, what it was asked."""
    standing = standing_of(request)
    found = queries.visible_organization(standing, pk)
    if found.merged_into_id and policies.may_see(standing, found.merged_into):  # type: ignore[arg-type]
        messages.info(request, _("“{name}” was merged into this record.").format(name=found.name))
        return redirect("organizations:organization", found.merged_into_id)
    context = {
        "page": one_organization(standing, found, request.GET.get("page", "")),
        "organization": found,
        "links": [list_link(found.state)] if found.state_id in standing.wide_states else [],
        "standing": standing,
        "may": _rights(standing, found),
    }
    return render(request, "organizations/organization.html", context)


def _rights(standing: Standing, found: Organization) -> dict[str, Any]:
    return {
        "edit": policies.may_edit(standing, found),
        "record": policies.may_record_interaction(standing, found),
        "invite": policies.may_invite_spokesperson(standing, found),
        "appoint": policies.may_appoint(standing, found),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add(request: SignedInRequest) -> HttpResponse:
    """Add an organization to a state's list."""
    standing = standing_of(request)
    state = state_asked(request, standing)
    policies.may_add(standing, state.pk).require()
    form = forms.OrganizationForm(request.POST or None, parents=_parents(standing, state.pk))
    if form.is_valid():
        made: list[Organization] = []
        deed = lambda: made.append(keeping.add_organization(by=request.user, state=state, **form.cleaned_data))  # noqa: E731
        if done(form, deed):
            messages.success(request, _("{name} was added. Now add its sites.").format(name=made[0]))
            return redirect(made[0])
    return show_form(
        request, form, title=_("Add an organization"), button=_("Add"), links=[list_link(state)], lede=state.name
    )


def _parents(standing: Standing, state_id: int, but: Organization | None = None) -> Any:
    """Return what may be chosen as the holding company: only what the reader may see, and what is set already."""
    found = queries.visible_organizations(standing).filter(state_id=state_id)
    if found.count() > MOST_PARENTS:
        # A menu of thousands helps nobody: then only those that are parents already are offered.
        found = found.filter(subsidiaries__isnull=False)
    held = Organization.objects.filter(pk=but.parent_id or 0 if but else 0)
    return (found.distinct() | held.distinct()).exclude(pk=but.pk if but else 0)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an organization."""
    standing = standing_of(request)
    found = queries.visible_organization(standing, pk)
    policies.may_edit(standing, found).require()
    names = ("name", "kind", "naics", "size_band", "website", "parent")
    form = forms.OrganizationForm(
        request.POST or None,
        parents=_parents(standing, found.state_id, found),
        may_set_kind=bool(policies.may_appoint(standing, found)),
        initial={name: getattr(found, f"{name}_id" if name == "parent" else name) for name in names},
    )
    if form.is_valid():
        deed = lambda: keeping.edit_organization(by=request.user, organization=found, **form.cleaned_data)  # noqa: E731
        if done(form, deed):
            messages.success(request, _("Saved."))
            return redirect(found)
        found.refresh_from_db()
    return show_form(
        request,
        form,
        title=_("Change {name}").format(name=found),
        button=_("Save"),
        links=trail(found.state, found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def site(request: SignedInRequest, pk: int, site_pk: int = 0) -> HttpResponse:
    """Add a site, or change one."""
    standing = standing_of(request)
    found = queries.visible_organization(standing, pk)
    policies.may_edit(standing, found).require()
    known = get_object_or_404(found.sites, pk=site_pk) if site_pk else None
    names = ("name", "county_fips", "city", "naics", "size_band", "is_headquarters")
    initial = {name: getattr(known, name) for name in names} if known else {}
    held = known.county_fips if known else ""
    form = forms.SiteForm(request.POST or None, state=found.state, held=held, initial=initial)
    if form.is_valid():
        keeping.keep_site(by=request.user, organization=found, site=known, **form.cleaned_data)
        messages.success(request, _("The site was saved."))
        return redirect(found)
    title = _("Change a site of {name}") if known else _("Add a site of {name}")
    return show_form(
        request,
        form,
        title=title.format(name=found),
        button=_("Save"),
        links=trail(found.state, found),
        remove="organizations:remove_site" if known else "",
        remove_args=(found.pk, site_pk),
        remove_words=_("Take this site off the list"),
    )


@require_POST
@signed_in
def remove_site(request: SignedInRequest, pk: int, site_pk: int) -> HttpResponse:
    """Take a site off the list."""
    found = queries.visible_organization(request.user, pk)
    keeping.remove_site(by=request.user, site=get_object_or_404(found.sites, pk=site_pk))
    messages.success(request, _("The site was taken off the list."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def contact(request: SignedInRequest, pk: int, contact_pk: int = 0) -> HttpResponse:
    """Add somebody to talk to, or change what is known of them."""
    standing = standing_of(request)
    found = queries.visible_organization(standing, pk)
    policies.may_see_people(standing, found).require()
    policies.may_edit(standing, found).require()
    known = get_object_or_404(found.contacts.filter(left_on__isnull=True), pk=contact_pk) if contact_pk else None
    hidden: frozenset[str] = frozenset()
    if known is not None:
        known.organization = found
        hidden = frozenset(
            name
            for name in ("email", "phone")
            if getattr(known, name) and not policies.may_see_field(standing, known, name)
        )
    initial = forms.ContactForm.values_of(known) if known else {}
    form = forms.ContactForm(request.POST or None, hidden=hidden, initial=initial)
    if form.is_valid():
        recorder = queries.organizations_of(request.user).order_by("pk").first() if known is None else None
        keeping.keep_contact(
            by=request.user, organization=found, contact=known, recorded_by=recorder, **form.cleaned_data
        )
        messages.success(request, _("The person was saved."))
        return redirect(found)
    title = _("Change a person of {name}") if known else _("Add a person of {name}")
    return show_form(
        request,
        form,
        title=title.format(name=found),
        lede=_("Write down only what serves the work. E-mail and phone are shown to others only if they agreed."),
        button=_("Save"),
        links=trail(found.state, found),
        remove="organizations:end_contact" if known else "",
        remove_args=(found.pk, contact_pk),
        remove_words=_("This person has left: delete e-mail and phone"),
    )


@require_POST
@signed_in
def end_contact(request: SignedInRequest, pk: int, contact_pk: int) -> HttpResponse:
    """Note that somebody has left."""
    found = queries.visible_organization(request.user, pk)
    policies.may_see_people(request.user, found).require()
    keeping.end_contact(
        by=request.user, contact=get_object_or_404(found.contacts, pk=contact_pk), on_date=timezone.localdate()
    )
    messages.success(request, _("The person was taken off the list; e-mail and phone were deleted."))
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def served(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say which counties a body is in charge of."""
    standing = standing_of(request)
    found = queries.visible_organization(standing, pk)
    policies.may_edit(standing, found).require()
    if found.is_employer:
        raise Http404
    held = list(found.served_counties.values_list("county_fips", flat=True))
    form = forms.ServedForm(request.POST or None, state=found.state, held=held, initial={"counties": held})
    if form.is_valid():
        keeping.set_served_counties(by=request.user, organization=found, counties=form.cleaned_data["counties"])
        messages.success(request, _("Saved."))
        return redirect(found)
    return show_form(
        request,
        form,
        title=_("Counties of {name}").format(name=found),
        lede=_("An employer’s request goes to the bodies in charge of its county, and only to them."),
        button=_("Save"),
        links=trail(found.state, found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def associations(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say to which associations a firm belongs."""
    standing = standing_of(request)
    found = queries.visible_organization(standing, pk)
    policies.may_edit(standing, found).require()
    known = (
        queries.visible_organizations(standing)
        .filter(state_id=found.state_id, kind=Organization.Kind.ASSOCIATION)
        .exclude(pk=found.pk)
    )
    held = list(found.association_memberships.values_list("association_id", flat=True))
    form = forms.AssociationsForm(request.POST or None, known=known, initial={"associations": held})
    if form.is_valid():
        # What the reader can't see they can't choose, and don't take away either.
        unseen = Organization.objects.filter(pk__in=held).exclude(pk__in=known.values("pk"))
        chosen = [*form.cleaned_data["associations"], *unseen]
        deed = lambda: keeping.set_associations(by=request.user, organization=found, associations=chosen)  # noqa: E731
        if done(form, deed):
            messages.success(request, _("Saved."))
            return redirect(found)
    return show_form(
        request,
        form,
        title=_("Associations of {name}").format(name=found),
        button=_("Save"),
        links=trail(found.state, found),
    )
