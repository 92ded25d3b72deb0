"""Who writes down a contact, says who speaks for an organization, and sets how often one may ask?"""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from talentshed.web.access.http import SignedInRequest
from talentshed.web.organizations import forms, policies, queries
from talentshed.web.organizations.actions import asking, speaking
from talentshed.web.organizations.days import today_in
from talentshed.web.organizations.queries.one import invited_speakers
from talentshed.web.organizations.views.frame import (
    list_link,
    show_form,
    signed_in,
    standing_of,
    state_asked,
    trail,
)
from talentshed.web.ui.forms import done


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def interaction(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down a contact that was made."""
    standing = standing_of(request)
    found = queries.visible_organization(standing, pk)
    policies.may_record_interaction(standing, found).require()
    mine = queries.organizations_of(request.user).exclude(pk=found.pk)
    contacts = found.contacts.filter(left_on__isnull=True)
    first = mine.first()
    form = forms.InteractionForm(
        request.POST or None,
        mine=mine,
        contacts=contacts if policies.may_see_people(standing, found) else contacts.none(),
        today=today_in(found.state),
        initial={"on_date": today_in(found.state), "by_organization": first.pk if first else None},
    )
    if form.is_valid():
        deed = lambda: asking.record_interaction(by=request.user, organization=found, **form.cleaned_data)  # noqa: E731
        if done(form, deed):
            messages.success(request, _("The contact was written down."))
            return redirect(found)
    return show_form(
        request,
        form,
        title=_("Write down a contact with {name}").format(name=found),
        lede=_("The next partner reads this before calling. The organization’s own people read it, too."),
        button=_("Save"),
        links=trail(found.state, found),
        warning=queries.ask_allowed(found).reason,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send a link by which somebody comes to speak for an organization."""
    standing = standing_of(request)
    found = queries.visible_organization(standing, pk)
    policies.may_invite_spokesperson(standing, found).require()
    form = forms.SpeakForm(request.POST or None, initial={"language": (get_language() or "en")[:2]})
    if form.is_valid():
        speaking.invite_spokesperson(by=request.user, organization=found, **form.cleaned_data)
        messages.success(request, _("The invitation goes out by e-mail. The link is good for 14 days."))
        return redirect(found)
    return show_form(
        request,
        form,
        title=_("Invite somebody to speak for {name}").format(name=found),
        lede=_("They get a link by e-mail. Who accepts it can act and vote for the organization."),
        button=_("Send the invitation"),
        links=trail(found.state, found),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm that somebody with an account speaks for an organization."""
    standing = standing_of(request)
    found = queries.visible_organization(standing, pk)
    policies.may_appoint(standing, found).require()
    form = forms.AppointForm(request.POST or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        person = queries.confirmable(found, given.pop("email"))
        if person is None:
            # Whether somebody elsewhere has an account with an address is not said.
            form.add_error("email", _("Nobody of this state is known by this address. Send an invitation instead."))
        else:
            speaking.appoint_spokesperson(by=request.user, organization=found, person=person, **given)
            messages.success(request, _("{person} now speaks for {name}.").format(person=person, name=found))
            return redirect(found)
    return show_form(
        request,
        form,
        title=_("Confirm who speaks for {name}").format(name=found),
        lede=_("Confirm only people whose place in the organization you know."),
        button=_("Confirm"),
        links=trail(found.state, found),
    )


@require_POST
@signed_in
def withdraw(request: SignedInRequest, pk: int, link_pk: int) -> HttpResponse:
    """Take back an invitation to speak for an organization."""
    found = queries.visible_organization(request.user, pk)
    link = next((each for each in invited_speakers(found) if each.pk == link_pk), None)
    if link is None:
        raise Http404
    speaking.withdraw_invitation(by=request.user, organization=found, link=link)
    messages.success(request, _("The invitation was taken back. Its link no longer works."))
    return redirect(found)


@require_POST
@signed_in
def dismiss(request: SignedInRequest, pk: int, speaker_pk: int) -> HttpResponse:
    """End that somebody speaks for an organization."""
    found = queries.visible_organization(request.user, pk)
    speaking.dismiss_spokesperson(by=request.user, spokesperson=get_object_or_404(found.spokespersons, pk=speaker_pk))
    messages.success(request, _("This person no longer speaks for {name}.").format(name=found))
    return redirect(found) if policies.may_see(request.user, found) else redirect("organizations:list")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask_cap(request: SignedInRequest) -> HttpResponse:
    """Set how often an employer may be asked in a month."""
    standing = standing_of(request)
    state = state_asked(request, standing)
    policies.may_set_ask_cap(standing, state.pk).require()
    form = forms.AskCapForm(request.POST or None, initial={"asks_per_month": queries.asks_per_month(state.pk)})
    if form.is_valid():
        asking.set_ask_cap(by=request.user, state=state, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(reverse("organizations:list") + f"?state={state.code}")
    return show_form(
        request,
        form,
        title=_("How often may an employer be asked?"),
        button=_("Save"),
        links=[list_link(state)],
        lede=state.name,
    )
