"""Which request leads to the region finder, to a part of it, or on to the region that was found?"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from talentshed.web.explore.next_steps import next_steps
from talentshed.web.explore.problems import plain_problems
from talentshed.web.explore.queries import chooser, places
from talentshed.web.explore.queries.finder import asked as questions
from talentshed.web.explore.queries.finder import page
from talentshed.web.explore.views.places import varying, wants_part


@require_safe
@plain_problems
def finder(request: HttpRequest) -> HttpResponse:
    """Show the labor market around a county; with HTMX only the answer, or what stands beneath it."""
    if "place" in request.GET:
        return HttpResponseRedirect(questions.address_of_words(request.GET))
    asked = questions.asked_of(request.GET)
    if not asked.seed:
        page.ready(asked.edition)
        return varying(render(request, "explore/finder.html", {"asked": asked, "picker": page.picker(asked)}))
    part = request.GET.get("part", "result") if wants_part(request) else ""
    context = {"asked": asked, "part": part, "edition": asked.edition}
    if part == "further":
        context |= _beneath(asked)
        return varying(render(request, "explore/finder_further.html", context))
    context["result"] = page.result(asked, wait="probability" in request.GET)
    if part:
        return varying(render(request, "explore/finder_part.html", context))
    context["picker"] = page.picker(asked)
    # pictures take longer than an answer may: they follow on their own, or by a link without JavaScript
    context |= _beneath(asked) if "probability" in request.GET or page.drawn(asked) else {"later": True}
    return varying(render(request, "explore/finder.html", context))


def _beneath(asked: questions.Asked) -> dict[str, Any]:
    figures = page.further(asked)
    others = any(each.key == "others" for each in figures)
    on = page.next_steps(asked)
    members = "-".join(on.members)
    steps = next_steps(f"{members}~{asked.name}" if asked.name else members, asked.sector)
    return {"figures": figures, "others": others, "next": on, "next_steps": steps}


@require_safe
@plain_problems
def use(request: HttpRequest) -> HttpResponse:
    """Go on to the region page of the chosen counties, under the name that was given them."""
    asked = questions.asked_of(request.GET)
    key = "-".join(asked.counties) if asked.name else chooser.region_key(asked.edition, asked.counties, "")
    # a name that can't be used is refused here, before an address is made of it
    known = places.place_of(asked.edition, f"{key}~{asked.name}" if asked.name else key)
    return HttpResponseRedirect(page.region_address(asked, known.key, ""))
