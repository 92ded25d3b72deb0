"""Which labor-market areas does commuting make, if most who live in an area must work there, and the reverse?"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.areas import Areas, named
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Numbers, Workers
from talentshed.labor.tables import TableError

if TYPE_CHECKING:
    from talentshed.labor.kernels.coombes_bond_state import Bars

METHOD = Method(
    name=gettext_noop("Labor-market areas (Coombes-Bond)"),
    question=gettext_noop("Which places make one labor market, because people who live there also work there?"),
    formula=gettext_noop(
        "self-containment c = min(F_aa / L_a, F_aa / W_a); validity = min(c / C, 1) "
        "x (1 - (1 - c_min / C) max(0, (S - L_a) / (S - S_min))) x C / c_min; "
        "cohesion of p and a = F_ap^2 / (L_a W_p) + F_pa^2 / (L_p W_a)"
    ),
    unit=gettext_noop("areas"),
    citation=(
        "M. Coombes and S. Bond, Travel-to-Work Areas: the 2007 review, Office for National Statistics, 2008; "
        "ISTAT, La nuova geografia dei sistemi locali, 2015"
    ),
    tables=("commuting",),
    misses=(
        gettext_noop("It looks at commuting only: an area needn't be in one piece."),
        gettext_noop("All workers count alike; those of one industry may commute farther."),
        gettext_noop("Places are moved one at a time, so another order could end in slightly other areas."),
    ),
)
PACKAGE = "LaborMarketAreas-3.4"
_PACKAGE_SPELLINGS = (PACKAGE, "LabourMarketAreas-3.4")


class ThresholdError(TableError):
    """Sizes or shares that can't be thresholds; the message says which, and what would do."""


@dataclass(frozen=True)
class Thresholds:
    """What an area needs at least, and what it should reach; between both, size makes up for self-containment.

    Sizes are resident workers; self-containment is the smaller of the share of resident workers who stay and the share
    of jobs held by residents (0 to 1). The defaults are those of ISTAT, Italy's statistics office.
    """

    min_size: float = 1_000.0
    min_self_containment: float = 0.6667
    target_size: float = 10_000.0
    target_self_containment: float = 0.75

    def check(self, _: Callable[[str], str] = str) -> None:
        """Raise `ThresholdError` where a minimum is above its target or a share isn't between 0 and 1."""
        if not 0 < self.min_size < self.target_size < float("inf"):
            message = _("The least size ({least}) must be over 0 and under the target size ({target}).")
            raise ThresholdError(message.format(least=f"{self.min_size:g}", target=f"{self.target_size:g}"))
        if not 0 < self.min_self_containment <= self.target_self_containment <= 1:
            message = _(
                "The least self-containment ({least}) must be over 0 and no more than its target ({target}), "
                "and the target no more than 1: write shares such as .75, not percentages."
            )
            least, target = f"{self.min_self_containment:g}", f"{self.target_self_containment:g}"
            raise ThresholdError(message.format(least=least, target=target))


ISTAT = Thresholds()
"""What Italy's statistics office uses."""
TRAVEL_TO_WORK = Thresholds(3_500.0, 0.6667, 25_000.0, 0.75)
"""What the United Kingdom's statistics office uses."""


def coombes_bond(
    flows: CommutingFlows,
    thresholds: Thresholds = ISTAT,
    *,
    compat: str | None = None,
    _: Callable[[str], str] = str,
) -> Areas:
    """Return the areas of Coombes and Bond, by thresholds of size (resident workers) and self-containment (share).

    Places without residents or without jobs are set aside with their flows, again until none is left; at the end each
    joins the area it exchanges most workers with (ties: the lowest name). Places that are tied only to one another stay
    together as an area of their own. Every tie in between is broken as
    docs/explanation/how-areas-are-found.md says. `compat="LaborMarketAreas-3.4"` gives the areas of that R package
    (which leaves out set-aside places; here they are placed all the same). Raises `FlowError` for flows that are no
    numbers of workers, `ThresholdError` for thresholds that contradict one another.
    """
    thresholds.check(_)
    if compat is not None and compat not in _PACKAGE_SPELLINGS:
        message = _("There is no way of working named '{name}'. The only other one is {known}.")
        raise ThresholdError(message.format(name=compat, known=PACKAGE))
    whole = _exact(flows, _)
    set_aside = _set_aside(whole, _)
    labels, reserve = _delineated(whole, thresholds, list(set_aside), package=compat is not None)
    labels = _together(whole, _with_set_aside(whole, labels))
    area, names = named(whole, labels.astype(np.int32))
    parameters: dict[str, object] = {**asdict(thresholds), "compat": compat and PACKAGE}
    reasons = {whole.places[p]: reason for p, reason in sorted(set_aside.items())}
    value = validity(area_sums(whole, area, len(names)), thresholds)
    invalid = tuple(names[k] for k in np.flatnonzero(value < 1))
    reserved = tuple(whole.places[p] for p in reserve.tolist())
    return Areas(whole.places, area, names, "coombes-bond", parameters, reserved, reasons, invalid)


def area_sums(flows: CommutingFlows, area: Numbers, count: int) -> tuple[Workers, Workers, Workers]:
    """Return (residents, jobs, stay) of each of `count` areas, in workers: L, W and F_aa."""
    home, work = area[flows.home], area[flows.work]
    own = home == work
    return (
        _summed(home, flows.commuters, count),
        _summed(work, flows.commuters, count),
        _summed(home[own], flows.commuters[own], count),
    )


def _summed(area: Numbers, workers: Workers, count: int) -> Workers:
    return np.bincount(area, workers, count).astype(np.float64, copy=False)


