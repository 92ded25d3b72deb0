"""Does a round run from invitation to decision, does every tie between people and answers end, are refusals clear?"""

from datetime import timedelta

import pytest
import yaml
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.http import Http404
from django.utils import timezone

import people
import priority_world
from priority_world import World
from readiness_world import NINE, answered, opened, paper, raw, revealed, settled
from talentshed.web.access import retention
from talentshed.web.access.models import AuditEntry, Letter
from talentshed.web.partnerships.models import StepRecord
from talentshed.web.partnerships.queries import gates
from talentshed.web.priorities.problems import NotPossible
from talentshed.web.readiness import handlers
from talentshed.web.readiness.actions import assisting, inviting, opening, rating, revealing, settling
from talentshed.web.readiness.answering import Answer
from talentshed.web.readiness.instruments import shipped
from talentshed.web.readiness.models import Consensus, InstrumentVersion, Invitation, Rater, Rating, Round
from talentshed.web.readiness.problems import RoundError
from talentshed.web.readiness.queries import results, rounds
from talentshed.web.readiness.queries.gate import gate_of
from talentshed.web.readiness.queries.state import state_readiness


@pytest.fixture
def world(db: None) -> World:
    return priority_world.build()


def token_in(letter: Letter) -> str:
    return letter.text.split("/readiness/join/")[1].split("/")[0]


def invite(world: World, round: Round, name: str, kind: str = "industry") -> str:
    """Invite somebody and return the token that went out to them."""
    inviting.invite(by=world["Alice"], round=round, name=name, email=f"{name.lower()}@example.org", kind=kind)
    return token_in(Letter.objects.latest("pk"))


def test_a_letter_brings_a_link_that_nobody_else_has(world: World) -> None:
    round = opened(world)
    token = invite(world, round, "Ann")
    rater = rounds.rater_of(token)
    assert (rater.kind, rater.round) == ("industry", round)
    assert token not in str(list(Rater.objects.values())) + str(list(Invitation.objects.values()))
    assert token not in str(list(AuditEntry.objects.values("detail", "about_words")))


def test_whoever_is_invited_twice_by_the_same_address_is_so_said(world: World) -> None:
    round = opened(world)
    invite(world, round, "Ann")
    with pytest.raises(ValidationError, match="invited already"):
        inviting.invite(by=world["Alice"], round=round, name="A.", email="ANN@example.org", kind="education")
    assert (Rater.objects.count(), Invitation.objects.count()) == (1, 1)


def test_the_last_answer_counts_and_the_rest_stays(world: World) -> None:
    rater = rounds.rater_of(invite(world, opened(world), "Ann"))
    rating.rate(by=rater, answers={"C1.1": Answer("1"), "C1.2": Answer("dk", comment="Ask Bob.")})
    rating.rate(by=rater, answers={"C1.1": Answer("3", evidence="https://example.org/packet")})
    assert {each.item: each.value for each in rater.ratings.all()} == {"C1.1": "3", "C1.2": "dk"}
    assert rater.ratings.get(item="C1.1").evidence == "https://example.org/packet"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Answer("5"), "Choose 0 to 4"),
        (Answer("none"), "Choose 0 to 4"),
        (Answer("na", reason="  "), "why it is not applicable"),
        (Answer("3", evidence="minutes"), "it begins with https://"),
        (Answer("3", evidence="javascript:alert(1)"), "it begins with https://"),
        (Answer("3", comment="x" * 601), "600 characters"),
    ],
)
def test_one_wrong_answer_keeps_all_from_being_saved_and_says_what_to_mend(
    world: World, answer: Answer, sentence: str
) -> None:
    rater = rounds.rater_of(invite(world, opened(world), "Ann"))
    with pytest.raises(rating.AnswerError) as refused:
        rating.rate(by=rater, answers={"C1.1": Answer("2"), "C1.2": answer})
    assert sentence in refused.value.items["C1.2"]
    assert not Rating.objects.exists()


