"""Is the playbook whole, can its steps be ticked off and opened again, and is the next one always shown?"""

import re
from collections.abc import Callable
from string import Formatter

import pytest
from django.test import Client
from django.urls import reverse

from partnership_world import World, role
from talentshed.web.access.models import AuditEntry
from talentshed.web.partnerships.actions.playbook import mark_step, reopen_step
from talentshed.web.partnerships.documents import DOCUMENTS
from talentshed.web.partnerships.models import Partnership, StepRecord
from talentshed.web.partnerships.phases import GATE_STEPS
from talentshed.web.partnerships.playbook import COMPONENTS, STEPS, Step
from talentshed.web.partnerships.playbook.wording import LABELS, worded
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.partnerships.queries.gates import built_in, gates
from talentshed.web.partnerships.queries.playbook import _PLACES, next_step, playbook

Browse = Callable[[str], Client]
ALL = [(phase, step) for phase, steps in STEPS.items() for step in steps]


def texts(step: Step) -> list[str]:
    return [str(each) for each in (step.title, step.why, *step.how, step.example, step.done)]


def test_there_are_eight_phases_each_with_steps_of_keys_of_their_own() -> None:
    assert list(STEPS) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert all(len(steps) >= 3 for steps in STEPS.values())
    assert len({step.key for _phase, step in ALL}) == len(ALL)


@pytest.mark.parametrize(("phase", "step"), ALL, ids=[step.key for _phase, step in ALL])
def test_each_step_says_why_how_with_an_example_and_when_it_is_done(phase: int, step: Step) -> None:
    assert step.component in COMPONENTS
    assert len(step.how) >= 2
    assert all(len(words) > 20 for words in texts(step)[1:])
    known = {*LABELS, *(f"{key}s" for key in LABELS)}
    for words in texts(step):
        assert {name for _text, name, _spec, _conversion in Formatter().parse(words) if name} <= known


def test_each_gate_that_a_person_ticks_off_has_its_step_in_the_same_phase() -> None:
    for phase, wanted in GATE_STEPS.items():
        assert {key for key, _words in wanted} <= {step.key for step in STEPS[phase]}


@pytest.mark.django_db
def test_each_check_of_a_step_is_one_that_the_gate_of_its_phase_knows(world: World) -> None:
    known = built_in(facts_of(world.machinery))
    for phase, step in ALL:
        if step.check:
            assert known[step.check].phase == phase


def test_each_place_is_a_page_of_ours_or_a_way_in_of_a_capability_above() -> None:
    named = {place for _phase, step in ALL for place in step.places}
    assert named <= {*_PLACES, "meetings", "priorities"}
    assert set(DOCUMENTS) <= set(_PLACES)


def grade(words: str) -> float:
    """Return the reading grade by Flesch and Kincaid, syllables counted by groups of vowels."""
    sentences = max(1, len(re.findall(r"[.!?:](?:\s|$)", words)))
    found = re.findall(r"[A-Za-z’']+", words)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", word.lower())) - word.lower().endswith("e")) for word in found)
    return 0.39 * len(found) / sentences + 11.8 * syllables / len(found) - 15.59


@pytest.mark.django_db
def test_the_playbook_reads_at_grade_eight(world: World) -> None:
    whole = [grade(" ".join(worded(words) for words in texts(step))) for _phase, step in ALL]
    assert sum(whole) / len(whole) <= 8
    assert max(whole) <= 11


@pytest.mark.django_db
def test_a_step_is_ticked_off_with_a_note_and_opened_again(world: World, browse: Browse) -> None:
    pk = world.machinery.pk
    alice = browse("Alice")
    page = reverse("partnerships:phase", args=[pk, 1])
    assert b"Step 1.1 is done" in alice.get(page).content
    form = reverse("partnerships:step_done", args=[pk, "people_asked"])
    refused = alice.post(form, {"done_on": "2025-04-01", "note": " "})
    assert refused.status_code == 200
    assert b"Say in a sentence what was done" in refused.content
    done = alice.post(form, {"done_on": "2025-04-01", "note": "Twelve talks", "evidence": "notes.docx"})
    assert done.status_code == 302
    shown = alice.get(page).content.decode()
    assert "Twelve talks" in shown
    assert "Proof: notes.docx" in shown
    alice.post(reverse("partnerships:step_reopen", args=[pk, "people_asked"]))
    kept = StepRecord.objects.get(step="people_asked")
    assert kept.reopened_on is not None
    assert "Opened again on" in alice.get(page).content.decode()
    trail = alice.get(reverse("partnerships:trail", args=[pk])).content.decode()
    assert "ticked off a step of the playbook: Ask ten people whether there is a need" in trail


