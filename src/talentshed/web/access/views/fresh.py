"""Did the person sign in lately enough to change how they sign in?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render

from talentshed.web.access import signing_in
from talentshed.web.access.http import SignedInRequest

View = Callable[..., HttpResponseBase]


def fresh_sign_in_required(view: View) -> View:
    """Let a request through a quarter of an hour after signing in; later ask the person to sign in again.

    So a phone left on a table doesn't give an account away.
    """

    @wraps(view)
    def asked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if signing_in.is_fresh(request):
            return view(request, *args, **kwargs)
        return render(request, "access/fresh.html", {"following": request.path}, status=403)

    return asked
