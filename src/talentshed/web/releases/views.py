"""Which request shows the ledger, a release and its files, takes one back, or asks for a lower floor?"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.releases import forms, policies
from talentshed.web.releases.actions import floors as floor_acts
from talentshed.web.releases.actions import publishing
from talentshed.web.releases.problems import NotPossible
from talentshed.web.releases.queries import floors as floor_queries
from talentshed.web.releases.queries import ledger as queries
from talentshed.web.releases.queries import tables
from talentshed.web.ui import files
from talentshed.web.ui.forms import done, shown

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

_both = require_http_methods(["GET", "HEAD", "POST"])


def _reader(request: HttpRequest) -> "Person | None":
    """Return who asks; public releases are for people who haven't signed in, too."""
    person: Any = request.user
    return person if person.is_authenticated else None


def _or_sign_in(request: HttpRequest, show: Callable[[], HttpResponse]) -> HttpResponse:
    """Show a page, or ask to sign in where that may open it. Nothing is said of what is there."""
    try:
        return show()
    except Http404:
        if _reader(request) is not None:
            raise
    from django.contrib.auth.views import redirect_to_login

    return redirect_to_login(request.get_full_path())


@require_safe
@never_cache
@login_required
def ledger(request: SignedInRequest) -> HttpResponse:
    """Show what was published, refused and taken back for a group, and whether the record is whole."""
    page = queries.ledger_page(request.user, request.GET.get("scope", ""))
    return render(request, "releases/ledger.html", {"page": page})


@require_safe
@never_cache
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one release with its rules, its audit and, to its readers, its tables."""
    return _or_sign_in(
        request,
        lambda: render(request, "releases/release.html", {"page": queries.release_page(_reader(request), pk)}),
    )


@require_safe
@never_cache
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the certificate as JSON."""
    return _or_sign_in(request, lambda: _certificate(request, pk))


def _certificate(request: HttpRequest, pk: int) -> HttpResponse:
    response = HttpResponse(tables.certificate_text(_reader(request), pk), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="release-{pk}.certificate.json"'
    return response


@require_safe
@never_cache
def table(request: HttpRequest, pk: str, number: str, kind: str) -> HttpResponse:
    """Hand out one published table as CSV or XLSX."""
    return _or_sign_in(request, lambda: _table(request, int(pk), int(number), kind))


def _table(request: HttpRequest, pk: int, number: int, kind: str) -> HttpResponse:
    name, rows = tables.file_rows(_reader(request), pk, number)
    made = files.rows_as_csv(rows) if kind == "csv" else files.rows_as_xlsx(rows, name)
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


@_both
@never_cache
@login_required
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a release back, with a reason that its readers see."""
    found, scope = queries.release_for(request.user, pk)
    policies.may_take_back(scope, found).require()
    form = forms.TakeBackForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: publishing.take_back(by=request.user, release=found, **form.cleaned_data)
    ):
        messages.success(request, _("Taken back. Readers see your reason in place of the tables."))
        return redirect(found)
    context = {"form": form, "fields": shown(form), "release": found}
    return render(request, "releases/take_back.html", context)


@_both
@never_cache
@login_required
def floors(request: SignedInRequest, code: str) -> HttpResponse:
    """Show the guard-rails of a state and those that were lowered; ask for a lower one."""
    page = floor_queries.floors_page(request.user, code)
    form = forms.LowerForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: floor_acts.ask_to_lower(by=request.user, state=page.state, **form.cleaned_data)
    ):
        messages.success(request, _("Asked. Another administrator has to agree before it holds."))
        return redirect("releases:floors", page.state.code)
    return render(request, "releases/floors.html", {"page": page, "form": form, "fields": shown(form)})


@require_POST
@login_required
def agree(request: SignedInRequest, pk: int) -> HttpResponse:
    """Agree to a floor that somebody else asked for."""
    found = floor_queries.lowered_for(request.user, pk)
    _deed(
        request, lambda: floor_acts.agree_to_lower(by=request.user, lowered=found), _("Agreed. It holds from now on.")
    )
    return redirect("releases:floors", found.state.code)


@require_POST
@login_required
def end(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring a floor back up."""
    found = floor_queries.lowered_for(request.user, pk)
    _deed(
        request,
        lambda: floor_acts.end_lowering(by=request.user, lowered=found),
        _("Ended. The guard-rail holds again."),
    )
    return redirect("releases:floors", found.state.code)


def _deed(request: HttpRequest, act: Callable[[], Any], said: str) -> None:
    try:
        act()
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