@pytest.mark.django_db
def test_a_step_is_done_once_at_a_time_and_never_where_it_finds_out_by_itself(world: World) -> None:
    from django.core.exceptions import ValidationError

    mark_step(by=world["Alice"], partnership=world.machinery, step="case_written", note="done")
    with pytest.raises(ValidationError, match="done already"):
        mark_step(by=world["Alice"], partnership=world.machinery, step="case_written", note="again")
    with pytest.raises(ValidationError, match="not ticked off by hand"):
        mark_step(by=world["Alice"], partnership=world.machinery, step="convener_chosen", note="us")
    with pytest.raises(ValidationError, match="not ticked off by hand"):
        mark_step(by=world["Alice"], partnership=world.machinery, step="no_such_step", note="us")
    reopen_step(by=world["Alice"], partnership=world.machinery, step="case_written")
    mark_step(by=world["Alice"], partnership=world.machinery, step="case_written", note="again")
    assert StepRecord.objects.filter(step="case_written").count() == 2
    assert AuditEntry.objects.filter(kind__startswith="STEP_").count() == 3


@pytest.mark.django_db
def test_the_steps_that_count_for_the_gate_meet_it(world: World) -> None:
    for key in ("readiness_assessed", "readiness_decided"):
        assert not all(each.met for each in gates(world.machinery))
        mark_step(by=world["Alice"], partnership=world.machinery, step=key, note="done")
    assert all(each.met for each in gates(world.machinery))


@pytest.mark.django_db
def test_the_next_step_is_the_first_open_one_of_the_phase_then_of_earlier_ones(world: World) -> None:
    ours = world.machinery
    assert _next_key(ours) == "people_asked"
    ours.phase = 4
    assert _next_key(ours) == "champions_found"  # Carol is one champion; two are asked for
    role(ours, world["Hugo"], "champion", world.brown)
    assert _next_key(ours) == "start_group_chosen"
    for key in ("people_asked", "start_group_chosen"):
        mark_step(by=world["Alice"], partnership=ours, step=key, note="done")
    assert _next_key(ours) == "peers_invited"


def _next_key(partnership: Partnership) -> str:
    found = next_step(playbook(facts_of(partnership)))
    return found[1].key if found else ""


@pytest.mark.django_db
def test_members_read_the_playbook_and_only_those_who_keep_the_records_tick_off(world: World, browse: Browse) -> None:
    pk = world.machinery.pk
    for name in ("Alice", "Fay", "Bob", "Dan", "Erin"):
        client = browse(name)
        assert client.get(reverse("partnerships:playbook", args=[pk])).status_code == 200
        shown = client.get(reverse("partnerships:phase", args=[pk, 2])).content.decode()
        keeps = name in ("Alice", "Fay")
        assert ("Step 2.4 is done" in shown) == keeps
        form = client.get(reverse("partnerships:step_done", args=[pk, "case_written"]))
        assert form.status_code == (200 if keeps else 403)
    alice = browse("Alice")
    assert alice.get(reverse("partnerships:phase", args=[pk, 9])).status_code == 404
    assert alice.get(reverse("partnerships:step_done", args=[pk, "convener_chosen"])).status_code == 404


@pytest.mark.django_db
def test_the_playbook_asks_at_most_fifteen_queries(
    world: World, browse: Browse, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = browse("Alice")
    for address in (
        reverse("partnerships:playbook", args=[world.machinery.pk]),
        reverse("partnerships:phase", args=[world.machinery.pk, 3]),
    ):
        with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
            client.get(address)


@pytest.mark.django_db
def test_the_home_shows_the_next_step(world: World, browse: Browse) -> None:
    shown = browse("Alice").get(reverse("partnerships:home", args=[world.machinery.pk])).content.decode()
    assert "1.1 Ask ten people whether there is a need" in shown


@pytest.mark.django_db
def test_the_words_of_the_home_state_stand_on_the_pages_of_its_partnerships(world: World, browse: Browse) -> None:
    page = reverse("partnerships:phase", args=[world.machinery.pk, 2])
    assert "Name a neutral convener" in browse("Alice").get(page).content.decode()
    for pack, words in (
        ("collaboratives", "Name a neutral backbone organization"),
        ("misspelt", "Name a neutral convener"),
    ):
        world.illinois.label_pack = pack
        world.illinois.save()
        assert words in browse("Alice").get(page).content.decode()


@pytest.mark.django_db
def test_an_administrator_chooses_the_words_of_the_state(world: World, browse: Browse) -> None:
    address = reverse("partnerships:words", args=["IL"])
    assert browse("Charlie").get(address).status_code == 404
    assert browse("Frank").get(address).status_code == 403
    grace = browse("Grace")
    assert "collaboratives: sector collaborative" in grace.get(address).content.decode()
    assert grace.post(address, {"pack": "collaboratives"}).status_code == 302
    shown = browse("Alice").get(reverse("partnerships:phase", args=[world.machinery.pk, 1])).content.decode()
    assert "A sector collaborative begins where several firms feel the same pain" in shown
    assert grace.post(address, {"pack": "/etc/passwd"}).status_code == 200
    world.illinois.refresh_from_db()
    assert world.illinois.label_pack == "collaboratives"
    assert AuditEntry.objects.get(kind="WORDS_CHOSEN").detail == {"before": "default", "after": "collaboratives"}
