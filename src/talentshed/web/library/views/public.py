"""Which request reads published answers and resources?"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from talentshed.web.access.models import State
from talentshed.web.library import forms
from talentshed.web.library.models import CATEGORIES, Resource
from talentshed.web.library.queries import faq, resources
from talentshed.web.library.shipped import Entry
from talentshed.web.library.tags import component_choices, phase_choices
from talentshed.web.library.texts import blocks
from talentshed.web.ui.caching import public_page
from talentshed.web.ui.values import Choice, Grid, GridColumn, Link

MOST_ASKED = 200


def code_of(state: State | None, known: Sequence[State]) -> str:
    """Return what addresses must carry so that they stay with a state: nothing for the installation's first."""
    return f"?{urlencode({'state': state.code})}" if state and known and state != known[0] else ""


def around(request: HttpRequest) -> dict[str, Any]:
    """Return what every public page of the library needs: the state it is about, and the others."""
    known = faq.states()
    state = faq.state_of(request.GET.get("state", ""), known)
    return {
        "state": state,
        "states": known if len(known) > 1 else (),
        "code": code_of(state, known),
    }


@require_safe
@public_page
def index(request: HttpRequest) -> HttpResponse:
    """Show all answers by category, or those that fit some words."""
    context = around(request)
    asked = request.GET.get("q", "").strip()[:MOST_ASKED]
    category = request.GET.get("category", "")
    category = category if category in dict(CATEGORIES) else ""
    all_of_them = faq.entries(context["state"])
    found = faq.search(all_of_them, asked, category)
    used = {each.category for each in all_of_them}
    context |= {
        "asked": asked,
        "category": category,
        "found": found,
        "groups": _groups(found) if not asked else (),
        "categories": [Choice(key, str(label), chosen=key == category) for key, label in CATEGORIES if key in used],
        "count": ngettext("{n} answer", "{n} answers", len(found)).format(n=len(found)),
    }
    return render(request, "library/faq.html", context)


def _groups(found: Sequence[Entry]) -> list[tuple[str, str, list[Entry]]]:
    listed = [(key, str(label), [each for each in found if each.category == key]) for key, label in CATEGORIES]
    return [group for group in listed if group[2]]


@require_safe
@public_page
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one answer at its lasting address."""
    context = around(request)
    found = faq.entry_of(context["state"], slug)
    context |= {
        "entry": found,
        # Of an answer that a state wrote, the short form is how its text begins: it is not said twice.
        "lede": "" if found.pk else str(found.short),
        "blocks": blocks(str(found.text)),
        "category": str(dict(CATEGORIES)[found.category]),
        "comparison": _comparison(found),
        "picture": f"library/pictures/{found.picture}.html" if found.picture else "",
        "more": _neighbors(context["state"], found, context["code"]),
        "links": [Link(reverse("library:faq") + context["code"], _("Questions and answers"))],
    }
    return render(request, "library/answer.html", context)


def _comparison(entry: Entry) -> Grid | None:
    if entry.table is None:
        return None
    columns = (
        GridColumn("head", str(entry.table.head)),
        GridColumn("before", str(entry.table.before)),
        GridColumn("after", str(entry.table.after)),
    )
    rows = tuple(
        {"head": str(row.head), "before": str(row.before), "after": str(row.after)} for row in entry.table.rows
    )
    return Grid(caption=str(entry.table.caption), columns=columns, rows=rows)


def _neighbors(state: State | None, entry: Entry, code: str) -> list[Link]:
    others = [each for each in faq.entries(state) if each.category == entry.category and each.slug != entry.slug]
    return [Link(reverse("library:answer", args=[each.slug]) + code, str(each.question)) for each in others[:5]]


@require_safe
@public_page
def shelf(request: HttpRequest) -> HttpResponse:
    """Show the resources, narrowed by words, kind, component and phase."""
    context = around(request)
    wanted = forms.wanted(request.GET)
    found = resources.shelf(context["state"], wanted)
    context |= {
        "wanted": wanted,
        "found": found,
        "kinds": [Choice(key, str(label), chosen=key == wanted.kind) for key, label in Resource.Kind.choices],
        "components": [Choice(key, str(label), chosen=key == wanted.component) for key, label in component_choices()],
        "phases": [Choice(key, f"{key}. {label}", chosen=key == wanted.phase) for key, label in phase_choices()],
        "count": ngettext("{n} resource", "{n} resources", len(found)).format(n=len(found)),
    }
    return render(request, "library/resources.html", context)


@require_safe
@public_page
def resource(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one resource, with where it helps, when its address was last tried, and the words of a video."""
    context = around(request)
    found = resources.public_resource(context["state"], pk)
    context |= {
        "shown": found,
        "uses": resources.used_in(found.resource),
        "transcript": blocks(found.resource.transcript),
        "transcript_elsewhere": found.resource.transcript.startswith(("https://", "http://")),
        "links": [Link(reverse("library:resources") + context["code"], _("Resources"))],
    }
    return render(request, "library/resource.html", context)
