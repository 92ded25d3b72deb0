"""Who sits where, and what stands in the calendar file?"""

from hypothesis import given
from hypothesis import strategies as st

from talentshed.web.meetings import seating
from talentshed.web.meetings.names import who_key
from talentshed.web.meetings.seating import Sitter

people = st.builds(
    Sitter,
    name=st.text("abc", min_size=1, max_size=4),
    organization=st.sampled_from(["Acme", "Brown", "Clay", "Dorn"]),
    side=st.sampled_from(["business", "public"]),
)


def test_business_sits_at_the_table_and_public_partners_outside() -> None:
    plan = seating.plan(
        [
            Sitter("Ann", "Acme", "business"),
            Sitter("Art", "Acme", "business"),
            Sitter("Bea", "Brown", "business"),
            Sitter("Cy", "Clay", "business"),
            Sitter("Dan", "College", "public"),
        ]
    )
    assert [(seat.number, seat.sitter.name) for seat in plan.table] == [(1, "Ann"), (2, "Bea"), (3, "Art"), (4, "Cy")]
    assert [(seat.number, seat.sitter.name) for seat in plan.outside] == [(5, "Dan")]


@given(st.lists(people, max_size=30))
def test_everybody_has_one_seat_of_their_own_within_the_drawing(sitters: list[Sitter]) -> None:
    plan = seating.plan(sitters)
    seats = [*plan.table, *plan.outside]
    assert [seat.number for seat in seats] == list(range(1, len(sitters) + 1))
    assert sorted(map(repr, (seat.sitter for seat in seats))) == sorted(map(repr, sitters))
    assert all(seat.sitter.side == "business" for seat in plan.table)
    assert all(0 < seat.x < seating.WIDTH and 0 < seat.y < seating.HEIGHT for seat in seats)


@given(st.lists(people.filter(lambda each: each.side == "business"), min_size=3, max_size=30))
def test_people_of_a_firm_are_apart_unless_it_has_half_of_the_seats(sitters: list[Sitter]) -> None:
    table = [seat.sitter.organization for seat in seating.plan(sitters).table]
    largest = max(table.count(firm) for firm in set(table))
    if largest <= len(table) // 2:
        assert all(here != there for here, there in zip(table, table[1:] + table[:1], strict=True))


def test_one_person_has_one_key_however_the_name_is_typed() -> None:
    assert who_key("Acme Gears, Inc.", "Ann  Lee") == who_key("ACME GEARS", "ann lee")
    assert who_key("Acme", "Ann") != who_key("Brown", "Ann")


@given(st.integers(1, 60), st.integers(1, 40))
def test_no_two_seats_touch_on_the_drawing(business: int, public: int) -> None:
    sitters = [Sitter(f"P{n}", f"F{n}", "business") for n in range(business)]
    plan = seating.plan(sitters + [Sitter(f"Q{n}", f"O{n}", "public") for n in range(public)])
    drawn = [(seat.x, seat.y, plan.seat_size) for seat in plan.table]
    drawn += [(seat.x, seat.y, plan.chair_size) for seat in plan.outside]
    for at, (x, y, size) in enumerate(drawn):
        for a, b, other in drawn[at + 1 :]:
            assert ((x - a) ** 2 + (y - b) ** 2) ** 0.5 >= size + other
