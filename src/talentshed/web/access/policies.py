"""Who may change an account, give a state role, or set how long records are kept?"""

from django.utils.translation import gettext as _

from talentshed.web.access.models import InvitationLink, Person, State, StateRole
from talentshed.web.access.verdict import Verdict


def may_arrive(person: Person | None) -> Verdict:
    """Whoever proves an address may have an account, unless theirs was closed."""
    if person is not None and not person.is_active:
        return Verdict(_("This account is closed. Ask the people who run this site."))
    return Verdict()


def may_change_account(person: Person, account: Person) -> Verdict:
    """Everybody changes their own account, nobody another's."""
    if person.pk != account.pk:
        return Verdict(_("Only the person themself may change an account."))
    return Verdict()


def may_close_account(person: Person) -> Verdict:
    """One may go, but a state keeps at least one administrator."""
    for role in person.state_roles.filter(role=StateRole.Role.ADMINISTRATOR).select_related("state"):
        if _is_last_administrator(role):
            sentence = _("You are the last administrator of {state}. Give that role to somebody else first.")
            return Verdict(sentence.format(state=role.state))
    return Verdict()


def may_see_state(person: Person, state: State) -> Verdict:
    """Overseers and administrators see who has a role in their state."""
    if not person.state_roles.filter(state=state).exists():
        return Verdict(_("Only overseers and administrators of {state} see this.").format(state=state))
    return Verdict()


def may_administer(person: Person, state: State) -> Verdict:
    """Administrators give and take the roles of their own state."""
    if not person.state_roles.filter(state=state, role=StateRole.Role.ADMINISTRATOR).exists():
        return Verdict(_("Only administrators of {state} may do this.").format(state=state))
    return Verdict()


def may_take_role(person: Person, role: StateRole) -> Verdict:
    """An administrator takes roles back, except the last administrator's."""
    allowed = may_administer(person, role.state)
    if allowed and _is_last_administrator(role):
        return Verdict(_("{state} needs at least one administrator.").format(state=role.state))
    return allowed


def may_keep_records(person: Person) -> Verdict:
    """How long records are kept holds for the whole installation: only who administers each of its states decides."""
    states = State.objects.count()
    administered = person.state_roles.filter(role=StateRole.Role.ADMINISTRATOR).count()
    if not states or administered < states:
        return Verdict(_("Only people who administer every state of this site decide how long records are kept."))
    return Verdict()


def may_see_records(person: Person) -> Verdict:
    """What is held, and for how long, every administrator of a state sees."""
    if not person.state_roles.filter(role=StateRole.Role.ADMINISTRATOR).exists():
        return Verdict(_("Only administrators see what this site holds."))
    return Verdict()


def may_withdraw_link(person: Person, link: InvitationLink) -> Verdict:
    """Who made a link may take it back; who else may is for the capability whose link it is."""
    if link.made_by_id != person.pk:
        return Verdict(_("Only the person who made this link may take it back."))
    return Verdict()


def _is_last_administrator(role: StateRole) -> bool:
    if role.role != StateRole.Role.ADMINISTRATOR:
        return False
    others = StateRole.objects.filter(state=role.state, role=role.role, person__is_active=True).exclude(pk=role.pk)
    return not others.exists()
