"""Who sits where: businesses around the table, public partners on the chairs outside?

Pure: people in, a plan with places on a drawing out. People of one firm don't sit side by side where it can be avoided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import cos, pi, sin

WIDTH, HEIGHT = 900.0, 640.0
_CENTER = (WIDTH / 2, HEIGHT / 2)
TABLE = (_CENTER[0], _CENTER[1], 290.0, 172.0)
"""The table's ellipse: center and half axes."""


ROUND_TABLE = (1.14, 1.25)
"""How far from the center seats are, as a multiple of the table's half axes."""
OUTER = (WIDTH / 2 - 30, HEIGHT / 2 - 30)
"""Half axes of the ring of outer chairs."""
LARGEST_SEAT, LARGEST_CHAIR = 19.0, 17.0


@dataclass(frozen=True)
class Sitter:
    """Somebody who will sit."""

    name: str
    organization: str
    side: str
    """business or public."""
    is_sure: bool = True
    """Whether they said yes, not maybe."""


@dataclass(frozen=True)
class Seat:
    """A seat with its number and its place on the drawing."""

    number: int
    sitter: Sitter
    x: float
    y: float


@dataclass(frozen=True)
class Plan:
    """The whole room."""

    table: tuple[Seat, ...]
    outside: tuple[Seat, ...]

    @property
    def seat_size(self) -> float:
        """Radius of a seat at the table on the drawing: as large as fits without touching the next one."""
        return _size(len(self.table), TABLE[3] * ROUND_TABLE[1], LARGEST_SEAT)

    @property
    def chair_size(self) -> float:
        """Radius of an outer chair."""
        return _size(len(self.outside), OUTER[1], LARGEST_CHAIR)


def plan(sitters: Sequence[Sitter]) -> Plan:
    """Return the plan: seat 1 at the head, numbers clockwise; outer chairs are numbered on."""
    business = _mixed([each for each in sitters if each.side == "business"])
    public = sorted((each for each in sitters if each.side != "business"), key=_by_name)
    table = _around(business, 1)
    outside = _around(public, len(business) + 1, outer=True)
    return Plan(table, outside)


def _by_name(sitter: Sitter) -> tuple[str, str]:
    return sitter.organization.casefold(), sitter.name.casefold()


def _mixed(sitters: Sequence[Sitter]) -> list[Sitter]:
    """Deal firms out evenly: the largest delegations first, each second seat, then the seats between."""
    ordered = sorted(sitters, key=_by_name)
    firms = [list(members) for _firm, members in groupby(ordered, key=lambda each: each.organization.casefold())]
    firms.sort(key=lambda members: (-len(members), _by_name(members[0])))
    dealt = [each for members in firms for each in members]
    seats: list[Sitter | None] = [None] * len(dealt)
    places = [*range(0, len(dealt), 2), *range(1, len(dealt), 2)]
    for place, each in zip(places, dealt, strict=True):
        seats[place] = each
    return [each for each in seats if each is not None]


def _around(sitters: Sequence[Sitter], first: int, *, outer: bool = False) -> tuple[Seat, ...]:
    wide, high = OUTER if outer else (TABLE[2] * ROUND_TABLE[0], TABLE[3] * ROUND_TABLE[1])
    seats = []
    for at, sitter in enumerate(sitters):
        angle = -pi / 2 + 2 * pi * at / max(len(sitters), 1)
        x, y = _CENTER[0] + wide * cos(angle), _CENTER[1] + high * sin(angle)
        seats.append(Seat(first + at, sitter, round(x, 1), round(y, 1)))
    return tuple(seats)


def _size(count: int, narrow: float, largest: float) -> float:
    """Return the radius that leaves a gap where seats are closest: at the ends of the long axis."""
    return round(min(largest, 0.44 * 2 * pi * narrow / max(count, 1)), 1)
