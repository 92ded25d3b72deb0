"""Which request keeps the list of resources, and imports or undoes a whole list?"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import State
from talentshed.web.library import forms, policies
from talentshed.web.library.actions import resources as acts
from talentshed.web.library.models import Resource
from talentshed.web.library.queries import desk
from talentshed.web.library.queries import resources as queries
from talentshed.web.library.resource_rows import COLUMNS
from talentshed.web.library.views.desk import both, deed
from talentshed.web.organizations import files
from talentshed.web.organizations.importing.reading import FileProblem, read_sheet, taken
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.values import Link

SHOWN = 50
_FIELDS = (
    "kind",
    "title_en",
    "title_es",
    "about_en",
    "about_es",
    "address",
    "publisher",
    "has_captions",
    "transcript",
    "is_public",
)


def _way(state: State, *more: Link) -> list[Link]:
    return [Link(f"{reverse('library:kept')}?state={state.code}", _("Resources, {state}").format(state=state)), *more]


def _state(request: SignedInRequest) -> State:
    state = desk.state_for(request.user, request.GET.get("state", ""))
    policies.may_keep_resources(request.user, state).require()
    return state


@require_safe
@never_cache
@login_required
def kept(request: SignedInRequest) -> HttpResponse:
    """Show all resources of a state to who keeps them, what doesn't open first."""
    state = desk.state_for(request.user, request.GET.get("state", ""))
    context = {
        "state": state,
        "states": policies.states_of_desk(request.user),
        "found": queries.kept(state),
        "batches": queries.batches(state),
        "may_keep": policies.may_keep_resources(request.user, state),
    }
    return render(request, "library/kept.html", context)


@both
@never_cache
@login_required
def add(request: SignedInRequest) -> HttpResponse:
    """Add a resource."""
    return _edited(request, _state(request), None, {"is_public": True})


@both
@never_cache
@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a resource."""
    found = queries.resource_for(request.user, pk)
    known = {key: getattr(found, key) for key in _FIELDS}
    known |= {"components": [each.code for each in found.components.all()]}
    known |= {"phases": [str(each.number) for each in found.phases.all()]}
    return _edited(request, found.state, found, known)


def _edited(request: SignedInRequest, state: State, found: Resource | None, known: dict[str, Any]) -> HttpResponse:
    form = forms.ResourceForm(request.POST or None, initial=known)
    if form.is_valid() and done(
        form, lambda: acts.save_resource(by=request.user, state=state, resource=found, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect(_way(state)[0].href)
    context = {
        "form": form,
        "fields": shown(form),
        "title": str(found) if found else _("Add a resource"),
        "button": _("Save"),
        "links": _way(state),
        "remove": reverse("library:remove_resource", args=[found.pk]) if found else "",
        "remove_words": _("Take it off the list"),
    }
    return render(request, "library/form.html", context)


@never_cache
@login_required
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a resource off the list."""
    found = queries.resource_for(request.user, pk)
    acts.remove_resource(by=request.user, resource=found)
    messages.success(request, _("Taken off the list."))
    return redirect(_way(found.state)[0].href)


@both
@never_cache
@login_required
def upload(request: SignedInRequest) -> HttpResponse:
    """Upload a list; show the template and earlier lists."""
    state = _state(request)
    form = forms.ListForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            columns, rows, notes = read_sheet(file.name, file.read())
            sheet = taken(columns, rows, notes)
        except FileProblem as problem:
            form.add_error("file", str(problem))
        else:
            made = acts.upload_list(by=request.user, state=state, file_name=file.name, sheet=sheet)
            return redirect("library:batch", made.pk)
    context = {
        "form": form,
        "fields": shown(form),
        "state": state,
        "links": _way(state),
        "columns": COLUMNS,
        "batches": queries.batches(state),
        "files": [Link(reverse("library:template", args=[kind]), kind.upper()) for kind in ("csv", "xlsx")],
    }
    return render(request, "library/upload.html", context)


@require_safe
@login_required
def template(request: SignedInRequest, kind: str) -> HttpResponse:
    """Hand out the template: a heading and one example row."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    rows = [[str(each.label) for each in COLUMNS], [each.example for each in COLUMNS]]
    made = files.rows_as_csv(rows) if kind == "csv" else files.rows_as_xlsx(rows, _("Resources"))
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="resources-template.{kind}"'
    return response


@require_safe
@never_cache
@login_required
def batch(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what an uploaded list would make, or made."""
    found = queries.batch_of(request.user, pk)
    understood = queries.understood(found) if found.status == found.Status.DRAFT else None
    context = {
        "batch": found,
        "understood": understood,
        "rows": understood.rows[:SHOWN] if understood else (),
        "problems": understood.problems[:100] if understood else (),
        "made": found.made.all()[:SHOWN],
        "links": _way(found.state),
    }
    return render(request, "library/batch.html", context)


@never_cache
@login_required
@require_POST
def handle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Import a list as a whole, undo it as a whole, or drop it."""
    found = queries.batch_of(request.user, pk)
    wanted = request.POST.get("do", "")
    if wanted == "import":
        deed(request, lambda: acts.import_list(by=request.user, batch=found), _("The list was imported."))
    elif wanted == "undo":
        deed(request, lambda: acts.undo_list(by=request.user, batch=found), _("The import was undone."))
    elif wanted == "drop" and deed(
        request, lambda: acts.discard_list(by=request.user, batch=found), _("The list was dropped.")
    ):
        return redirect(_way(found.state)[0].href)
    return redirect("library:batch", pk)
