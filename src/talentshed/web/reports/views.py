"""Which request takes a report, or one of its figures, away as a file?"""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from talentshed.web.explore.problems import plain_problems
from talentshed.web.reports import queries


@require_safe
@plain_problems
def whole(request: HttpRequest, page: str, key: str, format: str) -> HttpResponse:
    """Send a whole page as PDF, XLSX, JSON, or its main table as CSV."""
    return _sent(queries.page_file(page, key, format, request.GET, site=f"{request.scheme}://{request.get_host()}"))


@require_safe
@plain_problems
def one(request: HttpRequest, page: str, key: str, figure: str, format: str) -> HttpResponse:
    """Send one figure: its table as CSV or XLSX, its picture as SVG or PNG."""
    site = f"{request.scheme}://{request.get_host()}"
    return _sent(queries.figure_file(page, key, figure, format, request.GET, site=site))


def _sent(file: queries.File) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["ETag"] = f'"{file.digest}"'
    return response
