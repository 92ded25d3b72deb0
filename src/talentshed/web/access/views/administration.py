"""Which request gives state roles, and sets how long records are kept?"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from talentshed.web.access import forms, queries, retention
from talentshed.web.access.actions import records, state_roles
from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.models import StateRole
from talentshed.web.ui.values import Choice


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: SignedInRequest, code: str) -> HttpResponse:
    """Show who has a role for a state; give one."""
    found = queries.state_for(request.user, code)
    form = forms.GiveRole(request.POST or None)
    if form.is_valid():
        state_roles.give_state_role(state=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The role was given."))
        return redirect("access:state", found.code)
    chosen = form.data.get("role", "overseer")
    context = {
        "state": found,
        "roles": queries.roles_of(found),
        "trail": queries.state_trail(request.user, found),
        "form": form,
        "choices": [Choice(value, str(label), chosen=value == chosen) for value, label in StateRole.Role.choices],
        "may_not": queries.may_give_roles(request.user, found),
    }
    return render(request, "access/state.html", context)


@login_required
@require_POST
def take_role(request: SignedInRequest, code: str, pk: int) -> HttpResponse:
    """Take a role back."""
    found = queries.state_for(request.user, code)
    state_roles.take_state_role(role=queries.role_for(request.user, found, pk), by=request.user)
    messages.success(request, _("The role was taken back."))
    return redirect("access:state", found.code) if queries.state_roles_of(request.user) else redirect("access:my_work")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD"])
def kept(request: SignedInRequest) -> HttpResponse:
    """Show what is held, for how long, and what goes next."""
    held = queries.records_for(request.user)
    return render(request, "access/records.html", {"held": held, "may_not": queries.may_decide_records(request.user)})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kept_kind(request: SignedInRequest, kind: str) -> HttpResponse:
    """Set the term of one kind of record, or delete now what is past it."""
    held = next(iter(queries.records_for(request.user, kind)), None)
    if held is None:
        raise Http404
    if "delete" in request.POST:
        count = records.delete_now(kind=kind, by=request.user)
        messages.success(request, _("{count} records were deleted.").format(count=count))
        return redirect("access:records")
    form = forms.Term(request.POST or None, initial={"days": retention.days(held.holding)})
    if form.is_valid():
        records.set_term(kind=kind, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("access:records")
    context = {"held": held, "form": form, "may_not": queries.may_decide_records(request.user)}
    return render(request, "access/record.html", context)
