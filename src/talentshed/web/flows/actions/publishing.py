"""Publishing where the hires of all firms came from, through the one door out."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.flows import periods, policies
from talentshed.web.flows.models import BackMapPublication
from talentshed.web.flows.problems import NotPossible
from talentshed.web.flows.queries import pooling
from talentshed.web.releases.actions import publishing
from talentshed.web.releases.problems import NotPossible as Refused

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.releases.actions.publishing import Published

POLICY = "employer-answers"


@transaction.atomic
def publish_sources(*, by: "Person", partnership: "Partnership", period: str) -> "Published":
    """Publish the sources of all firms' hires of a period to the members, as far as nobody can be worked out.

    A refusal is no error: it stands in the ledger, and `is_published` says no.

    Raises:
        NotPossible: no firm told of hires in that period.
    """
    policies.may_publish(by, partnership).require()
    tables = pooling.tables_to_release(partnership, period)
    if not tables:
        sentence = _("No firm has told of hires in {period} yet. Ask the firms first.")
        raise NotPossible(sentence.format(period=periods.in_words(period)))
    try:
        made = publishing.publish(
            by=by,
            scope=partnership.scope,
            title=_("Sources of recent hires, {period}").format(period=periods.in_words(period)),
            period=period,
            tables=tables,
            policy=POLICY,
        )
    except Refused as refused:
        raise NotPossible(str(refused)) from refused
    if made.is_published:
        BackMapPublication.objects.create(partnership=partnership, release=made.release, period=period)
    audit.record(
        "HIRE_SOURCES_PUBLISHED" if made.is_published else "HIRE_SOURCES_REFUSED",
        by=by,
        about=partnership,
        state=partnership.home_state,
        scope=partnership.scope,
        name=made.name,
        period=period,
    )
    return made
