"""Which request reads the directory and the public page of a partnership, and writes to its conveners?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.directory import actions
from talentshed.web.directory.forms import MessageForm
from talentshed.web.directory.queries import listing
from talentshed.web.directory.queries.listing import STAGES, Wanted
from talentshed.web.directory.queries.public_page import public_page as page_of
from talentshed.web.organizations import files
from talentshed.web.partnerships.queries.public import public_partnership
from talentshed.web.ui import open_forms
from talentshed.web.ui.caching import public_page
from talentshed.web.ui.forms import done, shown

WRITING = open_forms.Guard("directory", per_hour=6)


def wanted_of(request: HttpRequest) -> Wanted:
    """Return what an address asks for; what nobody offers counts as everything."""
    stage = request.GET.get("stage", "")
    return Wanted(
        sector=request.GET.get("sector", "")[:200],
        stage=stage if stage in {key for key, _first, _last in STAGES} else "",
        state=request.GET.get("state", "").upper()[:2],
    )


@require_safe
@public_page
def directory(request: HttpRequest) -> HttpResponse:
    """Show the public partnerships on a map and in a list."""
    wanted = wanted_of(request)
    context = {
        "directory": listing.directory(wanted),
        "query": request.GET.urlencode(),
        "is_narrowed": wanted != Wanted(),
    }
    return render(request, "directory/directory.html", context)


@require_safe
def directory_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the list as CSV or XLSX."""
    grid = listing.directory(wanted_of(request)).grid
    made = files.as_csv(grid) if kind == "csv" else files.as_xlsx(grid)
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="partnerships.{kind}"'
    return response


@require_safe
@public_page
def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one partnership to everybody."""
    return render(request, "directory/partnership.html", {"page": page_of(pk)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a few lines to those who convene. Nothing is kept beside the letters."""
    found = public_partnership(pk)
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        doubts = open_forms.doubts(request, WRITING)
        if form.is_valid() and doubts:
            form.add_error(None, open_forms.sentence(doubts[0]))
        by = request.user if request.user.is_authenticated else None
        deed = lambda: actions.write_to_conveners(by=by, partnership=found, **form.cleaned_data)  # noqa: E731
        if form.is_valid() and done(form, deed):
            messages.success(request, _("Sent. Those who convene the partnership answer to the address that you gave."))
            return redirect("directory:partnership", pk=pk)
    context = {
        "partnership": found,
        "form": form,
        "fields": shown(form),
        "opened": open_forms.kept_or_new(request, WRITING),
    }
    return render(request, "directory/write.html", context)
