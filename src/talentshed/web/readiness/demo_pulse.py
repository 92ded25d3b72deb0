"""Which pulses does a demo show: a closed one, answered by enough firms to be read? Every answer in it is invented."""

import random
from datetime import date
from typing import TYPE_CHECKING

from talentshed.web.readiness.actions.pulse import answer_pulse, close_pulse, open_pulse
from talentshed.web.readiness.instruments.shipped import pulse as shipped_pulse
from talentshed.web.readiness.instruments.values import Item
from talentshed.web.readiness.models import Pulse

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership

WISHES = ("Shorter meetings, and the agenda a week before.", "Bring the suppliers to the table, too.")
TRUSTED, TIRED = "P3", "P5"
"""Firms agree most that they set the direction, and least that they are asked for little."""


def seed(partnership: "Partnership", *, by: "Person", closes_on: date, answers: int) -> Pulse:
    """Hold a pulse in which so many employers of the table answer, and close it. Call it on the day it is told of."""
    made = open_pulse(by=by, partnership=partnership, closes_on=closes_on)
    chance = random.Random(partnership.name)
    instrument = shipped_pulse()
    for place, each in enumerate(made.passes.all()[:answers]):
        values = {item.key: _value(item, chance) for item in instrument.items}
        answer_pulse(by=each, values=values, wish=WISHES[place] if place < len(WISHES) else "")
    close_pulse(by=by, pulse=made)
    return made


def _value(item: Item, chance: random.Random) -> str:
    if item.highest == 10:
        return str(chance.choice((5, 7, 8, 8, 9, 10)))
    if chance.random() < 0.05:
        return "none"
    lift = {TRUSTED: 1, TIRED: -1}.get(item.key, 0)
    return str(min(4, max(0, chance.choice((2, 2, 3, 3, 4)) + lift)))
