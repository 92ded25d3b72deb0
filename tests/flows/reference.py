"""Every table of a flow analysis counted the slow way: plain dictionaries, one worker and one quarter after another.

Written from the definitions alone, so that it can disagree with the two real paths. For small data only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

UNKNOWN = "unknown"


class Job(NamedTuple):
    """One worker paid by one employer in one quarter."""

    worker: Any
    employer: Any
    quarter: int
    cents: int
    industry: str
    county: str | None


class Completer(NamedTuple):
    """One person with an award."""

    worker: Any
    institution: str
    cip: str
    award_level: str
    quarter: int

    @property
    def program(self) -> tuple[str, str, str]:
        return (self.institution, self.cip, self.award_level)


@dataclass(frozen=True)
class World:
    """The records and what is asked of them."""

    jobs: tuple[Job, ...]
    sector: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    completers: tuple[Completer, ...] | None = None
    people: Mapping[Any, Mapping[str, str | None]] | None = None
    attributes: tuple[str, ...] = ()
    education_window: int = 4
    attached_cents: int = 1_268_750
    index: Mapping[int, int] = field(default_factory=dict)
    base_index: int = 1

    @cached_property
    def first(self) -> int:
        return min(job.quarter for job in self.jobs)

    @cached_property
    def last(self) -> int:
        return max(job.quarter for job in self.jobs)

    @cached_property
    def held(self) -> dict[tuple[Any, Any], dict[int, Job]]:
        """Worker and employer -> quarter -> job."""
        found: dict[tuple[Any, Any], dict[int, Job]] = defaultdict(dict)
        for job in self.jobs:
            found[job.worker, job.employer][job.quarter] = job
        return dict(found)

    @cached_property
    def of_worker(self) -> dict[Any, dict[int, list[Job]]]:
        """Worker -> quarter -> jobs."""
        found: dict[Any, dict[int, list[Job]]] = defaultdict(lambda: defaultdict(list))
        for job in self.jobs:
            found[job.worker][job.quarter].append(job)
        return {worker: dict(quarters) for worker, quarters in found.items()}

    @cached_property
    def mains(self) -> dict[Any, dict[int, Job]]:
        """Worker -> quarter -> main job."""
        return {
            worker: {q: sorted(jobs, key=lambda job: (-job.cents, job.employer))[0] for q, jobs in quarters.items()}
            for worker, quarters in self.of_worker.items()
        }

    def sector_of(self, industry: str) -> str | None:
        if not self.sector:
            return industry
        return "+".join(self.sector) if any(industry.startswith(code) for code in self.sector) else None

    def is_inside(self, job: Job) -> bool:
        return not self.region or job.county in self.region

    def focus(self, job: Job) -> str | None:
        return self.sector_of(job.industry) if self.is_inside(job) else None

    def nominal(self, worker: Any, quarter: int) -> int | None:
        jobs = self.of_worker.get(worker, {}).get(quarter)
        return sum(job.cents for job in jobs) if jobs else None

    def real(self, worker: Any, quarter: int) -> int | None:
        cents = self.nominal(worker, quarter)
        if cents is None or not self.index:
            return cents
        return (cents * self.base_index + self.index[quarter] // 2) // self.index[quarter]

    @cached_property
    def starts(self) -> list[tuple[Any, int, str]]:
        """Worker, quarter, sector of each start."""
        found = []
        for worker, mains in self.mains.items():
            for quarter, job in mains.items():
                before = mains.get(quarter - 1)
                is_new = before is None or before.employer != job.employer
                sector = self.focus(job)
                if sector is not None and quarter > self.first and is_new:
                    found.append((worker, quarter, sector))
        return found

    @cached_property
    def hires(self) -> list[tuple[Any, int, str, int, bool]]:
        """Worker, quarter of the hire, industry, length of the spell, whether it ended."""
        found = []
        for (worker, _employer), jobs in self.held.items():
            for quarter in jobs:
                if quarter - 1 in jobs or quarter == self.first:
                    continue
                length = 1
                while quarter + length in jobs:
                    length += 1
                found.append((worker, quarter, jobs[quarter].industry, length, quarter + length - 1 < self.last))
        return found


def percentile(values: Iterable[int], p: int) -> int | None:
    """Nearest rank."""
    ordered = sorted(values)
    return ordered[(len(ordered) * p + 99) // 100 - 1] if ordered else None


def half_up(numerator: int, denominator: int) -> int:
    whole, rest = divmod(numerator, denominator)
    return whole + 1 if 2 * rest >= denominator else whole


def _rows(counts: Mapping[tuple[Any, ...], int], *names: str) -> list[dict[str, Any]]:
    return [dict(zip(names, (*key, count), strict=True)) for key, count in counts.items()]


def job_to_job(world: World) -> list[dict[str, Any]]:
    counts: Counter[tuple[Any, ...]] = Counter()
    for mains in world.mains.values():
        quarters = sorted(mains)
        for before, after in pairwise(quarters):
            if mains[before].employer != mains[after].employer:
                kind = "adjacent" if after == before + 1 else "nonemployment"
                counts[mains[before].industry, mains[after].industry, after, kind] += 1
    return _rows(counts, "origin_industry", "destination_industry", "quarter", "kind", "flows")


def industry_matrix(world: World) -> list[dict[str, Any]]:
    kinds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in job_to_job(world):
        kinds[row["origin_industry"], row["destination_industry"]][row["kind"]] += row["flows"]
    return [
        {
            "origin_industry": origin,
            "destination_industry": destination,
            "adjacent": found["adjacent"],
            "nonemployment": found["nonemployment"],
            "flows": found["adjacent"] + found["nonemployment"],
        }
        for (origin, destination), found in kinds.items()
    ]


def feeder_index(world: World) -> list[dict[str, Any]]:
    matrix = {(row["origin_industry"], row["destination_industry"]): row["flows"] for row in industry_matrix(world)}
    sizes = Counter(job.industry for mains in world.mains.values() for job in mains.values())
    rows = []
    for (origin, destination), flows in matrix.items():
        if origin == destination:
            continue
        inflow = sum(n for (source, goal), n in matrix.items() if goal == destination and source != destination)
        others = sum(n for industry, n in sizes.items() if industry != destination)
        rows.append(
            {
                "destination_industry": destination,
                "origin_industry": origin,
                "flows": flows,
                "inflow": inflow,
                "origin_jobs": sizes[origin],
                "other_jobs": others,
                "feeder_index": float(flows * others) / float(inflow * sizes[origin]),
            }
        )
    return rows


def inflow(world: World) -> list[dict[str, Any]]:
    awards = {one.worker: one.quarter for one in world.completers or ()}
    counts: Counter[tuple[Any, ...]] = Counter()
    for worker, quarter, sector in world.starts:
        counts[sector, quarter, _source(world, worker, quarter, sector, awards.get(worker))] += 1
    return _rows(counts, "sector", "quarter", "source", "hires")


def _source(world: World, worker: Any, quarter: int, sector: str, award: int | None) -> str:
    if award is not None and award <= quarter <= award + world.education_window:
        since = [q for who, q, _sector in world.starts if who == worker and award <= q < quarter]
        if not since:
            return "education"
    before = world.mains[worker].get(quarter - 1)
    if before is not None:
        return _kin(world, before, sector)
    return "nonemployment" if any(q < quarter for q in world.mains[worker]) else "new_to_data"


def _kin(world: World, job: Job, sector: str) -> str:
    if world.sector_of(job.industry) != sector:
        return "other_sector"
    return "same_sector_in_region" if world.is_inside(job) else "same_sector_elsewhere"


def outflow(world: World) -> list[dict[str, Any]]:
    counts: Counter[tuple[Any, ...]] = Counter()
    for mains in world.mains.values():
        for quarter, job in mains.items():
            sector, after = world.focus(job), mains.get(quarter + 1)
            if sector is None or quarter == world.last or (after is not None and after.employer == job.employer):
                continue
            if after is not None:
                destination = _kin(world, after, sector)
            else:
                destination = "nonemployment" if any(q > quarter for q in mains) else "left_the_data"
            counts[sector, quarter, destination] += 1
    return _rows(counts, "sector", "quarter", "destination", "separations")


def retention(world: World) -> list[dict[str, Any]]:
    rows = []
    for sector in {industry for _w, _q, industry, _n, _e in world.hires}:
        spells = [(length, ended) for _w, _q, industry, length, ended in world.hires if industry == sector]
        for k in range(1, world.last - world.first + 1):
            longer = sum(length > k for length, _ended in spells)
            at_risk = longer + sum(length == k and ended for length, ended in spells)
            if at_risk:
                rows.append({"sector": sector, "quarters": k, "at_risk": at_risk, "retained": longer})
    return rows


def earnings(world: World) -> list[dict[str, Any]]:
    paid: dict[tuple[str, int], list[int]] = defaultdict(list)
    for worker, quarter, sector in world.starts:
        for offset in (-8, -4, -2, 2, 4, 8):
            cents = world.real(worker, quarter + offset)
            if cents is not None:
                paid[sector, offset].append(cents)
    return [
        {"sector": sector, "offset": offset, "workers": len(values), **_quartiles(values)}
        for (sector, offset), values in paid.items()
    ]


def _quartiles(values: list[int], tail: str = "") -> dict[str, int | None]:
    return {f"p{p}{tail}": percentile(values, p) for p in (25, 50, 75)}


def equity(world: World) -> list[dict[str, Any]]:
    rows = []
    for attribute in world.attributes:
        starts: dict[tuple[str, str], list[int | None]] = defaultdict(list)
        hires: dict[tuple[str, str], list[int]] = defaultdict(list)
        for worker, quarter, sector in world.starts:
            starts[_group(world, attribute, worker), sector].append(world.real(worker, quarter + 4))
        for worker, quarter, industry, length, _ended in world.hires:
            sector_of_hire = world.sector_of(industry)
            if sector_of_hire is not None and quarter <= world.last - 4:
                hires[_group(world, attribute, worker), sector_of_hire].append(length)
        for group, sector in sorted({*starts, *hires}):
            real = [cents for cents in starts[group, sector] if cents is not None]
            rows.append(
                {
                    "attribute": attribute,
                    "group": group,
                    "sector": sector,
                    "starts": len(starts[group, sector]),
                    "hires": len(hires[group, sector]),
                    "retained": sum(length > 4 for length in hires[group, sector]),
                    "earners": len(real),
                    "p50": percentile(real, 50),
                }
            )
    return rows


def _group(world: World, attribute: str, worker: Any) -> str:
    value = (world.people or {}).get(worker, {}).get(attribute)
    return value if value is not None and value.strip() else UNKNOWN
