"""What does somebody see about themself, their state and what is kept?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from talentshed.web.access import audit, retention
from talentshed.web.access.models import AuditEntry, InvitationLink, Letter, Person, State, StateRole
from talentshed.web.access.policies import may_administer, may_keep_records, may_see_records, may_see_state
from talentshed.web.ui.reading import once_a_page
from talentshed.web.ui.values import Link

WorkSection = Callable[[Person], "tuple[str, tuple[Link, ...]] | None"]
_work_sections: list[WorkSection] = []
_personal_data: "dict[str | Promise, Callable[[Person], Any]]" = {}


@dataclass(frozen=True)
class Section:
    """One part of what is open to somebody."""

    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Passkey:
    """One passkey of somebody."""

    pk: int
    name: str
    made_at: Any
    used_at: Any


def register_work(section: WorkSection) -> WorkSection:
    """Put a part on everybody's "My work": a function from a person to a heading and links, or to nothing."""
    _work_sections.append(section)
    return section


def register_personal_data(name: "str | Promise", held: Callable[[Person], Any]) -> None:
    """Let a capability say what it holds about a person: a function to JSON values."""
    _personal_data[name] = held


def my_work(person: Person) -> tuple[Section, ...]:
    """Return what is open to somebody, by capability."""
    found = [section(person) for section in _work_sections]
    return tuple(Section(*each) for each in found if each and each[1])


def passkeys(person: Person) -> tuple[Passkey, ...]:
    """Return the passkeys of somebody, oldest first."""
    kept = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).order_by("created_at")
    return tuple(Passkey(each.pk, each.wrap().name, each.created_at, each.last_used_at) for each in kept)


def state_for(person: Person, code: str) -> State:
    """Return a state to somebody who has a role for it.

    Raises:
        Http404: there is none, or it is not theirs to see.
    """
    state = State.objects.filter(code=code.upper()).first() if code.isalpha() else None
    if state is None or not may_see_state(person, state):
        raise Http404
    return state


def role_for(person: Person, state: State, pk: int) -> StateRole:
    """Return a role of a state that somebody may see; 404 for others' states."""
    role = StateRole.objects.select_related("state", "person").filter(pk=pk, state=state).first()
    if role is None or not may_see_state(person, state):
        raise Http404
    return role


def roles_of(state: State) -> tuple[StateRole, ...]:
    """Return who has a role for a state."""
    return tuple(state.roles.select_related("person", "state").order_by("role", "person__name", "person__email"))


@once_a_page
def state_roles_of(person: Person) -> tuple[StateRole, ...]:
    """Return somebody's roles for states, with the states, by name."""
    return tuple(person.state_roles.select_related("state").order_by("state__name", "role"))


def open_invitations(person: Person) -> tuple[InvitationLink, ...]:
    """Return the links that somebody made and that can still be accepted, the newest first."""
    found = InvitationLink.objects.filter(
        made_by=person, withdrawn_at__isnull=True, uses_left__gt=0, expires_at__gt=timezone.now()
    )
    return tuple(found.select_related("state").order_by("-made_at", "-pk"))


def own_invitation(person: Person, pk: int) -> InvitationLink:
    """Return a link that somebody made; 404 for others'."""
    found = InvitationLink.objects.select_related("state").filter(pk=pk, made_by=person).first()
    if found is None:
        raise Http404
    return found


def state_trail(person: Person, state: State) -> tuple[AuditEntry, ...]:
    """Return the last hundred things done to the roles of a state, and nothing else of its trail."""
    may_see_state(person, state).require()
    return tuple(audit.trail(f"state/{state.pk}").filter(kind__in=("STATE_ROLE_GIVEN", "STATE_ROLE_TAKEN"))[:100])


def records_for(person: Person, *kinds: str) -> tuple[retention.Held, ...]:
    """Return what this installation holds, of all kinds or of some; 404 for who administers nothing."""
    if not may_see_records(person):
        raise Http404
    return retention.report(*kinds)


def may_decide_records(person: Person) -> str:
    """Return why somebody may not change how long records are kept; empty if they may."""
    return may_keep_records(person).reason


def may_give_roles(person: Person, state: State) -> str:
    """Return why somebody may not give roles; empty if they may."""
    return may_administer(person, state).reason


def held_about(person: Person) -> dict[str, Any]:
    """Return all that this installation holds about somebody, as JSON values."""
    return held_of_account(person) | {str(name): held(person) for name, held in _personal_data.items()}


def held_parts() -> tuple[str, ...]:
    """Return what else holds something about people besides their account: the names of the capabilities."""
    return tuple(str(name) for name in _personal_data)


def held_part(person: Person, number: int) -> dict[str, Any]:
    """Return what one of those parts holds about somebody; the first has number 1, and 0 is the account itself.

    Raises:
        Http404: there is no such part.
    """
    if not number:
        return held_of_account(person)
    if not 1 <= number <= len(_personal_data):
        raise Http404
    name, held = list(_personal_data.items())[number - 1]
    return {str(name): held(person)}


def held_of_account(person: Person) -> dict[str, Any]:
    """Return what the account itself comes to: passkeys, roles, letters, invitations, the audit trail."""
    return {
        _("account"): {
            "email": person.email,
            "name": person.name,
            "language": person.language,
            "joined_at": person.joined_at.isoformat(),
            "last_sign_in": person.last_login.isoformat() if person.last_login else None,
            "has_password": person.has_usable_password(),
        },
        _("passkeys"): [{"name": each.name, "made_at": each.made_at.isoformat()} for each in passkeys(person)],
        _("state roles"): [
            {"state": each.state.name, "role": each.role, "since": each.given_at.isoformat()}
            for each in state_roles_of(person)
        ],
        _("e-mail sent"): [
            {"subject": each.subject, "text": each.text, "queued_at": each.queued_at.isoformat()}
            for each in Letter.objects.filter(to=person.email).order_by("queued_at")
        ],
        _("invitations"): [
            {"purpose": each.purpose, "made_at": each.made_at.isoformat(), "expires_at": each.expires_at.isoformat()}
            for each in InvitationLink.objects.filter(email=person.email).order_by("made_at")
        ],
        _("invitations sent"): [
            {"to": each.email, "name": each.name, "purpose": each.purpose, "made_at": each.made_at.isoformat()}
            for each in InvitationLink.objects.filter(made_by=person).order_by("made_at")
        ],
        _("audit trail"): [
            {"at": each.at.isoformat(), "by": each.by_name, "kind": each.kind, "about": each.about_words}
            for each in AuditEntry.objects.filter(_mine(person)).order_by("at")
        ],
    }


def _mine(person: Person) -> Q:
    return Q(by=person) | Q(about_type="access.person", about_id=person.pk)
