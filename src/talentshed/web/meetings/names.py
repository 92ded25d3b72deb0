"""Is this the same somebody, however the name was typed?"""

from talentshed.web.organizations.names import name_key

LONGEST = 320


def who_key(organization: str, name: str) -> str:
    """Return under which key somebody of an organization is known at a meeting.

    One person who answers the invitation, takes a seat and acknowledges the notice has the same key in all three.
    """
    return f"{name_key(organization)}|{' '.join(name.casefold().split())}"[:LONGEST]
