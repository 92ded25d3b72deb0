"""Who appears in the tests? People named for what they do, and their state.

Alice convenes, Bob employs, Carol champions, Dan supports, Erin observes, Frank oversees, Grace administers, and
Charlie is a stranger.
"""

from django.utils import timezone

from talentshed.web.access.models import Person, State, StateRole


def person(name: str, **more: object) -> Person:
    """Return the person of a name, made at the first call; the address is the name at example.org."""
    address = f"{name.lower()}@example.org"
    made = {"name": name, "last_login": timezone.now(), **more}
    found, _ = Person.objects.get_or_create(email=address, defaults=made)
    if not found.password:
        found.set_unusable_password()
        found.save()
    return found


def illinois() -> State:
    """Return the state in which most tests play."""
    return State.objects.get_or_create(code="IL", defaults={"name": "Illinois", "fips": "17"})[0]


def indiana() -> State:
    """Return the neighbor, of which people of Illinois see nothing."""
    return State.objects.get_or_create(
        code="IN", defaults={"name": "Indiana", "fips": "18", "time_zone": "America/Indiana/Indianapolis"}
    )[0]


def overseer(name: str = "Frank", state: State | None = None) -> Person:
    """Return somebody who oversees a state."""
    return _with_role(name, state or illinois(), StateRole.Role.OVERSEER)


def administrator(name: str = "Grace", state: State | None = None) -> Person:
    """Return somebody who administers a state."""
    return _with_role(name, state or illinois(), StateRole.Role.ADMINISTRATOR)


def _with_role(name: str, state: State, role: str) -> Person:
    somebody = person(name)
    StateRole.objects.get_or_create(person=somebody, state=state, role=role)
    return somebody
