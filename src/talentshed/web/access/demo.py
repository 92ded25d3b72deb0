"""Who can be tried out in the demo, and may that be offered to this request?

One click signs in as somebody. That exists only where all of this is true: the database is marked as a demo, the
request comes from this very machine, and it was forwarded by nobody. Elsewhere the page isn't there.
"""

import ipaddress

from django.http import Http404, HttpRequest

from talentshed.web.access import installation
from talentshed.web.access.models import Person

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_FORWARDED",
    "HTTP_X_REAL_IP",
    "HTTP_VIA",
)


def may_show(request: HttpRequest) -> bool:
    """Say whether this request may choose somebody to be."""
    return not any(request.META.get(name) for name in FORWARDED) and _is_here(request) and installation.is_demo()


def require(request: HttpRequest) -> None:
    """Go on if it may.

    Raises:
        Http404: it may not; the page isn't there.
    """
    if not may_show(request):
        raise Http404


def demo_people() -> tuple[Person, ...]:
    """Return who can be tried out, in the order in which they were made."""
    return tuple(Person.objects.filter(is_demo=True, is_active=True).exclude(demo_words="").order_by("pk"))


def _is_here(request: HttpRequest) -> bool:
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
