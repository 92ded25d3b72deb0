"""Which request adds or removes a passkey?"""

from typing import Any

from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from talentshed.web.access.actions import people
from talentshed.web.access.views.fresh import fresh_sign_in_required


@method_decorator([login_required, fresh_sign_in_required], name="dispatch")
class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Let the device make a passkey, and keep its public half."""

    template_name = "access/add_passkey.html"

    def get_success_url(self) -> str:
        """Back to the account."""
        return reverse("access:account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, with its audit record."""
        with transaction.atomic():
            response = super().form_valid(form)
            people.note_passkey(by=self.request.user, added=True)
        messages.success(self.request, _("Your passkey was added. Next time you can sign in with it."))
        return response  # type: ignore[no-any-return]


@method_decorator([login_required, fresh_sign_in_required], name="dispatch")
class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Ask, then forget a passkey."""

    template_name = "access/remove_passkey.html"
    success_url = reverse_lazy("access:account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Forget it, with its audit record."""
        with transaction.atomic():
            response = super().form_valid(form)
            people.note_passkey(by=self.request.user, added=False)
        messages.success(self.request, _("The passkey was removed."))
        return response  # type: ignore[no-any-return]
