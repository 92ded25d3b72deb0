"""How did a launch go? Plays one in the launch room: posts, themes, requirements, votes, champions, answers."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from talentshed.web.demo_state import gathering
from talentshed.web.demo_state.chapters import Tale, name_chair
from talentshed.web.demo_state.clock import at_time
from talentshed.web.demo_state.stories import Demand, industries
from talentshed.web.meetings.actions import coming, room_closing, room_leading, room_phones, room_sorting
from talentshed.web.meetings.models import Badge, Meeting, Post, Requirement, Room, Theme
from talentshed.web.meetings.room_tally import Mark

DOTS = 5
_ROOM = "Meeting room of the library"
_SPACE = uuid.UUID("5d0f2b1e-7c5a-4a43-9b1d-2f6f0a4c9e11")


@dataclass
class _Board:
    """What stands on the wall while a launch is played."""

    tale: Tale
    room: Room
    badges: Mapping[str, Badge]
    """Of the firms, by name."""

    def id_of(self, *what: object) -> uuid.UUID:
        """Return the id that a phone would have made; the same at each seeding."""
        return uuid.uuid5(_SPACE, "/".join(map(str, (self.tale.story.key, *what))))


def launch(tale: Tale) -> None:
    """Plan the first meeting and, where it lies behind, play it."""
    name_chair(tale)
    when = tale.story.launch
    if when.planned is not None:
        _plan_ahead(tale, when.planned)
    elif when.held is not None:
        _play(tale, when.held)


def _plan_ahead(tale: Tale, days: int) -> None:
    with tale.calendar.on(12):
        starts_at = tale.calendar.meeting_at(-days)
        meeting = gathering.plan(tale, Meeting.Kind.LAUNCH, "Launch of " + tale.story.name, starts_at, _ROOM, "launch")
    with tale.calendar.on(4):
        gathering.answer(tale, meeting, tale.story.employers[:-2])
        gathering.answer(tale, meeting, tale.story.employers[-2:-1], "maybe")
        gathering.answer(tale, meeting, tale.story.partners[:3])


def _play(tale: Tale, days_ago: int) -> None:
    story, starts_at = tale.story, tale.calendar.meeting_at(days_ago)
    with at_time(starts_at - timedelta(days=20)):
        meeting = gathering.plan(tale, Meeting.Kind.LAUNCH, "Launch of " + story.name, starts_at, _ROOM, "launch")
    with at_time(starts_at - timedelta(days=6)):
        answers = gathering.answer_at_once(tale, meeting, (*story.employers, *story.partners))
    with at_time(starts_at):
        coming.check_in(by=tale.convener, meeting=meeting, here=answers, acknowledged=answers)
        board = _open(tale, meeting)
        themes = _post_and_sort(board)
        asked = _require(board, themes)
    with at_time(starts_at + timedelta(minutes=85)):
        _vote(board, asked)
        _take_on(board, asked)
        room_closing.close_room(by=tale.convener, room=board.room)
    gathering.hold(tale, meeting)
    kept = "; ".join(_demands(tale)[number].title for number in range(len(story.priorities)))
    gathering.write_up(
        tale,
        meeting,
        f"{len(story.employers)} firms came. They kept these priorities: {kept}. The support partners listened first.",
        [("priority", "These priorities are kept: " + kept, "Vote of the firms, one ballot each")],
    )


def _open(tale: Tale, meeting: Meeting) -> _Board:
    room = room_leading.open_room(by=tale.convener, meeting=meeting)
    room_leading.set_vote(by=tale.convener, room=room, method="dots", dots_each=DOTS, answer_days=10)
    badges = {
        name: room_leading.check_in(by=tale.convener, room=room, organization=tale.cast.organization(name))
        for name in tale.story.employers
    }
    room_leading.go_to(by=tale.convener, room=room, stage=Room.Stage.POSTS)
    return _Board(tale, room, badges)


def _demands(tale: Tale) -> list[Demand]:
    """Return what is voted on: what the story keeps, best first, and two that don't make it."""
    all_of_them = industries()[tale.story.sector].demands
    kept = [all_of_them[number] for number in tale.story.priorities]
    return kept + [each for each in all_of_them if each not in kept][:2]


