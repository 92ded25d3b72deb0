"""Who may tell of a firm's hires, read the answer again and publish the picture? And what can't be stored?"""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

import truth_table
from flow_world import CONSENT, PERIOD, typed_in, welder
from partnership_world import World
from talentshed.labor.flows.back_mapping import SOURCES
from talentshed.web.access import retention
from talentshed.web.access.models import AuditEntry
from talentshed.web.flows import policies
from talentshed.web.flows.actions.answering import tell_hires, withdraw_answer
from talentshed.web.flows.actions.jobs import close_job, name_job
from talentshed.web.flows.answers import Answer, Consent, Way
from talentshed.web.flows.models import BackMapping, BackMappingWay, CriticalJob, SourceCode
from talentshed.web.flows.problems import NotPossible

WHO = ("Alice", "Bob", "Carol", "Hugo", "Dan", "Stu", "Fay", "Erin", "Frank", "Grace", "Rosa", "Charlie")

MAY = """
                          Alice Bob Carol Hugo Dan Stu Fay Erin Frank Grace Rosa Charlie
see the picture             y    y    y    y    y   y   y   y    .     .     .     .
name critical jobs          y    .    .    .    .   .   y   .    .     .     .     .
answer as Acme              .    y    y    .    .   .   .   .    .     .     .     .
answer on behalf of Acme    y    .    .    .    .   .   .   .    .     .     .     .
answer for Acme             y    y    y    .    .   .   .   .    .     .     .     .
answer for the college      .    .    .    .    .   .   .   .    .     .     .     .
answer for the clinic       .    .    .    .    .   .   .   .    .     .     .     .
read Acme's own answer      .    y    y    .    .   .   .   .    .     .     .     .
read what Alice typed       y    .    .    y    .   .   .   .    .     .     .     .
withdraw Acme's answer      .    y    y    .    .   .   .   .    .     .     .     .
publish                     y    .    .    .    .   y   .   .    .     .     .     .
"""


def own_answer(world: World, hires: int = 10, *ways: Way, by: str = "Bob", consent: Consent | None = None) -> None:
    """Tell of Acme's welders."""
    tell_hires(
        by=world[by],
        partnership=world.machinery,
        organization=world.acme,
        period=PERIOD,
        answers=[Answer(welder(world).pk, hires, ways)],
        consent=consent,
    )


def verdicts(world: World, name: str) -> dict[str, bool]:
    who, here = world[name], world.machinery
    acme = BackMapping.objects.get(organization=world.acme)
    typed = BackMapping.objects.get(organization=world.brown)
    found = {
        "see the picture": policies.may_see(who, here),
        "name critical jobs": policies.may_name_jobs(who, here),
        "answer as Acme": policies.may_answer_for_own(who, here, world.acme),
        "answer on behalf of Acme": policies.may_answer_on_behalf(who, here, world.acme),
        "answer for Acme": policies.may_answer(who, here, world.acme),
        "answer for the college": policies.may_answer(who, here, world.college),
        "answer for the clinic": policies.may_answer(who, here, world.clinic),
        "read Acme's own answer": policies.may_read_answer(who, acme),
        "read what Alice typed": policies.may_read_answer(who, typed),
        "withdraw Acme's answer": policies.may_withdraw(who, acme),
        "publish": policies.may_publish(who, here),
    }
    return {deed: bool(verdict) for deed, verdict in found.items()}


@pytest.mark.parametrize("name", WHO)
def test_who_may_do_what(world: World, name: str) -> None:
    own_answer(world)
    typed_in(world, world.brown, 8)
    wanted = {deed: row[name] for deed, row in truth_table.read(MAY, WHO).items()}
    assert verdicts(world, name) == wanted


def test_nobody_answers_or_publishes_in_a_closed_partnership(world: World) -> None:
    own_answer(world)
    world.machinery.status, world.machinery.closed_on = "closed", date(2026, 9, 1)
    world.machinery.save()
    mapping = BackMapping.objects.get()
    for verdict in (
        policies.may_answer(world["Bob"], world.machinery, world.acme),
        policies.may_answer(world["Alice"], world.machinery, world.acme),
        policies.may_withdraw(world["Bob"], mapping),
        policies.may_publish(world["Alice"], world.machinery),
        policies.may_name_jobs(world["Alice"], world.machinery),
    ):
        assert "closed" in verdict.reason
    assert policies.may_read_answer(world["Bob"], mapping)


@pytest.mark.parametrize("name", ["Hugo", "Dan", "Fay", "Frank", "Charlie"])
def test_others_cannot_tell_for_acme_whatever_they_post(world: World, name: str) -> None:
    welder(world)
    with pytest.raises(PermissionDenied):
        own_answer(world, by=name, consent=CONSENT)
    assert not BackMapping.objects.exists()
    assert not AuditEntry.objects.filter(kind__startswith="HIRES").exists()


def test_an_answer_replaces_the_one_before_and_leaves_no_number_in_the_trail(world: World) -> None:
    own_answer(world, 987, Way("school", 654, tier1_name="Secret Academy"))
    own_answer(world, 12, Way("military", 5), Way("military", 2))
    mapping = BackMapping.objects.get()
    assert (mapping.hires, mapping.on_behalf) == (12, False)
    assert [(each.tier1, each.tier2, each.hires) for each in mapping.hire_ways.all()] == [
        ("military", "not_reported", 7)
    ]
    entries = list(AuditEntry.objects.filter(kind="HIRES_TOLD"))
    assert len(entries) == 2
    assert all(each.about_words == str(world.acme) and each.by == world["Bob"] for each in entries)
    said = " ".join(f"{each.about_words} {each.detail}" for each in AuditEntry.objects.all())
    for secret in ("987", "654", "Secret Academy"):
        assert secret not in said


