"""Which request takes in what a firm tells of its hires: by form, by a list, and takes it back?"""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from talentshed.web.flows import forms, policies, rows
from talentshed.web.flows.actions import answering as acts
from talentshed.web.flows.forms.hires import FEWEST_ROWS, initial_of
from talentshed.web.flows.queries import answering
from talentshed.web.flows.views.pages import both, deed, rows_as_file
from talentshed.web.organizations.importing.reading import FileProblem, read_sheet, taken
from talentshed.web.partnerships.http import WorkspaceRequest, done, workspace
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.forms import shown
from talentshed.web.ui.values import Link

MOST_PROBLEMS = 100


def _links(request: WorkspaceRequest) -> list[Link]:
    return [Link(reverse("flows:hires", args=[request.standing.partnership.pk]), _("Recent hires"))]


def _on_behalf(request: WorkspaceRequest, firm: Any) -> bool:
    return not policies.may_answer_for_own(request.standing, request.standing.partnership, firm)


@both
@workspace
def tell(request: WorkspaceRequest, firm_pk: int) -> HttpResponse:
    """Tell of a firm's hires for one job and period."""
    held, partnership = request.standing, request.standing.partnership
    firm = answering.firm_for(held, firm_pk)
    job, period = request.GET.get("job", ""), request.GET.get("period", "")
    asked = int(job) if job.isascii() and job.isdigit() and len(job) < 10 else None
    known = answering.known_answer(held, firm, asked, period) if asked else None
    form = forms.HiresForm(
        request.POST or None,
        jobs=answering.jobs_of(partnership),
        on_behalf=_on_behalf(request, firm),
        rows=max(FEWEST_ROWS, len(known.ways) + 2 if known else 0),
        initial=initial_of(known, asked, period),
    )
    if form.is_valid() and done(
        form,
        lambda: acts.tell_hires(
            by=request.user,
            partnership=partnership,
            organization=firm,
            period=form.cleaned_data["period"],
            answers=[form.cleaned_data["answer"]],
            consent=form.consent(),
        ),
    ):
        messages.success(request, _("Kept. Nobody outside the firm reads it; it counts in the picture of all firms."))
        return redirect("flows:hires", partnership.pk)
    context = {"frame": frame(held, "recent_hires"), "form": form, "firm": firm, "links": _links(request)}
    return render(request, "flows/tell.html", context)


@both
@workspace
def upload(request: WorkspaceRequest, firm_pk: int) -> HttpResponse:
    """Upload a list, look at what it would make, save it. Nothing is kept before that."""
    held, partnership = request.standing, request.standing.partnership
    firm = answering.firm_for(held, firm_pk)
    form = forms.UploadForm(request.POST or None, request.FILES or None, on_behalf=_on_behalf(request, firm))
    if form.is_valid():
        sheet = _sheet(form)
        if sheet is not None:
            jobs = {each.name: each.pk for each in answering.jobs_of(partnership)}
            understood = rows.understand(*sheet, jobs)
            if "save" in request.POST and not understood.problems and _saved(request, firm, form, understood):
                return redirect("flows:hires", partnership.pk)
            if not form.errors:
                return _preview(request, firm, form, sheet, understood, jobs)
    context = {
        "frame": frame(held, "recent_hires"),
        "form": form,
        "fields": shown(form),
        "firm": firm,
        "links": _links(request),
        "columns": rows.COLUMNS,
        "files": [
            Link(reverse("flows:hires_template", args=[partnership.pk, kind]), kind.upper()) for kind in ("csv", "xlsx")
        ],
    }
    return render(request, "flows/upload.html", context)


Sheet = tuple[list[str], list[list[str]], list[int]]


def _sheet(form: forms.UploadForm) -> Sheet | None:
    """Return the rows of the file, or those that the preview carried along; None, with an error, where unreadable."""
    file, carried = form.cleaned_data.get("file"), form.cleaned_data.get("rows") or ""
    try:
        if file:
            sheet = taken(*read_sheet(file.name, file.read()))
            return list(sheet.columns), [list(each) for each in sheet.rows], list(sheet.lines)
        columns, found, lines = json.loads(carried)
        told = [[str(cell) for cell in each] for each in found]
        numbers = [int(each) for each in lines]
        if len(told) != len(numbers):
            raise ValueError(len(told))
        return [str(each) for each in columns], told, numbers
    except FileProblem as problem:
        form.add_error("file", str(problem))
    except (ValueError, TypeError):
        form.add_error("file", _("The list could not be read again. Choose the file once more."))
    return None


def _saved(request: WorkspaceRequest, firm: Any, form: forms.UploadForm, understood: rows.Understood) -> bool:
    is_kept = done(
        form,
        lambda: acts.tell_hires(
            by=request.user,
            partnership=request.standing.partnership,
            organization=firm,
            period=form.cleaned_data["period"],
            answers=understood.answers,
            consent=form.consent(),
        ),
    )
    if is_kept:
        messages.success(request, _("The list is kept. Nobody outside the firm reads it."))
    return is_kept


def _preview(
    request: WorkspaceRequest,
    firm: Any,
    form: forms.UploadForm,
    sheet: Sheet,
    understood: rows.Understood,
    jobs: dict[str, int],
) -> HttpResponse:
    names = {pk: name for name, pk in jobs.items()}
    context = {
        "frame": frame(request.standing, "recent_hires"),
        "firm": firm,
        "links": _links(request),
        "understood": understood,
        "problems": understood.problems[:MOST_PROBLEMS],
        "found": [(names[each.job], each.hires, len(each.ways), each.open_hires) for each in understood.answers],
        "carried": form.carried(json.dumps(sheet)),
    }
    return render(request, "flows/preview.html", context)


@require_safe
@workspace
def template(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """Hand out the template, with the partnership's first job as its example."""
    first = answering.jobs_of(request.standing.partnership).first()
    made = rows.example(str(first) if first else _("Welder"))
    return rows_as_file([list(each) for each in made], "recent-hires-template", kind, _("Recent hires"))


@require_POST
@workspace
def withdraw(request: WorkspaceRequest, mapping_pk: int) -> HttpResponse:
    """Take an answer back."""
    found = answering.answer_for(request.standing, mapping_pk)
    deed(request, lambda: acts.withdraw_answer(by=request.user, mapping=found), _("The answer is deleted."))
    return redirect("flows:hires", request.standing.partnership.pk)
