"""Which sector efforts does a state have, and how do they get into the inventory?"""

from collections.abc import Iterable
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
from talentshed.web.organizations import files
from talentshed.web.organizations.importing.reading import FileProblem, read_sheet, taken
from talentshed.web.organizations.policies import standing_of
from talentshed.web.organizations.queries import places
from talentshed.web.priorities import forms, policies
from talentshed.web.priorities.actions import efforts as acts
from talentshed.web.priorities.effort_rows import COLUMNS
from talentshed.web.priorities.models import Initiative, Priority
from talentshed.web.priorities.queries import effort_lists, efforts
from talentshed.web.priorities.views.items import both
from talentshed.web.priorities.views.pages import as_file, deed, file_links
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.values import Choice, Link

SHOWN = 50


def _state(request: SignedInRequest) -> State:
    return _among(request, efforts.states_for(request.user))


def _among(request: SignedInRequest, states: Iterable[State]) -> State:
    code = request.GET.get("state", "").upper()
    state = next((each for each in states if not code or each.code == code), None)
    if state is None:
        raise Http404
    return state


def _counties(state: State) -> list[tuple[str, str]]:
    return [(each.fips, each.name) for each in places.counties_of(state.code)]


def _way(state: State) -> list[Link]:
    return [Link(reverse("priorities:efforts") + f"?state={state.code}", _("Existing efforts"))]


def _kept(asked: Any, state: State) -> str:
    query = asked.copy()
    query["state"] = state.code
    return str(query.urlencode())


@require_safe
@never_cache
@login_required
def index(request: SignedInRequest) -> HttpResponse:
    """Show the inventory of a state: list, map and table."""
    standing = standing_of(request.user)
    states = list(efforts.states_for(standing))
    state = _among(request, states)
    wanted = forms.wanted(request.GET)
    context = {
        "state": state,
        "states": states,
        "inventory": efforts.inventory(state, wanted),
        "wanted": wanted,
        "purposes": [Choice(key, str(label), chosen=key == wanted.purpose) for key, label in Priority.Kind.choices],
        "counties": [Choice(key, label, chosen=key == wanted.county) for key, label in _counties(state)],
        "files": file_links("efforts_file", query=_kept(request.GET, state)),
        "may_keep": policies.may_keep_efforts(standing, state),
    }
    return render(request, "priorities/efforts.html", context)


@require_safe
@never_cache
@login_required
def index_file(request: SignedInRequest, kind: str) -> HttpResponse:
    """Hand the inventory out as a file."""
    found = efforts.inventory(_state(request), forms.wanted(request.GET), with_map=False)
    return as_file(found.grid, "existing-efforts", kind)


@both
@never_cache
@login_required
def add(request: SignedInRequest) -> HttpResponse:
    """Add one effort."""
    state = _state(request)
    policies.may_keep_efforts(request.user, state).require()
    return _edited(request, state, None, {})


@both
@never_cache
@login_required
def one(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one effort; change it where one may."""
    found = efforts.effort_for(request.user, pk)
    may = policies.may_keep_efforts(request.user, found.state)
    if not may:
        if request.method == "POST":
            may.require()
        return render(
            request, "priorities/effort.html", {"effort": found, "links": _way(found.state), "facts": _facts(found)}
        )
    known = {key: getattr(found, key) for key in ("name", "lead", "purpose", "meets", "funding", "outputs", "contact")}
    known |= {"naics": ", ".join(found.naics_codes), "ends_on": found.ends_on}
    known["counties"] = list(found.counties.values_list("county_fips", flat=True))
    known["employers"] = "\n".join(found.employers.values_list("name", flat=True))
    return _edited(request, found.state, found, known)


def _facts(found: Initiative) -> list[tuple[str, str]]:
    return [
        (_("Lead organization"), found.lead),
        (_("Purpose"), str(found.get_purpose_display())),
        (_("Counties"), places.county_names(found.counties.values_list("county_fips", flat=True))),
        (_("Industry codes"), ", ".join(found.naics_codes) or _("not given")),
        (_("Employers"), ", ".join(found.employers.values_list("name", flat=True)) or _("not given")),
        (_("Meets"), found.meets or _("not given")),
        (_("Funding"), found.funding or _("not given")),
        (_("Outputs"), found.outputs or _("not given")),
        (_("Contact"), found.contact or _("not given")),
    ]


def _edited(request: SignedInRequest, state: State, effort: Initiative | None, known: dict[str, Any]) -> HttpResponse:
    form = forms.EffortForm(request.POST or None, counties=_counties(state), initial=known)
    if form.is_valid() and done(
        form, lambda: acts.save_effort(by=request.user, state=state, effort=effort, **form.cleaned_data)
    ):
        messages.success(request, _("Saved."))
        return redirect(_way(state)[0].href)
    context = {
        "form": form,
        "fields": shown(form),
        "title": str(effort) if effort else _("Add an effort"),
        "effort": effort,
        "links": _way(state),
    }
    return render(request, "priorities/effort_form.html", context)


@require_POST
@never_cache
@login_required
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take an effort out of the inventory."""
    found = efforts.effort_for(request.user, pk)
    deed(request, lambda: acts.remove_effort(by=request.user, effort=found), _("Taken out of the inventory."))
    return redirect(_way(found.state)[0].href)


@both
@never_cache
@login_required
def upload(request: SignedInRequest) -> HttpResponse:
    """Upload a list; show the template and earlier lists."""
    state = _state(request)
    policies.may_keep_efforts(request.user, state).require()
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
            return redirect("priorities:list_upload", made.pk)
    context = {
        "form": form,
        "fields": shown(form),
        "state": state,
        "links": _way(state),
        "columns": COLUMNS,
        "batches": effort_lists.batches(request.user, state),
        "files": file_links("efforts_template"),
    }
    return render(request, "priorities/effort_upload.html", context)


@require_safe
@login_required
def template(request: SignedInRequest, kind: str) -> HttpResponse:
    """Hand out the template: a heading and one example row."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    rows = [[str(each.label) for each in COLUMNS], [each.example for each in COLUMNS]]
    made = files.rows_as_csv(rows) if kind == "csv" else files.rows_as_xlsx(rows, _("Existing efforts"))
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="efforts-template.{kind}"'
    return response


@require_safe
@never_cache
@login_required
def batch(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what an uploaded list would make, or made."""
    found = effort_lists.batch_of(request.user, pk)
    understood = effort_lists.understood(found) if found.status == "draft" else None
    context = {
        "batch": found,
        "understood": understood,
        "efforts": [
            (each, places.county_names(each.counties)) for each in (understood.efforts[:SHOWN] if understood else ())
        ],
        "problems": understood.problems[:100] if understood else (),
        "made": found.made.all()[:SHOWN],
        "links": _way(found.state),
    }
    return render(request, "priorities/effort_preview.html", context)


@require_POST
@never_cache
@login_required
def handle(request: SignedInRequest, pk: int) -> HttpResponse:
    """Import a list as a whole, undo it as a whole, or drop it."""
    found = effort_lists.batch_of(request.user, pk)
    wanted = request.POST.get("do", "")
    if wanted == "import":
        deed(request, lambda: acts.import_list(by=request.user, batch=found), _("The list was imported."))
    elif wanted == "undo":
        deed(request, lambda: acts.undo_list(by=request.user, batch=found), _("The import was undone."))
    elif wanted == "drop" and deed(
        request, lambda: acts.discard_list(by=request.user, batch=found), _("The list was dropped.")
    ):
        return redirect(_way(found.state)[0].href)
    return redirect("priorities:list_upload", pk)
