"""Which priorities are there, what is one about, who voted, champions and leads it?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.priorities import forms, policies
from talentshed.web.priorities.actions import priorities as acts
from talentshed.web.priorities.models import Priority
from talentshed.web.priorities.queries import choosing, finding, listing
from talentshed.web.priorities.views.pages import as_file, back_to, deed, file_links, show, show_form
from talentshed.web.ui.forms import done
from talentshed.web.ui.values import Link

TAB = "priorities"
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@workspace
def index(request: WorkspaceRequest) -> HttpResponse:
    """Show all priorities with the mix of their types."""
    standing = request.standing
    return show(
        request,
        "list",
        TAB,
        portfolio=listing.portfolio(standing.partnership),
        files=file_links("list_file", standing.partnership.pk),
        may_propose=policies.may_propose(standing, standing.partnership),
    )


@require_safe
@workspace
def index_file(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """Hand the priorities out as a file."""
    return as_file(listing.portfolio(request.standing.partnership).grid, "priorities", kind)


@both
@workspace
def propose(request: WorkspaceRequest) -> HttpResponse:
    """Put a priority forward."""
    standing = request.standing
    policies.may_propose(standing, standing.partnership).require()
    form = forms.PriorityForm(request.POST or None)
    if form.is_valid():
        made = acts.propose_priority(by=request.user, partnership=standing.partnership, **form.cleaned_data)
        messages.success(request, _("The priority is proposed. It counts once employers have voted."))
        return redirect(made)
    return show_form(
        request,
        form,
        TAB,
        title=_("Propose a priority"),
        lede=_("Takes about three minutes. Talent is one of six types, and none is mandatory."),
        button=_("Propose it"),
        back=back_to("list", _("Priorities"), standing.partnership.pk),
    )


@require_safe
@workspace
def one(request: WorkspaceRequest, priority_pk: int) -> HttpResponse:
    """Show one priority with its champions, team, needs and items."""
    standing = request.standing
    found = finding.priority_of(standing, priority_pk)
    team = found.teams.filter(status="open").select_related("lead", "lead_organization", "liaison").first()
    if team is not None:
        team.priority = found
    decides = policies.may_decide(standing, standing.partnership, found)
    champions = tuple(found.champions.filter(ended_on__isnull=True).select_related("organization"))
    needs = tuple(found.needs.all())
    return show(
        request,
        "priority",
        TAB,
        priority=found,
        row=listing.row_of(found, champions, team, needs),
        champions=champions,
        team=team,
        members=team.members.select_related("organization") if team else (),
        needs=needs,
        items=found.items.select_related("owner", "owner_organization"),
        changes=found.changes.select_related("organization"),
        steps=_steps(found) if decides else (),
        may_edit=policies.may_edit_priority(standing, standing.partnership, found),
        may_decide=decides,
        may_open_team=policies.may_open_team(standing, standing.partnership, found),
        may_run_team=team is not None and bool(policies.may_run_team(standing, standing.partnership, team)),
        may_sign_up=standing.partnership.is_open and (standing.is_employer or bool(decides)),
    )


def _steps(found: Priority) -> list[tuple[str, str]]:
    """Return what can be decided next: status and words of the button."""
    status = Priority.Status
    ways: dict[str, list[tuple[str, str]]] = {
        status.PROPOSED: [(status.PARKED, _("Park it"))],
        status.VOTED: [(status.ACTIVE, _("Take it up")), (status.PARKED, _("Park it"))],
        status.ACTIVE: [(status.DONE, _("Finish it")), (status.PARKED, _("Park it"))],
        status.PARKED: [(status.ACTIVE, _("Take it up")), (status.PROPOSED, _("Offer it again"))],
        status.DONE: [(status.ACTIVE, _("Take it up again"))],
    }
    return ways[found.status]


@both
@workspace
def edit(request: WorkspaceRequest, priority_pk: int) -> HttpResponse:
    """Change the words and the root cause of a priority."""
    found = finding.priority_of(request.standing, priority_pk)
    policies.may_edit_priority(request.standing, request.standing.partnership, found).require()
    known = {key: getattr(found, key) for key in ("title", "kind", "statement", "cause", "cause_kind")}
    form = forms.PriorityForm(request.POST or None, initial=known)
    if form.is_valid() and done(form, lambda: acts.edit_priority(by=request.user, priority=found, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(found)
    return show_form(request, form, TAB, title=_("Change the priority"), button=_("Save"), back=_back(found))


def _back(found: Priority) -> Link:
    return back_to("priority", found.title, found.partnership_id, found.pk)


@both
@workspace
def vote(request: WorkspaceRequest, priority_pk: int) -> HttpResponse:
    """Write down that employers voted for it."""
    found = finding.priority_of(request.standing, priority_pk)
    policies.may_decide(request.standing, request.standing.partnership, found).require()
    form = forms.VoteForm(request.POST or None, initial={"rank": found.rank})
    if form.is_valid():
        acts.record_vote(by=request.user, priority=found, rank=form.cleaned_data["rank"])
        messages.success(request, _("The vote is written down. The response clock of its needs runs from now."))
        return redirect(found)
    return show_form(
        request,
        form,
        TAB,
        title=_("Write down the vote"),
        lede=_("One employer, one vote. Support partners don’t vote."),
        button=_("Employers voted for it"),
        back=_back(found),
    )


@require_POST
@workspace
def decide(request: WorkspaceRequest, priority_pk: int) -> HttpResponse:
    """Take a priority up, park it, or finish it."""
    found = finding.priority_of(request.standing, priority_pk)
    policies.may_decide(request.standing, request.standing.partnership, found).require()
    status = request.POST.get("status", "")
    if status in {each for each, _words in _steps(found)}:
        deed(request, lambda: acts.set_priority_status(by=request.user, priority=found, status=status), _("Saved."))
    return redirect("priorities:priority", found.partnership_id, found.pk)


@both
@workspace
def champion(request: WorkspaceRequest, priority_pk: int) -> HttpResponse:
    """Sign an executive up as champion."""
    standing = request.standing
    found = finding.priority_of(standing, priority_pk)
    firms = {each.pk: each for each in choosing.organizations_at(standing.partnership, employers=True)}
    allowed = [each for each in firms.values() if policies.may_commit(standing, standing.partnership, found, each)]
    if not allowed:
        policies.may_decide(standing, standing.partnership, found).require()
    form = forms.ChampionForm(request.POST or None, firms=allowed)
    if form.is_valid() and done(
        form,
        lambda: acts.commit_champion(
            by=request.user,
            priority=found,
            organization=firms[int(form.cleaned_data["organization"])],
            name=form.cleaned_data["name"],
        ),
    ):
        messages.success(request, _("Signed up."))
        return redirect(found)
    return show_form(
        request,
        form,
        TAB,
        title=_("Who champions “{title}”?").format(title=found),
        lede=_("A priority that nobody champions is parked and offered again at the next meeting."),
        button=_("Sign up"),
        back=_back(found),
    )


@require_POST
@workspace
def end_champion(request: WorkspaceRequest, priority_pk: int, champion_pk: int) -> HttpResponse:
    """End a champion's commitment."""
    found = finding.priority_of(request.standing, priority_pk)
    held = get_object_or_404(
        found.champions.select_related("organization").filter(ended_on__isnull=True), pk=champion_pk
    )
    held.priority = found
    deed(request, lambda: acts.end_commitment(by=request.user, commitment=held), _("The commitment has ended."))
    return redirect(found)