def test_a_slip_ends_when_somebody_begins_with_it(world: World) -> None:
    round = opened(world)
    (address,) = inviting.make_slips(by=world["Alice"], round=round, kind="education", count=1)
    slip = address.rstrip("/").split("/")[-1]
    own = rating.begin(by=rounds.rater_of(slip))
    with pytest.raises(Http404):
        rounds.rater_of(slip)
    assert rounds.rater_of(own).kind == "education"
    with pytest.raises(RoundError, match="used already"):
        rating.begin(by=rounds.rater_of(own))


def test_a_reminder_goes_to_those_who_are_not_through_and_keeps_their_answers(world: World) -> None:
    round = opened(world)
    first, second = invite(world, round, "Ann"), invite(world, round, "Ben")
    rating.rate(by=rounds.rater_of(first), answers={"C1.1": Answer("1")})
    rating.be_through(by=rounds.rater_of(second))
    assert inviting.remind(by=world["Alice"], round=round) == 1
    renewed = rounds.rater_of(token_in(Letter.objects.get(to="ann@example.org", template__endswith="reminded")))
    assert renewed.ratings.get().value == "1"
    with pytest.raises(RoundError, match="last two days"):
        inviting.remind(by=world["Alice"], round=round)


def test_the_trail_says_that_raters_were_asked_but_not_who_answered(world: World) -> None:
    round = opened(world)
    token = invite(world, round, "Ann")
    before = AuditEntry.objects.count()
    rating.rate(by=rounds.rater_of(token), answers={"C1.1": Answer("1")})
    rating.be_through(by=rounds.rater_of(token))
    assert AuditEntry.objects.count() == before


def test_fewer_than_three_raters_are_not_revealed(world: World) -> None:
    round = opened(world)
    answered(world, round, kinds=NINE[:2])
    invite(world, round, "Ann")
    with pytest.raises(RoundError, match="So far 2 have answered"):
        revealing.reveal(by=world["Alice"], round=round)
    assert Round.objects.get(pk=round.pk).is_open


def test_one_or_two_by_link_beside_paper_forms_are_not_revealed(world: World) -> None:
    round = opened(world)
    for _ in range(3):
        paper(world, round, "industry", {"C1.1": "2"})
    tokens = [invite(world, round, name) for name in ("Ann", "Ben", "Cyd")]
    for token in tokens[:2]:
        rating.rate(by=rounds.rater_of(token), answers={"C1.1": Answer("0")})
    with pytest.raises(RoundError, match="2 answered by link"):
        revealing.reveal(by=world["Alice"], round=round)
    rating.rate(by=rounds.rater_of(tokens[2]), answers={"C1.1": Answer("4")})
    assert revealing.reveal(by=world["Alice"], round=round).raters_count == 6


def test_revealing_leaves_nothing_that_leads_from_a_person_to_an_answer(world: World) -> None:
    round = opened(world)
    tokens = [invite(world, round, name) for name in ("Ann", "Ben", "Cyd", "Dot")]
    for at, token in enumerate(tokens[:3]):
        rating.rate(by=rounds.rater_of(token), answers={"C1.1": Answer(str(at))})
    raters, ratings = set(Rater.objects.values_list("pk", flat=True)), set(Rating.objects.values_list("pk", flat=True))
    found = revealing.reveal(by=world["Alice"], round=round)
    assert found.raters_count == 3
    assert set(Invitation.objects.values_list("rater", flat=True)) == {None}
    assert set(Rater.objects.values_list("digest", "is_handed_out", "is_paper", "is_done")) == {
        ("", False, False, False)
    }
    assert not raters & set(Rater.objects.values_list("pk", flat=True))
    assert not ratings & set(Rating.objects.values_list("pk", flat=True))
    assert sorted(Rating.objects.values_list("value", flat=True)) == ["0", "1", "2"]
    # Neither table has a column that says when.
    for model in (Rater, Rating):
        assert not [each.name for each in model._meta.get_fields() if "date" in type(each).__name__.lower()]


