"""What do the components look like? One page with every one of them in every state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from talentshed.web.ui import samples


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in every state, with invented figures."""
    return render(request, "ui/gallery.html", samples.gallery(request.GET.get("page", "")))
