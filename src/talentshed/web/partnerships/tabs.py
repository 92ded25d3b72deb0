"""Which ways into a workspace are this capability's own?"""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships import policies
from talentshed.web.partnerships.registries import Address, register_group, register_tab

if TYPE_CHECKING:
    from talentshed.web.access.verdict import Verdict
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing


def _page(name: str) -> Address:
    def address(partnership: "Partnership") -> str:
        return reverse(f"partnerships:{name}", args=[partnership.pk])

    return address


def _may_see_trail(standing: "Standing") -> "Verdict":
    return policies.may_see_trail(standing, standing.partnership)


def register() -> None:
    """Make them known."""
    for key, order, label in (
        ("plan", 10, _("Plan")),
        ("people", 20, _("People")),
        ("meetings", 30, _("Meetings")),
        ("work", 40, _("Work")),
        ("about", 90, _("About")),
    ):
        register_group(key, order, label)
    register_tab("home", 0, _("Overview"), _page("home"))
    register_tab("phases", 10, _("Phases"), _page("phases"), group="plan")
    register_tab("people", 0, _("Members and roles"), _page("people"), group="people")
    register_tab("neutrality", 20, _("Neutrality"), _page("neutrality"), group="people")
    register_tab("coverage", 30, _("Coverage"), _page("coverage"), group="people")
    register_tab("scope", 80, _("Industry and region"), _page("scope"), group="about")
    register_tab("trail", 90, _("Audit trail"), _page("trail"), _may_see_trail, "about")
