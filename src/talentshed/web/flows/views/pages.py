"""What do all pages of this capability need: what a button did, and files?"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from talentshed.web.flows.problems import NotPossible
from talentshed.web.organizations import files
from talentshed.web.ui.values import Grid, Value

both = require_http_methods(["GET", "HEAD", "POST"])
KINDS = ("csv", "xlsx")


def deed(request: HttpRequest, act: Callable[[], Any], said: str) -> bool:
    """Do what a button asks; say what came of it on the next page."""
    try:
        act()
    except NotPossible as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, said)
    return True


def as_file(grid: Grid, name: str, kind: str) -> HttpResponse:
    """Hand a table out as CSV or XLSX."""
    if kind not in KINDS:
        raise Http404
    made = files.as_csv(grid) if kind == "csv" else files.as_xlsx(grid)
    return _attached(made, name, kind)


def rows_as_file(rows: list[list[Value]], name: str, kind: str, title: str) -> HttpResponse:
    """Hand rows out as CSV or XLSX."""
    if kind not in KINDS:
        raise Http404
    made = files.rows_as_csv(rows) if kind == "csv" else files.rows_as_xlsx(rows, title)
    return _attached(made, name, kind)


def _attached(made: bytes | str, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
