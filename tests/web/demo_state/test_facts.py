"""Does the demo hold what its tour promises? Each planted fact is found by the queries that pages use."""

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from talentshed.web.access import installation
from talentshed.web.access.models import AuditEntry, Person, State
from talentshed.web.demo_state import chapters, contacting, meeting, seeding, showing, touring
from talentshed.web.demo_state.cast import PARTS
from talentshed.web.demo_state.stories import stories
from talentshed.web.meetings.models import Meeting
from talentshed.web.meetings.queries import figures
from talentshed.web.meetings.queries.room_results import room_results
from talentshed.web.organizations.models import Contact, DuplicatePair, Interaction, Organization, PeerInvitation, Site
from talentshed.web.organizations.names import words_of
from talentshed.web.organizations.queries.asks import ask_allowed, asks_in_month
from talentshed.web.partnerships.models import Partnership, PhaseChange
from talentshed.web.partnerships.queries import overseer
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.partnerships.queries.leading import lead_figures
from talentshed.web.partnerships.queries.support_team import support_team
from talentshed.web.priorities.models import Initiative, Offer, Priority, Service
from talentshed.web.priorities.queries import board, efforts, items, requests, systems
from talentshed.web.readiness.models import Pulse
from talentshed.web.readiness.queries.pulse import pulse_result

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

REAL = frozenset((Path(__file__).parent / "real_firms.txt").read_text(encoding="utf-8").split())
"""First words of names of large real employers of Illinois."""


def partnership(key: str) -> Partnership:
    name = next(each.name for each in stories() if each.key == key)
    return Partnership.objects.select_related("home_state").get(name=name)


def test_all_eight_phases_have_two_partnerships_and_all_ten_regions_and_six_sectors_appear():
    phases = Counter(Partnership.objects.values_list("phase", flat=True))
    assert set(phases) == set(range(1, 9))
    assert min(phases.values()) >= 2
    keys = set(Partnership.objects.values_list("region_key", flat=True))
    assert {f"edr-IL-{number}" for number in range(1, 11)} <= keys
    assert Partnership.objects.values("sector_key").distinct().count() == 6


def test_one_partnership_lies_across_the_state_line_and_its_second_state_sees_it_alone():
    found = partnership("quad-cities-manufacturing")
    assert {each.county_fips[:2] for each in found.counties.all()} == {"17", "19"}
    assert [each.name for each in overseer.partnerships_in(State.objects.get(code="IA"))] == [found.name]
    assert found.members.filter(organization__state__code="IA", organization__kind="employer").count() >= 3


def test_the_size_is_that_of_the_bars():
    assert Organization.objects.count() == 500
    assert Interaction.objects.count() == 5000
    assert set(Site.objects.values_list("organization__is_demo", flat=True)) == {True}
    assert not Interaction.objects.filter(on_date__gt=timezone.localdate()).exists()
    assert PeerInvitation.objects.filter(answer="accepted").count() >= 40
    assert PeerInvitation.objects.filter(answer="").count() >= 10


def test_everybody_and_everything_is_marked_as_invented():
    assert installation.is_demo()
    for model in (Person, Organization, Partnership, Initiative, Meeting):
        assert not model.objects.filter(is_demo=False).exists(), model
    assert not Person.objects.exclude(email__endswith="@demo.invalid").exists()
    assert not Contact.objects.exclude(email="").exclude(email__endswith=".example").exists()


def test_no_firm_bears_the_name_of_a_real_one():
    firms = Organization.objects.filter(kind="employer").values_list("name", flat=True)
    assert [name for name in firms if words_of(name)[0] in REAL] == []


def test_there_is_one_person_for_each_role_with_a_sentence():
    shown = Person.objects.filter(is_demo=True).exclude(demo_words="")
    assert shown.count() == len(PARTS) + 3
    held = set(partnership(chapters.TOUR).roles.filter(person__in=shown).values_list("role", flat=True))
    assert held >= {
        "convener",
        "co_convener",
        "facilitator",
        "champion",
        "industry_chair",
        "employer_member",
        "support_partner",
        "data_steward",
        "observer",
    }
    teams = partnership(chapters.TOUR).priorities.filter(
        teams__lead__email="lea@demo.invalid", teams__liaison__email="leo@demo.invalid"
    )
    assert teams.exists()


