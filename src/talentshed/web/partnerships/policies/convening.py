"""Who may start, shape, move and end a partnership, and write its shared records?"""

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from talentshed.web.access.models import State, StateRole
from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.phases import FIRST, LAST
from talentshed.web.partnerships.policies.standing import CONVENING, KEEPING, Standing, standing

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization, Spokesperson
    from talentshed.web.partnerships.models import Member, Partnership

NEUTRAL_KINDS = frozenset({"education", "workforce", "economic_development", "community", "association"})
"""Kinds of organization that may convene. Firms lead, and labor sits at the table; neither is neutral there."""


def states_to_start_in(person: "Person") -> "QuerySet[State]":
    """Return the states in which somebody may start a partnership: they speak for a neutral body, or administer."""
    if not person.is_active:
        return State.objects.none()
    administered = person.state_roles.filter(role=StateRole.Role.ADMINISTRATOR).values("state_id")
    return State.objects.filter(Q(pk__in=administered) | Q(pk__in=_bodies(person).values("organization__state_id")))


def _bodies(person: "Person") -> "QuerySet[Spokesperson]":
    return person.spokespersonships.filter(
        until__isnull=True, organization__kind__in=NEUTRAL_KINDS, organization__merged_into__isnull=True
    )


def may_create(person: "Person", state: "State", convener: "Organization | None" = None) -> Verdict:
    """Whether somebody may start a partnership in a state, as whose convener.

    A neutral body does, through somebody who speaks for it; the state's administrators may start one for a body.
    """
    if convener is not None and (convener.state_id != state.pk or convener.kind not in NEUTRAL_KINDS):
        return Verdict(_("A neutral body of the state convenes: a workforce board, college, chamber or the like."))
    if not states_to_start_in(person).filter(pk=state.pk).exists():
        sentence = _(
            "A partnership is started by somebody who speaks for a neutral body of {state}: a workforce board, "
            "college, chamber or the like. Ask yours, or an administrator of the state."
        )
        return Verdict(sentence.format(state=state))
    administers = person.state_roles.filter(state=state, role=StateRole.Role.ADMINISTRATOR)
    if convener is None or _bodies(person).filter(organization=convener).exists() or administers.exists():
        return Verdict()
    return Verdict(_("You don't speak for {organization}.").format(organization=convener))


def may_convene(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may write the shared records: convener, co-convener or facilitator, while it is open."""
    if not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    if standing(who, partnership).has(*KEEPING):
        return Verdict()
    return Verdict(_("The convener, co-conveners and the facilitator keep the shared records."))


def may_change_scope(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may change name, industry, region, states and settings."""
    return _as_convener(who, partnership, _("Conveners and co-conveners change what the partnership is about."))


def may_close(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may end a partnership: its conveners, or an administrator of the home state."""
    if not partnership.is_open:
        return Verdict(_("This partnership is closed already."))
    return _convener_or_administrator(who, partnership)


def may_reopen(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may open a closed partnership again."""
    if partnership.is_open:
        return Verdict(_("This partnership is open already."))
    return _convener_or_administrator(who, partnership)


def may_advance(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may move it on to the next phase; whether the gate allows it is for the gate to say."""
    if partnership.phase == LAST:
        return Verdict(_("This is the last phase. To renew the partnership, go back to an earlier one."))
    return _as_convener(who, partnership, _("Conveners and co-conveners move the partnership from phase to phase."))


def may_go_back(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may move it back to an earlier phase."""
    if partnership.phase == FIRST:
        return Verdict(_("This is the first phase."))
    return _as_convener(who, partnership, _("Conveners and co-conveners move the partnership from phase to phase."))


def may_add_member(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may put an organization on the list of those to be asked."""
    return may_convene(who, partnership)


def may_manage_member(who: "Person | Standing", partnership: "Partnership", member: "Member") -> Verdict:
    """Whether somebody may change how far a member is, and the core team."""
    if member.partnership_id != partnership.pk:
        return Verdict(_("This organization is not on the list of this partnership."))
    return may_convene(who, partnership)


def may_declare_neutrality(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may write down the conveners' interests and funders: they themselves."""
    return _as_convener(who, partnership, _("Conveners declare their own interests and funders."))


def _as_convener(who: "Person | Standing", partnership: "Partnership", otherwise: str) -> Verdict:
    if not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    return Verdict() if standing(who, partnership).has(*CONVENING) else Verdict(otherwise)


def _convener_or_administrator(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    held = standing(who, partnership)
    if held.has(*CONVENING) or held.is_administrator:
        return Verdict()
    return Verdict(_("Conveners, co-conveners and administrators of the home state may do this."))
