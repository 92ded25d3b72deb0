"""Which talent flows does a demo show? An analysis of invented records, and what its invented firms tell of hires."""

import random
from typing import TYPE_CHECKING

from django.utils import timezone

from talentshed.web.flows.actions.answering import tell_hires
from talentshed.web.flows.actions.jobs import name_job
from talentshed.web.flows.actions.publishing import publish_sources
from talentshed.web.flows.actions.releasing import confirm_release, upload_release
from talentshed.web.flows.answers import Answer, Consent, Way
from talentshed.web.flows.demo_release import NAME, simulated_release
from talentshed.web.partnerships.queries import employer_members

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.flows.models import FlowRelease
    from talentshed.web.partnerships.models import Partnership


def seed(partnership: "Partnership", *, by: "Person") -> "FlowRelease":
    """Upload and show the simulated release, as its convener would."""
    made = upload_release(by=by, partnership=partnership, uploads=[(NAME, simulated_release())], is_demo=True)
    return confirm_release(by=by, release=made)


JOB, SOC_CODE = "Maintenance technician", "49-9071"
WAYS = (("school", 4), ("same_industry_here", 3), ("other_industry", 3), ("temp_agency", 2))
"""Where the firms' people came from, and about how many a firm."""


def seed_hires(partnership: "Partnership", *, by: "Person") -> bool:
    """Put a job on the list, type in what every firm of the table told, publish it; return whether it was published."""
    job = name_job(by=by, partnership=partnership, name=JOB, soc_code=SOC_CODE)
    period = str(timezone.localdate().year - 1)
    chance = random.Random(partnership.name)
    for each in employer_members(partnership):
        ways = tuple(Way(source, usual + chance.choice((-1, 0, 1, 2))) for source, usual in WAYS)
        answer = Answer(job.pk, sum(way.hires for way in ways) + chance.choice((0, 1)), ways)
        agreed = Consent(f"Office of {each.organization.name}", timezone.localdate())
        tell_hires(
            by=by,
            partnership=partnership,
            organization=each.organization,
            period=period,
            answers=[answer],
            consent=agreed,
        )
    return publish_sources(by=by, partnership=partnership, period=period).is_published