def test_what_happened_is_dated_on_its_day_and_no_deed_lies_ahead():
    oldest, newest = (AuditEntry.objects.order_by(order).first() for order in ("at", "-at"))
    assert oldest is not None
    assert newest is not None
    assert timezone.now() - oldest.at > timedelta(days=900)
    assert newest.at <= timezone.now()
    held = Meeting.objects.filter(status="held").first()
    assert held is not None
    assert held.held_at is not None
    assert timedelta(0) <= held.held_at - held.starts_at < timedelta(hours=6)


def test_seeding_again_changes_nothing():
    before = AuditEntry.objects.count()
    assert not seeding.seed()
    assert AuditEntry.objects.count() == before


def test_every_launched_partnership_has_themes_ballots_and_results_and_priorities_of_six_kinds():
    launches = list(Meeting.objects.filter(kind="launch", status="held").select_related("partnership"))
    assert {each.partnership.phase for each in launches} == {5, 6, 7, 8}
    for each in launches:
        found = room_results(each)
        assert found is not None
        assert len(found.themes) >= 3
        assert found.voters == found.firms >= 7
        assert len(found.kept) >= 3
    assert {kind for kind, _words in Priority.Kind.choices} == set(Priority.objects.values_list("kind", flat=True))
    assert Priority.objects.filter(status="parked").exists()


def test_one_core_team_outnumbers_industry():
    found = support_team(facts_of(partnership("cypressfen-care")))
    assert len(found.core) > found.business
    assert found.warning
    others = [each for each in Partnership.objects.all() if each.name != partnership("cypressfen-care").name]
    assert not any(support_team(facts_of(each)).warning for each in others if facts_of(each).employers)


def test_one_voted_priority_rests_on_one_large_firm():
    launch = Meeting.objects.get(partnership=partnership("whitlowe-care"), kind="launch")
    found = room_results(launch)
    assert found is not None
    alone = [each for each in found.kept if each.from_one_firm]
    assert [each.requirement.text for each in alone] == ["Run an early bus to the hospital hill"]
    assert alone[0].breadth.rank is None
    assert alone[0].points == 5


def test_one_need_is_unclaimed_for_longer_than_60_days():
    rows = board.board(partnership(chapters.TOUR)).rows
    assert [(each.need.title, each.days_open) for each in rows if not each.answers] == [
        (touring.UNCLAIMED, touring.UNCLAIMED_DAYS)
    ]
    claimed = {each.status for each in Offer.objects.all()}
    assert claimed >= {"agreed", "delivered"}
    assert board.unclaimed_count(partnership("quad-cities-manufacturing")) == 1


def test_overdue_items_wait_for_one_another():
    late = list(items.overdue(partnership(chapters.TOUR)).values_list("title", flat=True))
    first, second, third = (title for title, _late in touring.CHAIN)
    assert first in late
    assert second in late
    chained = items.open_items(partnership(chapters.TOUR)).filter(waits_for__needs__title=first)
    assert [each.title for each in chained] == [second]
    last = items.open_items(partnership(chapters.TOUR)).get(title=third)
    assert [each.needs.title for each in last.waits_for.all()] == [second]
    assert late != [first, second]


def test_one_firm_was_asked_more_often_than_the_state_allows():
    today = timezone.localdate()
    firm = Organization.objects.get(name=contacting.OVER_ASKED)
    assert asks_in_month(firm, today) == 4
    assert "asked 4 times this month" in ask_allowed(firm).reason


