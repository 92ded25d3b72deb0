"""What is to be done, by whom, how far is it, and how does it get into a calendar?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from talentshed.web.access.http import SignedInRequest
from talentshed.web.partnerships.http import WorkspaceRequest, workspace
from talentshed.web.priorities import forms, policies
from talentshed.web.priorities.actions import items as acts
from talentshed.web.priorities.queries import calendars, choosing, finding, items
from talentshed.web.priorities.views.pages import as_file, back_to, file_links, show, show_form
from talentshed.web.ui.forms import done, shown
from talentshed.web.ui.values import Link

TAB = "items"
both = require_http_methods(["GET", "HEAD", "POST"])


def _show(request: HttpRequest) -> str:
    wanted = request.GET.get("show", "open")
    return wanted if wanted in items.SHOWS else "open"


@require_safe
@workspace
def index(request: WorkspaceRequest) -> HttpResponse:
    """Show the items, and how the table keeps its word."""
    standing = request.standing
    wanted = _show(request)
    found = items.work(standing, wanted)
    words = {
        "open": _("To be done"),
        "overdue": _("Overdue"),
        "mine": _("Mine"),
        "done": _("Done"),
        "all": _("All"),
    }
    return show(
        request,
        "items",
        TAB,
        work=found,
        pace_grid=items.pace_grid(found.pace),
        shows=[
            Link(f"?show={key}", f"{words[key]} ({found.counts[key]})", current=key == wanted) for key in items.SHOWS
        ],
        files=file_links("items_file", standing.partnership.pk, query=f"show={wanted}"),
        may_add=policies.may_add_item(standing, standing.partnership),
    )


@require_safe
@workspace
def index_file(request: WorkspaceRequest, kind: str) -> HttpResponse:
    """Hand the items out as a file."""
    return as_file(items.work(request.standing, _show(request)).grid, "action-items", kind)


@both
@workspace
def add(request: WorkspaceRequest) -> HttpResponse:
    """Write down who does what by when."""
    standing = request.standing
    partnership = standing.partnership
    teams = choosing.teams(partnership)
    asked = request.GET.get("team", "")
    team = teams.filter(pk=int(asked)).first() if asked.isascii() and asked.isdigit() else None
    policies.may_add_item(standing, partnership, team).require()
    both_sides = [each for side in (True, False) for each in choosing.speakers(partnership, employers=side)]
    members = [each for side in (True, False) for each in choosing.organizations_at(partnership, employers=side)]
    form = forms.ItemForm(
        request.POST or None,
        people=both_sides,
        members=members,
        teams=teams,
        initial={"team": team.pk if team else None},
    )
    if form.is_valid() and done(form, lambda: acts.add_item(by=request.user, partnership=partnership, **form.given)):
        messages.success(request, _("Written down. The owner is reminded before the day."))
        return redirect("priorities:items", partnership.pk)
    return show_form(
        request,
        form,
        TAB,
        title=_("Add an action item"),
        button=_("Add it"),
        back=back_to("items", _("Action items"), partnership.pk),
    )


@both
@workspace
def one(request: WorkspaceRequest, item_pk: int) -> HttpResponse:
    """Show an item; say how far it is."""
    standing = request.standing
    item = finding.item_of(standing, item_pk)
    may = policies.may_update_item(standing, standing.partnership, item)
    if request.method == "POST":
        may.require()
    known = {key: getattr(item, key) for key in ("status", "due_date", "evidence", "dropped_reason")}
    form = forms.StatusForm(request.POST or None, initial=known)
    if form.is_valid() and done(form, lambda: acts.set_item(by=request.user, item=item, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("priorities:item", item.partnership_id, item.pk)
    return show(
        request,
        "item",
        TAB,
        item=finding.item_of(standing, item_pk) if form.is_bound else item,
        owner=items.owner_words(item),
        waits=[each.needs for each in item.waits_for.select_related("needs")],
        awaited=[each.item for each in item.awaited_by.select_related("item")],
        may_update=may,
        form=form,
        fields=shown(form),
    )


@both
@workspace
def waiting(request: WorkspaceRequest, item_pk: int) -> HttpResponse:
    """Say what must be done first."""
    item = finding.item_of(request.standing, item_pk)
    policies.may_update_item(request.standing, request.standing.partnership, item).require()
    held = list(item.waits_for.values_list("needs_id", flat=True))
    form = forms.WaitingForm(request.POST or None, items=choosing.other_items(item), initial={"needs": held})
    if form.is_valid() and done(
        form, lambda: acts.set_waiting(by=request.user, item=item, needs=form.cleaned_data["needs"])
    ):
        messages.success(request, _("Saved."))
        return redirect(item)
    return show_form(
        request,
        form,
        TAB,
        title=_("What does “{title}” wait for?").format(title=item),
        button=_("Save"),
        back=back_to("item", item.title, item.partnership_id, item.pk),
    )


@both
@never_cache
@login_required
def my_calendar(request: SignedInRequest) -> HttpResponse:
    """Show whether there is an address of one's calendar; make a new one, which is shown this once."""
    address = ""
    if request.method == "POST" and request.POST.get("do") == "end":
        acts.end_calendar(by=request.user, owner=request.user)
        messages.success(request, _("The address has ended."))
        return redirect("priorities:my_calendar")
    if request.method == "POST":
        address = calendars.address_of(acts.renew_calendar(by=request.user, owner=request.user))
    context = {
        "address": address,
        "feed": calendars.feed_of(request.user),
        "work": Link(reverse("access:my_work"), _("My work")),
    }
    return render(request, "priorities/calendar.html", context)


@require_safe
@never_cache
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Hand a calendar to whoever holds its secret address: a calendar program can't sign in."""
    person = calendars.owner_of(token)
    with override(person.language):
        return HttpResponse(calendars.as_ics(person), content_type="text/calendar; charset=utf-8")
