"""Who opens a round, rates, sees how answers spread, and writes down what was agreed?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict, both
from talentshed.web.partnerships.policies import Standing, may_convene, may_oversee_state, may_see
from talentshed.web.priorities.policies import may_add_item

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.readiness.models import Rater, Round


def may_see_rounds(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may read a partnership's rounds: everybody in the workspace."""
    return may_see(who, partnership)


def may_open_round(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may open a round of a partnership: those who keep the records."""
    return may_convene(who, partnership)


def may_open_state_round(who: "Person | Standing", state: "State") -> Verdict:
    """Whether somebody may open a round of a state's bodies: who oversees or administers it."""
    return may_oversee_state(_person(who), state)


def may_see_round(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may read that there is a round, and how far it is."""
    if round.partnership is not None:
        return may_see(who, round.partnership)
    return may_oversee_state(_person(who), round.state)


def may_run_round(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may keep a round: the partnership's record keepers, or who oversees the state."""
    if round.status == "called_off":
        return Verdict(_("This round was called off. Open a new one."))
    if round.partnership is not None:
        return may_convene(who, round.partnership)
    return may_oversee_state(_person(who), round.state)


def may_invite(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may invite raters, hand out links and remind them: while answers are taken."""
    if not round.takes_answers():
        return Verdict(_("This round no longer takes answers. Move its last day first, or open a new round."))
    return may_run_round(who, round)


def may_enter_paper(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may type in a paper form: until the answers are revealed, also after the last day."""
    return both(_before_reveal(round), may_run_round(who, round))


def may_change_round(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may move the last day, or call the round off: until the answers are revealed."""
    return both(_before_reveal(round), may_run_round(who, round))


def may_reveal(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may end the answering and show how the answers spread."""
    return both(_before_reveal(round), may_run_round(who, round))


def may_rate(rater: "Rater") -> Verdict:
    """Whether a rater's link still takes answers; nobody needs an account for it."""
    partnership = rater.round.partnership
    if partnership is not None and not partnership.is_open:
        return Verdict(_("This partnership is closed."))
    if rater.round.status == "called_off":
        return Verdict(_("This round was called off."))
    if not rater.round.takes_answers():
        return Verdict(_("This round no longer takes answers."))
    return Verdict()


def may_read_results(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may see how the answers spread: everybody who sees the round, once it is revealed."""
    if not round.is_revealed:
        return Verdict(_("Nobody sees answers before the convener reveals them for all."))
    return may_see_round(who, round)


def may_settle(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may write down what the room agreed: after the reveal, until the consensus is closed."""
    if not round.is_revealed:
        return Verdict(_("Reveal the answers first; then the room talks."))
    if round.is_settled:
        return Verdict(_("The consensus of this round is closed. What changed since belongs in the next round."))
    return may_run_round(who, round)


def may_decide(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may record go, fix first or no-go: once the consensus is closed."""
    if round.partnership is None:
        return Verdict(_("A round of the state ends with a plan of help, not with a decision to launch."))
    if not round.is_settled:
        return Verdict(_("Close the consensus first: every item has an agreed value."))
    return may_run_round(who, round)


def may_act_on_gap(who: "Person | Standing", round: "Round") -> Verdict:
    """Whether somebody may turn a gap into an action item: who gives out work in this partnership."""
    if not round.is_revealed:
        return Verdict(_("Reveal the answers first; then gaps can be seen."))
    if round.partnership is None:
        return Verdict(_("A gap of the state becomes a date in the calendar of help."))
    return may_add_item(who, round.partnership)


def may_add_instrument(who: "Person | Standing", state: "State") -> Verdict:
    """Whether somebody may add an instrument of the state's own: who oversees or administers it."""
    return may_oversee_state(_person(who), state)


def may_plan_assistance(who: "Person | Standing", state: "State") -> Verdict:
    """Whether somebody may plan help where many are weak: who oversees or administers the state."""
    return may_oversee_state(_person(who), state)


def _before_reveal(round: "Round") -> Verdict:
    if round.is_revealed:
        return Verdict(_("The answers of this round have been revealed. They stay as they were."))
    return Verdict()


def _person(who: "Person | Standing") -> "Person":
    return who.person if isinstance(who, Standing) else who
