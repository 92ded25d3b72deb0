"""A sector in a region: the key data points, each with its picture, table and receipt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.explore.problems import plain_problems
from talentshed.web.explore.queries.packet.view import packet_view


@require_safe
@plain_problems
def packet(request: HttpRequest, region: str, sector: str) -> HttpResponse:
    """Show the packet."""
    return render(request, "explore/packet.html", packet_view(region, sector, request.GET.get("edition", "")))
