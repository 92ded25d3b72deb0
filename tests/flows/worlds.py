"""Small worlds of work for property tests: ties, gaps, several jobs, changes of industry, awards before and after.

`worlds(question)` is a hypothesis strategy of `reference.World`. `QUESTIONS` are what is asked of them: all together
use each setting. Quarters run from FIRST; deflated questions know the index of every quarter that can occur.
"""

from random import Random
from typing import Any

from hypothesis import strategies as st
from reference import Completer, Job, World

FIRST = 8092
LENGTH = 14
_INDEX = {FIRST + place: 100_000 + 733 * place for place in range(LENGTH)}
QUESTIONS: dict[str, dict[str, Any]] = {
    "every industry, everywhere": {},
    "a sector in a region, real": {
        "sector": ("33",),
        "region": ("17031",),
        "education_window": 2,
        "attached_cents": 700,
        "index": _INDEX,
        "base_index": _INDEX[FIRST + 8],
    },
    "two codes in two counties": {
        "sector": ("3331", "62"),
        "region": ("17031", "17043"),
        "education_window": 0,
        "attached_cents": 1,
    },
}
_CENTS = st.sampled_from((1, 100, 150, 150, 200, 299, 90_000, 3_000_000_000))
_INDUSTRIES = st.sampled_from(("3331", "3331", "3332", "44-45", "6211", "unknown"))
_COUNTIES = st.sampled_from(("17031", "17031", "17043", "01001", None))
_WORKERS, _EMPLOYERS = 6, 4


@st.composite
def worlds(draw: st.DrawFn, **question: Any) -> World:
    """Draw the records of up to six workers and four employers in up to fourteen quarters."""
    length = draw(st.sampled_from((1, 2, 3, 6, 9, LENGTH)))
    quarter = st.integers(0, length - 1)
    run = st.tuples(st.integers(1, _WORKERS), st.integers(1, _EMPLOYERS), quarter, st.integers(1, 7), _CENTS, _COUNTIES)
    codes = draw(st.lists(st.lists(_INDUSTRIES, min_size=1, max_size=3), min_size=_EMPLOYERS, max_size=_EMPLOYERS))
    found: dict[tuple[int, int, int], Job] = {}
    for worker, employer, begun, quarters, cents, county in draw(st.lists(run, min_size=1, max_size=16)):
        for place in range(begun, min(begun + quarters, length)):
            kinds = codes[employer - 1]
            industry = kinds[place * len(kinds) // length]
            found[worker, employer, place] = Job(worker, employer * 10, FIRST + place, cents, industry, county)
    # some quarters of a run are lost, as when nobody worked or a report is missing
    lost = draw(st.sets(st.tuples(st.integers(1, _WORKERS), st.integers(1, _EMPLOYERS), quarter), max_size=6))
    kept = tuple(job for place, job in found.items() if place not in lost) or tuple(found.values())
    return World(kept, completers=draw(_completers(length)), **draw(_people()), **question)


def busy_world(seed: int, **question: Any) -> World:
    """Return one world with forty workers, each in up to three jobs at a time, that is the same for the same seed."""
    dice = Random(seed)
    jobs: list[Job] = []
    for worker in range(40):
        for employer in dice.sample(range(9), 3):
            is_paid, county = dice.random() < 0.4, dice.choice(("17031", "17031", "17043", None))
            for place in range(LENGTH):
                is_paid ^= dice.random() < 0.2
                industry = ("3331", "3332", "6211")[(employer + place // 9) % 3]
                if is_paid:
                    jobs.append(Job(worker, employer, FIRST + place, dice.choice((150, 200, 450)), industry, county))
    awards = [("UV"[worker % 2], "51", "3", FIRST + dice.randint(-5, LENGTH)) for worker in range(0, 42, 2)]
    people = {worker: {"sex": dice.choice(("F", "M", None)), "origin": "a"} for worker in range(30)}
    done = tuple(Completer(2 * place, *award) for place, award in enumerate(awards))
    return World(tuple(jobs), completers=done, people=people, attributes=("sex", "origin"), **question)


@st.composite
def _completers(draw: st.DrawFn, length: int) -> tuple[Completer, ...]:
    award = st.tuples(st.sampled_from("UV"), st.sampled_from(("51", "52")), st.just("3"), st.integers(-5, length + 1))
    # one worker more than the records know
    awards = draw(st.dictionaries(st.integers(1, _WORKERS + 1), award, max_size=_WORKERS))
    return tuple(Completer(worker, *program, FIRST + place) for worker, (*program, place) in awards.items())


@st.composite
def _people(draw: st.DrawFn) -> dict[str, Any]:
    groups = st.fixed_dictionaries(
        {"sex": st.sampled_from(("F", "M", None, " ")), "origin": st.sampled_from(("a", "b", "unknown"))}
    )
    people = draw(st.dictionaries(st.integers(1, _WORKERS + 1), groups, max_size=_WORKERS))
    return {"people": people, "attributes": ("sex", "origin")}
