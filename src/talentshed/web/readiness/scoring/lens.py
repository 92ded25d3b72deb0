"""Do businesses see it as the public side does? Means by kind of partner, and nothing that shows what one or two said.

The rule: kinds with fewer than three raters are put together as "other kinds". If even these are fewer than three, only
the results of all raters are shown: there is no second way to cut. An item is cut only where each group has three who
gave a value, so that no group follows from the total, and none from another. Components are averages of the items that
are shown, so they tell nothing more. Whoever typed paper forms in knows these: what is left without them has to be
nobody, or three, as well.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from talentshed.web.readiness.instruments.values import Instrument
from talentshed.web.readiness.scoring.items import Sheet

INDUSTRY = "industry"
KINDS = (INDUSTRY, "workforce", "education", "economic_development", "community")
OTHER_KINDS = "other"
FEWEST = 3


@dataclass(frozen=True)
class ItemLens:
    """What each group made of one item."""

    key: str
    means: Mapping[str, float]
    """Group to its mean; empty where the item can't be cut."""
    perception_gap: float | None
    """Industry's mean minus the public side's; none where it can't be shown."""


@dataclass(frozen=True)
class PartLens:
    """What each group made of one component: the average of its items that are shown."""

    key: str
    means: Mapping[str, float]
    perception_gap: float | None
    items: int
    """How many of its items are shown by group."""


@dataclass(frozen=True)
class Lens:
    """The results by kind of partner."""

    groups: Mapping[str, int]
    """Group to how many raters; empty when only the results of all raters are shown."""
    items: Mapping[str, ItemLens]
    parts: Mapping[str, PartLens]
    merged: tuple[str, ...] = ()
    """The kinds that "other kinds" stands for."""

    @property
    def is_cut(self) -> bool:
        """Whether anything is shown by kind."""
        return bool(self.groups)

    @property
    def widest(self) -> tuple[ItemLens, ...]:
        """The items on which industry and the public side differ most, widest first."""
        known = [each for each in self.items.values() if each.perception_gap is not None]
        return tuple(sorted(known, key=lambda each: -abs(each.perception_gap or 0)))


def enough(papers: Sequence[bool]) -> bool:
    """Say whether a group may be shown, given for each of its raters whether somebody else typed the answers in.

    Three or more; and of those whose answers nobody typed in, none or three and more.
    """
    unknown = sum(not each for each in papers)
    return len(papers) >= FEWEST and (unknown == 0 or unknown >= FEWEST)


def grouping(kinds: Sequence[str], papers: Sequence[bool] = ()) -> Mapping[str, str]:
    """Return the group of each kind that raters are of; empty when no cut may be shown.

    papers: for each rater, whether the answers were typed in from paper; left out, none were.
    """
    of_kind: dict[str, list[bool]] = {}
    for kind, is_paper in zip(kinds, papers or (False,) * len(kinds), strict=True):
        of_kind.setdefault(kind, []).append(is_paper)
    large = {kind for kind, each in of_kind.items() if enough(each)}
    small = {kind for kind in of_kind if kind not in large}
    groups = {kind: kind for kind in large} | dict.fromkeys(small, OTHER_KINDS)
    if small and not enough([is_paper for kind in small for is_paper in of_kind[kind]]):
        return {}
    return groups if len(set(groups.values())) > 1 else {}


def role_lens(instrument: Instrument, sheets: Sequence[Sheet]) -> Lens:
    """Return the means by kind of partner that may be shown, with the gap between industry and the public side."""
    groups = grouping([sheet.kind for sheet in sheets], [sheet.is_paper for sheet in sheets])
    if not groups:
        return Lens({}, MappingProxyType({}), MappingProxyType({}))
    items = {item.key: _item(item.key, sheets, groups) for item in instrument.items}
    parts = {
        part.key: _part(part.key, [items[item.key] for item in instrument.of_part(part.key)])
        for part in instrument.parts
    }
    sizes = Counter(groups[sheet.kind] for sheet in sheets)
    ordered = {group: sizes[group] for group in (*KINDS, OTHER_KINDS) if group in sizes}
    merged = tuple(kind for kind in KINDS if groups.get(kind) == OTHER_KINDS)
    return Lens(ordered, MappingProxyType(items), MappingProxyType(parts), merged)


def _item(key: str, sheets: Sequence[Sheet], groups: Mapping[str, str]) -> ItemLens:
    values: dict[str, list[int]] = {group: [] for group in groups.values()}
    papers: dict[str, list[bool]] = {group: [] for group in groups.values()}
    for sheet in sheets:
        answer = sheet.answers.get(key, "")
        if answer.isdigit():
            values[groups[sheet.kind]].append(int(answer))
            papers[groups[sheet.kind]].append(sheet.is_paper)
    if not all(enough(each) for each in papers.values()):
        return ItemLens(key, MappingProxyType({}), None)
    means = {group: float(Fraction(sum(each), len(each))) for group, each in values.items()}
    return ItemLens(key, MappingProxyType(means), _perception_gap(values))


def _perception_gap(values: Mapping[str, Sequence[int]]) -> float | None:
    if INDUSTRY not in values:
        return None
    public = [value for group, each in values.items() if group != INDUSTRY for value in each]
    industry = values[INDUSTRY]
    return float(Fraction(sum(industry), len(industry)) - Fraction(sum(public), len(public)))


def _part(key: str, items: Sequence[ItemLens]) -> PartLens:
    shown = [each for each in items if each.means]
    if not shown:
        return PartLens(key, MappingProxyType({}), None, 0)
    means = {group: sum(each.means[group] for each in shown) / len(shown) for group in shown[0].means}
    gaps = [each.perception_gap for each in shown if each.perception_gap is not None]
    return PartLens(key, MappingProxyType(means), sum(gaps) / len(gaps) if gaps else None, len(shown))
