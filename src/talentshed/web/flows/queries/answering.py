"""Which jobs are looked at, for which firms may one tell, and what did one tell before?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from talentshed.web.flows import periods, policies
from talentshed.web.flows.answers import Answer, Way
from talentshed.web.flows.models import BackMapping, CriticalJob, SourceCode
from talentshed.web.partnerships.policies import CONVENING
from talentshed.web.partnerships.queries import employer_members

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing


@dataclass(frozen=True)
class Firm:
    """A firm for which the reader may tell."""

    pk: int
    name: str
    is_own: bool
    """Whether the reader is one of its people; otherwise a convener, who needs its consent."""


@dataclass(frozen=True)
class Told:
    """One answer, for those who may read it again."""

    pk: int
    firm_pk: int
    firm: str
    job_pk: int
    job: str
    period: str
    period_words: str
    hires: int
    ways: tuple[tuple[str, int], ...]
    """Each way in words, with its hires; what is left open comes last, as not reported."""
    on_behalf: bool
    may_change: bool


def jobs_of(partnership: "Partnership", *, only_open: bool = True) -> "QuerySet[CriticalJob]":
    """Return the critical jobs of a partnership by name."""
    found = CriticalJob.objects.filter(partnership=partnership)
    return found.filter(is_open=True) if only_open else found


def job_for(standing: "Standing", pk: int) -> CriticalJob:
    """Return a job of this partnership; 404 for others'."""
    found = CriticalJob.objects.select_related("partnership__home_state")
    job = found.filter(partnership=standing.partnership, pk=pk).first()
    if job is None:
        raise Http404
    return job


def firms_of(standing: "Standing") -> tuple[Firm, ...]:
    """Return the firms for which the reader may tell: their own, and for conveners all at the table."""
    if not standing.partnership.is_open:
        return ()
    convenes = standing.has(*CONVENING)
    return tuple(
        Firm(each.organization_id, str(each.organization), each.organization_id in standing.employers)
        for each in employer_members(standing.partnership)
        if convenes or each.organization_id in standing.employers
    )


def firm_for(standing: "Standing", pk: int) -> "Organization":
    """Return a firm at the table for which the reader may tell; 404 where there is none, 403 with the reason else."""
    members = employer_members(standing.partnership)
    found = next((each.organization for each in members if each.organization_id == pk), None)
    if found is None:
        raise Http404
    policies.may_answer(standing, standing.partnership, found).require()
    return found


def own_answers(standing: "Standing") -> tuple[Told, ...]:
    """Return what the reader's firms told, and what the reader typed in for others; nobody else's. Two queries."""
    found = BackMapping.objects.filter(partnership=standing.partnership)
    own = found.filter(organization__in=standing.employers)
    typed = found.filter(on_behalf=True, entered_by=standing.person)
    both = (own | typed).select_related("organization", "critical_job").prefetch_related("hire_ways")
    readable = []
    for each in both:
        each.partnership = standing.partnership
        if policies.may_read_answer(standing, each):
            readable.append(each)
    return tuple(_told(each, bool(policies.may_withdraw(standing, each))) for each in readable)


def _told(mapping: BackMapping, may_change: bool) -> Told:
    answer = answer_in(mapping)
    ways = [(_in_words(each), each.hires) for each in answer.ways]
    if answer.open_hires:
        ways.append((str(SourceCode.NOT_REPORTED.label), answer.open_hires))
    return Told(
        pk=mapping.pk,
        firm_pk=mapping.organization_id,
        firm=str(mapping.organization),
        job_pk=mapping.critical_job_id,
        job=str(mapping.critical_job),
        period=mapping.period,
        period_words=periods.in_words(mapping.period),
        hires=answer.hires,
        ways=tuple(ways),
        on_behalf=mapping.on_behalf,
        may_change=may_change,
    )


def _in_words(way: Way) -> str:
    direct = str(SourceCode(way.tier1).label) + (f" ({way.tier1_name})" if way.tier1_name else "")
    return direct if way.tier2 == SourceCode.NOT_REPORTED else f"{SourceCode(way.tier2).label} → {direct}"


def answer_in(mapping: BackMapping) -> Answer:
    """Return a stored answer as a value."""
    ways = (Way(each.tier1, each.hires, each.tier2, each.tier1_name) for each in mapping.hire_ways.all())
    return Answer(mapping.critical_job_id, mapping.hires, tuple(ways))


def answer_for(standing: "Standing", pk: int) -> BackMapping:
    """Return an answer that the reader may read again; 404 where there is none, 403 with the reason else."""
    found = BackMapping.objects.select_related("partnership__home_state", "organization", "critical_job")
    mapping = found.filter(partnership=standing.partnership, pk=pk).first()
    if mapping is None:
        raise Http404
    policies.may_read_answer(standing, mapping).require()
    return mapping


def known_answer(standing: "Standing", organization: "Organization", job: int, period: str) -> Answer | None:
    """Return what a firm told of a job and a period, for the form; None where nothing is there or it isn't theirs."""
    key = {"partnership": standing.partnership, "organization": organization, "critical_job": job, "period": period}
    mapping = BackMapping.objects.select_related("partnership").filter(**key).first()
    if mapping is None or not policies.may_read_answer(standing, mapping):
        return None
    return answer_in(mapping)
