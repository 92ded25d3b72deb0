"""Which request answers "raise capture or add seats"? Numbers stand in the address; nothing is stored."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.flows import forms
from talentshed.web.flows.queries import what_if as queries
from talentshed.web.flows.queries.regional_capture import known_capture
from talentshed.web.flows.views.pages import as_file
from talentshed.web.partnerships.http import WorkspaceRequest, done, workspace
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.forms import shown


def _reckoned(request: WorkspaceRequest, form: forms.WhatIfForm) -> queries.Reckoned | None:
    if not form.is_valid():
        return None
    found: list[queries.Reckoned] = []
    pk = request.standing.partnership.pk
    done(form, lambda: found.append(queries.reckoned(pk, form.cleaned_data, request.GET.urlencode())))
    return found[0] if found else None


@require_safe
@workspace
def what_if(request: WorkspaceRequest) -> HttpResponse:
    """Ask for the numbers, and answer."""
    known = None if request.GET else known_capture(request.standing.partnership)
    first = {} if known is None else {"completers": known.completers, "captured": known.captured}
    form = forms.WhatIfForm(request.GET or None, initial=forms.WhatIfForm.DEFAULTS | first)
    reckoned = _reckoned(request, form) if request.GET else None
    context = {
        "frame": frame(request.standing, "what_if"),
        "form": form,
        "fields": shown(form),
        "reckoned": reckoned,
        "known": known,
    }
    return render(request, "flows/what_if.html", context)


@require_safe
@workspace
def what_if_file(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """Hand the table out as a file."""
    reckoned = _reckoned(request, forms.WhatIfForm(request.GET))
    if reckoned is None or reckoned.figure.grid is None:
        raise Http404
    return as_file(reckoned.figure.grid, "seats-or-capture", kind)
