"""Which request signs somebody in, and out?"""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import ConfirmLoginCodeView, LoginView, LogoutView, RequestLoginCodeView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from talentshed.web.access import forms, queries, signing_in
from talentshed.web.access.actions import people
from talentshed.web.access.demo import may_show
from talentshed.web.access.http import SignedInRequest
from talentshed.web.ui.reading import one_page


class SignIn(RequestLoginCodeView):  # type: ignore[misc]
    """Ask for the address, and send a code there."""

    form_class = forms.SignIn
    template_name = "access/sign_in.html"

    def form_valid(self, form: forms.SignIn) -> HttpResponse:
        """Send the code; whether the address is known stays unsaid."""
        signing_in.send_code(self.request, form.cleaned_data["email"].lower())
        return HttpResponseRedirect(self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the demo's people can be chosen."""
        return super().get_context_data(**kwargs) | {"demo": may_show(self.request)}  # type: ignore[no-any-return]


class EnterCode(ConfirmLoginCodeView):  # type: ignore[misc]
    """Take the code; who types it has an account from then on."""

    template_name = "access/enter_code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse a place on the network from which many wrong codes came."""
        if not signing_in.may_type_code(request):
            return signing_in.too_many(request)
        return super().post(request, *args, **kwargs)  # type: ignore[no-any-return]

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count a wrong code."""
        signing_in.count_wrong_code(self.request)
        return super().form_invalid(form)  # type: ignore[no-any-return]

    def _verify_form_valid(self, form: Any) -> HttpResponse:
        name = str(self.request.session.pop("join_name", ""))
        language = (get_language() or "en").split("-")[0]
        person = people.arrive(email=self._process.state["email"], name=name, language=language)
        self._process._user = person
        self.stage.login.user = person
        return self._process.finish(self.get_next_url())  # type: ignore[no-any-return]

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        self._process = signing_in.CodeProcess(stage=self.stage)
        return super()._resend_form_valid(form)  # type: ignore[no-any-return]


class SignInByPassword(LoginView):  # type: ignore[misc]
    """For those who set a password."""

    form_class = LoginForm
    template_name = "access/sign_in_by_password.html"


class SignInByPasskey(LoginWebAuthnView):  # type: ignore[misc]
    """For those who have a passkey."""


class SignOut(LogoutView):  # type: ignore[misc]
    """End the session, on POST; a GET asks."""

    template_name = "access/sign_out.html"


@never_cache
@require_safe
@login_required
def my_work(request: SignedInRequest) -> HttpResponse:
    """Show what is open to the person."""
    with one_page():
        context = {"sections": queries.my_work(request.user), "roles": queries.state_roles_of(request.user)}
    return render(request, "access/my_work.html", context)


@require_safe
def inactive(request: HttpRequest) -> HttpResponse:
    """Say that an account is closed."""
    return render(request, "access/inactive.html", {"sign_in": reverse("account_login")}, status=403)
