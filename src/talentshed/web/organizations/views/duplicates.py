"""Which records may be the same organization, and who decides?"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.organizations import policies
from talentshed.web.organizations.actions import duplicates as actions
from talentshed.web.organizations.queries import duplicates
from talentshed.web.organizations.views.frame import list_link, signed_in, standing_of, state_asked
from talentshed.web.ui.values import Link

PER_PAGE = 20


@require_safe
@signed_in
def pairs(request: SignedInRequest) -> HttpResponse:
    """Show the pairs that wait for a decision, and the merges that were made."""
    standing = standing_of(request)
    state = state_asked(request, standing)
    policies.may_settle_duplicates(standing, state.pk).require()
    page = Paginator(duplicates.proposed(state.pk), PER_PAGE).get_page(request.GET.get("page", ""))
    context = {
        "state": state,
        "links": [list_link(state)],
        "page": page,
        "rows": [
            (
                pair,
                round(pair.score * 100),
                duplicates.reasons_in_words(pair),
                duplicates.where(list(pair.first.sites.all())),
                duplicates.where(list(pair.second.sites.all())),
            )
            for pair in page
        ],
        "merges": duplicates.merges(state.pk)[:20],
        "may_merge": policies.may_merge(standing, state.pk),
    }
    return render(request, "organizations/duplicates.html", context)


def _back(code: str) -> HttpResponse:
    return redirect(reverse("organizations:duplicates") + f"?state={code}")


@require_POST
@signed_in
def look(request: SignedInRequest) -> HttpResponse:
    """Look for pairs in a whole state."""
    state = state_asked(request, standing_of(request))
    found = actions.look_for_duplicates(by=request.user, state=state)
    messages.success(request, _("{count} new pairs were found.").format(count=found))
    return _back(state.code)


@require_safe
@signed_in
def pair(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show two records side by side, and what would move."""
    standing = standing_of(request)
    found = duplicates.visible_pair(standing, pk)
    sides = [
        (each, duplicates.where(list(each.sites.all())), duplicates.moves(each)) for each in (found.first, found.second)
    ]
    context = {
        "pair": found,
        "sides": sides,
        "reasons": duplicates.reasons_in_words(found),
        "percent": round(found.score * 100),
        "may_merge": policies.may_merge(standing, found.first.state_id),
        "links": [
            list_link(found.first.state),
            Link(reverse("organizations:duplicates") + f"?state={found.first.state.code}", _("Duplicates")),
        ],
    }
    return render(request, "organizations/pair.html", context)


@require_POST
@signed_in
def different(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that two records are different organizations."""
    found = duplicates.visible_pair(standing_of(request), pk)
    try:
        actions.mark_different(by=request.user, pair=found)
        messages.success(request, _("They stay two organizations, and are not proposed again."))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return _back(found.first.state.code)


@require_POST
@signed_in
def merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make one record of two; the button says which survives."""
    found = duplicates.visible_pair(standing_of(request), pk)
    survivor, merged = found.first, found.second
    if request.POST.get("survivor") == str(found.second_id):
        survivor, merged = merged, survivor
    try:
        made = actions.merge_organizations(by=request.user, survivor=survivor, merged=merged, pair=found)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("organizations:pair", pk)
    stayed = sum(len(ids) for ids in made.stayed.values())
    text = _("The two records are one now. It can be undone under duplicates.")
    if stayed:
        text += " " + _("{count} records that both had stay with the merged one.").format(count=stayed)
    messages.success(request, text)
    return redirect(survivor)


@require_POST
@signed_in
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make two records of one again."""
    found = duplicates.visible_merge(standing_of(request), pk)
    try:
        restored = actions.undo_merge(by=request.user, merge=found)
        messages.success(request, _("“{name}” is a record of its own again.").format(name=restored.name))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return _back(found.survivor.state.code)
