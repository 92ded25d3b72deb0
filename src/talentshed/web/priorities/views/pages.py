"""What do all pages of this capability need: the workspace's frame, forms that keep what was typed, files?"""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.organizations import files
from talentshed.web.partnerships.http import WorkspaceRequest
from talentshed.web.partnerships.queries import frame
from talentshed.web.priorities.problems import NotPossible
from talentshed.web.ui.forms import shown
from talentshed.web.ui.values import Grid, Link


def show(request: WorkspaceRequest, template: str, tab: str, **context: Any) -> HttpResponse:
    """Show a page in the workspace's frame."""
    return render(request, f"priorities/{template}.html", {"frame": frame(request.standing, tab), **context})


def show_form(
    request: WorkspaceRequest,
    form: django_forms.Form,
    tab: str,
    *,
    title: str,
    button: str,
    lede: str = "",
    back: Link | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a form in the workspace's frame."""
    context = {"form": form, "fields": shown(form), "title": title, "lede": lede, "button": button, "back": back}
    return show(request, "form", tab, **context, **more)


def deed(request: HttpRequest, act: Callable[[], Any], said: str) -> bool:
    """Do what a button asks; say what came of it on the next page."""
    try:
        act()
    except NotPossible as refused:
        messages.error(request, str(refused))
        return False
    messages.success(request, said)
    return True


def as_file(grid: Grid, name: str, kind: str) -> HttpResponse:
    """Hand a table out as CSV or XLSX."""
    made = {"csv": (files.as_csv, files.CSV_TYPE), "xlsx": (files.as_xlsx, files.XLSX_TYPE)}
    if kind not in made:
        raise Http404
    write, content_type = made[kind]
    response = HttpResponse(write(grid), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def file_links(name: str, *args: Any, query: str = "") -> list[Link]:
    """Return where a table's files are."""
    return [
        Link(reverse(f"priorities:{name}", args=[*args, kind]) + (f"?{query}" if query else ""), kind.upper())
        for kind in ("csv", "xlsx")
    ]


def back_to(name: str, words: str, *args: Any) -> Link:
    """Return the way back."""
    return Link(reverse(f"priorities:{name}", args=args), words)


def subnav(items: Sequence[tuple[str, str, Any]], current: str) -> list[Link]:
    """Return ways between pages that stand beside each other."""
    return [Link(reverse(f"priorities:{name}", args=[pk]), words, current=name == current) for name, words, pk in items]


def beside_changes(pk: int, current: str) -> list[Link]:
    """Return the three pages behind the tab on changes and services."""
    places = (
        ("changes", _("Changes for good"), pk),
        ("services", _("Services"), pk),
        ("around", _("Existing efforts here"), pk),
    )
    return subnav(places, current)
