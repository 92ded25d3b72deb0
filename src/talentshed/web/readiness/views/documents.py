"""Which request hands out the blank form, to print or as a file, and the report of a round?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from talentshed.web.readiness.documents.files import KINDS, as_file
from talentshed.web.readiness.documents.form import blank_form, form_book
from talentshed.web.readiness.documents.report import report_book, report_paper
from talentshed.web.readiness.documents.values import Paper
from talentshed.web.readiness.instruments import shipped
from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.models import Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.queries.results import outcome, since_last
from talentshed.web.readiness.views.frame import RoundRequest, round_page
from talentshed.web.ui.caching import public_page
from talentshed.web.ui.values import Link

QUICK = "quick-check"
FORMS = {
    "five-components": lambda: shipped.five_components().without_optional(),
    QUICK: shipped.quick_check,
    "state": shipped.state_instrument,
}
"""Name in the address -> the instrument; blank forms are open to anyone."""


@require_safe
@public_page
def form(request: HttpRequest, name: str) -> HttpResponse:
    """Show the blank form as a page to print."""
    instrument = _instrument(name)
    links = [Link(reverse("readiness:form_file", args=[name, kind]), words) for kind, words in KINDS.items()]
    return _print(request, _blank(name, instrument), links)


@require_safe
def form_file(request: HttpRequest, name: str, kind: str) -> HttpResponse:
    """Hand the blank form out as PDF, Word or Excel."""
    instrument = _instrument(name)
    return as_file(kind, lambda: _blank(name, instrument), lambda: form_book(instrument), f"readiness-form-{name}")


@require_safe
@round_page
def round_form(request: RoundRequest, round: Round, kind: str) -> HttpResponse:
    """Hand the blank form of a round out: with the questions that this round asks, in their version."""
    policies.may_see_round(request.who, round).require()
    whose = f"{round.partnership or round.state}: {round.title}"
    paper = blank_form(round.instrument, whose)
    if kind == "html":
        links = [Link(round.address("form", each), words) for each, words in KINDS.items()]
        return _print(request, paper, links)
    return as_file(kind, lambda: paper, lambda: form_book(round.instrument, whose), f"readiness-form-{round.pk}")


@require_safe
@round_page
def report(request: RoundRequest, round: Round, kind: str) -> HttpResponse:
    """Hand the report of a revealed round out, or show it as a page to print."""
    policies.may_read_results(request.who, round).require()
    found = outcome(round)
    since = since_last(found) if found.settled else None
    if kind == "html":
        links = [Link(round.address("report", each), words) for each, words in KINDS.items()]
        return _print(request, report_paper(found, since), links)
    slug = f"readiness-report-{round.pk}"
    return as_file(kind, lambda: report_paper(found, since), lambda: report_book(found, since), slug)


def _instrument(name: str) -> Instrument:
    if name not in FORMS:
        raise Http404
    return FORMS[name]()


def _blank(name: str, instrument: Instrument) -> Paper:
    if name == QUICK:
        return blank_form(instrument, _("Quick check: fifteen statements of the forty"), asks_side=False)
    return blank_form(instrument)


def _print(request: HttpRequest, paper: Paper, links: list[Link]) -> HttpResponse:
    return render(request, "readiness/print.html", {"paper": paper, "files": links})
