"""Which address signs in, shows an account, accepts an invitation, administers?"""

from django.urls import URLPattern, path
from django.urls.converters import register_converter

from talentshed.web.access.views import account, administration, demo, email, joining, passkeys, sign_in


class Kind:
    """A kind of record in an address, for example access.letter."""

    regex = r"[a-z_]+\.[a-z_]+"

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


register_converter(Kind, "kind")

app_name = "access"
urlpatterns: list[URLPattern] = [
    path("my-work/", sign_in.my_work, name="my_work"),
    path("sign-in/password/", sign_in.SignInByPassword.as_view(), name="sign_in_by_password"),
    path("sign-in/demo/", demo.demo_sign_in, name="demo"),
    path("join/<str:token>/", joining.join, name="join"),
    path("account/", account.account, name="account"),
    path("account/email/", email.change, name="change_email"),
    path("account/email/code/", email.confirm, name="confirm_email"),
    path("account/password/", account.password, name="password"),
    path("account/passkeys/new/", passkeys.AddPasskey.as_view(), name="add_passkey"),
    path("account/passkeys/<int:pk>/remove/", passkeys.RemovePasskey.as_view(), name="remove_passkey"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/invitations/<int:pk>/take-back/", account.take_back, name="take_back"),
    path("account/held/", account.held, name="held"),
    path("account/held.json", account.held_file, name="held_file"),
    path("account/close/", account.close, name="close"),
    path("states/<str:code>/roles/", administration.state, name="state"),
    path("states/<str:code>/roles/<int:pk>/take/", administration.take_role, name="take_role"),
    path("records/", administration.kept, name="records"),
    path("records/<kind:kind>/", administration.kept_kind, name="record"),
]
