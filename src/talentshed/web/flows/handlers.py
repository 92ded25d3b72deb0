"""What do talent flows add to those below: ways into a workspace, words of the trail, records with their terms?"""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from talentshed.web.access import retention
from talentshed.web.access.queries import register_personal_data
from talentshed.web.access.retention import Holding
from talentshed.web.flows.models import BackMapping, CriticalJob, FlowRelease
from talentshed.web.partnerships import registries
from talentshed.web.partnerships.queries.trail import register_words
from talentshed.web.partnerships.registries import Address

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership

_YEAR = 365


def _at(name: str) -> Address:
    return lambda partnership: reverse(f"flows:{name}", args=[partnership.pk])


def _regional(partnership: "Partnership") -> str:
    return reverse("flows:of_partnership:regional", args=[partnership.pk])


def _of_state(code: str) -> str:
    return reverse("flows:of_state:regional", args=[code])


def _previews() -> "QuerySet[FlowRelease]":
    return FlowRelease.objects.filter(confirmed_at__isnull=True)


def _confirmed() -> "QuerySet[FlowRelease]":
    return FlowRelease.objects.filter(confirmed_at__isnull=False, is_shown=False)


def register() -> None:
    """Make all of it known."""
    registries.register_group("flows", 45, _("Talent flows"))
    registries.register_tab("recent_hires", 10, _("Recent hires"), _at("hires"), group="flows")
    registries.register_tab("what_if", 90, _("Seats or capture"), _at("what_if"), group="flows")
    retention.register(
        Holding(
            "flows.back_mapping",
            _("What firms told of their recent hires: numbers by source"),
            3 * _YEAR,
            BackMapping.objects.all,
            "answered_at",
        )
    )
    _register_releases()
    register_personal_data("flows", held_about)
    register_words(
        {
            "CRITICAL_JOB_NAMED": _("{by} put the critical job “{about}” on the list."),
            "CRITICAL_JOB_CLOSED": _("{by} took the critical job “{about}” off the list."),
            "HIRES_TOLD": _("{by} told for {about} where its recent hires came from."),
            "HIRES_TOLD_ON_BEHALF": _(
                "{by} typed in for {about} where its recent hires came from; {consent_by} agreed on {consent_on}."
            ),
            "HIRES_WITHDRAWN": _("{by} took back what {about} told of its recent hires."),
            "HIRE_SOURCES_PUBLISHED": _("{by} published where the hires of {period} came from ({name})."),
            "HIRE_SOURCES_REFUSED": _("The picture of where the hires of {period} came from was refused ({name})."),
        }
    )


def _register_releases() -> None:
    registries.register_tab("regional_flows", 20, _("Regional flows"), _regional, group="flows")
    registries.register_state_page("flows", 20, _("Talent flows of the state"), _of_state)
    retention.register(
        Holding("flows.preview", _("Uploaded analyses of wage records that nobody confirmed"), 30, _previews, "at")
    )
    retention.register(
        Holding(
            "flows.release",
            _("Earlier analyses of wage records, replaced by a later one"),
            10 * _YEAR,
            _confirmed,
            "confirmed_at",
        )
    )
    register_words(
        {
            "FLOW_RELEASE_UPLOADED": _("{by} uploaded the analysis “{about}” for a preview."),
            "FLOW_RELEASE_SHOWN": _("{by} showed the analysis “{about}”."),
            "FLOW_RELEASE_DISCARDED": _("{by} threw the preview of the analysis “{about}” away."),
            "FLOW_RELEASE_REMOVED": _("{by} removed the analysis “{about}”."),
        }
    )


def held_about(person: "Person") -> dict[str, Any]:
    """Return what is held about somebody, as JSON values."""
    entered = BackMapping.objects.filter(entered_by=person).values_list("organization__name", flat=True)
    return {
        "critical_jobs_named": list(CriticalJob.objects.filter(by=person).values_list("name", flat=True)),
        "analyses_uploaded": list(FlowRelease.objects.filter(uploaded_by=person).values_list("title", flat=True)),
        "hires_told_for": sorted(set(entered)),
    }
