"""Who asked which firm what? Five thousand contacts of two years, the inventory of efforts, and the over-asked.

The contacts are stored at once, not one action each: the deed of a whole history has one audit record.
"""

import random
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction

from talentshed.web.access import audit
from talentshed.web.access.models import Person
from talentshed.web.demo_state.cast import Cast
from talentshed.web.demo_state.clock import Calendar
from talentshed.web.demo_state.stories import efforts
from talentshed.web.organizations import policies
from talentshed.web.organizations.actions import asking
from talentshed.web.organizations.models import Interaction, Organization
from talentshed.web.partnerships.queries.scope import area_of
from talentshed.web.priorities.actions.efforts import save_effort

TOTAL = 5000
"""Contacts in all, those of the story included: the size that pages are measured at."""
OVER_ASKED = "Dovermarsh Wire Products"
"""Asked more often this month than the state allows: a planted fact."""
_DAYS = 730
_KINDS = ("visit", "call", "email", "meeting", "event", "survey")
_ASKS = (
    "Two seats for apprentices",
    "A plant tour for a class",
    "An answer to a survey on wages in general",
    "A speaker for career day",
    "A place on an advisory board",
    "Help with a grant letter",
)
_OUTCOMES = ("They said yes", "They think about it", "No, not this year", "Nobody was there", "A colleague calls back")
_TOUR_ASKERS = (
    ("Ironbend Workforce Board", "An answer to a survey on openings"),
    ("Ironbend Community College", "A place on an advisory board"),
    ("Ironbend Career and Technical Center", "A plant tour for two classes"),
    ("Ironbend Economic Development Alliance", "A letter for a grant"),
)


def tell_contacts(cast: Cast, calendar: Calendar) -> None:
    """Fill the contact log, keep the inventory, and let one firm be asked too often."""
    _ask_too_often(cast, calendar)
    _keep_inventory(cast, calendar)
    _fill_log(by=cast.grace, cast=cast, calendar=calendar)


def _ask_too_often(cast: Cast, calendar: Calendar) -> None:
    today = calendar.at(0).date()
    for place, (name, asked) in enumerate(_TOUR_ASKERS):
        # All of them lie in this calendar month, on its first day if the demo is made then.
        day = max(today.replace(day=1), today - timedelta(days=2 * place))
        asking.record_interaction(
            by=cast.person(name),
            organization=cast.organization(OVER_ASKED),
            by_organization=cast.organization(name),
            contact=cast.cards[OVER_ASKED],
            kind="call",
            on_date=day,
            is_ask=True,
            asked=asked,
            outcome="They asked who else is going to call",
        )


def _keep_inventory(cast: Cast, calendar: Calendar) -> None:
    for held in efforts():
        ends = held.get("ends")
        save_effort(
            by=cast.grace,
            state=cast.illinois,
            effort=None,
            name=held["name"],
            lead=held["lead"],
            purpose=held["purpose"],
            counties=area_of(held["region"]).counties,
            naics=held["naics"],
            employers=held["employers"],
            meets=held["meets"],
            funding=held["funding"],
            ends_on=calendar.at(-ends).date() if ends else None,
            outputs=held["outputs"],
        )


@transaction.atomic
def _fill_log(*, by: Person, cast: Cast, calendar: Calendar) -> None:
    firms = sorted((each for each in cast.organizations.values() if each.is_employer), key=lambda each: each.pk)
    policies.may_import(by, cast.illinois.pk).require()
    missing = TOTAL - Interaction.objects.count()
    rows = _rows(cast, calendar, [each for each in firms if each.state_id == cast.illinois.pk], missing)
    Interaction.objects.bulk_create(rows, batch_size=500)
    audit.record("CONTACT_LOG_FILLED", by=by, state=cast.illinois, contacts=len(rows))


def _rows(cast: Cast, calendar: Calendar, firms: Sequence[Organization], count: int) -> list[Interaction]:
    chance = random.Random(20)
    bodies = [each for name, each in cast.organizations.items() if not each.is_employer and name in cast.people]
    bodies = sorted((each for each in bodies if each.state_id == cast.illinois.pk), key=lambda each: each.pk)
    rows = []
    for _number in range(count):
        # Few firms are contacted often, most seldom: as it is.
        firm, body = firms[int(len(firms) * chance.random() ** 2)], chance.choice(bodies)
        is_ask = chance.random() < 0.3 and firm.name != OVER_ASKED
        # Nobody but the one firm is over the cap: asks of the story and of the log don't meet in this month.
        ago = chance.randrange(32 if is_ask else 1, _DAYS)
        kind = chance.choice(_KINDS)
        asked, outcome = chance.choice(_ASKS), chance.choice(_OUTCOMES)
        rows.append(
            Interaction(
                organization=firm,
                contact=cast.cards[firm.name],
                by=cast.people[body.name],
                by_organization=body,
                on_date=calendar.at(ago).date(),
                kind=kind,
                is_ask=is_ask,
                asked=asked if is_ask else "",
                outcome=outcome,
                recorded_at=calendar.at(ago, hour=16),
            )
        )
    return rows
