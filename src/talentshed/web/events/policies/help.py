"""Who may ask for help and answer it, and who may find partnerships that solved something similar?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.policies import may_administer
from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.policies import CONVENING, Standing, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.events.models import HelpRequest
    from talentshed.web.partnerships.models import Partnership


def may_ask_for_help(by: "Person | None", state: "State") -> Verdict:
    """Whether somebody may ask: anybody, with or without an account, where somebody is there to read it."""
    if by is not None and not by.is_active:
        return Verdict(_("This account is closed."))
    if not state.roles.filter(role="administrator", person__is_active=True).exists():
        return Verdict(_("Nobody answers for {state} here yet. Ask your state agency.").format(state=state))
    return Verdict()


def may_read_help(person: "Person", request: "HelpRequest") -> Verdict:
    """Whether somebody may read a request: the state's administrators."""
    return may_administer(person, request.state)


def may_settle_help(person: "Person", request: "HelpRequest") -> Verdict:
    """Whether somebody may take a request in hand, answer or close it."""
    if not request.is_open:
        return Verdict(_("This request is settled already."))
    return may_administer(person, request.state)


def may_find_peers(person: "Person", states: "frozenset[int]") -> Verdict:
    """Whether somebody may look who solved something similar: who works in a partnership or for a state.

    states: the states in which they do (`queries.peers.states_of`).
    """
    if not person.is_active or not states:
        return Verdict(_("This is for people who work in a partnership or for a state."))
    return Verdict()


def may_offer_peers(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may say for a partnership that others may find and ask it, or take that back."""
    if not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    if standing(who, partnership).has(*CONVENING):
        return Verdict()
    return Verdict(_("Conveners and co-conveners say whether others may ask the partnership."))
