"""How does an employer ask once, how is it answered in one thread, and is a need shared?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.organizations.queries import places
from talentshed.web.priorities import forms, policies
from talentshed.web.priorities.actions import requests as acts
from talentshed.web.priorities.queries import requests
from talentshed.web.priorities.views.items import both
from talentshed.web.priorities.views.pages import deed
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.values import Link


@require_safe
@never_cache
@login_required
def index(request: SignedInRequest) -> HttpResponse:
    """Show the requests of one's firms, and those that went to one's bodies."""
    found = list(requests.readable(request.user)[:100])
    sites = requests.asking_places(request.user)
    return render(
        request,
        "priorities/requests.html",
        {"requests": found, "may_ask": bool(sites), "waiting": requests.waiting_for(request.user)},
    )


@both
@never_cache
@login_required
def ask(request: SignedInRequest) -> HttpResponse:
    """Ask once, from a phone, in about two minutes."""
    sites = requests.asking_places(request.user)
    partnerships = {str(each.pk): each for each in requests.asking_partnerships(request.user)}
    form = forms.RequestForm(request.POST or None, places=sites, partnerships=list(partnerships.values()))
    if form.is_valid():
        given = dict(form.cleaned_data)
        organization, site = requests.site_of(request.user, given.pop("place"))
        partnership = partnerships.get(given.pop("partnership"))
        made = []
        deed_done = done(
            form,
            lambda: made.append(
                acts.make_request(
                    by=request.user, organization=organization, site=site, partnership=partnership, **given
                )
            ),
        )
        if deed_done:
            if partnership is not None:
                acts.propose_shared_needs(by=None, partnership=partnership)
            messages.success(request, _("Sent. You get all answers in this one thread."))
            return redirect(made[0])
    return render(
        request,
        "priorities/ask.html",
        {"form": form, "fields": shown(form), "sites": sites, "links": _links()},
    )


def _links() -> list[Link]:
    return [Link(reverse("priorities:requests"), _("Requests"))]


@both
@never_cache
@login_required
def thread(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one thread; write into it."""
    found = requests.thread(request.user, pk)
    voices = requests.voices(request.user, found)
    form = forms.MessageForm(request.POST or None, voices=voices)
    if form.is_valid():
        organization = form.named[form.cleaned_data["organization"]]
        acts.write_message(by=request.user, request=found, organization=organization, text=form.cleaned_data["text"])
        messages.success(request, _("Sent."))
        return redirect(found)
    return render(
        request,
        "priorities/thread.html",
        {
            "request_made": found,
            "bodies": [each.body for each in found.routes.select_related("body")],
            "county": places.county_name(found.county_fips),
            "said": found.messages.select_related("organization", "by"),
            "may_write": found.status != "closed" and bool(voices),
            "may_close": policies.may_close_request(request.user, found),
            "form": form,
            "fields": shown(form),
            "links": _links(),
        },
    )


@require_POST
@never_cache
@login_required
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that a request is settled."""
    found = requests.thread(request.user, pk)
    deed(request, lambda: acts.close_request(by=request.user, request=found), _("The request is closed."))
    return redirect(found)


@both
@never_cache
@login_required
def shared(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say whether one's firm shares a need that was proposed."""
    place = requests.place_of(request.user, pk)
    form = forms.AnswerForm(request.POST or None, initial={"answer": place.answer, "shows_name": place.shows_name})
    if form.is_valid():
        acts.answer_shared(by=request.user, place=place, **form.cleaned_data)
        messages.success(request, _("Thank you. Three firms that say yes make it a need of the single table."))
        return redirect("priorities:requests")
    return render(
        request,
        "priorities/shared.html",
        {
            "place": place,
            "proposal": requests.proposal_of(place),
            "may_answer": policies.may_answer_shared(request.user, place),
            "form": form,
            "fields": shown(form),
            "links": _links(),
        },
    )