def test_rows_are_written_anew_in_the_order_of_random_numbers(world: World) -> None:
    round = opened(world)
    answered(world, round)
    revealing.reveal(by=world["Alice"], round=round)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM readiness_rater ORDER BY rowid")
            stored = [row[0] for row in cursor.fetchall()]
        assert stored == sorted(stored)


def test_after_the_reveal_a_link_leads_nowhere_and_nothing_is_taken(world: World) -> None:
    round = opened(world)
    token = invite(world, round, "Ann")
    rater = rounds.rater_of(token)
    answered(world, round)
    revealing.reveal(by=world["Alice"], round=round)
    with pytest.raises(RoundError, match="no longer takes answers"):
        rating.rate(by=rater, answers={"C1.1": Answer("1")})
    with pytest.raises(PermissionDenied, match="stay as they were"):
        paper(world, Round.objects.get(pk=round.pk), "industry", {"C1.1": "1"})
    assert Rating.objects.count() == 9 * 40


def test_after_the_last_day_only_paper_is_taken(world: World) -> None:
    round = opened(world)
    rater = rounds.rater_of(invite(world, round, "Ann"))
    round.closes_at = rater.round.closes_at = timezone.now() - timedelta(minutes=1)
    round.save()
    with pytest.raises(PermissionDenied, match="no longer takes answers"):
        rating.rate(by=rater, answers={"C1.1": Answer("1")})
    with pytest.raises(PermissionDenied, match="no longer takes answers"):
        invite(world, round, "Ben")
    paper(world, round, "industry", {"C1.1": "1"})
    opening.move_last_day(by=world["Alice"], round=round, closes_at=timezone.now() + timedelta(days=1))
    assert invite(world, round, "Cyd")


def test_one_round_at_a_time_and_its_last_day_is_to_come(world: World) -> None:
    opened(world)
    with pytest.raises(RoundError, match="A round is going on"):
        opened(world, "Summer")
    with pytest.raises(RoundError, match="still to come"):
        opening.open_state_round(by=world["Frank"], state=people.illinois(), title="S", closes_at=timezone.now())


def test_a_round_that_is_called_off_deletes_its_answers_unseen(world: World) -> None:
    round = opened(world)
    answered(world, round)
    opening.call_off(by=world["Alice"], round=round)
    assert not Rating.objects.exists()
    assert opened(world, "Summer").is_open


def test_paper_gives_the_same_result_as_the_screen(world: World) -> None:
    forms = [
        {"C1.1": "0", "C1.2": "dk", "C2.1": "na"},
        {"C1.1": "4", "C1.2": "3", "C2.1": "2"},
        {"C1.1": "2", "C2.1": "1"},
    ]
    on_paper = opened(world, "Paper")
    for form in forms:
        paper(world, on_paper, "industry", form)
    on_paper = revealing.reveal(by=world["Alice"], round=on_paper)
    typed = results.outcome(on_paper)
    on_paper.status = Round.Status.CALLED_OFF
    on_paper.save()
    on_screen = opened(world, "Screen")
    for at, form in enumerate(forms):
        rater = rounds.rater_of(invite(world, on_screen, f"R{at}"))
        for item, value in form.items():
            rating.rate(by=rater, answers={item: Answer(value, reason="Not here." if value == "na" else "")})
    on_screen = revealing.reveal(by=world["Alice"], round=on_screen)
    shown = results.outcome(on_screen)
    assert typed.results == shown.results
    assert typed.order == shown.order
    assert typed.said == shown.said


def test_an_empty_paper_form_is_refused(world: World) -> None:
    with pytest.raises(RoundError, match="no answer on this form"):
        paper(world, opened(world), "industry", {})
    assert not Rater.objects.exists()


