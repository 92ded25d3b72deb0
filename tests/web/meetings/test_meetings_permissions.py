"""Who may do what at which meeting? One truth table; a policy that is not in it fails the build."""

import inspect

import pytest

import truth_table
from meeting_world import World
from talentshed.web.meetings import policies
from talentshed.web.meetings.models import AgendaFinding, Decision, Meeting, Minutes, Summary

WHO = ("Alice", "Fay", "Carol", "Hugo", "Bob", "Dan", "Stu", "Erin", "Frank", "Grace", "Rosa", "Charlie")

# Alice convenes, Fay facilitates, Carol champions and chairs the launch, Hugo is industry chair and chaired the
# quarterly meeting, Bob employs, Dan supports, Stu keeps data, Erin observes. Frank oversees, Grace administers, Rosa
# convenes another partnership, Charlie is a stranger. y: may; .: may not.
TABLE = """
                                     Alice Fay Carol Hugo Bob Dan Stu Erin Frank Grace Rosa Charlie
    see the launch                     y    y    y    y   y   y   y   y    .     .    .      .
    plan a meeting                     y    y    .    .   .   .   .   .    .     .    .      .
    change the launch                  y    y    .    .   .   .   .   .    .     .    .      .
    change the held one                .    .    .    .   .   .   .   .    .     .    .      .
    run the launch                     y    y    y    .   .   .   .   .    .     .    .      .
    run the held one                   .    .    .    .   .   .   .   .    .     .    .      .
    record the launch                  y    y    .    .   .   .   .   .    .     .    .      .
    record the held one                y    y    .    .   .   .   .   .    .     .    .      .
    record the one called off          .    .    .    .   .   .   .   .    .     .    .      .
    see the launch's answers           y    y    y    .   .   .   .   .    .     .    .      .
    see an unchaired one's answers     y    y    y    y   .   .   .   .    .     .    .      .
    see who was there                  y    y    y    y   y   y   y   .    .     .    .      .
    share the link                     y    y    y    .   .   .   .   .    .     .    .      .
    share the held one's link          .    .    .    .   .   .   .   .    .     .    .      .
    answer                             y    y    y    y   y   y   y   y    .     .    .      .
    answer for the held one            .    .    .    .   .   .   .   .    .     .    .      .
    acknowledge                        y    y    y    y   y   y   y   y    .     .    .      .
    acknowledge the one called off     .    .    .    .   .   .   .   .    .     .    .      .
    stop a topic                       y    y    y    y   y   y   y   y    .     .    .      .
    decide on a word                   .    .    y    .   .   .   .   .    .     .    .      .
    decide on a word that is gone      .    .    .    .   .   .   .   .    .     .    .      .
    write minutes                      y    y    .    .   .   .   .   .    .     .    .      .
    read a draft of minutes            y    y    .    y   .   .   .   .    .     .    .      .
    read approved minutes              y    y    y    y   y   y   y   y    .     .    .      .
    approve minutes                    y    .    .    y   .   .   .   .    .     .    .      .
    approve approved minutes           .    .    .    .   .   .   .   .    .     .    .      .
    log a decision                     y    y    .    y   .   .   .   .    .     .    .      .
    revoke a decision                  y    y    .    y   .   .   .   .    .     .    .      .
    revoke a revoked one               .    .    .    .   .   .   .   .    .     .    .      .
    read the log                       y    y    y    y   y   y   y   y    .     .    .      .
    draft the summary                  y    y    .    .   .   .   .   .    .     .    .      .
    approve the summary                y    .    .    y   .   .   .   .    .     .    .      .
    approve an approved one            .    .    .    .   .   .   .   .    .     .    .      .
    send a draft                       .    .    .    .   .   .   .   .    .     .    .      .
    send an approved one               y    y    .    .   .   .   .   .    .     .    .      .
    read a draft of the summary        y    y    .    y   .   .   .   .    .     .    .      .
    read an approved summary           y    y    y    y   y   y   y   y    .     .    .      .
    run in a closed partnership        .    .    .    .   .   .   .   .    .     .    .      .
    log in a closed partnership        .    .    .    .   .   .   .   .    .     .    .      .
    decide in a closed partnership     .    .    .    .   .   .   .   .    .     .    .      .
    approve in a closed partnership    .    .    .    .   .   .   .   .    .     .    .      .
    answer in a closed partnership     .    .    .    .   .   .   .   .    .     .    .      .
"""


