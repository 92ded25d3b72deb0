"""Telling of a firm's recent hires, and taking what was told back."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.flows import periods, policies
from talentshed.web.flows.answers import Answer, Consent, problem_with, together
from talentshed.web.flows.models import BackMapping, BackMappingWay, CriticalJob
from talentshed.web.flows.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def tell_hires(
    *,
    by: "Person",
    partnership: "Partnership",
    organization: "Organization",
    period: str,
    answers: Sequence[Answer],
    consent: Consent | None = None,
) -> list[BackMapping]:
    """Keep what a firm tells of its hires, job by job; an earlier answer on the same job and period is replaced.

    consent: needed where a convener types it in. What was told stays out of the audit trail.

    Raises:
        NotPossible: sources add up to more than the hires, a job isn't on the list, consent is missing or to come,
            or the firm answered itself; nothing is kept then.
    """
    policies.may_answer(by, partnership, organization).require()
    is_own = bool(policies.may_answer_for_own(by, partnership, organization))
    agreed = None if is_own else _checked_consent(consent)
    if not periods.PERIOD.fullmatch(period):
        raise NotPossible(_("Choose the year or half year in which these people were hired."))
    jobs = _jobs(partnership, answers)
    kept = [_kept(by, partnership, organization, period, jobs[each.job], each, agreed) for each in answers]
    audit.record(
        "HIRES_TOLD" if is_own else "HIRES_TOLD_ON_BEHALF",
        by=by,
        about=organization,
        state=partnership.home_state,
        scope=partnership.scope,
        **({} if agreed is None else {"consent_by": agreed.by, "consent_on": agreed.on.isoformat()}),
    )
    return kept


def _checked_consent(consent: Consent | None) -> Consent:
    if consent is None or not consent.by.strip():
        raise NotPossible(_("Write who at the firm agreed that you type this in, and on which day."))
    if consent.on > timezone.localdate():
        raise NotPossible(_("The day of the consent is still to come. Write the day on which it was given."))
    return Consent(consent.by.strip()[:160], consent.on)


def _jobs(partnership: "Partnership", answers: Sequence[Answer]) -> dict[int, CriticalJob]:
    if not answers:
        raise NotPossible(_("There is no answer to keep: write the hires for at least one job."))
    jobs = {each.pk: each for each in CriticalJob.objects.filter(partnership=partnership, is_open=True)}
    if any(each.job not in jobs for each in answers):
        raise NotPossible(_("This job isn’t on the partnership’s list. Choose one that is."))
    if len({each.job for each in answers}) < len(answers):
        raise NotPossible(_("A job is there twice. Put its hires together."))
    for each in answers:
        problem = problem_with(each)
        if problem:
            raise NotPossible(_("{job}: {problem}").format(job=jobs[each.job], problem=problem))
    return jobs


def _kept(
    by: "Person",
    partnership: "Partnership",
    organization: "Organization",
    period: str,
    job: CriticalJob,
    answer: Answer,
    agreed: Consent | None,
) -> BackMapping:
    key: dict[str, Any] = {
        "partnership": partnership,
        "organization": organization,
        "critical_job": job,
        "period": period,
    }
    before = BackMapping.objects.select_for_update().filter(**key).first()
    if agreed is not None and before is not None and not (before.on_behalf and before.entered_by_id == by.pk):
        sentence = _("{organization} has an answer on {job} already. Only its own people change it.")
        raise NotPossible(sentence.format(organization=organization, job=job))
    fields = {
        "hires": answer.hires,
        "entered_by": by,
        "on_behalf": agreed is not None,
        "consent_by": agreed.by if agreed else "",
        "consent_on": agreed.on if agreed else None,
        "answered_at": timezone.now(),
        "is_demo": partnership.is_demo,
    }
    made, _new = BackMapping.objects.update_or_create(**key, defaults=fields)
    made.hire_ways.all().delete()
    BackMappingWay.objects.bulk_create(
        BackMappingWay(
            mapping=made,
            tier1=each.tier1,
            tier1_name=each.tier1_name,
            tier2=each.tier2,
            hires=each.hires,
        )
        for each in together(answer.ways)
    )
    return made


@transaction.atomic
def withdraw_answer(*, by: "Person", mapping: BackMapping) -> None:
    """Delete what a firm told of one job and period. Pictures that were published before stay as they are."""
    policies.may_withdraw(by, mapping).require()
    state, scope = mapping.partnership.home_state, mapping.partnership.scope
    audit.record("HIRES_WITHDRAWN", by=by, about=mapping.organization, state=state, scope=scope)
    mapping.delete()
