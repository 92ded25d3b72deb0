"""What do all heaps add up to? Each is put in order and walked once; two heaps at a time on two processors."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from talentshed.labor.flows.fast.asking import Asked, blank_counts, terms_of
from talentshed.labor.flows.fast.heaps import Heaps, shifted
from talentshed.labor.flows.fast.runs import NOTHING, added, full, read_run, thin, write_run
from talentshed.labor.kernels.flow_jobs import Rows
from talentshed.labor.kernels.flow_keys import sort_into_heaps
from talentshed.labor.kernels.flow_terms import FLOWS, LISTS, Counts, Terms

_TOGETHER = 4_000_000


@dataclass
class Sums:
    """Counts, and the lists of values: moves as (key, how often), values for percentiles one by one, or their files."""

    counts: Counts
    flows: list[tuple[Any, Any]] = field(default_factory=list)
    lists: list[list[Any]] = field(default_factory=lambda: [[] for _each in range(LISTS)])
    rows: int = 0
    """Wage rows that became jobs."""

    def add(self, other: "Sums") -> None:
        """Add what another part of the heaps came to."""
        for mine, theirs in zip(self.counts, other.counts, strict=True):
            mine += theirs
        self.flows += other.flows
        self._gather(_TOGETHER)
        for values, further in zip(self.lists, other.lists, strict=True):
            values.extend(further)
        self.rows += other.rows

    def moves(self) -> tuple[Any, Any]:
        """Return each different move, in order, and how often it occurred."""
        self._gather()
        return self.flows[0] if self.flows else (NOTHING, NOTHING)

    def told(self, place: int) -> list[Any]:
        """Return the values of one list, by group, then by value: in one run or in several."""
        here = [each for each in self.lists[place] if not isinstance(each, Path)]
        files = [each for each in self.lists[place] if isinstance(each, Path)]
        if here:
            found = np.concatenate(here)
            found.sort()
            here = [found]
        self.lists[place] = [*here, *files]
        return [*here, *(read_run(each) for each in files)]

    def tell(self, told: Any) -> None:
        """Take over what the pass told about one heap."""
        keys, times = np.unique(told.flows[: told.used[FLOWS]], return_counts=True)
        self.flows.append((keys, times))
        for place in range(1, LISTS):
            values = told[1 + place][: told.used[place]]
            if len(values):
                self.lists[place].append(values.copy())
        self._gather(_TOGETHER)

    def save(self, path: Path) -> None:
        """Write all of it to files that only their owner can read, and leave the values of lists there.

        The file `path` is there when all is whole; those of the lists stand beside it.
        """
        for place in range(1, LISTS):
            if self.lists[place]:
                write_run(_beside(path, place), self.told(place))
                self.lists[place] = [_beside(path, place)]
        keys, times = self.moves()
        counts = {key: part for name, array in self.counts._asdict().items() for key, part in thin(name, array).items()}
        draft = path.with_name(f"{path.stem}.part.npz")
        np.savez(draft, keys=keys, times=times, rows=self.rows, **counts)
        draft.chmod(0o600)
        draft.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Sums":
        """Return what `save` wrote."""
        files = [_beside(path, place) for place in range(LISTS)]
        lists: list[list[Any]] = [[file] if file.is_file() else [] for file in files]
        with np.load(path) as found:
            counts = Counts(**{name: full(name, found) for name in Counts._fields})
            return cls(counts, [(found["keys"], found["times"])], lists, int(found["rows"]))

    def _gather(self, more_than: int = 0) -> None:
        """Add up moves that are the same, where there are more than so many besides those added up already."""
        if len(self.flows) > 1 and sum(len(keys) for keys, _times in self.flows[1:]) > more_than:
            self.flows = [added(*zip(*self.flows, strict=True))]


def _beside(path: Path, place: int) -> Path:
    return path.with_name(f"{path.stem}-list={place}.npy")


@dataclass(frozen=True)
class Listed:
    """Keys of completers and people by heap: `order[start[h]:start[h + 1]]` are their places in the list."""

    keys: Any
    order: Any
    start: Any

    def of(self, heap: int) -> tuple[Any, Any]:
        """Return (keys, places in the list) of one heap."""
        places = self.order[self.start[heap] : self.start[heap + 1]]
        return self.keys[places], places


def listed(keys: Any, heaps: Heaps) -> Listed:
    """Deal the keys of a list into the same heaps as the rows; keys of other parts are left out."""
    by_part, begin = sort_into_heaps(keys, heaps.passed)
    mine = by_part[begin[heaps.part] : begin[heaps.part + 1]]
    order, start = sort_into_heaps(keys[mine], heaps.bits, heaps.passed)
    return Listed(keys, mine[order], start)


def pass_over(
    heaps: Heaps,
    asked: Asked,
    employers: int,
    *,
    threads: int = 2,
    shift: int = 0,
    seen: Callable[[int], None] = lambda rows: None,
) -> Sums:
    """Walk all heaps and return what they add up to.

    shift: subtracted from the quarters of the rows; seen: told the number of rows after each heap.
    """
    terms = terms_of(asked)
    lists = listed(asked.completers.keys, heaps), listed(asked.people.keys, heaps)
    numbers = range(1 << heaps.bits)

    def some(place: int) -> Sums:
        sums = Sums(blank_counts(asked, employers))
        for heap in numbers[place::threads]:
            rows = shifted(heaps.take(heap), shift)
            _one(rows, terms, lists, heap, sums)
            seen(len(rows.worker))
        return sums

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(some, range(threads)))
    for other in parts[1:]:
        parts[0].add(other)
    return parts[0]


def _one(rows: Rows, terms: Terms, lists: tuple[Listed, Listed], heap: int, sums: Sums) -> None:
    from talentshed.labor.kernels.flow_jobs import jobs_of
    from talentshed.labor.kernels.flow_pass import room_to_tell, walk

    (completers, places), (people, persons) = (each.of(heap) for each in lists)
    jobs = jobs_of(rows, completers, people)
    jobs = jobs._replace(completer=_in_list(jobs.completer, places), person=_in_list(jobs.person, persons))
    told = room_to_tell(jobs, terms)
    walk(jobs, terms, sums.counts, told)
    sums.rows += len(rows.worker)
    sums.tell(told)


def _in_list(place: Any, places: Any) -> Any:
    """Turn places in the heap's list into places in the whole list; the last one stays for nobody."""
    return np.append(places, -1)[place].astype(np.int32)
