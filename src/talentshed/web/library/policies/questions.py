"""Who may ask, sort, answer, check and publish?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.models import StateRole
from talentshed.web.access.queries import state_roles_of
from talentshed.web.access.verdict import Verdict, both

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.library.models import Answer, Question


def may_ask(person: "Person | None", state: "State | None") -> Verdict:
    """Anybody may ask, with or without an account, where a state answers."""
    if state is None:
        return Verdict(_("No state answers questions on this site yet."))
    return Verdict()


def may_say_helpful(person: "Person | None", state: "State | None") -> Verdict:
    """Anybody may say whether an answer helped; it is counted, not written down by whom."""
    if state is None:
        return Verdict(_("No state keeps count on this site yet."))
    return Verdict()


def may_see_desk(person: "Person", state: "State") -> Verdict:
    """Administrators and overseers of a state see what was asked there."""
    if person.is_active and person.state_roles.filter(state=state).exists():
        return Verdict()
    return Verdict(_("Only overseers and administrators of {state} see this.").format(state=state))


def may_answer(person: "Person", state: "State") -> Verdict:
    """Administrators of a state sort questions and write answers."""
    if person.is_active and person.state_roles.filter(state=state, role=StateRole.Role.ADMINISTRATOR).exists():
        return Verdict()
    return Verdict(_("Administrators of {state} sort and answer questions.").format(state=state))


def may_settle(person: "Person", question: "Question") -> Verdict:
    """Administrators say what becomes of a question that isn't answered."""
    if question.status == question.Status.ANSWERED:
        return Verdict(_("This question is answered. Withdraw the answer first."))
    return may_answer(person, question.state)


def may_publish(person: "Person", answer: "Answer") -> Verdict:
    """Somebody else than the author, who administers or oversees the state, checks and publishes."""
    if answer.author_id == person.pk:
        return Verdict(_("You wrote this answer. Somebody else of your state has to check and publish it."))
    if answer.published_at is not None:
        return Verdict(_("This version is published already."))
    if not (answer.title_es and answer.text_es):
        return Verdict(_("The Spanish side is missing. Write it first: answers come out in both languages."))
    return may_see_desk(person, answer.question.state)


def may_withdraw(person: "Person", question: "Question") -> Verdict:
    """Administrators take a published answer off the site."""
    published = Verdict() if question.status == question.Status.ANSWERED else Verdict(_("Nothing is published here."))
    return both(published, may_answer(person, question.state))


def states_of_desk(person: "Person") -> "tuple[State, ...]":
    """Return the states whose questions somebody sees. Their roles are read once for a page, and kept on the person."""
    if not person.is_active:
        return ()
    return tuple(dict.fromkeys(role.state for role in state_roles_of(person)))
