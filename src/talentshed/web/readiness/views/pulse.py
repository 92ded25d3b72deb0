"""Which request opens a pulse, hands out its links, takes a company's answer, and shows the results?"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.organizations import files
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.queries import employer_members, frame
from talentshed.web.readiness.actions import pulse as actions
from talentshed.web.readiness.forms.pulse import OpenPulseForm, PulseForm
from talentshed.web.readiness.models import Pulse
from talentshed.web.readiness.policies import pulse as policies
from talentshed.web.readiness.pulse_tokens import address_of, pass_of
from talentshed.web.readiness.queries import pulse as queries
from talentshed.web.ui import labels
from talentshed.web.ui.qr import qr_svg
from talentshed.web.ui.values import Grid, Link

_TAB = "pulse"


@require_safe
@workspace
def pulses(request: WorkspaceRequest) -> HttpResponse:
    """Show the pulses of a partnership and the trend."""
    partnership = request.standing.partnership
    found = queries.pulses_of(partnership)
    figures = queries.figures_of(found)
    may = policies.may_open_pulse(request.standing, partnership, len(employer_members(partnership)), _one_open(found))
    context = {
        "frame": frame(request.standing, _TAB),
        "open": next((each for each in found if not each.is_over), None),
        "closed": [each for each in found if each.is_over],
        "trend": queries.trend(found, figures),
        "may_open": bool(may),
        "why_not": may.reason,
        "files": _files("readiness:pulses_file", partnership.pk),
    }
    return render(request, "readiness/pulses.html", context)


@require_safe
@workspace
def pulses_file(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """Hand the trend out as CSV or XLSX."""
    found = queries.pulses_of(request.standing.partnership)
    return _as_file(queries.trend(found, queries.figures_of(found)).grid, "pulses", kind)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def open_pulse(request: WorkspaceRequest) -> HttpResponse:
    """Open a pulse."""
    partnership = request.standing.partnership
    found = queries.pulses_of(partnership)
    employers = len(employer_members(partnership))
    policies.may_open_pulse(request.standing, partnership, employers, _one_open(found)).require()
    form = OpenPulseForm(request.POST or None, initial={"closes_on": timezone.localdate() + timedelta(days=14)})
    deed = lambda: actions.open_pulse(by=request.user, partnership=partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("The pulse is open. Hand each company its own link."))
        return redirect("readiness:pulse_links", partnership.pk, queries.pulses_of(partnership)[0].pk)
    return show_form(
        request,
        form,
        tab=_TAB,
        title=_("Ask the employers"),
        lede=_(
            "Eight statements, one minute, no names. Each of the {count} companies at the table gets one link."
        ).format(count=employers),
        button=_("Open the pulse"),
        links=[_back(partnership.pk)],
    )


@require_safe
@workspace
def pulse(request: WorkspaceRequest, pulse_pk: int) -> HttpResponse:
    """Show one pulse: how many answered while it is open, the results when it is closed."""
    found = queries.pulse_of(request.standing.partnership, pulse_pk)
    context: dict[str, Any] = {
        "frame": frame(request.standing, _TAB),
        "pulse": found,
        "links": [_back(found.partnership_id)],
        "may_close": not found.is_over and bool(policies.may_close_pulse(request.standing, found)),
        "may_hand_out": bool(policies.may_hand_out_links(request.standing, found)),
    }
    if found.is_over:
        context["result"] = queries.pulse_result(found)
        context["files"] = _files("readiness:pulse_file", found.partnership_id, found.pk)
    else:
        context["answered"] = queries.answered(found)
    return render(request, "readiness/pulse.html", context)


@require_safe
@workspace
def pulse_file(request: WorkspaceRequest, pulse_pk: int, kind: str) -> HttpResponse:
    """Hand the results of a closed pulse out as CSV or XLSX."""
    found = queries.pulse_of(request.standing.partnership, pulse_pk)
    if not found.is_over:
        raise Http404
    return _as_file(queries.pulse_result(found).picture.grid, f"pulse-{found.pk}", kind)


@require_safe
@workspace
def links(request: WorkspaceRequest, pulse_pk: int) -> HttpResponse:
    """Show each company's link, to send or to print and cut."""
    found = queries.pulse_of(request.standing.partnership, pulse_pk)
    policies.may_hand_out_links(request.standing, found).require()
    language = (translation.get_language() or "en").split("-")[0]
    rows = []
    for each in queries.passes_of(found):
        address = address_of(each, language)
        words = _("QR code of the link for {company}").format(company=each.organization)
        rows.append({"company": each.organization, "address": address, "code": qr_svg(address, words)})
    back = [_back(found.partnership_id), Link(found.get_absolute_url(), _("This pulse"))]
    context = {"frame": frame(request.standing, _TAB), "pulse": found, "rows": rows, "links": back}
    return render(request, "readiness/pulse_links.html", context)


@require_POST
@workspace
def close(request: WorkspaceRequest, pulse_pk: int) -> HttpResponse:
    """Close a pulse."""
    found = queries.pulse_of(request.standing.partnership, pulse_pk)
    actions.close_pulse(by=request.user, pulse=found)
    messages.success(request, _("The pulse is closed. Its links are deleted, its results are here."))
    return redirect(found.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show a company's page with the eight statements, and keep the answer. No account, no name."""
    entry = pass_of(token)
    if entry is None:
        raise Http404(
            _("This link leads nowhere. Pulses are deleted when they close; or check that you copied it all.")
        )
    partnership = entry.pulse.partnership
    with timezone.override(partnership.time_zone), labels.using(partnership.home_state.label_pack):
        response = _answer(request, entry, token)
    # The link is a key: no other site learns it, and no search engine keeps the page.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, entry: Any, token: str) -> HttpResponse:
    may = policies.may_answer_pulse(entry)
    if not may:
        return render(request, "readiness/pulse_over.html", {"reason": may.reason})
    form = PulseForm(entry.pulse.instrument, request.POST or None)
    if form.is_valid():
        try:
            actions.answer_pulse(by=entry, values=form.values, wish=form.cleaned_data["wish"])
        except PermissionDenied as refused:
            return render(request, "readiness/pulse_over.html", {"reason": str(refused)})
        return redirect("readiness:pulse_thanks")
    bound: Any = form["wish"]
    context = {
        "form": form,
        "asked": form.asked(),
        "wish": bound,
        "wish_error": bound.errors[0] if bound.errors else "",
        "partnership": entry.pulse.partnership,
        "token": token,
    }
    return render(request, "readiness/pulse_answer.html", context)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thank a company. The address names neither it nor the pulse."""
    return render(request, "readiness/pulse_thanks.html")


def _one_open(found: tuple[Pulse, ...]) -> bool:
    return any(not each.is_over for each in found)


def _back(pk: int) -> Link:
    return Link(reverse("readiness:pulses", args=[pk]), _("Employer pulse"))


def _files(name: str, *args: Any) -> list[Link]:
    return [Link(reverse(name, args=[*args, kind]), kind.upper()) for kind in ("csv", "xlsx")]


def _as_file(grid: Grid, name: str, kind: str) -> HttpResponse:
    made = {"csv": (files.as_csv, files.CSV_TYPE), "xlsx": (files.as_xlsx, files.XLSX_TYPE)}
    if kind not in made:
        raise Http404
    write, content_type = made[kind]
    response = HttpResponse(write(grid), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
