"""What does a view know about who asks?"""

from django.http import HttpRequest

from talentshed.web.access.models import Person


class SignedInRequest(HttpRequest):
    """A request after `login_required`: the person is known."""

    user: Person
