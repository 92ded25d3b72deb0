"""Who may hold a pulse among employers, hand out its links, answer it and read it?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.policies import Standing, may_convene, may_see
from talentshed.web.readiness.pulse_reckoning import FEWEST_ANSWERS

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.readiness.models import Pulse, PulsePass


def may_see_pulses(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may read the results: everybody in the workspace."""
    return may_see(who, partnership)


def may_open_pulse(who: "Person | Standing", partnership: "Partnership", employers: int, is_one_open: bool) -> Verdict:
    """Whether somebody may ask the employers now: those who keep the records, one pulse at a time."""
    may = may_convene(who, partnership)
    if not may:
        return may
    if is_one_open:
        return Verdict(_("A pulse is open already. Close it before you open the next one."))
    if employers < FEWEST_ANSWERS:
        sentence = _(
            "There are {count} employers at the table. With fewer than {least} answers nothing could be shown, so "
            "nobody is asked for their time yet."
        )
        return Verdict(sentence.format(count=employers, least=FEWEST_ANSWERS))
    return Verdict()


def may_hand_out_links(who: "Person | Standing", pulse: "Pulse") -> Verdict:
    """Whether somebody may see the employers' links: those who keep the records, while the pulse is open."""
    may = may_convene(who, pulse.partnership)
    if may and pulse.is_over:
        return Verdict(_("This pulse is closed. Its links were deleted."))
    return may


def may_close_pulse(who: "Person | Standing | None", pulse: "Pulse") -> Verdict:
    """Whether somebody may close it: those who keep the records, or the clock (nobody) when its days are over."""
    if pulse.is_over:
        return Verdict(_("This pulse is closed."))
    if who is None:
        return Verdict() if not pulse.takes_answers() else Verdict(_("This pulse is still open."))
    return may_convene(who, pulse.partnership)


def may_answer_pulse(entry: "PulsePass") -> Verdict:
    """Whether a link still lets somebody answer: once, while the pulse is open."""
    if entry.is_used:
        return Verdict(_("Your company has answered this time. Thank you: each company answers once."))
    if not entry.pulse.takes_answers():
        return Verdict(_("This pulse is closed. Ask your convener when the next one comes."))
    return Verdict()
