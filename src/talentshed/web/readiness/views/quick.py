"""Which request shows the quick check, its result, and the result as a file or letter? Answers are never stored."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.models import Person
from talentshed.web.readiness.actions.quick import mail_result
from talentshed.web.readiness.documents.files import KINDS, as_file
from talentshed.web.readiness.documents.quick import indicative, quick_book, quick_paper
from talentshed.web.readiness.forms.quick import LetterForm, QuickForm
from talentshed.web.readiness.instruments.shipped import quick_check
from talentshed.web.readiness.queries.quick import quick_result
from talentshed.web.ui import open_forms
from talentshed.web.ui.caching import public_page
from talentshed.web.ui.forms import shown
from talentshed.web.ui.values import Link

LETTER = open_forms.Guard("readiness_letter", least_seconds=2, per_hour=12)
FILES = open_forms.Guard("readiness_files", per_hour=120)


# Whoever asks for a calculation changes nothing: there is nothing that a forged request could do. Without the mark
# against forgery the page needs no cookie and can be kept by caches.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def quick(request: HttpRequest) -> HttpResponse:
    """Show the fifteen statements; with complete answers, the result."""
    answer: HttpResponse = _answered(request) if request.method == "POST" else _opened(request)
    return answer


@public_page
def _opened(request: HttpRequest) -> HttpResponse:
    return _form(request, QuickForm())


@never_cache
def _answered(request: HttpRequest) -> HttpResponse:
    form = QuickForm(request.POST)
    if "change" in request.POST or not form.is_valid():
        return _form(request, form if "change" not in request.POST else QuickForm(initial=_typed(request)))
    return _result(request, form, LetterForm())


@csrf_exempt
@require_POST
@never_cache
def keep(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand the result out as a file."""
    form = QuickForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    if open_forms.tries(request, FILES) > FILES.per_hour:
        return render(request, "ui/error.html", _too_many(), status=429)
    result = quick_result(form.answers)
    return as_file(kind, lambda: quick_paper(result), lambda: quick_book(result), "readiness-quick-check")


@csrf_protect
@require_POST
@never_cache
def letter(request: HttpRequest) -> HttpResponse:
    """Send the result to an address, once."""
    form, asked = QuickForm(request.POST), LetterForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    if asked.is_valid():
        found = open_forms.doubts(request, LETTER)
        if found:
            asked.add_error(None, open_forms.sentence(found[0]))
        elif _sent(request, form, asked):
            return redirect("readiness:quick_sent")
    return _result(request, form, asked)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say that the letter is on its way."""
    return render(request, "readiness/quick_sent.html")


def _sent(request: HttpRequest, form: QuickForm, asked: LetterForm) -> bool:
    language = (get_language() or "en").split("-")[0]
    context = {"result": quick_result(form.answers), "indicative": indicative(), "about": str(quick_check().about)}
    by = request.user if isinstance(request.user, Person) else None
    try:
        mail_result(by=by, email=asked.cleaned_data["email"], context=context, language=language)
    except PermissionDenied as refused:
        asked.add_error("email", str(refused))
        return False
    return True


def _form(request: HttpRequest, form: QuickForm) -> HttpResponse:
    context = {
        "form": form,
        "groups": form.groups(),
        "scale": quick_check().scale,
        "about": quick_check().about,
        "forms": [
            Link(reverse("readiness:form", args=["quick-check"]), _("the fifteen statements")),
            Link(reverse("readiness:form", args=["five-components"]), _("all forty")),
        ],
    }
    return render(request, "readiness/quick.html", context)


@never_cache
def _result(request: HttpRequest, form: QuickForm, asked: LetterForm) -> HttpResponse:
    context = {
        "result": quick_result(form.answers),
        "typed": list(_typed(request).items()),
        "indicative": indicative(),
        "about": quick_check().about,
        "files": [Link(reverse("readiness:quick_file", args=[kind]), words) for kind, words in KINDS.items()],
        "form": asked,
        "fields": shown(asked),
        "opened": open_forms.kept_or_new(request, LETTER),
    }
    return render(request, "readiness/quick_result.html", context)


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in QuickForm().fields}


def _too_many() -> dict[str, Any]:
    sentence = open_forms.sentence(open_forms.Doubt.TOO_MANY)
    return {"heading": _("Too many files at once"), "text": sentence, "status": 429}
