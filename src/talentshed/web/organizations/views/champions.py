"""Who could champion a partnership, and who invites which peer?"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.organizations import forms, policies, tokens
from talentshed.web.organizations.actions import peers as actions
from talentshed.web.organizations.models import ChampionNote, Contact, PeerInvitation
from talentshed.web.organizations.policies import Scope, Standing
from talentshed.web.organizations.queries import champions, peers, places
from talentshed.web.organizations.views.frame import show_form, signed_in, standing_of
from talentshed.web.ui.forms import done
from talentshed.web.ui.values import Choice, Grid, GridColumn, Link

PER_PAGE = 20


def _scope(request: SignedInRequest, kind: str, number: int) -> Scope:
    found = policies.scope_of(request.user, f"{kind}/{number}")
    if found is None:
        raise Http404
    return found


def _links(scope: Scope) -> list[Link]:
    return [Link(scope.href, scope.name)] if scope.href else []


def _address(name: str, scope: Scope, *more: int) -> str:
    kind, _slash, number = scope.key.partition("/")
    return reverse(f"organizations:{name}", args=[kind, int(number), *more])


@require_safe
@signed_in
def suggested(request: SignedInRequest, kind: str, number: int) -> HttpResponse:
    """Show who could champion a partnership, each with the reasons."""
    scope = _narrowed(request, _scope(request, kind, number))
    policies.may_see_champions(request.user, scope).require()
    page = Paginator(champions.suggested_champions(scope), PER_PAGE).get_page(request.GET.get("page", ""))
    context = {
        "scope": scope,
        "page": page,
        "rows": [
            (each, round(each.low * 100), round(each.high * 100), _address("note", scope, each.contact.pk))
            for each in page
        ],
        "links": _links(scope),
        "tree": _address("peers", scope),
        "counties": [
            Choice(county.fips, county.name, county.fips in scope.counties)
            for county in places.counties_of(scope.state_code)
        ]
        if kind == "state"
        else [],
    }
    return render(request, "organizations/champions.html", context)


def _narrowed(request: SignedInRequest, scope: Scope) -> Scope:
    """Narrow a whole state to the counties and industries that the address names."""
    if not scope.key.startswith("state/"):
        return scope
    codes = {code for code in request.GET.getlist("counties") if code.isascii() and code.isdigit() and len(code) == 5}
    naics = [code.strip() for code in request.GET.get("naics", "").split(",") if code.strip().isdigit()]
    return replace(scope, counties=frozenset(codes), naics=tuple(naics[:20]))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def note(request: SignedInRequest, kind: str, number: int, contact_pk: int) -> HttpResponse:
    """Note standing and passion of somebody."""
    scope = _scope(request, kind, number)
    policies.may_see_champions(request.user, scope).require()
    contact = _people(champions.employers_of(scope)).filter(pk=contact_pk).first()
    if contact is None:
        raise Http404
    held = ChampionNote.objects.filter(scope=scope.key, contact=contact).first()
    initial = {"standing": held.standing, "passion": held.passion, "note": held.note} if held else {}
    form = forms.NoteForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.note_champion(by=request.user, scope=scope, contact=contact, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(_address("champions", scope))
    return show_form(
        request,
        form,
        title=_("{name} as a champion").format(name=contact),
        lede=_("The conveners of this partnership read this, and the person on the page of their account."),
        button=_("Save"),
        links=[*_links(scope), Link(_address("champions", scope), _("Possible champions"))],
    )


def _people(employers: Iterable[int]) -> Any:
    found = Contact.objects.filter(organization_id__in=employers, left_on__isnull=True)
    return found.select_related("organization__state").order_by("name", "pk")


def _invitable(scope: Scope, employers: Iterable[int]) -> Any:
    """Return who may be chosen: a convener sees everybody with an address, a peer only those who agreed to be found."""
    found = _people(employers).exclude(email="")
    return found if scope.may_convene else found.filter(email_consent=True)


@require_safe
@signed_in
def peer_tree(request: SignedInRequest, kind: str, number: int) -> HttpResponse:
    """Show who invited whom: as a list, a picture and a table."""
    scope = _scope(request, kind, number)
    sent = peers.invitations(scope)
    states = {side.organization.state_id for each in sent for side in (each.inviter, each.invited)}
    standing = standing_of(request)
    policies.may_see_peers(standing, scope, states).require()
    branches = peers.tree(sent)
    counts = {answer: sum(each.answer == answer for each in sent) for answer in ("accepted", "declined", "")}
    context = {
        "scope": scope,
        "branches": branches,
        "picture": peers.picture(branches),
        "sent": sent,
        "counts": {"accepted": counts["accepted"], "declined": counts["declined"], "waiting": counts[""]},
        "grid": _grid(sent),
        "due": peers.reminders_due(sent, timezone.localdate()),
        "links": _links(scope),
        "invite": _address("invite_peer", scope) if _may_invite(standing, scope) else "",
        "champions": _address("champions", scope) if scope.may_convene else "",
    }
    return render(request, "organizations/peers.html", context)


def _grid(sent: list[PeerInvitation]) -> Grid:
    columns = (
        GridColumn("invited", _("Invited")),
        GridColumn("firm", _("Organization")),
        GridColumn("inviter", _("By")),
        GridColumn("sent", _("Sent")),
        GridColumn("answer", _("Answer")),
        GridColumn("remind", _("Reminder")),
    )
    rows = tuple(
        {
            "invited": each.invited.name,
            "firm": str(each.invited.organization),
            "inviter": f"{each.inviter.name}, {each.inviter.organization}",
            "sent": timezone.localtime(each.sent_at).date().isoformat(),
            "answer": str(each.get_answer_display()),
            "remind": _reminder(each),
        }
        for each in sent
    )
    return Grid(_("Peer invitations"), columns, rows)


def _reminder(each: PeerInvitation) -> str:
    if each.answer:
        return _("answered")
    if each.reminded_at:
        return _("sent {date}").format(date=timezone.localtime(each.reminded_at).date().isoformat())
    return each.remind_on.isoformat() if each.remind_on else _("none")


def _may_invite(standing: Standing, scope: Scope) -> bool:
    return bool(_inviters(standing, scope, champions.employers_of(scope) if scope.may_convene else ()).exists())


def _inviters(standing: Standing, scope: Scope, employers: Iterable[int]) -> Any:
    """Return over whose name the reader may invite: a convener over anybody's of the scope, others over their own."""
    found = Contact.objects.filter(left_on__isnull=True).select_related("organization")
    if scope.may_convene:
        return found.filter(organization_id__in={*employers, *scope.organizations}).order_by("name")
    mine = standing.own & scope.organizations
    return found.filter(person=standing.person, organization_id__in=mine).order_by("name")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def invite_peer(request: SignedInRequest, kind: str, number: int) -> HttpResponse:
    """Invite a peer over a champion's name."""
    scope = _scope(request, kind, number)
    standing = standing_of(request)
    policies.may_see_peers(standing, scope).require()
    employers = champions.employers_of(scope)
    inviters = _inviters(standing, scope, employers)
    if not inviters.exists():
        raise Http404
    form = forms.PeerForm(
        request.POST or None,
        inviters=inviters,
        invitable=_invitable(scope, employers),
        may_override=scope.may_convene,
        initial={"language": (get_language() or "en")[:2], "inviter": request.GET.get("inviter", "")},
    )
    if form.is_valid():
        deed = lambda: actions.invite_peer(by=request.user, scope=scope, **form.cleaned_data)  # noqa: E731
        if done(form, deed):
            messages.success(request, _("The invitation goes out. It counts as one ask of this month."))
            return redirect(_address("peers", scope))
    return show_form(
        request,
        form,
        title=_("Invite a peer"),
        lede=_("The letter goes out over the name of the person who invites, and counts as an ask."),
        button=_("Send the invitation"),
        links=[*_links(scope), Link(_address("peers", scope), _("Peer invitations"))],
    )


@require_POST
@signed_in
def remind(request: SignedInRequest, kind: str, number: int, invitation_pk: int) -> HttpResponse:
    """Remind somebody who has not answered."""
    invitation, scope = peers.visible_invitation(request.user, invitation_pk)
    if scope.key != f"{kind}/{number}":
        raise Http404
    try:
        reason = request.POST.get("override_reason", "").replace("\x00", "")
        actions.remind_peer(by=request.user, scope=scope, invitation=invitation, override_reason=reason)
        messages.success(request, _("The reminder goes out. It counts as one ask of this month."))
    except actions.InvitationRefused as refused:
        messages.error(request, str(refused))
    return redirect(_address("peers", scope))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: SignedInRequest, token: str) -> HttpResponse:
    """Say no to a peer by the link of the letter; opening it changes nothing."""
    number = tokens.invitation_of(token)
    found = PeerInvitation.objects.select_related("inviter__organization", "invited").filter(pk=number).first()
    if found is None:
        raise Http404
    if request.method == "POST" and found.answer != PeerInvitation.Answer.ACCEPTED:
        found = actions.decline_peer_invitation(token=token)
    return render(request, "organizations/decline.html", {"invitation": found})
