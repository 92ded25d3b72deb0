"""Which request shows where recent hires came from, keeps the list of jobs, and publishes the picture?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from talentshed.web.flows import forms, periods, policies
from talentshed.web.flows.actions import jobs as job_acts
from talentshed.web.flows.actions import publishing
from talentshed.web.flows.problems import NotPossible
from talentshed.web.flows.queries import answering, picture, pooling
from talentshed.web.flows.views.pages import as_file, both, deed
from talentshed.web.partnerships.http import WorkspaceRequest, done, show_form, workspace
from talentshed.web.partnerships.queries.frame import frame
from talentshed.web.ui.values import Choice, Link


@require_safe
@workspace
def hires(request: WorkspaceRequest) -> HttpResponse:
    """Show the published picture, one's own answers, the list of jobs, and what one may do."""
    held = request.standing
    asked = request.GET.get("period", "")
    may_publish = policies.may_publish(held, held.partnership)
    context = {
        "frame": frame(held, "recent_hires"),
        "picture": picture.picture(held, asked if periods.PERIOD.fullmatch(asked) else ""),
        "firms": answering.firms_of(held),
        "answers": answering.own_answers(held),
        "jobs": answering.jobs_of(held.partnership),
        "may_name": policies.may_name_jobs(held, held.partnership),
        "may_publish": may_publish,
        "waiting": _waiting(request) if may_publish else (),
    }
    return render(request, "flows/hires.html", context)


def _waiting(request: WorkspaceRequest) -> tuple[Choice, ...]:
    """Return the periods that can be published, with how many firms answered: for those who publish."""
    partnership = request.standing.partnership
    found = []
    for each in pooling.periods_answered(partnership):
        count = pooling.answering(partnership, each)
        words = _("{period} (firms that answered: {n})").format(period=periods.in_words(each), n=count)
        found.append(Choice(each, words))
    return tuple(found)


@require_safe
@workspace
def hires_file(request: WorkspaceRequest, publication: int, key: str, kind: str) -> HttpResponse:
    """Hand the table of a figure out as a file."""
    return as_file(picture.figure_of(request.standing, publication, key), f"recent-hires-{key}", kind)


@require_POST
@workspace
def publish(request: WorkspaceRequest) -> HttpResponse:
    """Publish the answers of a period together, or say why not."""
    partnership, period = request.standing.partnership, request.POST.get("period", "")
    policies.may_publish(request.standing, partnership).require()
    try:
        made = publishing.publish_sources(by=request.user, partnership=partnership, period=period)
    except NotPossible as refused:
        messages.error(request, str(refused))
    else:
        if made.is_published:
            messages.success(request, _("Published as {name}. All members see it.").format(name=made.name))
        else:
            sentence = _("Not published ({name}): {reason}")
            messages.error(request, sentence.format(name=made.name, reason=made.reason))
    return redirect("flows:hires", partnership.pk)


@both
@workspace
def add_job(request: WorkspaceRequest) -> HttpResponse:
    """Put a critical job on the list."""
    partnership = request.standing.partnership
    policies.may_name_jobs(request.standing, partnership).require()
    form = forms.JobForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: job_acts.name_job(by=request.user, partnership=partnership, **form.cleaned_data)
    ):
        messages.success(request, _("The job is on the list."))
        return redirect("flows:hires", partnership.pk)
    return show_form(
        request,
        form,
        tab="recent_hires",
        title=_("Add a critical job"),
        button=_("Add"),
        lede=_("All firms answer on the same list, so that their answers can be added up."),
        links=[Link(reverse("flows:hires", args=[partnership.pk]), _("Recent hires"))],
    )


@require_POST
@workspace
def close_job(request: WorkspaceRequest, job_pk: int) -> HttpResponse:
    """Take a job off the list."""
    found = answering.job_for(request.standing, job_pk)
    deed(request, lambda: job_acts.close_job(by=request.user, job=found), _("The job is off the list."))
    return redirect("flows:hires", request.standing.partnership.pk)
