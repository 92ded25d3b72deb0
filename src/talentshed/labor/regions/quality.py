"""How good is a set of areas: how many workers stay inside, how sharp are borders, how well does a place fit?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.areas import Areas
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Workers, from_pairs
from talentshed.labor.regions.coombes_bond import Thresholds, area_sums, validity

METHOD = Method(
    name=gettext_noop("Quality of labor-market areas"),
    question=gettext_noop("How many workers stay inside their area, and how sharp are the borders?"),
    formula=gettext_noop(
        "supply side = F_aa / L_a; demand side = F_aa / W_a; Q = sum of (F_aa - L_a W_a / T) / T; "
        "fit of a place = commuters to and from other places of its area / commuters to and from all other places"
    ),
    unit=gettext_noop("share"),
    citation="Directed modularity: E. A. Leicht and M. E. J. Newman, Physical Review Letters 100, 118703, 2008",
    tables=("commuting",),
    misses=(gettext_noop("Q compares sets of areas of the same flows only; it grows with smaller thresholds."),),
)


@dataclass(frozen=True)
class AreaQuality:
    """One area: workers who live there, work there, do both; the shares are None where nobody lives or works there."""

    name: str
    places: int
    residents: float
    jobs: float
    stay: float
    supply: float | None
    """Of the workers who live here, the share who also work here."""
    demand: float | None
    """Of the jobs here, the share held by people who live here."""
    validity: float | None
    """1 or more meets the thresholds; None where they aren't known."""


@dataclass(frozen=True)
class Spread:
    """Shares of all areas: the least, the middle one, and how many of 100 (as a share) reach the target."""

    least: float | None
    median: float | None
    share_above_target: float | None


@dataclass(frozen=True)
class Quality:
    """A set of areas in figures. Workers are those of the flows; all shares lie between 0 and 1."""

    areas: tuple[AreaQuality, ...]
    q: float | None
    """Directed modularity: 0 if workers chose jobs without regard to areas; None without workers."""
    target: float
    supply: Spread
    demand: Spread
    fit: Mapping[str, float | None]
    """Place to the share of its commuters to and from other places that its area holds; None where it has none."""

    @property
    def sizes(self) -> Mapping[str, float]:
        """Return the least, median and greatest number of resident workers and of places of an area."""
        residents = np.array([area.residents for area in self.areas])
        places = np.array([area.places for area in self.areas])
        return {
            "residents_min": float(residents.min()),
            "residents_median": float(np.median(residents)),
            "residents_max": float(residents.max()),
            "places_min": int(places.min()),
            "places_median": float(np.median(places)),
            "places_max": int(places.max()),
        }


def quality(
    flows: CommutingFlows,
    areas: Areas,
    thresholds: Thresholds | None = None,
    target: float | None = None,
    _: Callable[[str], str] = str,
) -> Quality:
    """Return how good a set of areas is, by these flows (workers; shares from 0 to 1).

    `thresholds`: those that the areas were made with, if they say so, else none (no validity then). `target`: the
    self-containment that areas should reach (the target of the thresholds, else .75). Raises `FlowError` where the
    areas lack a place of the flows.
    """
    position = {place: number for place, number in zip(areas.places, areas.area.tolist(), strict=True)}
    if missing := [place for place in flows.places if place not in position]:
        message = _("These areas have no place {places}: areas and flows must be of the same places.")
        raise FlowError(message.format(places=", ".join(missing[:5])))
    area = np.array([position[place] for place in flows.places], dtype=np.int32)
    known = thresholds or _known(areas)
    goal = target if target is not None else (known or Thresholds()).target_self_containment
    rows = _rows(flows, areas, area, known)
    return Quality(
        rows,
        modularity(flows, area),
        goal,
        _spread([row.supply for row in rows], goal),
        _spread([row.demand for row in rows], goal),
        fit(flows, area),
    )


def added_up(periods: Sequence[CommutingFlows]) -> CommutingFlows:
    """Return the flows of several periods as one matrix: the workers of each pair, added up (margins are left out)."""
    if len(periods) == 1:
        return periods[0]
    total: dict[tuple[str, str], float] = {}
    for flows in periods:
        codes = flows.places
        for a, b, workers in zip(flows.home.tolist(), flows.work.tolist(), flows.commuters.tolist(), strict=True):
            pair = codes[a], codes[b]
            total[pair] = total.get(pair, 0.0) + workers
    # a place that nobody commutes from or to stays in the matrix by a flow of nobody to itself
    total |= {(code, code): total.get((code, code), 0.0) for flows in periods for code in flows.places}
    return from_pairs([a for a, _b in total], [b for _a, b in total], np.array(list(total.values())))


def modularity(flows: CommutingFlows, area: NDArray[np.int32]) -> float | None:
    """Return Q of a partition (area of each place of the flows); None where nobody commutes."""
    total = float(flows.commuters.sum())
    if total == 0:
        return None
    residents, jobs, stay = area_sums(flows, area, int(area.max()) + 1)
    return float(((stay - residents * jobs / total) / total).sum())


def fit(flows: CommutingFlows, area: NDArray[np.int32]) -> dict[str, float | None]:
    """Return for each place the share of its commuters to and from other places that stay in its area."""
    others = flows.home != flows.work
    inside = others & (area[flows.home] == area[flows.work])
    tied, held = (_both_ways(flows, chosen) for chosen in (others, inside))
    shares = (a / b if b > 0 else None for a, b in zip(held.tolist(), tied.tolist(), strict=True))
    return dict(zip(flows.places, shares, strict=True))


def _both_ways(flows: CommutingFlows, chosen: NDArray[np.bool_]) -> Workers:
    count, workers = len(flows.places), flows.commuters[chosen]
    both = np.bincount(flows.home[chosen], workers, count) + np.bincount(flows.work[chosen], workers, count)
    return both.astype(np.float64, copy=False)


def _known(areas: Areas) -> Thresholds | None:
    names = ("min_size", "min_self_containment", "target_size", "target_self_containment")
    values = [areas.parameters.get(name) for name in names]
    return Thresholds(*[float(str(value)) for value in values]) if None not in values else None


def _rows(
    flows: CommutingFlows, areas: Areas, area: NDArray[np.int32], known: Thresholds | None
) -> tuple[AreaQuality, ...]:
    count = len(areas.names)
    sums = area_sums(flows, area, count)
    residents, jobs, stay = (each.tolist() for each in sums)
    values = validity(sums, known).tolist() if known else [np.nan] * count
    places = np.bincount(area, minlength=count)
    return tuple(
        AreaQuality(
            name,
            int(places[k]),
            residents[k],
            jobs[k],
            stay[k],
            _ratio(stay[k], residents[k]),
            _ratio(stay[k], jobs[k]),
            None if np.isnan(values[k]) else values[k],
        )
        for k, name in enumerate(areas.names)
    )


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _spread(shares: list[float | None], target: float) -> Spread:
    known = np.array([share for share in shares if share is not None])
    if not known.size:
        return Spread(None, None, None)
    return Spread(float(known.min()), float(np.median(known)), float((known >= target).mean()))
