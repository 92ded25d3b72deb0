"""Who lives in the demo? Marks a database as a demo, with its state and the people of that state."""

from django.db import transaction
from django.utils.translation import gettext_noop

from talentshed.web.access import audit, installation
from talentshed.web.access.models import Installation, Person, State, StateRole
from talentshed.web.access.problems import DemoError

PEOPLE = (
    (
        "grace",
        "Grace Okafor",
        gettext_noop("Administers Illinois: gives roles, sets how long records are kept"),
        "administrator",
    ),
    (
        "frank",
        "Frank Lindqvist",
        gettext_noop("Oversees Illinois: sees how partnerships do, no confidential answers"),
        "overseer",
    ),
    ("charlie", "Charlie Novak", gettext_noop("A stranger: signed in, but invited to nothing"), ""),
)
"""Those that no partnership needs; capabilities above add theirs, marked is_demo with words on who they are."""


@transaction.atomic
def make() -> State:
    """Mark the database as a demo and make its state and first people; calling it again changes nothing.

    Raises:
        DemoError: real people use this database.
    """
    if not installation.is_demo() and Person.objects.filter(is_demo=False).exists():
        raise DemoError(
            "Real people use this database, so it can't become a demo. "
            "Set TALENTSHED_HOME to an empty folder and run `talentshed demo` again."
        )
    _row, is_new = Installation.objects.update_or_create(pk=1, defaults={"is_demo": True})
    state, _made = State.objects.get_or_create(
        code="IL", defaults={"name": "Illinois", "fips": "17", "label_pack": "illinois"}
    )
    for short, name, words, role in PEOPLE:
        person = demo_person(short, name, words)
        if role:
            StateRole.objects.get_or_create(person=person, state=state, role=role)
    if is_new:
        audit.record("DEMO_MADE", by=None, about=state, state=state)
    return state


def demo_person(short: str, name: str, words: str, language: str = "en") -> Person:
    """Return a person of the demo, made at the first call. words: who they are, for the page where one chooses."""
    found = Person.objects.filter(email=f"{short}@demo.invalid").first()
    return found or Person.objects.make(
        f"{short}@demo.invalid", name, is_demo=True, demo_words=words, language=language
    )
