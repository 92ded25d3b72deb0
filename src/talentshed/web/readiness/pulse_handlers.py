"""What does the employer pulse add to a workspace: a way in, terms after which answers go, closing by the clock?"""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.access import retention
from talentshed.web.access.retention import Holding
from talentshed.web.access.ticks import tick
from talentshed.web.partnerships import registries
from talentshed.web.readiness.actions.pulse import close_pulse
from talentshed.web.readiness.models import Pulse

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.partnerships.models import Partnership

_YEARS = 365


def register() -> None:
    """Make them known."""
    registries.register_tab("pulse", 50, _("Employer pulse"), _list, group="meetings")
    words = _("Employer pulses: answers without names, and what companies would change")
    retention.register(Holding("readiness.pulse", words, 5 * _YEARS, _closed, "closed_at"))


@tick(every=timedelta(hours=1))
def close_what_is_over() -> None:
    """Close the pulses whose last day is over; by the clock of each partnership's place."""
    for pulse in Pulse.objects.filter(closed_at__isnull=True).select_related("partnership__home_state"):
        with timezone.override(pulse.partnership.time_zone):
            if not pulse.takes_answers():
                close_pulse(by=None, pulse=pulse)


def _list(partnership: "Partnership") -> str:
    return reverse("readiness:pulses", args=[partnership.pk])


def _closed() -> "QuerySet[Pulse]":
    return Pulse.objects.filter(closed_at__isnull=False)
