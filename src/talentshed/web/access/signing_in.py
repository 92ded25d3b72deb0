"""How does somebody prove who they are? A code by e-mail first, a passkey if they like, a password if they must."""

import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import login as open_session
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from talentshed.web.access.models import Person

FRESH_SECONDS = 15 * 60
"""For how long a sign-in counts as fresh, which changing the ways to sign in needs."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Where our sign-in differs from the library's."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _lazy("This is not the code that we sent. Type the six digits of the newest e-mail."),
        "too_many_login_attempts": _lazy("This was tried too often. Wait a while, then try again."),
        "email_password_mismatch": _lazy("The address and the password don’t fit together. Check both."),
    }

    def get_login_stages(self) -> list[str]:
        """Code or passkey, either is enough: who lost a passkey still gets in by e-mail."""
        return ["allauth.account.stages.LoginByCodeStage"]

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Leave that to `views.fresh`, which guards every page that needs it, whatever somebody signs in with."""
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say what went wrong; our pages say themselves what went well."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """How passkeys are named."""

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Return the name of a passkey that got none."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("Passkey {number}").format(number=count + 1)


class CodeProcess(LoginCodeVerificationProcess):  # type: ignore[misc]
    """Sign-in by code for everybody: also an address that is new here gets a code, and an account when it is typed.

    So nobody can find out by asking whether an address has an account.
    """

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """Send a new code, whether or not the address is known."""
        context = {"request": self.request, "code": self.generate_code()}
        get_adapter().send_mail("account/email/login_code", email, context)


def send_code(request: HttpRequest, email: str) -> None:
    """Send a sign-in code and remember in the session that it is expected."""
    user = Person.objects.filter(email=email, is_active=True).first()
    login = Login(user=user, email=email)
    login.state["stages"] = {"current": "login_by_code"}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    stage.state.update(CodeProcess.initial_state(user=user, email=email), initiated_by_user=True)
    process = CodeProcess(stage=stage)
    process.send()
    process.persist()


def may_send_code(request: HttpRequest, email: str) -> bool:
    """Count one more code for an address and a place on the network; say no when it is too many."""
    return bool(ratelimit.consume(request, action="request_login_code", key=email))


def may_type_code(request: HttpRequest) -> bool:
    """Say whether a code may be typed from this place on the network: not after many wrong ones."""
    return bool(ratelimit.consume(request, action="login_code_failed", dry_run=True))


def count_wrong_code(request: HttpRequest) -> None:
    """Count a wrong code for a place on the network."""
    ratelimit.consume(request, action="login_code_failed")


def too_many(request: HttpRequest) -> HttpResponse:
    """Return the page that says to wait."""
    return ratelimit.respond_429(request)  # type: ignore[no-any-return]


def sign_in(request: HttpRequest, person: Person, *, method: str) -> None:
    """Open a session for somebody whom another way has proven: an invitation link, or the demo's page."""
    open_session(request, person, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, person, method=method)


def is_fresh(request: HttpRequest) -> bool:
    """Say whether the person proved lately enough who they are to change how they sign in.

    An invitation's link lets somebody in but proves little: letters are passed on.
    """
    records = get_authentication_records(request, request.user)
    return any(record["method"] != "link" and time.time() - record["at"] < FRESH_SECONDS for record in records)
