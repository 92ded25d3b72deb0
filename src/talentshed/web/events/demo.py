"""Which events does a demo show: one that was, one that is full, one to come?"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from talentshed.web.events import kits
from talentshed.web.events.actions import coming, helping, making, running
from talentshed.web.events.models import Event, Registration

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership

GUESTS = (
    ("Ana Flores", "Prairie Tool Works"),
    ("Ben Carter", "River Workforce Office"),
    ("Chloe Nguyen", "Lakeside College"),
    ("Diego Ramos", "Midland Castings"),
    ("Ella Novak", "Bluff City Chamber"),
    ("Femi Ade", "Harvest Foods"),
    ("Grace Okafor", "Northside Clinic"),
    ("Hank Miller", "Miller Freight"),
)
"""People who don't exist, with organizations that don't either."""
ANSWERS = (
    (5, 4, 5, "The listening cards", ""),
    (4, 4, 4, "Reading the packet with a firm at the table", "More time for the rehearsal"),
    (5, 5, 5, "", "Start half an hour later"),
    (3, 4, 4, "Calling the champions on our list", ""),
    (4, 3, 4, "", "Fewer slides in the morning"),
    (5, 5, 5, "The thirty-day sheet", ""),
)


@dataclass(frozen=True)
class Plan:
    """One event of the demo."""

    title_en: str
    title_es: str
    about_en: str
    about_es: str
    days: int
    """From today; below zero it was."""
    capacity: int
    guests: int
    kit: str = ""


PLANS = (
    Plan(
        "Ready to convene: training day in Peoria",
        "Listos para convocar: capacitación en Peoria",
        "A day for conveners and support teams, with your own data packet.",
        "Un día para quienes convocan y sus equipos, con su propia carpeta de datos.",
        days=-40,
        capacity=30,
        guests=8,
        kit=kits.FIRST,
    ),
    Plan(
        "Champions’ breakfast: how we got our peers to come",
        "Desayuno de impulsores: cómo logramos que vinieran otras empresas",
        "Three executives tell how they asked, and what they would not do again.",
        "Tres directivos cuentan cómo invitaron y qué no volverían a hacer.",
        days=12,
        capacity=6,
        guests=8,
    ),
    Plan(
        "Reading the data packet: a two-hour webinar",
        "Leer la carpeta de datos: seminario en línea de dos horas",
        "Bring your region’s packet. We read it together, figure by figure.",
        "Traiga la carpeta de su región. La leemos juntos, cifra por cifra.",
        days=26,
        capacity=100,
        guests=3,
    ),
)


def seed(
    *,
    state: "State",
    by: "Person",
    now: datetime,
    on: "Callable[[datetime], AbstractContextManager[None]]",
    consenting: "tuple[tuple[Partnership, Person], ...]" = (),
) -> tuple[Event, ...]:
    """Make the three events, a request for help and the consents of partnerships to be asked.

    by: an administrator of the state. on: does what follows at a time, for example `demo_state.clock.at_time`.
    consenting: partnerships, each with its convener.
    """
    made = tuple(_event(plan, state, by, now, on) for plan in PLANS)
    with on(now - timedelta(days=3)):
        asked = helping.ask_for_help(
            by=None,
            state=state,
            topic="champions",
            text="We have a data packet and a support team, and no firm answers our letters. How do we begin?",
            name="Ivy Stone",
            email="ivy.stone@example.org",
            organization="Hillside Workforce Office",
        )
        asked.is_demo = True
        asked.save(update_fields=["is_demo"])
    for partnership, convener in consenting:
        helping.offer_peers(
            by=convener,
            partnership=partnership,
            contact=convener.name,
            email=convener.email,
            lesson="Ask a firm to host the first meeting. A plant tour brings more people than a conference room.",
        )
    return made


def _event(
    plan: Plan,
    state: "State",
    by: "Person",
    now: datetime,
    on: "Callable[[datetime], AbstractContextManager[None]]",
) -> Event:
    # Nine in the morning where people come, whatever clock the caller has: a breakfast isn't at three.
    here = now.astimezone(ZoneInfo(state.time_zone))
    start = here.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=plan.days)
    before = min(start, now) - timedelta(days=20)
    with on(before):
        event = making.make_event(
            by=by,
            state=state,
            starts_at=start,
            ends_at=start + timedelta(minutes=435 if plan.kit else 120),
            kit=plan.kit,
            host="State Sector Partnership Team",
            title_en=plan.title_en,
            title_es=plan.title_es,
            about_en=plan.about_en,
            about_es=plan.about_es,
            place="" if plan.capacity == 100 else "Riverfront Learning Center, Peoria",
            is_online=plan.capacity == 100,
            online_href="https://meet.example.org/packet" if plan.capacity == 100 else "",
            capacity=plan.capacity,
        )
        Event.objects.filter(pk=event.pk).update(is_demo=True)
        making.add_speaker(by=by, event=event, name="Rosa Lindgren", role="Plant manager, Prairie Tool Works")
        event = running.publish(by=by, event=event)
        for name, organization in GUESTS[: plan.guests]:
            _come(event, name, organization)
    if plan.days < 0:
        with on(start + timedelta(hours=9)):
            _afterwards(event, by)
    return Event.objects.get(pk=event.pk)


def _come(event: Event, name: str, organization: str) -> None:
    address = f"{name.lower().replace(' ', '.')}@example.org"
    made = coming.register(by=None, event=event, name=name, email=address, organization=organization)
    Registration.objects.filter(pk=made.pk).update(is_demo=True)


def _afterwards(event: Event, by: "Person") -> None:
    event = running.hold(by=by, event=event)
    came = event.registrations.values_list("pk", flat=True)[:6]
    running.record_attendance(by=by, event=event, came=set(came))
    making.add_material(by=by, event=event, title="Slides of the day", href="https://example.org/ready-to-convene.pdf")
    for useful, clear, recommend, best, change in ANSWERS:
        coming.evaluate(by=None, event=event, useful=useful, clear=clear, recommend=recommend, best=best, change=change)
