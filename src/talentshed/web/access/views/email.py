"""Which request moves an account to another address?"""

import time

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from talentshed.web.access import forms, signing_in
from talentshed.web.access.actions import people
from talentshed.web.access.http import SignedInRequest
from talentshed.web.access.views.fresh import fresh_sign_in_required

KEPT = "new_email"
TRIES = 5
SECONDS = 15 * 60


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def change(request: SignedInRequest) -> HttpResponse:
    """Ask for the new address, and send a code there."""
    form = forms.NewEmail(request.POST or None, person=request.user)
    if form.is_valid():
        email = form.cleaned_data["email"]
        if signing_in.may_send_code(request, email):
            code = get_adapter().generate_login_code()
            request.session[KEPT] = {"email": email, "code": code, "at": time.time(), "tries": 0}
            get_adapter().send_mail("account/email/login_code", email, {"request": request, "code": code})
            return redirect("access:confirm_email")
        form.add_error("email", _("Too many codes were asked for. Wait a minute, then try again."))
    return render(request, "access/change_email.html", {"form": form})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def confirm(request: SignedInRequest) -> HttpResponse:
    """Take the code; the address is then the person's."""
    asked = request.session.get(KEPT)
    if not asked or time.time() - asked["at"] > SECONDS or asked["tries"] >= TRIES:
        request.session.pop(KEPT, None)
        messages.error(request, _("That code is over. Ask for a new one."))
        return redirect("access:change_email")
    if not signing_in.may_type_code(request):
        return signing_in.too_many(request)
    form = forms.Code(request.POST or None)
    if form.is_valid():
        if constant_time_compare(form.cleaned_data["code"].strip(), asked["code"]):
            return _move(request, asked["email"])
        signing_in.count_wrong_code(request)
        request.session[KEPT] = {**asked, "tries": asked["tries"] + 1}
        form.add_error("code", _("This is not the code that we sent."))
    return render(request, "access/confirm_email.html", {"form": form, "email": asked["email"]})


def _move(request: SignedInRequest, email: str) -> HttpResponse:
    request.session.pop(KEPT, None)
    try:
        people.change_email(by=request.user, email=email)
    except people.EmailTaken:
        messages.error(request, _("Another account has this address. Sign in with it, or choose another one."))
        return redirect("access:change_email")
    messages.success(request, _("Your address was changed."))
    return redirect("access:account")
