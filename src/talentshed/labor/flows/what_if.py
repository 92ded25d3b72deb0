"""How many more seats do we need, or how many more of our graduates would have to come to us and stay?

Plain arithmetic on a few counts, without any table. The capture rate rests on counted people, so it has an interval,
and with it everything that follows from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt

from talentshed.labor.method import Method, gettext_noop

Z_95 = 1.959964
"""Standard score of a 95 percent interval."""
_STEP = Fraction(1, 10)
_HAIR = 1e-9

METHOD = Method(
    name=gettext_noop("Raise capture or add seats"),
    question=gettext_noop("How many more seats would fill our openings, or which capture rate would?"),
    formula=(
        "capture = captured / (completers x share to the job); needed = openings x share from training - elsewhere; "
        "extra seats = (needed - captured) / (completion x share to the job x capture), rounded up; "
        "capture needed = needed / (completers x share to the job)"
    ),
    unit=gettext_noop("seats a year; share of completers"),
    citation="Wilson (1927), Probable inference, for the 95 % interval of the capture rate; the rest is arithmetic",
    tables=(),
    misses=(
        gettext_noop("It is an estimate: it takes next year’s graduates to choose as last year’s did."),
        gettext_noop("New seats bring completers only after the length of the program."),
        gettext_noop("The interval covers chance in the counts, nothing else that may change."),
    ),
)


class WhatIfError(ValueError):
    """Numbers that can't be; the message says which, and how to mend it."""


@dataclass(frozen=True)
class Supply:
    """A year of a job's openings and of the programs that lead to it."""

    openings: int
    """People whom the firms want to hire, a year."""
    completers: int
    """People who finish the programs, a year."""
    captured: int
    """Of them, those whom the firms hired and kept."""
    share_from_training: Fraction = Fraction(1)
    """Share of the openings that is to be filled from programs."""
    elsewhere: int = 0
    """Of these, those who come from other programs anyway."""
    share_to_job: Fraction = Fraction(1)
    """Share of completers who look for work in this job."""
    completion: Fraction = Fraction(1)
    """Share of those who take a seat who complete."""


@dataclass(frozen=True)
class Estimate:
    """A number with its 95 percent interval. None: it can't be said; `high` None: there is no upper end."""

    value: float | None
    low: float | None
    high: float | None
    status: str = "estimated"


@dataclass(frozen=True)
class Way:
    """One mix of the two: at this capture rate so many extra seats are needed."""

    capture: float
    seats: int
    is_today: bool = False


@dataclass(frozen=True)
class WhatIf:
    """What fills the openings, either way."""

    needed: float
    """Hires a year that have to come from these programs."""
    capture: Estimate
    gap: Estimate
    """Hires a year that are missing; zero where nothing is."""
    seats: Estimate
    """Extra seats a year at today's capture rate."""
    capture_needed: float
    """The capture rate that would fill the openings with today's seats; above 1 it can't be reached."""
    seats_at_full_capture: int
    """Extra seats a year that would be needed even if every completer came and stayed."""
    ways: tuple[Way, ...]
    """Mixes between the two, from today's capture rate to all."""

    @property
    def is_enough(self) -> bool:
        """Whether the openings are filled as it is."""
        return self.gap.value == 0

    @property
    def is_reachable(self) -> bool:
        """Whether raising capture alone would do."""
        return self.capture_needed <= 1


def share_of(percent: float) -> Fraction:
    """Return a percent as an exact share: 62.5 is 5/8. Floats would round 84 seats up to 85 now and then."""
    return Fraction(str(percent)) / 100


def what_if(supply: Supply, *, _: Callable[[str], str] = str) -> WhatIf:
    """Return what fills the openings: more seats at the same capture rate, or a higher rate at the same seats.

    Raises:
        WhatIfError: a number is below zero, more were captured than completed, or there is nobody to count.
    """
    _check(supply, _)
    base = supply.completers * supply.share_to_job
    needed = max(Fraction(0), supply.openings * supply.share_from_training - supply.elsewhere)
    capture = Fraction(supply.captured) / base
    low, high = wilson(float(supply.captured), float(base))
    per_seat = supply.completion * supply.share_to_job
    return WhatIf(
        needed=float(needed),
        capture=Estimate(float(capture), low, high),
        gap=Estimate(
            float(max(Fraction(0), needed - supply.captured)),
            max(0.0, float(needed) - high * float(base)),
            max(0.0, float(needed) - low * float(base)),
        ),
        seats=_seats_estimate(needed, base, capture, (low, high), per_seat),
        capture_needed=float(needed / base),
        seats_at_full_capture=_seats(needed, base, Fraction(1), per_seat),
        ways=_ways(needed, base, capture, per_seat),
    )


def _check(supply: Supply, _: Callable[[str], str]) -> None:
    if min(supply.openings, supply.completers, supply.captured, supply.elsewhere) < 0:
        raise WhatIfError(_("A count is below zero. Write 0 or more."))
    if supply.completers == 0:
        raise WhatIfError(_("Without completers there is no capture rate. Write how many complete in a year."))
    for share in (supply.share_from_training, supply.share_to_job, supply.completion):
        if not 0 < share <= 1:
            raise WhatIfError(_("A share has to be above 0 and at most 100 percent."))
    if supply.captured > supply.completers * supply.share_to_job:
        message = _(
            "{captured} were hired and kept, more than the {base} completers who look for this job. "
            "Lower the one or raise the other."
        )
        base = f"{float(supply.completers * supply.share_to_job):g}"
        raise WhatIfError(message.format(captured=supply.captured, base=base))


def wilson(successes: float, trials: float) -> tuple[float, float]:
    """Return the 95 percent interval of a share by Wilson's score; it stays between 0 and 1."""
    share, square = successes / trials, Z_95**2
    center = (share + square / (2 * trials)) / (1 + square / trials)
    half = Z_95 * sqrt(share * (1 - share) / trials + square / (4 * trials**2)) / (1 + square / trials)
    low = 0.0 if successes == 0 else max(0.0, center - half)
    return low, 1.0 if successes == trials else min(1.0, center + half)


def _seats(needed: Fraction, base: Fraction, capture: Fraction, per_seat: Fraction) -> int:
    return max(0, ceil((needed - base * capture) / (per_seat * capture)))


def _seats_estimate(
    needed: Fraction, base: Fraction, capture: Fraction, bounds: tuple[float, float], per_seat: Fraction
) -> Estimate:
    if needed == 0:
        return Estimate(0, 0, 0)
    low, high = (_bound(needed, base, each, per_seat) for each in reversed(bounds))
    if capture == 0:
        return Estimate(None, low, None, "not_available")
    return Estimate(_seats(needed, base, capture, per_seat), low, high)


def _bound(needed: Fraction, base: Fraction, capture: float, per_seat: Fraction) -> int | None:
    if capture == 0:
        return None
    seats = (float(needed) - float(base) * capture) / (float(per_seat) * capture)
    return max(0, ceil(seats - _HAIR))


def _ways(needed: Fraction, base: Fraction, capture: Fraction, per_seat: Fraction) -> tuple[Way, ...]:
    steps = [Fraction(n) * _STEP for n in range(1, 11)]
    rates = [each for each in steps if each > capture]
    found = [Way(float(each), _seats(needed, base, each, per_seat)) for each in rates]
    today = [Way(float(capture), _seats(needed, base, capture, per_seat), is_today=True)] if capture else []
    return (*today, *found)