def test_two_efforts_are_nearly_the_same():
    found = efforts.around(partnership(chapters.TOUR)).efforts
    twins = [each for each in found if words_of(each.name)[:1] == ("ironbend",) and each.purpose == "talent"]
    first, second = ({row.county_fips for row in each.counties.all()} for each in twins)
    assert first == second
    shared = set.intersection(*({row.name for row in each.employers.all()} for each in twins))
    assert contacting.OVER_ASKED in shared


def test_one_gate_was_passed_for_a_weak_reason_that_the_state_reads():
    found = overseer.overview(State.objects.get(code="IL")).overrides
    assert [(str(each.partnership), each.from_phase, each.override_reason) for each in found] == [
        ("Bluffmere Energy Partnership", 6, chapters.WEAK_REASON)
    ]
    assert found[0].missing == ["Each action team has a plan with measure and target"]
    assert PhaseChange.objects.exclude(override_reason="").count() == 1


def test_a_support_partner_chaired_once():
    share = figures.industry_chaired(partnership("lakemere-care"))
    assert (share.part, share.whole) == (4, 5)
    assert not Meeting.objects.filter(chair_kind="public").exclude(partnership=partnership("lakemere-care")).exists()
    found = {each.key: each for each in lead_figures(facts_of(partnership("lakemere-care")))}
    assert found["industry_chaired"].value == pytest.approx(0.8)


def test_three_similar_requests_wait_to_become_a_shared_need():
    [found] = requests.proposals(partnership(chapters.TOUR))
    assert (found.firms, found.yes, found.names) == (3, 1, ())
    assert "machinist" in found.shared.words
    bob = Person.objects.get(email="bob@demo.invalid")
    assert [each.shared for each in requests.waiting_for(bob)] == [found.shared]


def test_services_went_from_program_led_to_priority_led():
    led, all_of_them = systems.priority_led(partnership("lakemere-care"))
    assert (led, all_of_them) == (3, 5)
    assert Service.objects.filter(partnership=partnership("lakemere-care"), driver="program_led").count() == 2


def test_fewer_and_fewer_firms_came():
    held = Meeting.objects.filter(partnership=partnership("lakemere-care"), kind="quarterly", status="held")
    came = [each.attendances.filter(side="business").count() for each in held.order_by("starts_at")]
    assert came == list(meeting.FALLING["lakemere-care"])


def test_one_firm_is_listed_twice():
    pairs = [{pair.first.name, pair.second.name} for pair in DuplicatePair.objects.filter(status="proposed")]
    assert {"Tamarlane Castings Co.", "Tamarlane Casting Company"} in pairs
    assert len(pairs) <= 5


def test_one_facilitator_sees_every_partnership_in_which_something_is_planted():
    felix = Person.objects.get(email="felix@demo.invalid")
    served = {each.partnership.name for each in felix.partnership_roles.filter(role="facilitator", until__isnull=True)}
    assert served == {partnership(key).name for key in (chapters.TOUR, *chapters.FACILITATED)}


def test_a_launch_lies_ahead_and_every_launched_table_has_its_next_date():
    ahead = Meeting.objects.get(kind="launch", status="planned")
    assert ahead.starts_at > timezone.now()
    assert ahead.answers.filter(answer="yes", side="business").count() >= 4
    coming = Meeting.objects.filter(kind="quarterly", status="planned", starts_at__gt=timezone.now())
    assert coming.count() == Meeting.objects.filter(kind="launch", status="held").count()


def test_two_pulses_can_be_read_and_one_of_them_in_percent():
    held = {partnership(key).name: answers for key, answers in showing.PULSES.items()}
    closed = {each.partnership.name: each for each in Pulse.objects.filter(closed_at__isnull=False)}
    assert {name: each.answers.count() for name, each in closed.items()} == held
    assert set(held.values()) == {6, 10}
    assert not any(each.passes.exists() for each in closed.values()), "a link still names a firm"
    figures = {name: pulse_result(each).figures for name, each in closed.items()}
    assert all(each.is_shown for each in figures.values())
    assert {each.has_percent for each in figures.values()} == {True, False}
