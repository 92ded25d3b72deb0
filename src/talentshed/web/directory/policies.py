"""Who may write what the public reads of a partnership, and be named there?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.directory.models import NamedChampion
from talentshed.web.partnerships import policies as inner
from talentshed.web.partnerships.policies import Standing
from talentshed.web.partnerships.queries.public import champions_of

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership

__all__ = ["may_be_named", "may_end_naming", "may_write_profile", "may_write_to"]


def may_write_profile(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Those who keep the partnership's records write what it says of itself."""
    return inner.may_convene(who, partnership)


def may_be_named(person: "Person", partnership: "Partnership") -> Verdict:
    """A champion or chair may agree to be named: only they themselves, and only for themselves."""
    if not partnership.is_open:
        return Verdict(_("This partnership is closed, so nothing changes on its public page."))
    if person.pk in champions_of(partnership):
        return Verdict()
    return Verdict(_("Only an industry champion or an industry chair can stand on the public page, by their own wish."))


def may_end_naming(who: "Person | Standing", named: NamedChampion) -> Verdict:
    """Who is named ends it at any time; a convener may, too."""
    person = who.person if isinstance(who, Standing) else who
    if named.person_id == person.pk or inner.may_convene(who, named.partnership):
        return Verdict()
    return Verdict(_("Only the person who is named, or a convener, can take the name away."))


def may_write_to(partnership: "Partnership") -> Verdict:
    """Everybody may write to the conveners of a public partnership."""
    if partnership.is_public and partnership.is_open:
        return Verdict()
    return Verdict(_("This partnership has no public page."))