def test_consensus_keeps_value_rationale_and_dissent_and_the_last_one_counts(world: World) -> None:
    round = revealed(world)
    alice = world["Alice"]
    settling.settle_item(by=alice, round=round, item="C1.1", value="1", rationale="Draft only.")
    settling.settle_item(
        by=alice, round=round, item="C1.1", value="2", rationale="A pilot runs.", dissent="Two say it is talk."
    )
    kept = Consensus.objects.get()
    assert (kept.value, kept.rationale, kept.dissent, kept.by) == (
        "2",
        "A pilot runs.",
        "Two say it is talk.",
        alice,
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": "5"}, "value"),
        ({"rationale": " "}, "rationale"),
        ({"evidence": "here"}, "evidence"),
        ({"item": "C9.9"}, "value"),
    ],
)
def test_a_consensus_that_says_nothing_is_refused_beside_its_field(
    world: World, given: dict[str, str], field: str
) -> None:
    whole = {"item": "C1.1", "value": "2", "rationale": "So.", "evidence": "", **given}
    with pytest.raises(ValidationError) as refused:
        settling.settle_item(by=world["Alice"], round=revealed(world), **whole)
    assert field in refused.value.message_dict


def test_the_middle_is_taken_only_where_raters_agree_on_a_whole_value(world: World) -> None:
    round = opened(world)
    # C1.1 all say 3; C1.2 lies two apart; C1.3 has its median between 2 and 3; C1.4 has a third that don't know
    for values in ("3 1 2 2", "3 3 3 2", "3 2 2 2", "3 2 3 dk", "3 2 2 dk", "3 2 3 dk"):
        paper(world, round, "industry", dict(zip(("C1.1", "C1.2", "C1.3", "C1.4"), values.split(), strict=True)))
    round = revealing.reveal(by=world["Alice"], round=round)
    settling.settle_item(by=world["Alice"], round=round, item="C1.5", value="1", rationale="By talk.")
    assert settling.take_the_middle(by=world["Alice"], round=round) == 1
    assert {each.item: each.value for each in round.agreed.all()} == {"C1.1": "3", "C1.5": "1"}


def test_the_consensus_closes_when_every_item_is_agreed_and_ticks_off_the_playbook(world: World) -> None:
    round = revealed(world)
    with pytest.raises(RoundError, match=r"Still without an agreed value: C1\.1, C1\.2"):
        settling.close_consensus(by=world["Alice"], round=round)
    settling.take_the_middle(by=world["Alice"], round=round)
    settling.close_consensus(by=world["Alice"], round=round)
    step = StepRecord.objects.get(partnership=world.partnership, step="readiness_assessed")
    assert step.evidence == round.get_absolute_url()
    with pytest.raises(PermissionDenied, match="is closed"):
        settling.settle_item(by=world["Alice"], round=round, item="C1.1", value="4", rationale="Late.")


def test_a_decision_needs_its_reason_and_ticks_off_the_playbook(world: World) -> None:
    round = settled(world)
    with pytest.raises(ValidationError):
        settling.decide(by=world["Alice"], round=round, decision="go", reason=" ")
    settling.decide(by=world["Alice"], round=round, decision="fix_first", reason="The convener has no time yet.")
    step = StepRecord.objects.get(partnership=world.partnership, step="readiness_decided")
    assert step.note == "fix first: The convener has no time yet."
    settling.decide(by=world["Alice"], round=round, decision="go", reason="Half a post is set aside.")
    assert Round.objects.get(pk=round.pk).decision == "go"


def gate(world: World) -> bool:
    return next(each.met for each in gates(world.partnership, 4) if each.key == "readiness_critical")


def test_the_launch_gate_stands_in_the_phase_engine(world: World) -> None:
    assert not gate(world)
    first = settled(world, "Spring", C1_1="1")
    assert not gate(world)
    Round.objects.filter(pk=first.pk).update(opened_at=timezone.now() - timedelta(days=200))
    settled(world, "Autumn", C1_1="na", C1_3="0")
    # not applicable passes with its reason, and what is not critical may be low
    assert gate(world)
    settled(world, "Winter", C5_2="dk")
    assert not gate(world)