def verdicts(world: World, name: str) -> dict[str, bool]:
    """Ask every policy for one person."""
    who, launch, held = world[name], world.launch, world.quarterly
    off = Meeting(partnership=world.machinery, kind="launch", status="cancelled", starts_at=launch.starts_at)
    unchaired = Meeting(partnership=world.machinery, kind="launch", starts_at=launch.starts_at)
    word = AgendaFinding(meeting=launch)
    gone = AgendaFinding(meeting=launch, decision="gone")
    draft = Minutes(meeting=held)
    approved = Minutes(meeting=held, approved_at=held.starts_at)
    revoked = Decision(meeting=held, revoked_at=held.starts_at)
    found = {
        "see the launch": policies.may_see_meeting(who, launch),
        "plan a meeting": policies.may_plan_meeting(who, world.machinery),
        "change the launch": policies.may_change_meeting(who, launch),
        "change the held one": policies.may_change_meeting(who, held),
        "run the launch": policies.may_run_meeting(who, launch),
        "run the held one": policies.may_run_meeting(who, held),
        "record the launch": policies.may_record_meeting(who, launch),
        "record the held one": policies.may_record_meeting(who, held),
        "record the one called off": policies.may_record_meeting(who, off),
        "see the launch's answers": policies.may_see_answers(who, launch),
        "see an unchaired one's answers": policies.may_see_answers(who, unchaired),
        "see who was there": policies.may_see_attendance(who, held),
        "share the link": policies.may_share_link(who, launch),
        "share the held one's link": policies.may_share_link(who, held),
        "answer": policies.may_answer(who, launch),
        "answer for the held one": policies.may_answer(who, held),
        "acknowledge": policies.may_acknowledge(who, launch),
        "acknowledge the one called off": policies.may_acknowledge(who, off),
        "stop a topic": policies.may_stop_topic(who, launch),
        "decide on a word": policies.may_decide_finding(who, word),
        "decide on a word that is gone": policies.may_decide_finding(who, gone),
        "write minutes": policies.may_write_minutes(who, held),
        "read a draft of minutes": policies.may_read_minutes(who, draft),
        "read approved minutes": policies.may_read_minutes(who, approved),
        "approve minutes": policies.may_approve_minutes(who, draft),
        "approve approved minutes": policies.may_approve_minutes(who, approved),
        "log a decision": policies.may_log_decision(who, held),
        "revoke a decision": policies.may_revoke_decision(who, Decision(meeting=held)),
        "revoke a revoked one": policies.may_revoke_decision(who, revoked),
        "read the log": policies.may_read_decisions(who, world.machinery),
        "draft the summary": policies.may_draft_summary(who, held),
        "approve the summary": policies.may_approve_summary(who, Summary(meeting=held)),
        "approve an approved one": policies.may_approve_summary(who, Summary(meeting=held, status="approved")),
        "send a draft": policies.may_send_summary(who, Summary(meeting=held)),
        "send an approved one": policies.may_send_summary(who, Summary(meeting=held, status="approved")),
        "read a draft of the summary": policies.may_read_summary(who, Summary(meeting=held)),
        "read an approved summary": policies.may_read_summary(who, Summary(meeting=held, status="approved")),
    }
    world.machinery.status = "closed"
    launch.partnership = held.partnership = world.machinery
    found |= {
        "run in a closed partnership": policies.may_run_meeting(who, launch),
        "log in a closed partnership": policies.may_log_decision(who, held),
        "decide in a closed partnership": policies.may_decide_finding(who, word),
        "approve in a closed partnership": policies.may_approve_minutes(who, draft),
        "answer in a closed partnership": policies.may_answer(who, launch),
    }
    assert all(verdict.reason.endswith(".") for verdict in found.values() if not verdict), "a no without a reason"
    return {deed: bool(verdict) for deed, verdict in found.items()}


@pytest.mark.parametrize("name", WHO)
def test_everybody_may_do_what_the_table_says_and_nothing_else(world: World, name: str) -> None:
    found = verdicts(world, name)
    assert found == {deed: row[name] for deed, row in truth_table.read(TABLE, WHO).items()}


def test_no_policy_is_missing_from_the_table() -> None:
    asked = inspect.getsource(verdicts)
    rules = [name for name in policies.__all__ if name.startswith("may_") and "room" not in name]
    rules = [name for name in rules if getattr(policies, name).__module__.endswith((".meeting", ".record"))]
    assert len(rules) >= 20
    # Asked through may_answer, which adds who asks.
    assert [name for name in rules if f"policies.{name}(" not in asked] == ["may_answer_by_link"]


def test_a_meeting_that_is_over_takes_no_answer_by_link(world: World) -> None:
    assert policies.may_answer_by_link(world.launch)
    assert not policies.may_answer_by_link(world.quarterly)
    assert (
        "called off"
        in policies.may_answer_by_link(
            Meeting(partnership=world.machinery, status="cancelled", starts_at=world.launch.starts_at)
        ).reason
    )


def test_a_named_chair_who_has_left_chairs_nothing(world: World) -> None:
    carol = world["Carol"]
    carol.is_active = False
    assert not policies.may_run_meeting(carol, world.launch)
