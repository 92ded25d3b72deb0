"""How does somebody ask the state for help, who answers, and who solved something similar?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import Person
from talentshed.web.events import policies
from talentshed.web.events.actions import helping as actions
from talentshed.web.events.forms.coming import ASKING, HelpForm
from talentshed.web.events.forms.making import AnswerForm, PeerForm
from talentshed.web.events.models import HelpRequest
from talentshed.web.events.queries import finding, helping, peers
from talentshed.web.events.views.frame import kept, sent_by_a_person
from talentshed.web.partnerships.http import WorkspaceRequest, show_form, workspace
from talentshed.web.partnerships.queries import frame
from talentshed.web.ui import open_forms
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.values import Link

_EDITS = ["GET", "HEAD", "POST"]


@require_http_methods(_EDITS)
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Take a request for help, with or without an account."""
    person = finding.reader(request.user)
    states = helping.states_that_answer()
    initial = {"state": request.GET.get("state", "").upper() or (states[0].code if len(states) == 1 else "")}
    if person is not None:
        initial |= {"name": person.name, "email": person.email}
    form = HelpForm(request.POST or None, states=states, initial=initial)
    if sent_by_a_person(request, form, ASKING) and done(form, lambda: _ask(person, form)):
        return redirect("events:asked")
    context = {
        "form": form,
        "fields": shown(form),
        "opened": open_forms.kept_or_new(request, ASKING),
        "has_states": bool(states),
        "links": [Link(reverse("events:list"), _("Events and training"))],
        "may_find": person is not None and bool(policies.may_find_peers(person, peers.states_of(person))),
    }
    return render(request, "events/ask.html", context)


def _ask(person: Person | None, form: HelpForm) -> HelpRequest:
    given = {name: form.cleaned_data[name] for name in ("state", "topic", "text", "name", "email", "organization")}
    return actions.ask_for_help(by=person, language=(get_language() or "en").split("-")[0], **given)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say what comes next."""
    return render(request, "events/asked.html", {"links": [Link(reverse("events:list"), _("Events and training"))]})


@require_safe
@never_cache
@login_required
def help_requests(request: SignedInRequest) -> HttpResponse:
    """List the requests of the states that somebody administers."""
    found = finding.help_for(request.user)
    show_all = request.GET.get("show") == "all"
    listed = found if show_all else found.filter(status__in=[HelpRequest.Status.OPEN, HelpRequest.Status.TAKEN])
    return render(request, "events/help_requests.html", {"requests": listed[:200], "show_all": show_all})


@require_http_methods(_EDITS)
@never_cache
@login_required
def help_request(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one request, and send the answer."""
    found = finding.help_request_for(request.user, pk)
    form = AnswerForm(request.POST or None)
    may = policies.may_settle_help(request.user, found)
    deed = lambda: actions.settle_help(by=request.user, request=found, answer=form.cleaned_data["answer"])  # noqa: E731
    if request.method == "POST":
        may.require()
    if kept(request, form, deed, _("Your answer is on its way.")):
        return redirect("events:help_requests")
    context = {"request_made": found, "form": form, "fields": shown(form), "may": may, "links": _way()}
    return render(request, "events/help_request.html", context)


@require_POST
@never_cache
@login_required
def help_deed(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a request in hand, or close it without an answer."""
    found = finding.help_request_for(request.user, pk)
    try:
        if request.POST.get("deed") == "close":
            actions.settle_help(by=request.user, request=found, close=True)
        else:
            actions.take_help(by=request.user, request=found)
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    return redirect("events:help_request", found.pk)


def _way() -> list[Link]:
    return [Link(reverse("events:help_requests"), _("Requests for help"))]


@require_safe
@never_cache
@login_required
def who_solved(request: SignedInRequest) -> HttpResponse:
    """Find partnerships that agreed to be asked and work on something similar."""
    states = peers.states_of(request.user)
    policies.may_find_peers(request.user, states).require()
    asked_for = request.GET.get("q", "").strip()[:200]
    found = peers.who_solved(asked_for, states) if asked_for else ()
    return render(request, "events/peers.html", {"q": asked_for, "peers": found})


@require_safe
@workspace
def of_partnership(request: WorkspaceRequest) -> HttpResponse:
    """Show a partnership's events, and whether others may ask it."""
    held = request.standing
    may_make = policies.may_make_event(held.person, held.partnership.home_state, held.partnership)
    context = {
        "frame": frame(held, "events"),
        "events": helping.events_of(held.partnership, drafts=bool(may_make)),
        "may_make": may_make,
        "may_offer": policies.may_offer_peers(held, held.partnership),
        "consent": peers.consent_of(held.partnership),
        "new": reverse("events:new") + f"?whose=partnership-{held.partnership.pk}",
    }
    return render(request, "events/of_partnership.html", context)


@require_http_methods(_EDITS)
@workspace
def offer_peers(request: WorkspaceRequest) -> HttpResponse:
    """Say for the partnership that others may find and ask it."""
    held = request.standing
    policies.may_offer_peers(held, held.partnership).require()
    known = peers.consent_of(held.partnership)
    start = {"contact": held.person.name, "email": held.person.email}
    if known is not None:
        start = {"contact": known.contact, "email": known.email, "lesson": known.lesson}
    form = PeerForm(request.POST or None, initial=start)
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("contact", "email", "lesson")}
        deed = lambda: actions.offer_peers(by=request.user, partnership=held.partnership, **given)  # noqa: E731
        if kept(request, form, deed, _("Others can find this partnership now.")):
            return redirect("events:of_partnership", held.partnership.pk)
    return show_form(
        request,
        form,
        tab="events",
        title=_("Let others ask you"),
        button=_("Agree"),
        links=[Link(reverse("events:of_partnership", args=[held.partnership.pk]), _("Events and peers"))],
    )


@require_POST
@workspace
def end_peers(request: WorkspaceRequest) -> HttpResponse:
    """Take that back."""
    held = request.standing
    actions.end_peers(by=request.user, partnership=held.partnership)
    messages.success(request, _("Nobody finds this partnership that way any more."))
    return redirect("events:of_partnership", held.partnership.pk)
