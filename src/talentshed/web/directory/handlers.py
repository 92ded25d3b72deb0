"""What does the directory add to a workspace, and what does it hold about people?"""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy

from talentshed.web.access import retention
from talentshed.web.access.queries import register_personal_data
from talentshed.web.access.retention import Holding
from talentshed.web.directory.models import NamedChampion
from talentshed.web.partnerships.registries import register_tab

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership

_YEARS = 365


def register() -> None:
    """Make them known."""
    register_tab("public", 85, gettext_lazy("Public page"), _inside, group="about")
    register_personal_data(gettext_lazy("Public pages"), held_about)
    retention.register(
        Holding(
            "directory.namedchampion",
            gettext_lazy("Names on public pages that were taken away again"),
            2 * _YEARS,
            lambda: NamedChampion.objects.filter(ended_at__isnull=False),
            "ended_at",
        )
    )


def _inside(partnership: "Partnership") -> str:
    return reverse("directory:inside", args=[partnership.pk])


def held_about(person: "Person") -> list[dict[str, str]]:
    """Return where somebody stands on a public page, as JSON values."""
    found = NamedChampion.objects.filter(person=person).select_related("partnership")
    return [
        {
            "named in public": each.words,
            "partnership": str(each.partnership),
            "since": each.since.isoformat(),
            "until": each.ended_at.isoformat() if each.ended_at else "",
        }
        for each in found
    ]