def validity(sums: tuple[Workers, Workers, Workers], thresholds: Thresholds) -> Workers:
    """Return the validity of each area from (residents, jobs, stay): 1 or more is enough; NaN without any of both."""
    from talentshed.labor.kernels.coombes_bond import validities

    residents, jobs, stay = sums
    return validities(stay, residents, jobs, _bars(thresholds))


def _bars(thresholds: Thresholds) -> "Bars":
    from talentshed.labor.kernels.coombes_bond_state import Bars

    return Bars(*asdict(thresholds).values())


def _exact(flows: CommutingFlows, _: Callable[[str], str]) -> CommutingFlows:
    values = flows.commuters
    if not flows.places:
        raise FlowError(_("There are no commuting flows: areas need at least one."))
    if (wrong := ~(np.isfinite(values) & (values >= 0))).any():
        k = int(np.flatnonzero(wrong)[0])
        message = _("The flow from {home} to {work} is {value}: it must be a number of workers, zero or more.")
        pair = flows.places[flows.home[k]], flows.places[flows.work[k]]
        raise FlowError(message.format(home=pair[0], work=pair[1], value=values[k]))
    # multiples of one power of two that add up to less than 2^53 have exact sums in any order, so the areas can't
    # depend on how places are numbered; whole numbers stay as they are
    step = 2.0 ** min(20, 51 - int(np.ceil(np.log2(max(values.sum(), 1.0)))))
    rounded = np.round(values * step) / step
    some = rounded > 0
    return CommutingFlows(flows.places, flows.home[some], flows.work[some], rounded[some])


def _set_aside(flows: CommutingFlows, _: Callable[[str], str]) -> dict[int, str]:
    count, again = len(flows.places), False
    kept = np.ones(count, dtype=np.bool_)
    reasons: dict[int, str] = {}
    while True:
        here = kept[flows.home] & kept[flows.work]
        residents = np.bincount(flows.home[here], flows.commuters[here], count)
        jobs = np.bincount(flows.work[here], flows.commuters[here], count)
        empty = np.flatnonzero(kept & ((residents == 0) | (jobs == 0)))
        if not empty.size:
            return reasons
        for p in empty.tolist():
            reasons[p] = _reason(residents[p] > 0, jobs[p] > 0, again, _)
        kept[empty] = False
        again = True


def _reason(residents: bool, jobs: bool, again: bool, _: Callable[[str], str]) -> str:
    if not residents and not jobs:
        return _("nobody is left who lives or works there") if again else _("nobody lives or works there")
    if residents:
        return _("all who work there live in places without jobs or residents") if again else _("nobody works there")
    return _("all who live there work in places without jobs or residents") if again else _("no worker lives there")


def _delineated(
    flows: CommutingFlows, thresholds: Thresholds, set_aside: list[int], *, package: bool
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the label of each place (-1: none) and the positions of those on the reserve list, ascending."""
    from talentshed.labor.kernels.coombes_bond import delineate

    kept = np.setdiff1d(_in_order(flows.places, package), set_aside, assume_unique=True)
    number = np.full(len(flows.places), -1, dtype=np.int32)
    number[kept] = np.arange(len(kept), dtype=np.int32)
    home, work = number[flows.home], number[flows.work]
    here = (home >= 0) & (work >= 0)
    found = delineate(home[here], work[here], flows.commuters[here], len(kept), _bars(thresholds), package=package)
    labels = np.full(len(flows.places), -1, dtype=np.int64)
    labels[kept] = found.area
    return labels, np.sort(kept[found.at_first < 0])


def _in_order(places: tuple[str, ...], package: bool) -> NDArray[np.int64]:
    if package and all(place.isdecimal() for place in places):
        # the package knows whole numbers only, and breaks ties by them: 9 comes before 10
        return np.array(sorted(range(len(places)), key=lambda p: (int(places[p]), places[p])))
    return np.arange(len(places))


def _with_set_aside(flows: CommutingFlows, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    labels = labels.copy()
    while True:
        home, work = labels[flows.home], labels[flows.work]
        lives, works = (home < 0) & (work >= 0), (work < 0) & (home >= 0)
        if not (lives | works).any():
            return labels
        places = np.concatenate([flows.home[lives], flows.work[works]])
        areas = np.concatenate([work[lives], home[works]])
        workers = np.concatenate([flows.commuters[lives], flows.commuters[works]])
        pairs, which = np.unique(np.stack([places, areas]), axis=1, return_inverse=True)
        total = np.bincount(which.ravel(), workers)
        name = _name_places(flows, labels)
        order = np.lexsort((name[pairs[1]], -total, pairs[0]))
        joining, first = np.unique(pairs[0][order], return_index=True)
        labels[joining] = pairs[1][order][first]


def _name_places(flows: CommutingFlows, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each label the position of the place that gives its area the name."""
    order = np.lexsort((np.arange(len(labels)), -flows.residents))
    order = order[labels[order] >= 0]
    used, first = np.unique(labels[order], return_index=True)
    name = np.full(len(labels), -1, dtype=np.int64)
    name[used] = order[first]
    return name


def _together(flows: CommutingFlows, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Let places without an area that are tied to one another be an area: they are tied to nobody else."""
    alone = labels < 0
    if not alone.any():
        return labels
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    count = len(labels)
    here = alone[flows.home] & alone[flows.work]
    ties = coo_array((np.ones(here.sum()), (flows.home[here], flows.work[here])), shape=(count, count))
    _count, group = connected_components(ties, directed=False)
    return np.where(alone, count + group, labels)
