"""What stands on the single table, who offers what, and what is agreed and delivered?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.priorities import forms, policies
from talentshed.web.priorities.actions import table as acts
from talentshed.web.priorities.models import Need
from talentshed.web.priorities.queries import board, choosing, finding, requests
from talentshed.web.priorities.views.items import both
from talentshed.web.priorities.views.pages import as_file, back_to, deed, file_links, show, show_form
from talentshed.web.ui.forms import done

TAB = "table"


def _closed(request: HttpRequest) -> bool:
    return request.GET.get("show") == "all"


@require_safe
@workspace
def index(request: WorkspaceRequest) -> HttpResponse:
    """Show needs and offers, unclaimed ones first."""
    standing = request.standing
    closed = _closed(request)
    return show(
        request,
        "table",
        TAB,
        board=board.board(standing.partnership, closed=closed),
        closed=closed,
        files=file_links("table_file", standing.partnership.pk, query="show=all" if closed else ""),
        may_post=policies.may_post_need(standing, standing.partnership),
        is_support=standing.is_support and standing.partnership.is_open,
        proposals=requests.proposals(standing.partnership)
        if policies.may_see_shared(standing, standing.partnership)
        else (),
    )


@require_safe
@workspace
def index_file(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """Hand the table out as a file."""
    return as_file(board.board(request.standing.partnership, closed=_closed(request)).grid, "single-table", kind)


@both
@workspace
def post(request: WorkspaceRequest) -> HttpResponse:
    """Put a need on the table."""
    partnership = request.standing.partnership
    policies.may_post_need(request.standing, partnership).require()
    asked = request.GET.get("priority", "")
    form = forms.NeedForm(
        request.POST or None,
        priorities=choosing.priorities(partnership),
        counties=choosing.counties(partnership),
        initial={"priority": int(asked)} if asked.isascii() and asked.isdigit() else {},
    )
    if form.is_valid():
        made = acts.post_need(by=request.user, partnership=partnership, **form.cleaned_data)
        messages.success(request, _("The need is on the table. Partners see it as unclaimed until somebody answers."))
        return redirect(made)
    return show_form(
        request,
        form,
        TAB,
        title=_("Post a need"),
        lede=_(
            "Takes about two minutes. Partners answer with seats, staff, money, a policy change, equipment or space."
        ),
        button=_("Post it"),
        back=back_to("table", _("Single table"), partnership.pk),
    )


@require_safe
@workspace
def need(request: WorkspaceRequest, need_pk: int) -> HttpResponse:
    """Show one need with its offers."""
    standing = request.standing
    found = finding.need_of(standing, need_pk)
    row = board.one(found)
    for each in row.answers:
        each.offer.need = found
    answers = [
        (
            each,
            policies.may_accept_offer(standing, standing.partnership, each.offer),
            policies.may_withdraw_offer(standing, standing.partnership, each.offer),
        )
        for each in row.answers
    ]
    return show(
        request,
        "need",
        TAB,
        need=found,
        row=row,
        answers=answers,
        shared=next(
            (each for each in requests.proposals(standing.partnership) if each.shared.need_id == found.pk), None
        ),
        may_offer=policies.may_offer(standing, standing.partnership, found),
        may_close=policies.may_close_need(standing, standing.partnership, found),
        priorities=choosing.priorities(standing.partnership),
    )


@require_POST
@workspace
def set_need(request: WorkspaceRequest, need_pk: int) -> HttpResponse:
    """Say that a need is met or withdrawn, or put it back; or say to which priority it belongs."""
    found = finding.need_of(request.standing, need_pk)
    policies.may_close_need(request.standing, request.standing.partnership, found).require()
    status, priority = request.POST.get("status", ""), request.POST.get("priority", "")
    if status in Need.Status.values:
        deed(request, lambda: acts.set_need(by=request.user, need=found, status=status), _("Saved."))
    elif priority.isascii() and priority.isdigit():
        chosen = finding.priority_of(request.standing, int(priority))
        deed(request, lambda: acts.link_need(by=request.user, need=found, priority=chosen), _("Saved."))
    return redirect(found)


@both
@workspace
def offer(request: WorkspaceRequest, need_pk: int) -> HttpResponse:
    """Offer something against a need."""
    standing = request.standing
    partnership = standing.partnership
    found = finding.need_of(standing, need_pk)
    policies.may_offer(standing, partnership, found).require()
    partners = choosing.organizations_at(partnership, employers=False)
    mine = [each for each in partners if each.pk in standing.supporters]
    others = [each for each in partners if len(mine) != 1 or each.pk != mine[0].pk]
    form = forms.OfferForm(request.POST or None, mine=mine, others=others)
    if form.is_valid() and done(form, lambda: acts.make_offer(by=request.user, need=found, **form.given)):
        messages.success(request, _("Your offer is on the table. The industry side says whether it is agreed."))
        return redirect(found)
    return show_form(
        request,
        form,
        TAB,
        title=_("Offer something for “{title}”").format(title=found),
        lede=_("Say what you put against this need, and who does it with you."),
        button=_("Put it on the table"),
        back=back_to("need", found.title, partnership.pk, found.pk),
    )


@require_POST
@workspace
def set_offer(request: WorkspaceRequest, need_pk: int, offer_pk: int) -> HttpResponse:
    """Agree to an offer, say that it was delivered, or take it back."""
    found = finding.need_of(request.standing, need_pk)
    held = finding.offer_of(request.standing, found, offer_pk)
    status = request.POST.get("status", "")
    if status == "withdrawn":
        deed(request, lambda: acts.withdraw_offer(by=request.user, offer=held), _("The offer was taken back."))
    else:
        deed(request, lambda: acts.accept_offer(by=request.user, offer=held, status=status), _("Saved."))
    return redirect(found)
