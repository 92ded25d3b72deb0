"""Which request asks a question, looks for answers to it, or says whether an answer helped?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.access.models import Person
from talentshed.web.library import forms, policies
from talentshed.web.library.actions import asking as acts
from talentshed.web.library.queries import faq
from talentshed.web.library.views.public import MOST_ASKED, around
from talentshed.web.ui import open_forms
from talentshed.web.ui.forms import shown
from talentshed.web.ui.open_forms import Guard
from talentshed.web.ui.values import Link

ASKING = Guard("faq", per_hour=10)
MOST_VOTES = 5
"""Votes of one source for one answer in an hour: people who share an office share a source."""


def _who(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show the question box, with answers that may already say it; keep what was asked."""
    context = around(request)
    if request.method == "POST" and "look" not in request.POST:
        form = forms.AskForm(request.POST)
        doubts = open_forms.doubts(request, ASKING)
        if form.is_valid() and not doubts and context["state"] is not None:
            given = form.cleaned_data
            acts.ask(
                by=_who(request),
                state=context["state"],
                language=(get_language() or "en").split("-")[0],
                form_stamp=request.POST.get(open_forms.OPENED, ""),
                **given,
            )
            return redirect(reverse("library:asked") + context["code"])
        for doubt in doubts[:1]:
            form.add_error(None, open_forms.sentence(doubt))
    else:
        typed = {key: request.POST.get(key, "") for key in ("text", "name", "email", "may_tell")}
        form = forms.AskForm(initial=typed if "look" in request.POST else {"text": request.GET.get("q", "")})
    text = str(form["text"].value() or "")[:MOST_ASKED]
    context |= {
        "form": form,
        "fields": shown(form),
        "similar": faq.similar(faq.entries(context["state"]), text),
        "looked": bool(text.strip()),
        "opened": open_forms.kept_or_new(request, ASKING),
        "may_not": policies.may_ask(_who(request), context["state"]).reason,
        "links": [Link(reverse("library:faq") + context["code"], _("Questions and answers"))],
    }
    return render(request, "library/ask.html", context)


@never_cache
@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Return the answers that fit what somebody is typing, as a part of the question box."""
    context = around(request)
    text = request.GET.get("text", "")[:MOST_ASKED]
    context |= {"similar": faq.similar(faq.entries(context["state"]), text), "looked": bool(text.strip())}
    return render(request, "library/similar.html", context)


@require_safe
@never_cache
def asked(request: HttpRequest) -> HttpResponse:
    """Thank, and say what happens next."""
    return render(request, "library/asked.html", around(request))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def helpful(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask whether an answer helped, and count what is said. No cookie remembers it; a source counts a few times."""
    context = around(request)
    entry = faq.entry_of(context["state"], slug)
    said = request.POST.get("helped", "")
    if request.method == "POST" and said in ("yes", "no"):
        guard = Guard(f"helpful-{slug}", per_hour=MOST_VOTES)
        if open_forms.tries(request, guard) <= MOST_VOTES and not request.POST.get(open_forms.TRAP):
            acts.say_helpful(by=_who(request), state=context["state"], slug=slug, helped=said == "yes")
        if not getattr(request, "htmx", False):
            return redirect(f"{request.path}?thanks={said}" + context["code"].replace("?", "&"))
        context["thanks"] = said
    else:
        context["thanks"] = request.GET.get("thanks", "")
    context |= {
        "entry": entry,
        "links": [
            Link(reverse("library:faq") + context["code"], _("Questions and answers")),
            Link(reverse("library:answer", args=[slug]) + context["code"], str(entry.question)),
        ],
    }
    part = getattr(request, "htmx", False)
    return render(request, "library/helpful_part.html" if part else "library/helpful.html", context)
