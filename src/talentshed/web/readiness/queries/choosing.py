"""Which questions can a round be about?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.readiness.instruments.shipped import FOR_ROUNDS, shipped
from talentshed.web.readiness.queries.rounds import instruments_for

if TYPE_CHECKING:
    from talentshed.web.access.models import State


def instruments_to_choose(state: "State", first: str) -> list[tuple[str, str]]:
    """Return the instruments that come with the package, one of them first, and those that the state added."""
    keys = sorted(FOR_ROUNDS, key=lambda key: key != first)
    words = _("{title} ({count} items)")
    listed = [
        (key, words.format(title=shipped(key).title, count=len(shipped(key).without_optional().items))) for key in keys
    ]
    own = [
        (str(each.pk), words.format(title=each, count=len(each.instrument.without_optional().items)))
        for each in instruments_for(state)
    ]
    return listed + own
