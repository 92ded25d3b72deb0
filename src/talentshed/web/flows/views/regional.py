"""Which request shows where a region's people come from and go to, by an analysis of wage records?"""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from talentshed.web.flows.queries import regional as queries
from talentshed.web.flows.queries.releases import file_of
from talentshed.web.flows.views.pages import as_file
from talentshed.web.flows.views.regional_place import PlaceRequest, placed, show

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
_NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox"


@require_safe
@placed
def regional(request: PlaceRequest, release_pk: int | None = None) -> HttpResponse:
    """Show the release that is shown, or an earlier one: figures, tables, documents."""
    sector, year = request.GET.get("sector", ""), request.GET.get("year", "")
    page = queries.page(request.place, release_pk, sector, year)
    may_remove = page is not None and bool(request.place.may_remove(page.release))
    pk = None if page is None else page.release.pk
    return show(request, "regional", pk, page=page, may_upload=request.place.may_upload, may_remove=may_remove)


@require_safe
@placed
def figure_file(request: PlaceRequest, release_pk: int, key: str, kind: str) -> HttpResponse:
    """Hand the table of a figure out as CSV or XLSX."""
    sector, year = request.GET.get("sector", ""), request.GET.get("year", "")
    return as_file(queries.figure_of(request.place, release_pk, key, sector, year), f"regional-flows-{key}", kind)


@require_safe
@placed
def file(request: PlaceRequest, release_pk: int, name: str) -> HttpResponse:
    """Hand out one file of a release, byte for byte; nothing in it runs."""
    found = file_of(request.place, release_pk, name)
    short = found.name.rpartition("/")[2]
    kind = _TYPES.get(short.rpartition(".")[2])
    if kind is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{short}"'
    response["Content-Security-Policy"] = _NOTHING_RUNS
    response["X-Content-Type-Options"] = "nosniff"
    return response
