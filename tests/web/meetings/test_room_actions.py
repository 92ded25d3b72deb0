"""What happens in a launch room: phones write once however often they send; one firm, one ballot; the close forgets."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils import timezone

import room_world
from room_world import World
from talentshed.web.access.models import AuditEntry
from talentshed.web.meetings.actions import room_closing, room_leading, room_phones, room_sorting
from talentshed.web.meetings.models import (
    Badge,
    Ballot,
    HeardResponse,
    Pass,
    Post,
    Requirement,
    Room,
    RoomFirm,
    SignUp,
    Theme,
)
from talentshed.web.meetings.queries.room_board import board, proposed_groups
from talentshed.web.meetings.queries.room_results import parked_before, results, room_results, standing_marks
from talentshed.web.meetings.room_answers import RoomError
from talentshed.web.meetings.room_tally import Mark
from talentshed.web.priorities.models import Priority

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return room_world.build()


def say(world: World, firm: str, text: str, kind: str = "opportunity", **more: Any) -> Post:
    return room_phones.post(by=world.badges[firm], id=more.pop("id", uuid.uuid4()), kind=kind, text=text, **more)


def full_board(world: World) -> tuple[list[Theme], list[Requirement]]:
    """Posts of six firms in two themes, with a requirement each."""
    world.go_to("posts")
    for firm, text in (
        ("Ames", "We can't find welders"),
        ("Birch", "A welding program nearby"),
        ("Cole", "More welders"),
        ("Dunn", "Housing for new hires"),
        ("Eck", "No housing near the plant"),
        ("Grand", "Welders for our new line"),
    ):
        say(world, firm, text)
    themes = room_sorting.apply_groups(by=world.alice, room=world.room, words=["welders", "housing"])
    world.go_to("requirements")
    kept = [
        room_sorting.keep_requirement(by=world.alice, room=world.room, text=text, kind=kind, themes=[theme])
        for text, kind, theme in (
            ("A night program for welders", "talent", themes[0]),
            ("A housing fund", "infrastructure", themes[1]),
        )
    ]
    return themes, kept


def dots(world: World, firm: str, *given: int, items: list[Requirement], at: int | None = None) -> Ballot:
    marks = [Mark(item.pk, dots=each) for item, each in zip(items, given, strict=True)]
    return room_phones.vote(by=world.badges[firm], id=uuid.uuid4(), marks=marks, made_at=at)


# Posts ----------------------------------------------------------------------------------------------------------------


def test_sending_a_post_twice_keeps_one(world: World):
    world.go_to("posts")
    id = uuid.uuid4()
    assert say(world, "Ames", "Welders", id=id).pk == say(world, "Ames", "Welders", id=id).pk
    assert Post.objects.count() == 1


def test_a_post_carries_a_token_and_no_name_unless_the_firm_wants_it(world: World):
    world.go_to("posts")
    hidden, shown = say(world, "Ames", "Welders"), say(world, "Birch", "Housing", show_name=True)
    assert (hidden.shown_name, shown.shown_name) == ("", "Birch")
    texts = [field for field in Post._meta.get_fields() if isinstance(field, models.ForeignKey)]
    assert "organizations" not in {field.related_model._meta.app_label for field in texts}  # type: ignore[union-attr]


def test_posts_come_in_one_order_that_phones_can_ask_for(world: World):
    world.go_to("posts")
    seqs = [say(world, firm, f"Post of {firm}").seq for firm in ("Ames", "Birch", "Cole")]
    assert seqs == sorted(set(seqs))
    assert Room.objects.get(pk=world.room.pk).version == seqs[-1]


def test_what_was_written_without_signal_is_taken_until_the_room_closes(world: World):
    for stage in ("posts", "themes", "requirements", "voting", "results", "champions", "heard"):
        world.go_to(stage)
        assert say(world, "Ames", f"Late at {stage}").pk


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_post_is_refused_with_a_sentence(world: World, text: str):
    world.go_to("posts")
    with pytest.raises(RoomError, match="Write something first"):
        say(world, "Ames", text)


def test_a_theme_of_another_room_is_refused(world: World):
    world.go_to("requirements")
    foreign = Theme.objects.create(room=world.other_room, name="Foreign")
    with pytest.raises(RoomError, match="no longer on the board"):
        say(world, "Ames", "A fund", kind="requirement", theme=foreign)


def test_no_trail_tells_who_posted_or_voted(world: World):
    _themes, items = full_board(world)
    world.go_to("voting")
    before = AuditEntry.objects.count()
    say(world, "Ames", "More")
    dots(world, "Ames", 3, 2, items=items)
    assert AuditEntry.objects.count() == before


# Coming in ------------------------------------------------------------------------------------------------------------


def test_a_code_lets_one_phone_in_and_the_same_phone_again(world: World):
    entry = Pass.objects.filter(badge=world.badges["Ames"]).get()
    phone, another = uuid.uuid4(), uuid.uuid4()
    room_phones.come_in(by=phone, entry=entry)
    entry = Pass.objects.get(pk=entry.pk)
    assert room_phones.come_in(by=phone, entry=entry) == world.badges["Ames"]
    with pytest.raises(PermissionDenied, match="another phone in already"):
        room_phones.come_in(by=another, entry=entry)


def test_a_colleague_gets_a_code_of_the_same_badge(world: World):
    first = Pass.objects.filter(badge=world.badges["Ames"]).get()
    room_phones.come_in(by=uuid.uuid4(), entry=first)
    more = room_phones.share_badge(by=world.badges["Ames"])
    assert more.pk != first.pk
    assert room_phones.share_badge(by=world.badges["Ames"]).pk == more.pk, "an unused code is shown again"


def test_a_badge_that_was_taken_back_lets_nobody_in_and_writes_nothing(world: World):
    world.go_to("posts")
    room_leading.withdraw_badge(by=world.alice, badge=world.badges["Ames"])
    assert not Pass.objects.filter(badge=world.badges["Ames"], phone__isnull=True).exists()
    with pytest.raises(PermissionDenied, match="taken back"):
        say(world, "Ames", "Welders")


def test_checking_in_again_gives_the_same_badge(world: World):
    assert (
        room_leading.check_in(by=world.alice, room=world.room, organization=world.firms["Ames"]) == world.badges["Ames"]
    )
    assert Badge.objects.filter(room=world.room).count() == 9


def test_firms_of_one_holding_share_a_house(world: World):
    plant = room_world.organizations.organization("Grand East", size_band="250-499", parent=world.firms["Grand"])
    room_world.member(world.partnership, plant)
    made = room_leading.check_in(by=world.alice, room=world.room, organization=plant)
    assert made.firm is not None
    assert world.badges["Grand"].firm is not None
    assert made.firm.house == world.badges["Grand"].firm.house
    assert made.firm.token != world.badges["Grand"].firm.token, "each has its own vote"


# Voting ---------------------------------------------------------------------------------------------------------------


def test_phones_of_a_firm_share_one_ballot_and_the_last_change_wins(world: World):
    _themes, items = full_board(world)
    world.go_to("voting")
    now = int(timezone.now().timestamp() * 1000)
    dots(world, "Ames", 0, 5, items=items, at=now - 1000)
    dots(world, "Ames", 5, 0, items=items, at=now - 3000)  # made earlier, without signal, arrives later
    marks = standing_marks(world.badges["Ames"].firm_id)
    assert (marks[items[0].pk].dots, marks[items[1].pk].dots) == (0, 5)
    found = results(world.room)
    assert (found.voters, found.firms) == (1, 7)


def test_a_clock_that_is_fast_cant_win_for_ever(world: World):
    _themes, items = full_board(world)
    world.go_to("voting")
    ahead = int(timezone.now().timestamp() * 1000) + 3_600_000
    dots(world, "Ames", 5, 0, items=items, at=ahead)
    dots(world, "Ames", 0, 5, items=items)
    assert standing_marks(world.badges["Ames"].firm_id)[items[1].pk].dots == 5


def test_sending_a_ballot_twice_keeps_one(world: World):
    _themes, items = full_board(world)
    world.go_to("voting")
    id = uuid.uuid4()
    for _ in range(2):
        room_phones.vote(by=world.badges["Ames"], id=id, marks=[Mark(items[0].pk, dots=1)])
    assert Ballot.objects.count() == 1


def test_more_dots_than_the_cap_are_refused(world: World):
    _themes, items = full_board(world)
    world.go_to("voting")
    with pytest.raises(RoomError, match="Each firm has 5 dots"):
        dots(world, "Ames", 5, 1, items=items)
    assert Ballot.objects.count() == 0


def test_a_ballot_on_an_item_of_another_room_is_refused(world: World):
    full_board(world)
    world.go_to("voting")
    foreign = Requirement.objects.create(room=world.other_room, text="Foreign", kind="talent")
    with pytest.raises(RoomError, match="list has changed"):
        room_phones.vote(by=world.badges["Ames"], id=uuid.uuid4(), marks=[Mark(foreign.pk, dots=1)])


def test_the_vote_opens_only_when_each_item_serves_a_theme(world: World):
    with pytest.raises(PermissionDenied, match="at least two"):
        room_leading.go_to(by=world.alice, room=world.room, stage="voting")
    themes, _items = full_board(world)
    room_sorting.undo(by=world.alice, room=world.room)  # takes both themes back
    assert Theme.objects.filter(pk=themes[0].pk, removed_at__isnull=False).exists()
    with pytest.raises(PermissionDenied, match="2 requirements serve no theme"):
        room_leading.go_to(by=world.alice, room=world.room, stage="voting")


def test_the_end_of_the_vote_starts_the_clock_and_going_back_stops_it(world: World):
    full_board(world)
    room_leading.go_to(by=world.alice, room=world.room, stage="voting")
    assert world.room.answers_due_at is None
    room_leading.go_to(by=world.alice, room=world.room, stage="results")
    assert world.room.vote_closed_at is not None
    assert world.room.answers_due_at is not None
    assert (world.room.answers_due_at - world.room.vote_closed_at).days == 10
    room_leading.go_to(by=world.alice, room=world.room, stage="voting")
    assert world.room.vote_closed_at is None


def test_the_way_of_voting_cant_change_under_those_who_voted(world: World):
    _themes, items = full_board(world)
    room_leading.set_vote(by=world.alice, room=world.room, method="dots", dots_each=3, answer_days=10)
    world.go_to("voting")
    dots(world, "Ames", 1, 0, items=items)
    with pytest.raises(ValidationError, match="voted already"):
        room_leading.set_vote(by=world.alice, room=world.room, method="ranked", dots_each=3, answer_days=10)


def test_an_item_of_one_large_firm_is_not_first_on_breadth_whatever_its_points(world: World):
    _themes, items = full_board(world)
    world.go_to("voting")
    dots(world, "Grand", 5, 0, items=items)
    dots(world, "Ames", 0, 1, items=items)
    dots(world, "Dunn", 0, 1, items=items)
    found = results(world.room)
    assert [item.requirement for item in found.items] == items, "by points the large firm's item leads"
    assert [item.requirement for item in found.by_breadth] == items[::-1]
    assert [item.breadth.rank for item in found.by_breadth] == [1, None]
    assert (found.by_breadth[0].breadth.firms, found.by_breadth[0].breadth.of_firms) == (2, 7)


# Sorting --------------------------------------------------------------------------------------------------------------


def state(world: World) -> tuple[dict[str, object], ...]:
    posts = {str(pk): theme for pk, theme in Post.objects.values_list("pk", "theme_id")}
    themes = {str(each.pk): (each.name, each.removed_at is None) for each in Theme.objects.all()}
    links = {str(each.pk): sorted(each.themes.values_list("pk", flat=True)) for each in Requirement.objects.all()}
    return posts, themes, links


def test_groups_are_proposed_applied_and_taken_back(world: World):
    world.go_to("posts")
    for firm, text in (("Ames", "We need welders"), ("Birch", "Welding program"), ("Cole", "Energy")):
        say(world, firm, text)
    assert [(group.word, group.firms) for group in proposed_groups(board(world.room))] == [("welders", 2)]
    before = state(world)[0]
    made = room_sorting.apply_groups(by=world.alice, room=world.room, words=["welders"])
    assert "“welders / welding”" in made[0].reason
    assert board(world.room).themes[0].firms == 2
    room_sorting.undo(by=world.alice, room=world.room)
    assert state(world)[0] == before
    assert board(world.room).themes == ()


def test_every_step_of_sorting_can_be_taken_back(world: World):
    themes, items = full_board(world)
    posts = list(Post.objects.filter(theme=themes[0]))
    steps = [
        lambda: room_sorting.rename_theme(by=world.alice, theme=Theme.objects.get(pk=themes[0].pk), name="Welding"),
        lambda: room_sorting.make_theme(by=world.alice, room=world.room, name="Split", posts=posts[:2]),
        lambda: room_sorting.move_posts(by=world.alice, room=world.room, posts=posts[2:], theme=None),
        lambda: room_sorting.merge_themes(
            by=world.alice,
            room=world.room,
            themes=[*Theme.objects.filter(pk__in=[each.pk for each in themes])],
            name="All",
        ),
    ]
    seen = [state(world)]
    for step in steps:
        step()
        seen.append(state(world))
    assert sorted(items[1].themes.values_list("pk", flat=True)) == sorted({themes[0].pk, themes[1].pk})
    for before in reversed(seen[:-1]):
        room_sorting.undo(by=world.alice, room=world.room)
        posts_now, themes_now, links_now = state(world)
        posts_then, themes_then, links_then = before
        assert posts_now == posts_then
        assert links_now == links_then
        assert {pk: each for pk, each in themes_now.items() if each[1]} == {
            pk: each for pk, each in themes_then.items() if each[1]
        }  # type: ignore[index]


def test_there_is_nothing_to_undo_on_an_empty_board(world: World):
    with pytest.raises(PermissionDenied, match="nothing to undo"):
        room_sorting.undo(by=world.alice, room=world.room)


def test_a_requirement_needs_a_theme(world: World):
    with pytest.raises(ValidationError):
        room_sorting.keep_requirement(by=world.alice, room=world.room, text="A fund", kind="talent", themes=[])


# Closing --------------------------------------------------------------------------------------------------------------


def closed(world: World) -> tuple[list[Theme], list[Requirement]]:
    themes, items = full_board(world)
    say(world, "Ames", "Ames is proud of its welders", show_name=True)
    room_leading.go_to(by=world.alice, room=world.room, stage="voting")
    world.go_to("voting")
    for firm, given in (("Ames", (5, 0)), ("Ames", (3, 2)), ("Dunn", (1, 4)), ("Eck", (0, 5)), ("Grand", (5, 0))):
        dots(world, firm, *given, items=items)
    room_leading.go_to(by=world.alice, room=world.room, stage="champions")
    room_closing.choose_kept(by=world.alice, room=world.room, requirements=items)
    world.go_to("champions")
    items = [Requirement.objects.get(pk=each.pk) for each in items]
    room_phones.sign_up(by=world.badges["Ames"], id=uuid.uuid4(), requirement=items[0], name="Ann Ames")
    world.before = results(world.room)  # type: ignore[attr-defined]
    room_closing.close_room(by=world.alice, room=world.room)
    world.room.refresh_from_db()
    return themes, items


def test_at_the_close_nothing_ties_a_post_or_a_vote_to_a_firm(world: World):
    tokens = {str(each.token) for each in RoomFirm.objects.filter(room=world.room)}
    closed(world)
    assert not Badge.objects.filter(room=world.room).exists()
    assert not Pass.objects.exists()
    left = {str(each.token) for each in RoomFirm.objects.filter(room=world.room)}
    assert len(left) == 7
    assert not left & tokens, "an older copy of the database must not tell who is who"
    assert Post.objects.get(shown_name="Ames").firm is None, "a named post must not give the firm's other posts away"
    assert Post.objects.filter(shown_name="", firm__isnull=True).count() == 0
    related = {field.related_model for field in RoomFirm._meta.get_fields() if field.is_relation}
    assert related == {Room, Badge, Post, Ballot}


def test_the_size_class_stays_where_three_firms_share_it(world: World):
    closed(world)
    sizes = sorted(RoomFirm.objects.filter(room=world.room).values_list("size_class", flat=True))
    assert sizes == ["medium,large"] * 4 + ["small"] * 3, "the one large firm is not told from those of medium size"


def test_results_read_the_same_after_the_close(world: World):
    closed(world)
    before, after = world.before, results(world.room)  # type: ignore[attr-defined]
    assert Ballot.objects.count() == 4, "ballots that were replaced are gone"
    assert [(each.requirement.pk, each.points, each.respondents) for each in after.items] == [
        (each.requirement.pk, each.points, each.respondents) for each in before.items
    ]
    assert [(each.breadth.firms, each.breadth.of_firms, each.breadth.classes) for each in after.items] == [
        (each.breadth.firms, each.breadth.of_firms, each.breadth.classes) for each in before.items
    ]
    assert [view.firms for view in after.themes] == [view.firms for view in before.themes]
    assert room_results(world.meeting) == after


def test_the_close_makes_priorities_and_parks_those_without_a_champion(world: World):
    _themes, items = closed(world)
    made = {each.title: each for each in Priority.objects.filter(partnership=world.partnership)}
    night, fund = made["A night program for welders"], made["A housing fund"]
    assert (night.status, night.kind, night.from_meeting) == ("active", "talent", world.meeting.pk)
    assert [each.name for each in night.champions.all()] == ["Ann Ames"]
    assert night.voted_at == world.room.vote_closed_at
    assert "Serves: Welders" in night.statement
    assert fund.status == "parked"
    later = room_world.Meeting.objects.create(
        partnership=world.partnership,
        kind="quarterly",
        title="Next",
        starts_at=timezone.now() + timedelta(days=900),
    )
    assert parked_before(later) == [items[1]]


def test_a_closed_room_takes_nothing_more(world: World):
    closed(world)
    with pytest.raises(PermissionDenied):
        room_sorting.undo(by=world.alice, room=world.room)
    with pytest.raises(PermissionDenied):
        room_closing.close_room(by=world.alice, room=world.room)


def test_support_partners_answer_after_the_close_from_their_account(world: World):
    _themes, items = closed(world)
    room_closing.answer_as(
        by=world["Dan"], room=world.room, organization=world.office, heard="Evenings matter", requirement=items[0]
    )
    assert HeardResponse.objects.get().organization == world.office


def test_a_table_keeps_four_at_most(world: World):
    with pytest.raises(ValidationError, match="Keep four at most"):
        room_closing.choose_kept(
            by=world.alice, room=world.room, requirements=[Requirement(text=str(n)) for n in range(5)]
        )


def test_a_room_that_nobody_closed_forgets_by_itself(world: World):
    full_board(world)
    room_closing.forget_overdue(by=None, room=world.room)
    assert not Badge.objects.filter(room=world.room).exists()
    assert Priority.objects.count() == 0
    assert AuditEntry.objects.filter(kind="ROOM_CLOSED_BY_ITSELF").count() == 1


def test_sign_ups_are_for_what_the_table_keeps(world: World):
    _themes, items = full_board(world)
    world.go_to("champions")
    with pytest.raises(RoomError, match="not one of the priorities"):
        room_phones.sign_up(by=world.badges["Ames"], id=uuid.uuid4(), requirement=items[0], name="Ann")
    assert SignUp.objects.count() == 0
