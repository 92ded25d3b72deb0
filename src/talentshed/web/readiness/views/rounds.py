"""Which rounds has a partnership, how far is the one that is open, and who is asked?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.partnerships.http import show_form as workspace_form
from talentshed.web.priorities.queries.choosing import speakers
from talentshed.web.readiness.actions import inviting, opening, revealing
from talentshed.web.readiness.forms.rounds import InviteForm, LastDayForm, MembersForm, RoundForm, SlipsForm
from talentshed.web.readiness.kinds import kind_of_organization
from talentshed.web.readiness.models import Round
from talentshed.web.readiness.policies import rounds as policies
from talentshed.web.readiness.queries import rounds as queries
from talentshed.web.readiness.queries.choosing import instruments_to_choose
from talentshed.web.readiness.queries.results import outcome
from talentshed.web.readiness.views.frame import (
    TAB,
    RoundRequest,
    deed,
    in_workspace,
    round_page,
    show,
    show_form,
    way,
)
from talentshed.web.ui.forms import done
from talentshed.web.ui.qr import qr_svg
from talentshed.web.ui.values import Link

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@workspace
def index(request: WorkspaceRequest) -> HttpResponse:
    """Show the rounds of a partnership, and where it stood when it last agreed."""
    held = request.standing
    found = queries.rounds_of(held.partnership)
    latest = next((each for each in found if each.is_settled), None)
    return in_workspace(
        request,
        "rounds",
        rounds=found,
        latest=latest,
        found=outcome(latest) if latest else None,
        may_open=policies.may_open_round(held, held.partnership)
        and not any(each.status in ("open", "revealed") for each in found),
    )


@require_safe
@workspace
def gate(request: WorkspaceRequest) -> HttpResponse:
    """Show the launch gate: each critical item with its agreed value."""
    latest = queries.latest_settled(request.standing.partnership)
    return in_workspace(
        request,
        "gate",
        round=latest,
        found=outcome(latest) if latest else None,
        links=[Link(reverse("readiness:rounds", args=[request.standing.partnership.pk]), _("Readiness"))],
    )


@both
@workspace
def open_round(request: WorkspaceRequest) -> HttpResponse:
    """Open a round."""
    held = request.standing
    partnership = held.partnership
    policies.may_open_round(held, partnership).require()
    choices = instruments_to_choose(partnership.home_state, "five_components")
    title = _("Readiness, {month}").format(month=timezone.localdate().strftime("%Y-%m"))
    form = RoundForm(
        request.POST or None, instruments=choices, initial={"title": title, "instrument": "five_components"}
    )
    made: list[Round] = []

    def deed_() -> None:
        given = form.cleaned_data
        made.append(
            opening.open_round(
                by=request.user,
                partnership=partnership,
                title=given["title"],
                closes_at=form.closes_at,
                instrument=given["instrument"],
                with_optional=given["with_optional"],
            )
        )

    if form.is_valid() and done(form, deed_):
        messages.success(request, _("The round is open. Now invite five to twelve people of all kinds."))
        return redirect(made[0])
    return workspace_form(
        request,
        form,
        tab=TAB,
        title=_("Open a round"),
        lede=_("Everybody rates alone. Nobody sees answers, you included, until you reveal them for all."),
        button=_("Open the round"),
        links=[Link(reverse("readiness:rounds", args=[partnership.pk]), _("Readiness"))],
    )


@require_safe
@round_page
def round(request: RoundRequest, round: Round) -> HttpResponse:
    """Show how far a round is, and what comes next."""
    may_run = policies.may_run_round(request.who, round)
    return show(
        request,
        "round",
        round,
        links=way(round)[:-1],
        progress=queries.progress(round) if round.is_open else None,
        invitations=queries.invitations_of(round) if may_run else [],
        may_run=may_run,
        may_invite=policies.may_invite(request.who, round),
        may_change=policies.may_change_round(request.who, round),
        found=outcome(round) if round.is_revealed else None,
        may_settle=policies.may_settle(request.who, round),
        may_decide=policies.may_decide(request.who, round),
    )


@both
@round_page
def invite(request: RoundRequest, round: Round) -> HttpResponse:
    """Invite somebody by mail."""
    policies.may_invite(request.who, round).require()
    form = InviteForm(request.POST or None, initial={"kind": "industry", "language": "en"})
    if form.is_valid() and done(form, lambda: inviting.invite(by=request.user, round=round, **form.cleaned_data)):
        messages.success(request, _("The letter is on its way, with a link that only they have."))
        return redirect(round)
    return show_form(
        request,
        form,
        round,
        title=_("Invite somebody to rate"),
        lede=_("They need no account. You learn how many answered, never who or what."),
        button=_("Send the invitation"),
    )


@both
@round_page
def invite_members(request: RoundRequest, round: Round) -> HttpResponse:
    """Invite several people who speak for members."""
    policies.may_invite(request.who, round).require()
    asked = {each.email for each in queries.invitations_of(round)}
    partnership = round.partnership
    found = [each for side in (True, False) for each in speakers(partnership, employers=side)] if partnership else []
    form = MembersForm(request.POST or None, speakers=[each for each in found if each.person.email not in asked])
    if form.is_valid() and done(form, lambda: _invite_all(request, round, form)):
        messages.success(request, _("Letters on their way: {count}.").format(count=len(form.chosen)))
        return redirect(round)
    return show_form(
        request,
        form,
        round,
        title=_("Invite members to rate"),
        lede=_("Choose about as many from industry as from the public side."),
        button=_("Send the invitations"),
    )


def _invite_all(request: RoundRequest, round: Round, form: MembersForm) -> None:
    for each in form.chosen:
        inviting.invite(
            by=request.user,
            round=round,
            name=str(each.person),
            email=each.person.email,
            kind=kind_of_organization(each.organization.kind),
            language=each.person.language or "en",
        )


@both
@round_page
def slips(request: RoundRequest, round: Round) -> HttpResponse:
    """Make links to hand out, and show them once, to be printed."""
    policies.may_invite(request.who, round).require()
    form = SlipsForm(request.POST or None, initial={"kind": "industry", "count": 6})
    made: list[str] = []
    if form.is_valid() and done(
        form, lambda: made.extend(inviting.make_slips(by=request.user, round=round, **form.cleaned_data))
    ):
        kind = dict(form.fields["kind"].choices)[form.cleaned_data["kind"]]  # type: ignore[attr-defined]
        cards = [(address, qr_svg(address, _("Code of this slip"))) for address in made]
        return show(request, "slips", round, cards=cards, kind=kind)
    return show_form(
        request,
        form,
        round,
        title=_("Print slips to hand out"),
        lede=_("Each slip has a link for one person. Whoever begins gets a link of their own, and the slip ends."),
        button=_("Make the slips"),
    )


@require_POST
@round_page
def again(request: RoundRequest, round: Round, invitation_pk: int) -> HttpResponse:
    """Send somebody a new link."""
    found = queries.invitation_of(round, invitation_pk)
    deed(request, lambda: inviting.send_again(by=request.user, invitation=found), _("A new link is on its way."))
    return redirect(round)


@require_POST
@round_page
def withdraw(request: RoundRequest, round: Round, invitation_pk: int) -> HttpResponse:
    """Take an invitation back."""
    found = queries.invitation_of(round, invitation_pk)
    deed(request, lambda: inviting.withdraw_invitation(by=request.user, invitation=found), _("Taken back."))
    return redirect(round)


@require_POST
@round_page
def remind(request: RoundRequest, round: Round) -> HttpResponse:
    """Remind those who are not through."""
    words = _("Those who are not through get a letter.")
    deed(request, lambda: inviting.remind(by=request.user, round=round), words)
    return redirect(round)


@both
@round_page
def last_day(request: RoundRequest, round: Round) -> HttpResponse:
    """Move the last day."""
    policies.may_change_round(request.who, round).require()
    form = LastDayForm(request.POST or None, initial={"closes_on": timezone.localdate(round.closes_at)})
    if form.is_valid() and done(
        form, lambda: opening.move_last_day(by=request.user, round=round, closes_at=form.closes_at)
    ):
        messages.success(request, _("The last day was moved."))
        return redirect(round)
    return show_form(request, form, round, title=_("Move the last day"), button=_("Move it"))


@both
@round_page
def reveal(request: RoundRequest, round: Round) -> HttpResponse:
    """Ask once more, then reveal."""
    policies.may_reveal(request.who, round).require()
    if request.method == "POST":
        words = _("Revealed. Names are gone for good; the room can talk.")
        ok = deed(request, lambda: revealing.reveal(by=request.user, round=round), words)
        return redirect(round.address("talk") if ok else round.get_absolute_url())
    return show(request, "reveal", round, progress=queries.progress(round))


@both
@round_page
def call_off(request: RoundRequest, round: Round) -> HttpResponse:
    """Ask once more, then end the round unseen."""
    policies.may_change_round(request.who, round).require()
    if request.method == "POST":
        deed(request, lambda: opening.call_off(by=request.user, round=round), _("Called off; its answers are deleted."))
        return redirect(way(round)[0].href)
    return show(request, "call_off", round, progress=queries.progress(round))
