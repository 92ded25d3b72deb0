"""Writing the list of critical jobs on which all firms answer."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.web.access import audit
from talentshed.web.flows import policies
from talentshed.web.flows.models import CriticalJob
from talentshed.web.flows.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def name_job(*, by: "Person", partnership: "Partnership", name: str, soc_code: str = "") -> CriticalJob:
    """Put a critical job on the list, or open it again.

    Raises:
        NotPossible: it has no name, or it is on the list already.
    """
    policies.may_name_jobs(by, partnership).require()
    plain = " ".join(name.split())
    if not plain or plain.casefold() == TOTAL.casefold():
        raise NotPossible(_("Give the job a name that firms use, for example welder."))
    known = CriticalJob.objects.filter(partnership=partnership, name__iexact=plain).first()
    if known is not None and known.is_open:
        raise NotPossible(_("“{job}” is on the list already.").format(job=known))
    kept = known or CriticalJob(partnership=partnership, name=plain, by=by, is_demo=partnership.is_demo)
    kept.soc_code, kept.is_open = soc_code or kept.soc_code, True
    kept.save()
    audit.record("CRITICAL_JOB_NAMED", by=by, about=kept, state=partnership.home_state, scope=partnership.scope)
    return kept


@transaction.atomic
def close_job(*, by: "Person", job: CriticalJob) -> CriticalJob:
    """Take a job off the list: nobody answers on it any more, and what was answered stays."""
    policies.may_name_jobs(by, job.partnership).require()
    job.is_open = False
    job.save(update_fields=["is_open"])
    state, scope = job.partnership.home_state, job.partnership.scope
    audit.record("CRITICAL_JOB_CLOSED", by=by, about=job, state=state, scope=scope)
    return job
