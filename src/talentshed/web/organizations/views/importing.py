"""How does a file become organizations: template, upload, columns, preview, import, undo, history?"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.organizations import files, forms, policies, queries
from talentshed.web.organizations.actions import duplicates, importing
from talentshed.web.organizations.importing.fields import TEMPLATE
from talentshed.web.organizations.importing.reading import FileProblem
from talentshed.web.organizations.models import ImportBatch, ImportRow
from talentshed.web.organizations.queries import imports, places
from talentshed.web.organizations.views.frame import list_link, signed_in, standing_of, state_asked
from talentshed.web.ui.forms import shown
from talentshed.web.ui.values import Link

PREVIEWED = 20
PROBLEMS_SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def upload(request: SignedInRequest) -> HttpResponse:
    """Choose a file; show the template and earlier imports."""
    standing = standing_of(request)
    state = state_asked(request, standing)
    policies.may_import(standing, state.pk).require()
    mine = queries.organizations_of(request.user)
    form = forms.UploadForm(
        request.POST or None, request.FILES or None, mine=mine, initial={"by_organization": mine.first()}
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = imports.sheet_of(file.name, file.read(), state.code)
        except FileProblem as problem:
            form.add_error("file", str(problem))
        else:
            batch = importing.upload_file(
                by=request.user,
                state=state,
                file_name=file.name,
                sheet=sheet,
                by_organization=form.cleaned_data.get("by_organization"),
            )
            return redirect("organizations:import", batch.pk)
    context = {
        "form": form,
        "fields": shown(form),
        "state": state,
        "links": [list_link(state)],
        "batches": imports.batches(standing, state.pk),
        "template_fields": TEMPLATE,
        "files": [
            Link(reverse("organizations:import_template", args=[kind]), kind.upper()) for kind in ("xlsx", "csv")
        ],
    }
    return render(request, "organizations/import_upload.html", context)


@require_safe
@signed_in
def template(request: SignedInRequest, kind: str) -> HttpResponse:
    """Hand out the template: a heading and one example row."""
    rows = [[str(field.label) for field in TEMPLATE], [field.example for field in TEMPLATE]]
    made = files.rows_as_csv(rows) if kind == "csv" else files.rows_as_xlsx(rows, _("Organizations"))
    response = HttpResponse(made, content_type=files.CSV_TYPE if kind == "csv" else files.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="organizations-template.{kind}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def batch(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose columns and see what would be made; after the import, see what was made."""
    found = imports.visible_batch(standing_of(request), pk)
    if found.status != ImportBatch.Status.DRAFT:
        return _made(request, found)
    sheet = imports.unpack(found)
    form = forms.MappingForm(
        request.POST or None,
        columns=sheet.columns,
        has_closures=imports.layout_of(found).leaves_out_closures,
        initial={**{f"column_{key}": column for key, column in found.mapping.items()}, **found.options},
    )
    if form.is_valid():
        importing.choose_columns(by=request.user, batch=found, mapping=form.mapping, options=form.options)
        messages.success(request, _("The columns were changed. The preview shows what comes of it."))
        return redirect("organizations:import", found.pk)
    return render(request, "organizations/import_preview.html", _preview(found, form, sheet.notes))


def _preview(found: ImportBatch, form: forms.MappingForm, notes: tuple[str, ...]) -> dict[str, Any]:
    plan = imports.plan(found)
    problems = plan.understood.problems
    counts = plan.counts
    return {
        "batch": found,
        "layout": imports.layout_of(found),
        "form": form,
        "fields": shown(form),
        "notes": notes,
        "links": _links(found),
        "planned": [
            (
                each,
                ImportRow.Made(each.made).label,
                places.county_name(each.candidate.county_fips) if each.candidate.county_fips else "",
            )
            for each in plan.planned[:PREVIEWED]
        ],
        "row_count": len(plan.planned),
        "organizations": counts.get(ImportRow.Made.ORGANIZATION, 0),
        "sites": counts.get(ImportRow.Made.SITE, 0),
        "nothing": counts.get(ImportRow.Made.NOTHING, 0),
        "left_out": plan.understood.left_out,
        "left_out_shown": plan.understood.left_out[:PREVIEWED],
        "problems": problems[:PROBLEMS_SHOWN],
        "problem_count": len(problems),
        "error_rows": len({problem.line for problem in plan.understood.errors}),
    }


def _links(found: ImportBatch) -> list[Link]:
    return [
        list_link(found.state),
        Link(reverse("organizations:upload") + f"?state={found.state.code}", _("Import")),
    ]


def _made(request: SignedInRequest, found: ImportBatch) -> HttpResponse:
    rows = imports.rows_of(found)
    context = {
        "batch": found,
        "layout": imports.layout_of(found),
        "links": _links(found),
        "rows": rows[:PREVIEWED],
        "row_count": rows.count(),
        "organizations": rows.filter(made=ImportRow.Made.ORGANIZATION).count(),
        "sites": rows.filter(made=ImportRow.Made.SITE).count(),
        "nothing": rows.filter(made=ImportRow.Made.NOTHING).count(),
    }
    return render(request, "organizations/import_made.html", context)


@require_POST
@signed_in
def run(request: SignedInRequest, pk: int) -> HttpResponse:
    """Import: all of it, or nothing. Then look for duplicates among what was made."""
    found = imports.visible_batch(standing_of(request), pk)
    try:
        done = importing.import_file(by=request.user, batch=found, leave_out_errors=_ticked(request.POST))
    except importing.ImportRefused as refused:
        messages.error(request, str(refused))
        return redirect("organizations:import", pk)
    made = set(imports.rows_of(done).filter(made=ImportRow.Made.ORGANIZATION).values_list("organization_id", flat=True))
    pairs = duplicates.look_for_duplicates(by=request.user, state=done.state, only=made)
    text = _(
        "The file was imported. {pairs} pairs of records may be the same organization: look at them under duplicates."
    )
    messages.success(request, text.format(pairs=pairs) if pairs else _("The file was imported."))
    return redirect("organizations:import", pk)


def _ticked(given: QueryDict) -> bool:
    return given.get("leave_out_errors") == "on"


@require_POST
@signed_in
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a whole import back."""
    found = imports.visible_batch(standing_of(request), pk)
    try:
        importing.undo_import(by=request.user, batch=found)
        messages.success(request, _("The import was undone."))
    except importing.ImportRefused as refused:
        messages.error(request, str(refused))
    return redirect("organizations:import", pk)


@require_POST
@signed_in
def discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Drop a file that was not imported."""
    found = imports.visible_batch(standing_of(request), pk)
    try:
        importing.discard_file(by=request.user, batch=found)
        messages.success(request, _("The file was dropped. Nothing was imported."))
    except importing.ImportRefused as refused:
        messages.error(request, str(refused))
        return redirect("organizations:import", pk)
    return redirect(reverse("organizations:upload") + f"?state={found.state.code}")
