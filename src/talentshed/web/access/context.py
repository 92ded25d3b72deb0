"""Who is looking at this page? For the head of every page; strangers cost no query and get no cookie."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from talentshed.web.access import installation
from talentshed.web.access.models import Person


@dataclass(frozen=True)
class Who:
    """What the head of a page says about its reader."""

    person: Person | None
    sign_in: str
    sign_out: str
    account: str
    work: str
    is_demo: bool


def who(request: HttpRequest) -> dict[str, Any]:
    """Hand templates `who`: looked up only when a template asks for it."""
    return {"who": SimpleLazyObject(lambda: looking(request))}


def looking(request: HttpRequest) -> Who:
    """Return who looks. Without a session cookie nothing is asked of the database."""
    person = None
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        user = getattr(request, "user", None)
        person = user if isinstance(user, Person) or getattr(user, "is_authenticated", False) else None
    return Who(
        person=person,
        sign_in=reverse("account_login"),
        sign_out=reverse("account_logout"),
        account=reverse("access:account"),
        work=reverse("access:my_work"),
        is_demo=installation.shown_as_demo() or (person is not None and person.is_demo),
    )
