"""Who may see an analysis of wage records, upload one, confirm it and remove it?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships import policies as partnerships
from talentshed.web.partnerships.models import Role
from talentshed.web.partnerships.policies import CONVENING, Standing, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.flows.models import FlowRelease
    from talentshed.web.partnerships.models import Partnership


def may_see_regional(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may see the releases that were uploaded to a partnership: those inside."""
    return partnerships.may_see(who, partnership)


def may_see_of_state(person: "Person", state: "State") -> Verdict:
    """Whether somebody may see the releases that were uploaded to a state: its overseers and administrators."""
    return partnerships.may_oversee_state(person, state)


def may_upload(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may upload a release to a partnership: its data steward and its conveners."""
    held = standing(who, partnership)
    inside = partnerships.may_see(held, partnership)
    if not inside:
        return inside
    if not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    if held.has(*CONVENING, Role.Kind.DATA_STEWARD):
        return Verdict()
    return Verdict(_("The data steward and the conveners upload an analysis of wage records."))


def may_upload_to_state(person: "Person", state: "State") -> Verdict:
    """Whether somebody may upload a release to a state: its overseers and administrators."""
    return partnerships.may_oversee_state(person, state)


def may_confirm(person: "Person", release: "FlowRelease") -> Verdict:
    """Whether somebody may show a release that was checked: who uploaded it, while they may upload."""
    if release.confirmed_at is not None:
        return Verdict(_("This release was confirmed already."))
    if release.uploaded_by_id != person.pk:
        return Verdict(_("Only who uploaded these files confirms them."))
    if release.partnership is None:
        return may_upload_to_state(person, release.state)
    return may_upload(person, release.partnership)


def may_remove(who: "Person | Standing", release: "FlowRelease") -> Verdict:
    """Whether somebody may remove a release: whoever may upload there, and an open partnership isn't needed."""
    if release.partnership is None:
        return may_upload_to_state(who.person if isinstance(who, Standing) else who, release.state)
    held = standing(who, release.partnership)
    inside = partnerships.may_see(held, release.partnership)
    if not inside or held.has(*CONVENING, Role.Kind.DATA_STEWARD):
        return inside
    return Verdict(_("The data steward and the conveners remove an analysis of wage records."))
