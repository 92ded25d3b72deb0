"""Which request shows, searches and adds to what is known of an industry?"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.partnerships.actions import knowledge as actions
from talentshed.web.partnerships.forms.insight import KnowledgeForm
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.models import KnowledgeNote
from talentshed.web.partnerships.policies.insight import may_add_knowledge, may_change_knowledge
from talentshed.web.partnerships.queries import knowledge as queries
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.values import Choice, Link

PER_PAGE = 25
FIELDS = ("kind", "title", "text", "source", "on_date", "is_shared_with_all")


def _address(request: WorkspaceRequest) -> str:
    return reverse("partnerships:knowledge", args=[request.standing.partnership.pk])


@require_safe
@workspace
def library(request: WorkspaceRequest) -> HttpResponse:
    """Show what is known, narrowed by words and kind."""
    held, partnership = request.standing, request.standing.partnership
    words, kind = request.GET.get("q", "")[:100], request.GET.get("kind", "")
    everywhere = "all" in request.GET
    found = queries.library(partnership, words=words, kind=kind, all_sectors=everywhere)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page", ""))
    kept = queries.counts(partnership)
    context = {
        "frame": frame(held, "knowledge"),
        "page": page,
        "notes": [(each, bool(may_change_knowledge(held, partnership, each))) for each in page],
        "asked": words,
        "kinds": [Choice(value, str(name), value == kind) for value, name in KnowledgeNote.Kind.choices],
        "scopes": [Choice("on", _("Industries of all partnerships"), everywhere)],
        "counts": [(str(name), kept[value]) for value, name in KnowledgeNote.Kind.choices],
        "is_narrowed": bool(words or kind or everywhere),
        "may_add": bool(may_add_knowledge(held, partnership)),
    }
    return render(request, "partnerships/knowledge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def add(request: WorkspaceRequest) -> HttpResponse:
    """Add a note."""
    partnership = request.standing.partnership
    may_add_knowledge(request.standing, partnership).require()
    initial = {"on_date": timezone.localdate(), "kind": request.GET.get("kind", "")}
    form = KnowledgeForm(request.POST or None, initial=initial)
    deed = lambda: actions.add_knowledge(by=request.user, partnership=partnership, **form.cleaned_data)  # noqa: E731
    if form.is_valid() and done(form, deed):
        messages.success(request, _("The note is in the library."))
        return redirect(_address(request))
    return show_form(
        request,
        form,
        tab="knowledge",
        title=_("Add to the library"),
        lede=_("One thing at a time: a primer, a word, a trend, or a note of a talk."),
        button=_("Add it"),
        links=[Link(_address(request), _("Library on the industry"))],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def change(request: WorkspaceRequest, note_pk: int) -> HttpResponse:
    """Change a note."""
    partnership = request.standing.partnership
    note = queries.note_of(partnership, note_pk)
    may_change_knowledge(request.standing, partnership, note).require()
    form = KnowledgeForm(request.POST or None, initial={field: getattr(note, field) for field in FIELDS})
    deed = lambda: actions.change_knowledge(  # noqa: E731
        by=request.user, partnership=partnership, note=note, **form.cleaned_data
    )
    if form.is_valid() and done(form, deed):
        messages.success(request, _("Saved."))
        return redirect(_address(request))
    return show_form(
        request,
        form,
        tab="knowledge",
        title=_("Change a note"),
        button=_("Save"),
        links=[Link(_address(request), _("Library on the industry"))],
    )


@require_POST
@workspace
def remove(request: WorkspaceRequest, note_pk: int) -> HttpResponse:
    """Take a note off the library."""
    partnership = request.standing.partnership
    note = queries.note_of(partnership, note_pk)
    actions.remove_knowledge(by=request.user, partnership=partnership, note=note)
    messages.success(request, _("The note was removed."))
    return redirect(_address(request))
