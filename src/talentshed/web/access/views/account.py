"""Which request shows and changes somebody's own account?"""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talentshed.web.access import forms, policies, queries
from talentshed.web.access.actions import invitations, people
from talentshed.web.access.held import in_lines
from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.views.fresh import fresh_sign_in_required
from talentshed.web.ui.values import Link


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    """Show the account; change name and language."""
    person = request.user
    form = forms.Account(request.POST or None, initial={"name": person.name, "language": person.language})
    if form.is_valid():
        people.change_account(by=person, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("access:account")
    values = form.data if form.is_bound else form.initial
    context: dict[str, Any] = {
        "form": form,
        "values": values,
        "passkeys": queries.passkeys(person),
        "roles": queries.state_roles_of(person),
        "may_close": policies.may_close_account(person),
        "records": bool(policies.may_see_records(person)),
        "invitations": queries.open_invitations(person),
    }
    return render(request, "access/account.html", context)


@login_required
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back an invitation that the person sent."""
    invitations.withdraw_link(by=request.user, link=queries.own_invitation(request.user, pk))
    messages.success(request, _("The invitation was taken back. Its link no longer works."))
    return redirect("access:account")


@login_required
@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """End every session of the person, this one too."""
    people.end_sessions(by=request.user)
    logout(request)
    return redirect("account_login")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def password(request: SignedInRequest) -> HttpResponse:
    """Set a password, or take it away."""
    if "remove" in request.POST:
        people.set_password(by=request.user, password="")
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password was removed. You sign in by code or passkey."))
        return redirect("access:account")
    form = forms.NewPassword(request.POST or None, person=request.user)
    if form.is_valid():
        people.set_password(by=request.user, password=form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password was set."))
        return redirect("access:account")
    return render(request, "access/password.html", {"form": form})


@never_cache
@login_required
@require_safe
def held(request: SignedInRequest) -> HttpResponse:
    """Show what this installation holds about the person: of the account, or of one part of the site."""
    asked = request.GET.get("part", "0")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else -1
    here = reverse("access:held")
    names = (_("account"), *queries.held_parts())
    context = {
        "held": in_lines(queries.held_part(request.user, number)),
        "parts": [
            Link(f"{here}?part={at}" if at else here, name, current=at == number) for at, name in enumerate(names)
        ],
    }
    return render(request, "access/held.html", context)


@never_cache
@login_required
@require_safe
def held_file(request: SignedInRequest) -> HttpResponse:
    """The same as a file."""
    text = json.dumps(queries.held_about(request.user), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": 'attachment; filename="talentshed-about-me.json"'}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def close(request: SignedInRequest) -> HttpResponse:
    """Ask, then end the account."""
    if request.method != "POST":
        return render(request, "access/close.html", {"may_close": policies.may_close_account(request.user)})
    people.close_account(by=request.user)
    logout(request)
    return render(request, "access/closed.html")