def test_a_convener_needs_consent_which_is_logged(world: World) -> None:
    with pytest.raises(NotPossible, match="who at the firm agreed"):
        own_answer(world, by="Alice")
    to_come = Consent("Owner", timezone.localdate() + timedelta(days=1))
    with pytest.raises(NotPossible, match="still to come"):
        own_answer(world, by="Alice", consent=to_come)
    assert not BackMapping.objects.exists()
    own_answer(world, by="Alice", consent=CONSENT)
    mapping = BackMapping.objects.get()
    assert (mapping.on_behalf, mapping.consent_by, mapping.consent_on) == (True, "Owner", CONSENT.on)
    entry = AuditEntry.objects.get(kind="HIRES_TOLD_ON_BEHALF")
    assert entry.detail == {"consent_by": "Owner", "consent_on": "2026-06-01"}


def test_a_convener_never_overwrites_what_a_firm_told_itself(world: World) -> None:
    own_answer(world, 10)
    with pytest.raises(NotPossible, match="Only its own people change it"):
        own_answer(world, 11, by="Alice", consent=CONSENT)
    assert BackMapping.objects.get().hires == 10


def test_a_firm_takes_over_what_was_typed_in_for_it(world: World) -> None:
    own_answer(world, 10, by="Alice", consent=CONSENT)
    own_answer(world, 11)
    mapping = BackMapping.objects.get()
    assert (mapping.hires, mapping.on_behalf, mapping.consent_by) == (11, False, "")
    assert not policies.may_read_answer(world["Alice"], mapping)


def test_sources_that_add_up_to_more_than_the_hires_are_refused_as_a_whole(world: World) -> None:
    lathe = name_job(by=world["Alice"], partnership=world.machinery, name="Machinist")
    good, bad = Answer(welder(world).pk, 3, ()), Answer(lathe.pk, 12, (Way("school", 14),))
    with pytest.raises(NotPossible, match="Machinist: The sources add up to 14, more than the 12 hires"):
        tell_hires(
            by=world["Bob"], partnership=world.machinery, organization=world.acme, period=PERIOD, answers=[good, bad]
        )
    assert not BackMapping.objects.exists()
    assert not BackMappingWay.objects.exists()


@pytest.mark.parametrize(
    ("answers", "period", "said"),
    [
        ([], PERIOD, "no answer to keep"),
        ([Answer(0, 3)], PERIOD, "isn’t on the partnership’s list"),
        ([Answer(-1, 3), Answer(-1, 4)], PERIOD, "is there twice"),
        ([Answer(-1, -3)], PERIOD, "below zero"),
        ([Answer(-1, 3, (Way("mars", 1),))], PERIOD, "“mars” is no source"),
        ([Answer(-1, 3)], "lately", "Choose the year or half year"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence(world: World, answers: list[Answer], period: str, said: str) -> None:
    job = welder(world).pk
    real = [Answer(job if each.job == -1 else each.job, each.hires, each.ways) for each in answers]
    with pytest.raises(NotPossible, match=said):
        tell_hires(by=world["Bob"], partnership=world.machinery, organization=world.acme, period=period, answers=real)
    assert not BackMapping.objects.exists()


def test_a_job_of_another_partnership_or_off_the_list_takes_no_answer(world: World) -> None:
    nurse = name_job(by=world["Rosa"], partnership=world.health, name="Nurse")
    closed = close_job(by=world["Alice"], job=welder(world))
    for job in (nurse, closed):
        with pytest.raises(NotPossible, match="isn’t on the partnership’s list"):
            tell_hires(
                by=world["Bob"],
                partnership=world.machinery,
                organization=world.acme,
                period=PERIOD,
                answers=[Answer(job.pk, 1)],
            )


def test_a_job_stands_on_the_list_once_and_can_come_back(world: World) -> None:
    job = welder(world)
    with pytest.raises(NotPossible, match="on the list already"):
        name_job(by=world["Alice"], partnership=world.machinery, name="  welder ")
    with pytest.raises(NotPossible, match="Give the job a name"):
        name_job(by=world["Alice"], partnership=world.machinery, name=" total ")
    close_job(by=world["Alice"], job=job)
    assert name_job(by=world["Alice"], partnership=world.machinery, name="Welder") == job
    assert CriticalJob.objects.get().is_open


def test_withdrawing_deletes_the_answer_and_is_on_record(world: World) -> None:
    own_answer(world, 10, Way("school", 4))
    withdraw_answer(by=world["Bob"], mapping=BackMapping.objects.get())
    assert not BackMappingWay.objects.exists()
    assert AuditEntry.objects.get(kind="HIRES_WITHDRAWN").about_words == str(world.acme)


def test_the_database_keeps_no_answer_on_behalf_without_consent(world: World) -> None:
    fields = {"partnership": world.machinery, "organization": world.acme, "critical_job": welder(world), "hires": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        BackMapping.objects.create(**fields, period=PERIOD, on_behalf=True)
    made = BackMapping.objects.create(**fields, period=PERIOD)
    with pytest.raises(IntegrityError), transaction.atomic():
        BackMappingWay.objects.create(mapping=made, tier1="school", hires=0)


def test_answers_have_a_term() -> None:
    assert retention.holding("flows.back_mapping").default_days == 3 * 365


def test_forms_and_engine_know_the_same_sources_in_the_same_words() -> None:
    assert [(each.code, each.words) for each in SOURCES] == [
        (str(value), str(label)) for value, label in SourceCode.choices
    ]
