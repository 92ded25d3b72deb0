"""How did the table meet after its launch? Quarterly meetings: who came, what was decided, what was left to do."""

from talentshed.web.demo_state import gathering
from talentshed.web.demo_state.acting import LONGEST_LATE
from talentshed.web.demo_state.chapters import Tale
from talentshed.web.demo_state.clock import at_time
from talentshed.web.demo_state.stories import industries
from talentshed.web.meetings.models import Meeting
from talentshed.web.priorities.actions import items

FALLING = {"lakemere-care": (8, 6, 4, 3)}
"""Firms that came to each meeting where fewer and fewer came: a planted fact."""
CHAIRED_BY_PUBLIC = {"lakemere-care": (12,)}
"""Meetings, by their day, that a support partner chaired: a planted fact."""
TASKS = (
    "Tell those who were absent what was decided",
    "Bring figures on: {measure}",
    "Ask one new firm to the next meeting",
)
_DECISIONS = (
    ("rules", "Teams report in writing from now on", "Meetings were used for reading reports aloud"),
    ("action", "Visits of plants come before courses", "Young people said that they had never seen one"),
    ("rules", "The next meeting is at a member's site", "Two firms offered their rooms"),
    ("membership", "New firms get a sponsor for their first year", "Two new members fell silent after one meeting"),
    ("rules", "We ask each firm at most twice a month", "Owners said that they are asked too often"),
)


def _days(tale: Tale) -> list[int]:
    """Return the days of all meetings after the launch, back from today; the last one lies ahead."""
    return [*tale.story.meetings, -(16 + 3 * (len(tale.story.key) % 7))]


def plan_next(tale: Tale) -> None:
    """Give the first meeting after the launch its date, at the launch."""
    if tale.story.launch.held is None:
        return
    days = _days(tale)
    with tale.calendar.on(tale.story.launch.held, hour=16):
        _plan(tale, 1, days[0])


def meet_on(tale: Tale) -> None:
    """Hold the meetings of the phase that is told, each planning the next one."""
    told = tale.reload().phase
    last = tale.story.reached[told - 1] if told < tale.story.phase else 0
    days = _days(tale)
    for place, day in enumerate(tale.story.meetings):
        meeting = Meeting.objects.filter(
            partnership=tale.partnership, kind=Meeting.Kind.QUARTERLY, status=Meeting.Status.PLANNED
        ).first()
        if meeting is None or day < last or meeting.starts_at != tale.calendar.meeting_at(day):
            continue
        _hold(tale, meeting, place, day)
        with at_time(tale.calendar.meeting_at(day, hour=14)):
            _plan(tale, place + 2, days[place + 1])


def _plan(tale: Tale, number: int, day: int) -> None:
    host = tale.story.employers[number % len(tale.story.employers)]
    gathering.plan(
        tale,
        Meeting.Kind.QUARTERLY,
        f"Quarterly meeting {number}",
        tale.calendar.meeting_at(day),
        f"Training room of {host}",
        "quarterly",
    )


def _hold(tale: Tale, meeting: Meeting, place: int, day: int) -> None:
    story = tale.story
    firms = FALLING.get(story.key, (len(story.employers) - place % 2,) * len(story.meetings))[place]
    bodies = story.partners if story.key in FALLING else story.partners[: max(2, firms - 3)]
    chair = story.convener if day in CHAIRED_BY_PUBLIC.get(story.key, ()) else ""
    gathering.meet(tale, meeting, (*story.employers[:firms], *bodies), chair)
    kind, what, why = _DECISIONS[place % len(_DECISIONS)]
    gathering.write_up(
        tale, meeting, f"{firms} firms came. The teams reported. Decided: {what.lower()}.", [(kind, what, why)]
    )
    _give_out(tale, place, day, what)


def _give_out(tale: Tale, place: int, day: int, decided: str) -> None:
    """Three tasks come of each meeting; most are done in time, some of the last months wait."""
    story = tale.story
    measure = industries()[story.sector].demands[place % 6].measure.lower()
    titles = (f"Carry out: {decided[0].lower()}{decided[1:]}", *(each.format(measure=measure) for each in TASKS))
    for step, title in enumerate(titles):
        owner = (*story.employers, *story.partners)[(place + 3 * step) % (len(story.employers) + 2)]
        due_ago = day - 21 * (step + 1)
        with at_time(tale.calendar.meeting_at(day, hour=15)):
            item = items.add_item(
                by=tale.convener,
                partnership=tale.partnership,
                title=title[:200],
                due_date=tale.calendar.at(due_ago).date(),
                owner=tale.cast.person(owner),
                owner_organization=tale.cast.organization(owner),
            )
        waits = (place + step) % 4 == 3 and due_ago < LONGEST_LATE
        if due_ago > 10 and not waits:
            with tale.calendar.on(due_ago + 2 - 7 * (step % 2)):
                items.set_item(
                    by=tale.cast.person(owner), item=item, status="done", evidence="Told at the next meeting"
                )
