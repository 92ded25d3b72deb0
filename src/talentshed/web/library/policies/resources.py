"""Who may keep the list of resources and tell stories?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.library.policies.questions import may_answer
from talentshed.web.partnerships.policies import may_convene, may_see

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.library.models import ResourceImport, Story
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing


def may_keep_resources(person: "Person", state: "State") -> Verdict:
    """Administrators of a state keep its list of resources."""
    if may_answer(person, state):
        return Verdict()
    return Verdict(_("Administrators of {state} keep the list of resources.").format(state=state))


def may_handle_list(person: "Person", batch: "ResourceImport") -> Verdict:
    """Whoever keeps the resources of a state handles its uploaded lists."""
    return may_keep_resources(person, batch.state)


def may_tell_story(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Conveners and facilitators write the stories of their partnership."""
    return may_convene(who, partnership)


def may_keep_story(who: "Person | Standing", story: "Story") -> Verdict:
    """The same people change, publish and remove them; strangers learn nothing."""
    seen = may_see(who, story.partnership)
    return may_tell_story(who, story.partnership) if seen else seen


def may_note_look(person: "Person | None", state: "State") -> Verdict:
    """The recurring check notes whether an address opens; so may whoever keeps the resources."""
    return Verdict() if person is None else may_keep_resources(person, state)
