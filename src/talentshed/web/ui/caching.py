"""May a public page be kept by caches, and is the reader's copy still good?

A page of a stranger is the same for all strangers: caches may keep it for a few minutes, and who has it already gets a
304. A page with somebody's name in its head is for that reader alone.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers

SECONDS = 300


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., Any]:
    """Say to caches how long a public page may be kept, and answer 304 where the reader has it."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ("Cookie",))
        personal = settings.SESSION_COOKIE_NAME in request.COOKIES or settings.CSRF_COOKIE_NAME in response.cookies
        if personal or response.status_code != 200:
            patch_cache_control(response, private=True, no_cache=True)
            return response
        patch_cache_control(response, public=True, max_age=SECONDS)
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response)

    return kept
