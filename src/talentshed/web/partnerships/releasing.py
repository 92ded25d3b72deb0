"""What is a partnership to the record of what was published, and which way leads there?"""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import Partnership
from talentshed.web.partnerships.policies.releasing import may_release
from talentshed.web.partnerships.registries import register_tab
from talentshed.web.releases import scopes
from talentshed.web.releases.scopes import Scope

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


def register() -> None:
    """Make our scopes and our way in known."""
    scopes.register("partnership", scope_for)
    register_tab("releases", 70, _("Releases"), address, group="about")


def address(partnership: Partnership) -> str:
    """Return where the record of a partnership's releases is."""
    return f"{reverse('releases:ledger')}?scope={partnership.scope}"


def scope_for(person: "Person", number: int) -> Scope | None:
    """Return a partnership as somebody stands to it; None for strangers."""
    partnership = Partnership.objects.select_related("home_state").filter(pk=number).first()
    if partnership is None:
        return None
    held = policies.standing(person, partnership)
    is_inside = bool(policies.may_see(held, partnership))
    is_overseer = bool(policies.may_oversee(held, partnership))
    if not (is_inside or is_overseer):
        return None
    return Scope(
        key=partnership.scope,
        name=partnership.name,
        state_id=partnership.home_state_id,
        is_inside=is_inside,
        is_overseer=is_overseer,
        may_release=may_release(held, partnership),
        href=partnership.get_absolute_url() if is_inside else reverse("partnerships:overview", args=[partnership.pk]),
    )