def test_a_round_on_other_questions_says_nothing_about_the_launch(world: World) -> None:
    first = settled(world)
    Round.objects.filter(pk=first.pk).update(opened_at=timezone.now() - timedelta(days=200))
    other = opened(world, "Capability", instrument="state")
    answered(world, other)
    shown = revealing.reveal(by=world["Alice"], round=other)
    settling.take_the_middle(by=world["Alice"], round=shown)
    settling.close_consensus(by=world["Alice"], round=shown)
    assert gate(world)


def test_the_gate_asks_the_database_once(world: World, django_assert_max_num_queries) -> None:
    settled(world)
    gate_of(world.partnership)
    with django_assert_max_num_queries(1):
        assert gate_of(world.partnership).is_open


def test_a_gap_becomes_an_action_item_with_owner_and_day(world: World) -> None:
    round = settled(world, C2_1="0")
    due = timezone.localdate() + timedelta(days=30)
    found = settling.act_on_gap(
        by=world["Alice"],
        round=round,
        item="C2.1",
        title="Win a second champion",
        due_date=due,
        owner=world["Bob"],
        sought="Two letters over champions' names",
    )
    assert (found.action_item.owner, found.action_item.due_date) == (world["Bob"], due)
    assert results.actions_of(round) == {"C2.1": [found]}
    with pytest.raises(NotPossible, match="has an owner"):
        settling.act_on_gap(by=world["Alice"], round=round, item="C2.1", title="Nobody's", due_date=due)
    with pytest.raises(RoundError, match="no such item"):
        settling.act_on_gap(by=world["Alice"], round=round, item="C9.9", title="X", due_date=due, owner=world["Bob"])


def test_the_next_round_shows_what_changed_and_who_was_asked(world: World) -> None:
    first = opened(world, "Spring")
    for name in ("Ann", "Ben", "Cyd"):
        rating.rate(
            by=rounds.rater_of(invite(world, first, name)), answers=dict.fromkeys(first.instrument.by_key, Answer("1"))
        )
    first = revealing.reveal(by=world["Alice"], round=first)
    settling.take_the_middle(by=world["Alice"], round=first)
    settling.close_consensus(by=world["Alice"], round=first)
    Round.objects.filter(pk=first.pk).update(opened_at=timezone.now() - timedelta(days=180))
    second = opened(world, "Autumn")
    for name in ("Ann", "Ben", "Dot", "Eve"):
        rating.rate(
            by=rounds.rater_of(invite(world, second, name)),
            answers=dict.fromkeys(second.instrument.by_key, Answer("3")),
        )
    second = revealing.reveal(by=world["Alice"], round=second)
    settling.take_the_middle(by=world["Alice"], round=second)
    since = results.since_last(results.outcome(second))
    assert since is not None
    assert {(each.before, each.after, each.step) for each in since.changes} == {("1", "3", 2)}
    assert len(since.changes) == 40
    assert since.note.startswith("3 raters then, 4 now. 2 of 4 people invited by mail were not among those")
    first.refresh_from_db()
    assert results.since_last(results.outcome(first)) is None


def test_a_version_that_was_answered_can_not_change_under_the_answers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    round = revealed(world)
    text = shipped.text_of("five_components").replace("one current data packet", "one data packet")
    changed = opening.read_instrument(text)
    monkeypatch.setattr(opening, "shipped", lambda key: changed)
    Round.objects.filter(pk=round.pk).update(status="settled", settled_at=timezone.now())
    with pytest.raises(RoundError, match="have been answered with other words"):
        opened(world, "Autumn")
    assert Round.objects.get(pk=round.pk).instrument.by_key["C1.1"].words.en.startswith("We share one current")


