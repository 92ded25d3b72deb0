"""Who may publish what the firms of a partnership answered in confidence?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.models import Role
from talentshed.web.partnerships.policies.seeing import may_see
from talentshed.web.partnerships.policies.standing import CONVENING, Standing, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership


def may_release(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may publish figures of the partnership: its conveners and its data steward."""
    held = standing(who, partnership)
    inside = may_see(held, partnership)
    if not inside:
        return inside
    if not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    if held.has(*CONVENING, Role.Kind.DATA_STEWARD):
        return Verdict()
    return Verdict(_("The conveners and the data steward publish what the table answered."))
