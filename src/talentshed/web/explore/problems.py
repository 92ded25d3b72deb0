"""What does a visitor see when a place, an industry or an edition isn't there? One sentence and a way on."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from talentshed.web.explore.queries.problems import NotHere

View = Callable[..., HttpResponse]


def plain_problems(view: View) -> View:
    """Show `NotHere` as a page with its sentence and its status, never as a traceback."""

    @wraps(view)
    def shown(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotHere as problem:
            headings = {300: _("Which one do you mean?"), 400: _("This can’t be read")}
            heading = headings.get(problem.status, _("There is no such page"))
            context = {"heading": heading, "problem": problem}
            return render(request, "explore/problem.html", context, status=problem.status)

    return shown
