"""Which addresses do search engines read?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from talentshed.web.directory.queries.sitemap import entries


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the public pages, in each language."""
    site = f"{request.scheme}://{request.get_host()}"
    context = {"entries": entries(), "site": site}
    return render(request, "directory/sitemap.xml", context, content_type="application/xml")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Say what search engines leave alone: everything that needs an account or a link."""
    site = f"{request.scheme}://{request.get_host()}"
    return render(request, "directory/robots.txt", {"site": site}, content_type="text/plain")
