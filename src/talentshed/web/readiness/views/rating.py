"""What does somebody see who was asked to rate, without an account? They rate alone, and nobody reads along."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from talentshed.web.readiness.actions import rating as actions
from talentshed.web.readiness.forms.sheet import PaperForm, SheetForm, SideForm
from talentshed.web.readiness.instruments.values import Instrument, Item
from talentshed.web.readiness.models import Rater, Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.queries.rounds import answers_of, rater_of
from talentshed.web.readiness.views.frame import RoundRequest, round_page, show
from talentshed.web.ui.forms import done, shown

both = require_http_methods(["GET", "HEAD", "POST"])
ALL = "all"
"""The one page with all items."""
BY_SCRIPT = "X-Saves-As-You-Go"


def by_link(view: Callable[..., HttpResponse]) -> Any:
    """Open a page to whoever has a rater's link, in the place's time; a page that says why where it is over."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        rater = rater_of(token)
        round = rater.round
        zone = round.partnership.time_zone if round.partnership else round.state.time_zone
        with timezone.override(zone):
            may = policies.may_rate(rater)
            if may:
                response = view(request, rater, token, *args, **kwargs)
            else:
                response = render(request, "readiness/rate_over.html", {"round": round, "reason": may.reason})
        # The link is a key: no other site learns it, and no search engine keeps the page. With no referrer at all,
        # browsers send forms without their origin, and the answer would be refused.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(guarded)


@both
@by_link
def join(request: HttpRequest, rater: Rater, token: str) -> HttpResponse:
    """Say what is asked and who sees it; begin."""
    form = SideForm(request.POST or None, initial={"kind": rater.kind})
    if form.is_valid() and done(form, lambda: actions.rate(by=rater, answers={}, kind=form.cleaned_data["kind"])):
        if rater.is_handed_out:
            tokens: list[str] = []
            if not done(form, lambda: tokens.append(actions.begin(by=rater))):
                return _start(request, rater, token, form)
            token = tokens[0]
        return redirect("readiness:rate", token, _first_open(rater))
    return _start(request, rater, token, form)


def _start(request: HttpRequest, rater: Rater, token: str, form: SideForm) -> HttpResponse:
    context = {
        "round": rater.round,
        "rater": rater,
        "form": form,
        "fields": shown(form),
        "instrument": rater.round.instrument,
        "answered": 0 if rater.is_handed_out else rater.ratings.count(),
        "token": token,
    }
    return render(request, "readiness/join.html", context)


@both
@by_link
def rate(request: HttpRequest, rater: Rater, token: str, part: str) -> HttpResponse:
    """Show the items of one component, or all of them; keep what was answered and go on."""
    if rater.is_handed_out:
        return redirect("readiness:join", token)
    instrument = rater.round.instrument
    items = _items(instrument, part)
    known = answers_of(rater)
    initial = SheetForm.known(known)
    form = SheetForm(request.POST or None, instrument=instrument, items=items, initial=initial)
    by_script = BY_SCRIPT in request.headers
    if form.is_valid() and done(form, lambda: actions.rate(by=rater, answers=form.answers)):
        return HttpResponse(status=204) if by_script else redirect(_next(instrument, part, token))
    if by_script:
        return HttpResponse(status=422)
    parts = [each.key for each in instrument.parts]
    context = {
        "round": rater.round,
        "token": token,
        "form": form,
        "part": next((each for each in instrument.parts if each.key == part), None),
        "number": parts.index(part) + 1 if part in parts else 0,
        "count": len(parts),
        "scale": instrument.scale,
        "answered": len(known),
        "items": len(instrument.items),
        "previous": parts[parts.index(part) - 1] if part in parts[1:] else "",
        "address": request.build_absolute_uri(reverse("readiness:join", args=[token])),
    }
    return render(request, "readiness/rate.html", context)


@both
@by_link
def through(request: HttpRequest, rater: Rater, token: str) -> HttpResponse:
    """Say what is still open; note that the rater is through."""
    if rater.is_handed_out:
        return redirect("readiness:join", token)
    if request.method == "POST":
        actions.be_through(by=rater)
        return redirect("readiness:through", token)
    instrument = rater.round.instrument
    known = answers_of(rater)
    context = {
        "round": rater.round,
        "rater": rater,
        "token": token,
        "answered": len(known),
        "open": [item for item in instrument.items if item.key not in known],
        "bare": [item for item in instrument.items if _wants_evidence(known.get(item.key))],
    }
    return render(request, "readiness/through.html", context)


@both
@round_page
def paper(request: RoundRequest, round: Round) -> HttpResponse:
    """Type in a form that was filled in on paper."""
    policies.may_enter_paper(request.who, round).require()
    instrument = round.instrument
    form = PaperForm(request.POST or None, instrument=instrument, items=instrument.items)
    if form.is_valid() and done(
        form,
        lambda: actions.enter_paper(by=request.user, round=round, kind=form.cleaned_data["kind"], answers=form.answers),
    ):
        return redirect(round.address("paper") + "?entered=1")
    kinds = [each for each in shown(form) if each.name == "kind"]
    return show(
        request,
        "paper",
        round,
        form=form,
        fields=kinds,
        parts=[(part, [each for each in form.asked if each.item.part == part.key]) for part in instrument.parts],
        entered="entered" in request.GET,
    )


def _items(instrument: Instrument, part: str) -> tuple[Item, ...]:
    items = instrument.items if part == ALL else instrument.of_part(part)
    if not items:
        raise Http404
    return items


def _first_open(rater: Rater) -> str:
    known = answers_of(rater)
    open_items = (item.part for item in rater.round.instrument.items if item.key not in known)
    return next(open_items, rater.round.instrument.parts[0].key)


def _next(instrument: Instrument, part: str, token: str) -> str:
    parts = [each.key for each in instrument.parts]
    if part == ALL or part == parts[-1]:
        return reverse("readiness:through", args=[token])
    return reverse("readiness:rate", args=[token, parts[parts.index(part) + 1]])


def _wants_evidence(rating: Any) -> bool:
    return rating is not None and rating.value in ("3", "4") and not rating.evidence
