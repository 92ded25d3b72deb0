"""Who may do what around a launch room: every policy, every kind of person, every kind of badge."""

import inspect
import uuid
from collections.abc import Callable

import pytest

import room_world
from room_world import World
from talentshed.web.access.verdict import Verdict
from talentshed.web.meetings.actions import room_leading
from talentshed.web.meetings.models import Badge, Pass, Room
from talentshed.web.meetings.policies import room as policies

pytestmark = pytest.mark.django_db

PEOPLE = ("Alice", "Fay", "Bob", "Dan", "Erin", "Frank", "Grace", "Ivy", "Charlie")
"""Convener, facilitator, employer, support partner, observer, overseer, administrator, convener elsewhere, stranger."""
LEADS = ("Alice", "Fay")
INSIDE = ("Alice", "Fay", "Bob", "Dan", "Erin")

BY_PEOPLE: dict[str, tuple[Callable[[World, str], Verdict], tuple[str, ...]]] = {
    "may_open_room": (lambda w, who: policies.may_open_room(w[who], w.meeting), LEADS),
    "may_run_room": (lambda w, who: policies.may_run_room(w[who], w.room), LEADS),
    "may_see_room": (lambda w, who: policies.may_see_room(w[who], w.room), INSIDE),
    "may_check_in": (lambda w, who: policies.may_check_in(w[who], w.room, w.firms["Ames"]), LEADS),
    "may_open_vote": (lambda w, who: policies.may_open_vote(w[who], w.room, 2, 0), LEADS),
    "may_undo": (lambda w, who: policies.may_undo(w[who], w.room, object()), LEADS),
    "may_close_room": (lambda w, who: policies.may_close_room(w[who], w.room), LEADS),
    "may_answer_as": (lambda w, who: policies.may_answer_as(w[who], w.room, w.office), ("Dan",)),
}
"""Policies on people, asked of an open room whose vote has closed: how to ask, and who may."""

BADGES = ("firm", "partner", "withdrawn firm", "firm of another room")
BY_BADGES: dict[str, tuple[Callable[[Badge, Room], Verdict], dict[str, tuple[str, ...]]]] = {
    "may_post": (
        lambda badge, room: policies.may_post(badge, room, "opportunity"),
        {"firm": ("posts", "themes", "requirements", "voting", "results", "champions", "heard")},
    ),
    "may_post, requirement": (
        lambda badge, room: policies.may_post(badge, room, "requirement"),
        {"firm": ("requirements", "voting", "results", "champions", "heard")},
    ),
    "may_vote": (policies.may_vote, {"firm": ("voting",)}),
    "may_sign_up": (policies.may_sign_up, {"firm": ("champions", "heard")}),
    "may_answer": (policies.may_answer, {"partner": ("results", "champions", "heard")}),
    "may_share_badge": (
        policies.may_share_badge,
        {each: tuple(stage for stage in Room.Stage.values if stage != "closed") for each in ("firm", "partner")},
    ),
}
"""Policies on badges: how to ask, and at which stages which kind of badge may."""


@pytest.fixture
def world() -> World:
    made = room_world.build()
    made.go_to("results")
    Room.objects.filter(pk=made.room.pk).update(vote_closed_at=made.room.opened_at)
    made.room.refresh_from_db()
    return made


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", BY_PEOPLE)
def test_people(world: World, name: str, who: str):
    ask, allowed = BY_PEOPLE[name]
    verdict = ask(world, who)
    assert bool(verdict) == (who in allowed), f"{who}, {name}: {verdict.reason}"
    assert verdict or verdict.reason.endswith((".", "!")), "a no has a sentence"


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_runs_a_closed_room_but_members_still_see_it(world: World, who: str):
    room = world.room
    room.stage, room.closed_at = Room.Stage.CLOSED, room.opened_at
    for name in ("may_run_room", "may_check_in", "may_open_vote", "may_undo", "may_close_room"):
        assert not BY_PEOPLE[name][0](world, who)
    assert bool(policies.may_see_room(world[who], room)) == (who in INSIDE)
    assert bool(policies.may_answer_as(world[who], room, world.office)) == (who == "Dan")


def badge_of(world: World, kind: str) -> Badge:
    if kind == "partner":
        return world.badges[world.office.name]
    if kind == "withdrawn firm":
        room_leading.withdraw_badge(by=world.alice, badge=world.badges["Birch"])
        return world.badges["Birch"]
    if kind == "firm of another room":
        firm = room_world.organizations.organization("Hoosier Gears", state=room_world.people.indiana())
        return room_leading.check_in(by=world["Ivy"], room=world.other_room, organization=firm)
    return world.badges["Ames"]


@pytest.mark.parametrize("kind", BADGES)
@pytest.mark.parametrize("name", BY_BADGES)
def test_badges(world: World, name: str, kind: str):
    ask, allowed = BY_BADGES[name]
    badge = badge_of(world, kind)
    for stage in Room.Stage.values:
        room = Room.objects.get(pk=world.room.pk)
        room.stage = stage
        room.closed_at = room.opened_at if stage == "closed" else None
        room.vote_closed_at = room.opened_at if room.is_past("results") else None
        verdict = ask(badge, room)
        assert bool(verdict) == (stage in allowed.get(kind, ())), f"{kind}, {name}, {stage}: {verdict.reason}"


@pytest.mark.parametrize(
    ("case", "allowed"),
    [("fresh", True), ("same phone", True), ("other phone", False), ("withdrawn", False), ("closed", False)],
)
def test_codes(world: World, case: str, allowed: bool):
    entry = Pass.objects.select_related("badge__room").get(badge=world.badges["Ames"])
    phone = uuid.uuid4()
    if case in ("same phone", "other phone"):
        entry.phone = phone if case == "same phone" else uuid.uuid4()
    if case == "withdrawn":
        entry.badge.withdrawn_at = world.room.opened_at
    if case == "closed":
        entry.badge.room.closed_at = world.room.opened_at
    assert bool(policies.may_come_in(entry, phone)) == allowed


@pytest.mark.parametrize(("overdue", "allowed"), [(False, False), (True, True)])
def test_a_room_closes_by_itself_only_when_long_over(world: World, overdue: bool, allowed: bool):
    assert bool(policies.may_close_room(None, world.room, is_overdue=overdue)) == allowed


def test_employers_dont_answer_as_support_partners(world: World):
    assert not policies.may_answer_as(world["Bob"], world.room, world.firms["Dunn"])


def test_no_policy_is_left_out():
    asked = {name.partition(",")[0] for name in (*BY_PEOPLE, *BY_BADGES)} | {"may_come_in"}
    known = {
        name
        for name, each in inspect.getmembers(policies, inspect.isfunction)
        if name.startswith("may_") and each.__module__ == policies.__name__
    }
    assert asked == known