def test_a_state_adds_its_own_questions_and_partnerships_use_them(world: World) -> None:
    frank, state = world["Frank"], people.illinois()
    own = opening.add_instrument(by=frank, state=state, text=yaml.safe_dump(raw("C1.1", "C1.2", star=["C1.1"])))
    round = opened(world, instrument=str(own.pk))
    assert [item.key for item in round.instrument.items] == ["C1.1", "C1.2"]
    for text, sentence in (
        (yaml.safe_dump(raw("C1.1")), "is here already, and a version never changes"),
        (yaml.safe_dump(raw("C1.1", key="five_components")), "comes with the package"),
        (shipped.text_of("pulse"), "kind readiness"),
        ("key: x", "kind has to be one of"),
    ):
        with pytest.raises(ValueError, match=sentence):
            opening.add_instrument(by=frank, state=state, text=text)
    assert InstrumentVersion.objects.filter(state=state).count() == 1
    with pytest.raises(RoundError, match="no such questions"):
        opening.open_state_round(
            by=world["Frank"],
            state=state,
            title="S",
            closes_at=timezone.now() + timedelta(days=3),
            instrument="pulse",
        )


def test_the_optional_part_is_rated_where_it_was_asked_for(world: World) -> None:
    round = opened(world, with_optional=True)
    assert len(round.instrument.items) == 44
    paper(world, round, "industry", {"C6.1": "2"})
    assert Rating.objects.get().item == "C6.1"


def test_the_state_sees_medians_of_agreed_values_and_common_gaps(world: World) -> None:
    frank, state = world["Frank"], people.illinois()
    settled(world, C1_1="1", C1_2="0")
    assert state_readiness(state).gaps == ()
    other = world.partnership
    world.partnership = world.other
    priority_world.give(world.other, world["Alice"], "convener")
    settled(world, C1_1="0")
    world.partnership = other
    found = state_readiness(state)
    # C1 here: (1 + 0 + 6 x 2) / 8 x 25 = 40.625; there (0 + 7 x 2) / 8 x 25 = 43.75; median 42.1875
    assert found.by_region.rows[0]["C1"] == 42.2
    assert [row["C1"] for row in found.by_partnership.rows] == [43.8, 40.6]
    assert [(each.item, each.low, each.rated) for each in found.gaps] == [("C1.1", 2, 2)]
    assisting.plan_assistance(
        by=frank, state=state, on_date=timezone.localdate(), title="One packet for all", item="C1.1"
    )
    assert [each.title for each in state_readiness(state).gaps[0].planned] == ["One packet for all"]
    assert "2 partnerships of Illinois" in found.sentence


def test_a_round_of_the_state_has_no_gate_and_no_decision(world: World) -> None:
    frank, state = world["Frank"], people.illinois()
    round = opening.open_state_round(by=frank, state=state, title="State", closes_at=timezone.now() + timedelta(days=3))
    for kind in ("workforce", "education", "economic_development"):
        rating.enter_paper(
            by=frank, round=round, kind=kind, answers=dict.fromkeys(round.instrument.by_key, Answer("2"))
        )
    round = revealing.reveal(by=frank, round=round)
    assert settling.take_the_middle(by=frank, round=round) == 12
    round = settling.close_consensus(by=frank, round=round)
    assert results.outcome(round).gate.lines == ()
    with pytest.raises(PermissionDenied, match="plan of help"):
        settling.decide(by=frank, round=round, decision="go", reason="Yes")


def test_what_is_held_about_somebody_is_that_they_were_asked(world: World) -> None:
    round = opened(world)
    inviting.invite(by=world["Alice"], round=round, name="Bob", email="bob@example.org", kind="industry")
    (held,) = handlers.held_about(world["Bob"])
    assert held["asked to rate"] == "Spring"
    assert handlers.held_about(world["Carol"]) == []
    kinds = {each.kind for each in retention.holdings()}
    assert {"readiness.invitation", "readiness.round"} <= kinds
    assert len(list(handlers.asked(world["Bob"], {world.partnership.pk: world.partnership}))) == 1
