"""What is done about priorities? Teams with plans, items, needs with offers, changes and services."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from talentshed.web.demo_state.chapters import OVERRIDDEN, Tale
from talentshed.web.demo_state.stories import Demand, industries
from talentshed.web.priorities.actions import items, systems, table, teams
from talentshed.web.priorities.models import ActionItem, ActionTeam, Offer, Priority

LONGEST_LATE = 110
"""Days after which what was overdue got done after all."""
_PARTS = (0.25, 0.5, 0.75)
"""When in the phase of action each item was due."""


@dataclass(frozen=True)
class Work:
    """One priority with those who work on it."""

    tale: Tale
    number: int
    priority: Priority
    demand: Demand
    lead: str
    """Name of the firm that leads."""
    liaison: str
    """Name of the body that accompanies."""

    @property
    def is_left_alone(self) -> bool:
        """Whether its team has no plan, with which one partnership went on all the same."""
        return (self.tale.story.key, 6) in OVERRIDDEN and self.number == 2

    @property
    def is_late(self) -> bool:
        """Whether its need came late, and no partner has answered yet."""
        return self.tale.story.phase == 6 and self.number == 2


def works(tale: Tale) -> Iterator[Work]:
    """Return the priorities that somebody champions, in their order."""
    demands = {each.title: each for each in industries()[tale.story.sector].demands}
    employers, helpers = tale.story.employers, (*tale.story.core, *tale.story.support)
    live = Priority.objects.filter(partnership=tale.partnership, status=Priority.Status.ACTIVE)
    for number, priority in enumerate(live.select_related("partnership__home_state").order_by("rank", "pk")):
        yield Work(
            tale,
            number,
            priority,
            demands[priority.title],
            lead=employers[(number + 2) % len(employers)],
            liaison=helpers[(number + 2) % len(helpers)],
        )


def organize(tale: Tale) -> None:
    """Open the teams, give out the first items, and put the needs on the single table."""
    for work in works(tale):
        part = 0.1 + 0.1 * work.number
        with tale.calendar.on(tale.story.day(6, part)):
            team = _open_team(work)
        with tale.calendar.on(tale.story.day(6, part + 0.1)):
            if not work.is_left_alone:
                _plan(work, team)
            _give_out(work, team)
        with tale.calendar.on(tale.story.day(6, 0.85 if work.is_late else part + 0.1)):
            _post_need(work)
    _tick_items(tale)
    _answer_needs(tale)


def _open_team(work: Work) -> ActionTeam:
    cast = work.tale.cast
    return teams.open_team(
        by=work.tale.convener,
        priority=work.priority,
        name=f"Team: {work.demand.title}"[:160],
        lead=cast.person(work.lead),
        lead_organization=cast.organization(work.lead),
        liaison=cast.person(work.liaison),
    )


def _plan(work: Work, team: ActionTeam) -> None:
    tale, lead = work.tale, work.tale.cast.person(work.lead)
    teams.write_plan(
        by=lead,
        team=team,
        plan="; ".join(work.demand.items) + ".",
        measure=work.demand.measure,
        target=work.demand.target,
        cause=work.demand.cause,
        cause_kind=work.demand.cause_kind,
    )
    employers = tale.story.employers
    for name in (employers[(work.number + 4) % len(employers)], tale.story.partners[0]):
        teams.add_team_member(
            by=lead, team=team, organization=tale.cast.organization(name), name=tale.cast.cards[name].name
        )


def _give_out(work: Work, team: ActionTeam) -> None:
    tale, cast = work.tale, work.tale.cast
    owners = (work.lead, work.liaison, tale.story.employers[work.number])
    for place, title in enumerate(work.demand.items):
        owner = owners[place % len(owners)]
        due = tale.calendar.at(tale.story.day(6, _PARTS[place % 3]) - 20 * work.number)
        items.add_item(
            by=cast.person(work.lead),
            partnership=tale.partnership,
            title=title,
            due_date=due.date(),
            owner=cast.person(owner),
            owner_organization=cast.organization(owner),
            team=team,
        )


def _tick_items(tale: Tale) -> None:
    """Most of what came due is done, a few days early or late; of the last months every fifth item waits, overdue."""
    owed = ActionItem.objects.filter(partnership=tale.partnership).select_related(
        "owner", "team__priority", "partnership__home_state"
    )
    for number, item in enumerate(owed.order_by("due_date", "pk")):
        ago = (tale.calendar.at(0).date() - item.due_date).days + (4, -3, 1)[number % 3]
        waits = number % 5 == 3 and ago < LONGEST_LATE
        if ago <= 0 or waits or item.owner is None:
            continue
        with tale.calendar.on(ago):
            items.set_item(by=item.owner, item=item, status="done", evidence="Minutes of the team")


def _post_need(work: Work) -> None:
    title, quantity, unit = work.demand.need
    table.post_need(
        by=work.tale.cast.person(work.lead),
        partnership=work.tale.partnership,
        priority=work.priority,
        title=title,
        detail=work.demand.cause,
        quantity=quantity,
        unit=unit,
    )


def _answer_needs(tale: Tale) -> None:
    """Partners answer, every second time together; what is old enough was agreed, and delivered."""
    for work in works(tale):
        for need in () if work.is_late else work.priority.needs.all():
            for place, offered in enumerate(work.demand.offers):
                since = need.posted_at + timedelta(days=6 + 5 * place + 3 * work.number)
                ago = (tale.calendar.at(0) - since).days
                if ago >= 0:
                    with tale.calendar.on(ago):
                        offer = _offer(work, need, place, offered)
                    _settle(work, offer, ago)


def _offer(work: Work, need: object, place: int, offered: tuple[str, float | None, str | None, str]) -> Offer:
    kind, quantity, unit, conditions = offered
    tale, helpers = work.tale, (*work.tale.story.core, *work.tale.story.support)
    name, other = (helpers[(work.number + place + step) % len(helpers)] for step in (0, 1))
    joint = (work.number + place) % 2 == 0 and other != name
    return table.make_offer(
        by=tale.cast.person(name),
        need=need,  # type: ignore[arg-type]
        organization=tale.cast.organization(name),
        kind=kind,
        quantity=Decimal(str(quantity)) if quantity else None,
        unit=unit or "",
        conditions=conditions,
        partners=[tale.cast.organization(other)] if joint else [],
    )


def _settle(work: Work, offer: Offer, ago: int) -> None:
    lead = work.tale.cast.person(work.lead)
    # Some of what was agreed takes longer than a season.
    season = 70 + 200 * (work.number % 2)
    for days, status in ((14, Offer.Status.AGREED), (season, Offer.Status.DELIVERED)):
        if ago > days:
            with work.tale.calendar.on(ago - days):
                table.accept_offer(by=lead, offer=offer, status=status)


def change_for_good(tale: Tale) -> None:
    """Partners promise what they will do differently; some of it is done."""
    for work in works(tale):
        name = work.liaison
        with tale.calendar.on(tale.story.day(7, 0.15 + 0.1 * work.number)):
            change = systems.promise_change(
                by=tale.cast.person(name),
                partnership=tale.partnership,
                organization=tale.cast.organization(name),
                kind=("schedule", "curriculum", "credit")[work.number % 3],
                before="Once a year, by day, in our own rooms",
                after="Each term, in the evening, in rooms of members",
                due_date=tale.calendar.at(tale.story.day(7, 0.7) - 30 * work.number).date(),
                priority=work.priority,
            )
        if work.number == 0:
            with tale.calendar.on(tale.story.day(7, 0.8)):
                systems.settle_change(
                    by=tale.cast.person(name), change=change, status="done", evidence="Schedule of the fall term"
                )


SERVICES = (
    ("Course for setup technicians", "program_led", "independent", "individual"),
    ("Job fair in our lobby", "program_led", "independent", "individual"),
    ("Shared interview day", "priority_led", "independent", "collective"),
    ("Evening course in rooms of a member", "priority_led", "interdependent", "collective"),
    ("Tuition and transport in one package", "priority_led", "interdependent", "collective"),
)
"""What partners did, the oldest first: from program-led to priority-led."""


def serve(tale: Tale) -> None:
    """Record what partners did for employers, with the three tags."""
    done = [work.priority for work in works(tale)]
    for place, (name, driver, manner, scale) in enumerate(SERVICES):
        ago = tale.story.day(tale.story.phase, 0.95) + 40 * (len(SERVICES) - 1 - place)
        helper = (*tale.story.core, *tale.story.support)[place % (len(tale.story.partners) - 1)]
        with tale.calendar.on(ago):
            systems.record_service(
                by=tale.cast.person(helper),
                partnership=tale.partnership,
                organization=tale.cast.organization(helper),
                name=name,
                driver=driver,
                manner=manner,
                scale=scale,
                on_date=tale.calendar.at(ago).date(),
                priority=done[place % len(done)] if driver == "priority_led" else None,
            )
