"""Which places form one commuting zone, because workers go back and forth between them?"""

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np

from talentshed.labor.kernels.average_linkage import Distances, average_linkage, condensed_position
from talentshed.labor.method import Method, gettext_noop
from talentshed.labor.regions.areas import Areas, named
from talentshed.labor.regions.commuting_flows import CommutingFlows, FlowError, Numbers, Workers

Denominator = Literal["resident-workers", "internal-flow"]

METHOD = Method(
    name=gettext_noop("Commuting zones"),
    question=gettext_noop("Which places form one commuting zone, because workers go back and forth between them?"),
    formula=gettext_noop(
        "distance = mean over periods of 1 - min(cap, (F_ij + F_ji) / min(L_i, L_j)); average linkage to the cut"
    ),
    unit=gettext_noop("areas"),
    citation="C. Tolbert and M. Sizer, U.S. Commuting Zones and Labor Market Areas (USDA ERS, 1996); "
    "C. Fowler, doi 10.17605/OSF.IO/J256U (cap .999, cut .977 in 2020, .98 in 1990). "
    "England and Wales: the workers who stay in place of all resident workers, cap 1, cut .98",
    tables=("commuting",),
    misses=(
        gettext_noop("Zones needn't be in one piece: only commuting counts, not borders."),
        gettext_noop("Each place is in exactly one zone, also where its ties to two zones are almost alike."),
        gettext_noop("A small change of the cut can join or part zones: compare several before you rely on one."),
    ),
)

CAP = {"resident-workers": 0.999, "internal-flow": 1.0}
"""The strongest tie that two places can have, by what the flows are divided by."""
MOST_PLACES = 12_000
"""Above this, the distances of all pairs (twice 8 bytes each) would need more than 1.2 GB."""
_REASONS = {
    "resident-workers": gettext_noop("no resident workers"),
    "internal-flow": gettext_noop("nobody both lives and works there"),
}


def tolbert_sizer(
    flows: CommutingFlows | Sequence[CommutingFlows],
    *,
    cut: float = 0.98,
    denominator: Denominator = "resident-workers",
    _: Callable[[str], str] = str,
) -> Areas:
    """Return commuting zones: average linkage on 1 - (workers who commute between two places) / denominator.

    `flows` may be several periods: distances are averaged over them, and a pair without a flow in a period is at
    distance 1 there. `denominator`: the smaller of the two places' resident workers (Tolbert-Sizer, Fowler), or of
    their workers who stay (England and Wales). `cut`: mean distance (0-1) up to which groups are joined. Places whose
    denominator is nothing in every period are set aside, each an area of its own. Takes time and memory that grow with
    the square of the number of places: `FlowError` above 12,000.
    """
    periods = [flows] if isinstance(flows, CommutingFlows) else list(flows)
    places = tuple(sorted({place for each in periods for place in each.places}))
    _check(len(places), cut, denominator, _)
    aligned = [_aligned(each, places) for each in periods]
    sizes = [each.stay if denominator == "internal-flow" else each.residents for each in aligned]
    known = np.flatnonzero(np.sum(sizes, axis=0) > 0).astype(np.int32)
    groups = np.arange(len(places), dtype=np.int32) + len(places)
    if known.size > 1:
        groups[known] = average_linkage(_distances(aligned, sizes, known, CAP[denominator]), cut)
    area, names = named(_total(aligned), groups)
    left = sorted(set(range(len(places))) - set(known.tolist()))
    return Areas(
        places,
        area,
        names,
        "tolbert-sizer",
        {"cut": cut, "denominator": denominator, "periods": len(periods)},
        set_aside={places[number]: _(_REASONS[denominator]) for number in left},
    )


def _check(places: int, cut: float, denominator: str, _: Callable[[str], str]) -> None:
    if denominator not in CAP:
        message = _("There is no denominator '{word}'; choose one of {known}.")
        raise FlowError(message.format(word=denominator, known=", ".join(CAP)))
    if not 0 <= cut <= 1:
        raise FlowError(_("The cut is a mean distance between 0 and 1; {cut} is not.").format(cut=cut))
    if places < 2:
        raise FlowError(_("Commuting zones need flows between two places at least."))
    if places > MOST_PLACES:
        message = _(
            "These flows have {places} places; this method compares all pairs and takes {most} at most. "
            "Use coombes-bond, or larger places."
        )
        raise FlowError(message.format(places=f"{places:,}", most=f"{MOST_PLACES:,}"))


def _aligned(flows: CommutingFlows, places: tuple[str, ...]) -> CommutingFlows:
    """Return the flows with positions in a longer list of places."""
    if flows.places == places:
        return flows
    rank = {place: number for number, place in enumerate(places)}
    move = np.array([rank[place] for place in flows.places], dtype=np.int32)
    return CommutingFlows(places, move[flows.home], move[flows.work], flows.commuters)


def _total(periods: Sequence[CommutingFlows]) -> CommutingFlows:
    """Return all periods' flows in one, for the residents of each place."""
    home, work, commuters = (
        np.concatenate([getattr(each, name) for each in periods]) for name in ("home", "work", "commuters")
    )
    return CommutingFlows(periods[0].places, home, work, commuters)


def _distances(
    periods: Sequence[CommutingFlows], sizes: Sequence[Workers], known: Numbers, strongest: float
) -> Distances:
    """Return the condensed distances of the known places: 1 less their mean tie."""
    count = len(known)
    rank = np.full(len(periods[0].places), -1, dtype=np.int64)
    rank[known] = np.arange(count)
    distances = np.ones(count * (count - 1) // 2)
    for flows, size in zip(periods, sizes, strict=True):
        between = (flows.home != flows.work) & (rank[flows.home] >= 0) & (rank[flows.work] >= 0)
        home, work = flows.home[between], flows.work[between]
        pairs, which = np.unique(condensed_position(count, rank[home], rank[work]), return_inverse=True)
        both_ways = np.bincount(which, flows.commuters[between], len(pairs))
        smaller = np.zeros(len(pairs))
        smaller[which] = np.minimum(size[home], size[work])
        tie = np.divide(both_ways, smaller, out=np.zeros(len(pairs)), where=smaller > 0)
        distances[pairs] -= np.minimum(tie, strongest) / len(periods)
    return distances
