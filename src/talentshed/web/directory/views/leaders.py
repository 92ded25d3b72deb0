"""Which request tells a business leader what and why, on the page, on paper and as slides?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.directory import leader_pdf
from talentshed.web.directory.queries.leader import pitch
from talentshed.web.explore.problems import plain_problems
from talentshed.web.ui.caching import public_page
from talentshed.web.ui.templatetags.ui_data import picture

_KINDS = {"sheet": leader_pdf.sheet, "slides": leader_pdf.slides}


@require_safe
@plain_problems
@public_page
def leaders(request: HttpRequest, region: str, sector: str) -> HttpResponse:
    """Show the four minutes, with the receipt behind each figure."""
    found = pitch(region, sector, request.GET.get("edition", ""))
    shown = found.picture
    context = {
        "pitch": found,
        "picture": picture(shown.svg, shown.key) if shown else "",
        "key_region": region,
        "key_sector": sector,
    }
    return render(request, "directory/leaders.html", context)


@require_safe
@plain_problems
def leaders_file(request: HttpRequest, region: str, sector: str, kind: str) -> HttpResponse:
    """Hand out the sheet or the slides as PDF."""
    if kind not in _KINDS:
        raise Http404
    found = pitch(region, sector, request.GET.get("edition", ""))
    made = _KINDS[kind](found, site=f"{request.scheme}://{request.get_host()}")
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{sector}-{kind}.pdf"'
    return response