def _post_and_sort(board: _Board) -> list[Theme]:
    """Every firm posts in turn: an opportunity and, every second one, an obstacle; then they are sorted."""
    industry, firms = industries()[board.tale.story.sector], list(board.badges.values())
    held: dict[str, list[Post]] = {name: [] for name, _texts in industry.themes}
    said = [(name, text, "opportunity") for name, texts in industry.themes for text in texts]
    for number, demand in enumerate(industry.demands[: len(firms) // 2]):
        said.append((industry.themes[number % len(industry.themes)][0], demand.cause, "obstacle"))
    for number, (name, text, kind) in enumerate(said):
        post = room_phones.post(
            by=firms[number % len(firms)],
            id=board.id_of("post", number),
            kind=kind,
            text=text,
            show_name=number % 3 == 0,
        )
        held[name].append(post)
    by = board.tale.convener
    room_leading.go_to(by=by, room=board.room, stage=Room.Stage.THEMES)
    return [room_sorting.make_theme(by=by, room=board.room, name=name, posts=posts) for name, posts in held.items()]


def _require(board: _Board, themes: list[Theme]) -> list[Requirement]:
    by = board.tale.convener
    room_leading.go_to(by=by, room=board.room, stage=Room.Stage.REQUIREMENTS)
    return [
        room_sorting.keep_requirement(
            by=by, room=board.room, text=each.title, kind=each.kind, themes=[themes[number % len(themes)]]
        )
        for number, each in enumerate(_demands(board.tale))
    ]


def _vote(board: _Board, asked: list[Requirement]) -> None:
    by, large = board.tale.convener, board.tale.story.launch.one_large_firm
    room_leading.go_to(by=by, room=board.room, stage=Room.Stage.VOTING)
    for number, (name, badge) in enumerate(board.badges.items()):
        dots = _dots(number, len(asked), is_large=name == large, has_large=bool(large))
        marks = [Mark(item=asked[item].pk, dots=count) for item, count in sorted(dots.items())]
        room_phones.vote(by=badge, id=board.id_of("ballot", number), marks=marks)
    room_leading.go_to(by=by, room=board.room, stage=Room.Stage.RESULTS)
    kept = asked[: len(board.tale.story.priorities)]
    room_closing.choose_kept(by=by, room=board.room, requirements=kept)


def _dots(firm: int, items: int, *, is_large: bool, has_large: bool) -> dict[int, int]:
    """Return how a firm spreads its five dots: mostly on what is kept; the one large firm all on the second item."""
    if is_large:
        return {1: DOTS}
    spread: dict[int, int] = {}
    for item in (0, 0, 1, 2, 3 + firm % 3) if firm % 2 else (0, 1, 1, 2, 3 + firm % 3):
        place = item if item < items else items - 1
        place = 2 if has_large and place == 1 else place
        spread[place] = spread.get(place, 0) + 1
    return spread


def _take_on(board: _Board, asked: list[Requirement]) -> None:
    """Champions sign up, for all but the last of four priorities; support partners say what they heard."""
    tale = board.tale
    room_leading.go_to(by=tale.convener, room=board.room, stage=Room.Stage.CHAMPIONS)
    for number in range(min(3, len(tale.story.priorities))):
        name = tale.story.employers[number]
        card = tale.cast.cards[name]
        asked[number].refresh_from_db()
        room_phones.sign_up(
            by=board.badges[name],
            id=board.id_of("sign-up", number),
            requirement=asked[number],
            name=card.name,
            title=card.title,
        )
    room_leading.go_to(by=tale.convener, room=board.room, stage=Room.Stage.HEARD)
    for number, name in enumerate(tale.story.partners[:3]):
        demand = _demands(tale)[number % len(tale.story.priorities)]
        room_closing.answer_as(
            by=tale.cast.person(name),
            room=board.room,
            organization=tale.cast.organization(name),
            heard=f"You want this: {demand.title.lower()}. The cause is not where we looked for it.",
            can_do=f"We come back within ten days with: {demand.need[0].lower()}.",
        )
