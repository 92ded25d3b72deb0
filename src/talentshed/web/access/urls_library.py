"""Which address does the sign-in library know by which name? Its own other pages aren't served at all."""

from django.urls import URLPattern, path

from talentshed.web.access.views import sign_in

urlpatterns: list[URLPattern] = [
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),
    path("sign-in/", sign_in.SignIn.as_view(), name="account_request_login_code"),
    path("sign-in/code/", sign_in.EnterCode.as_view(), name="account_confirm_login_code"),
    path("sign-in/passkey/", sign_in.SignInByPasskey.as_view(), name="mfa_login_webauthn"),
    path("sign-in/closed/", sign_in.inactive, name="account_inactive"),
    path("sign-out/", sign_in.SignOut.as_view(), name="account_logout"),
]
