"""What does a reader see when a page can't be shown? A plain sentence and a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form asks for something that can't be read."""
    text = _("The address or the form holds something that this page can't read. Go back, or start from the home page.")
    return _page(request, 400, _("This request can't be read"), text, exception)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this person; a Verdict's reason is shown if one was given."""
    return _page(request, 403, _("This page isn't open to you"), _("Ask the people who run this site."), exception)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form came without its proof that it was opened here."""
    text = _("The form was open for too long or came from another site. Go back, reload the page and send it again.")
    return _page(request, 403, _("This form has to be sent again"), text, None)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page; a view's own sentence (Http404("…")) is shown if it gave one."""
    text = _("Nothing is at this address. It may be misspelt, or the page may have moved.")
    return _page(request, 404, _("There is no such page"), text, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Drawn without anything that could fail again."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _page(request: HttpRequest, status: int, heading: str, text: str, exception: Exception | None) -> HttpResponse:
    given = exception.args[0] if exception is not None and exception.args else ""
    # Django's own resolver puts a dictionary there; only a sentence that a view wrote is for readers.
    sentence = given if isinstance(given, str) and given.endswith(".") else text
    context = {"heading": heading, "text": sentence, "status": status}
    return render(request, "ui/error.html", context, status=status)
