"""What does everybody see of the demo: the public partnerships, events and training, questions, resources, stories?"""

from collections.abc import Sequence

from talentshed.web.demo_state.chapters import TOUR, Tale
from talentshed.web.demo_state.clock import at_time
from talentshed.web.directory import actions as directory
from talentshed.web.events import demo as events
from talentshed.web.flows import demo as flows
from talentshed.web.library import demo as library
from talentshed.web.partnerships.actions import opening
from talentshed.web.readiness import demo as readiness
from talentshed.web.readiness import demo_pulse

PUBLIC_FROM = 4
"""From this phase on a partnership looks for firms, so it shows itself."""
_TELLING = 3
"""So many partnerships have a story."""
_LISTENING = 4
"""So many may be asked how they did it."""
PULSES = {TOUR: 10, "quad-cities-manufacturing": 6}
"""Answers to the pulses that were held: with ten there are percentages, with six there are none."""
ABOUT = (
    "Makers of metal parts, gears and machines along the river meet four times a year. They fill jobs for maintenance "
    "technicians together, buy more from one another, and show students what they make."
)
ABOUT_ES = (
    "Los fabricantes de piezas de metal, engranajes y máquinas de la ribera se reúnen cuatro veces al año. Juntos "
    "cubren puestos de técnicos de mantenimiento, se compran más entre sí y muestran a los estudiantes lo que hacen."
)


def show(tales: Sequence[Tale]) -> None:
    """Make public what has begun to look for firms, and fill the public pages."""
    tour = next(each for each in tales if each.story.key == TOUR)
    cast, calendar = tour.cast, tour.calendar
    with calendar.on(20):
        for each in tales:
            if each.story.phase >= PUBLIC_FROM and each.partnership.is_open:
                opening.change_settings(by=each.convener, partnership=each.partnership, is_public=True)
        directory.write_profile(by=tour.convener, partnership=tour.partnership, about=ABOUT, about_es=ABOUT_ES)
        carol = cast.named("carol")
        words = f"{carol.name}, president, Birdwhistle Gearworks Inc."
        directory.agree_to_be_named(by=carol, partnership=tour.partnership, words=words)
    grace, frank, now = cast.named("grace"), cast.named("frank"), calendar.at(0)
    furthest = sorted(tales, key=lambda each: (-each.story.phase, each.story.key))
    events.seed(
        state=tour.partnership.home_state,
        by=grace,
        now=now,
        on=at_time,
        consenting=tuple((each.partnership, each.convener) for each in furthest[:_LISTENING]),
    )
    for each in tales:
        if each.story.key in PULSES:
            with calendar.on(12):
                closing = calendar.at(10).date()
                answers = PULSES[each.story.key]
                demo_pulse.seed(each.partnership, by=each.convener, closes_on=closing, answers=answers)
    with calendar.on(14):
        flows.seed(tour.partnership, by=tour.convener)
        flows.seed_hires(tour.partnership, by=tour.convener)
    readiness.seed_state(tour.partnership.home_state, by=frank, now=now)
    telling = [tour, *(each for each in furthest if each is not tour)][:_TELLING]
    library.seed(
        tour.partnership.home_state,
        author=grace,
        reviewer=frank,
        partnerships=[each.partnership for each in telling],
        now=now,
    )
