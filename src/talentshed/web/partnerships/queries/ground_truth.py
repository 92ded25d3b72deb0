"""What do people at the table say of each figure, business and public partners apart?"""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.explore.queries.packet.page import packet
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.explore.queries.shown import current_edition
from talentshed.web.partnerships.models import GroundTruthNote, Partnership
from talentshed.web.partnerships.queries.playbook import packet_address

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

Verdict = GroundTruthNote.Verdict
Group = GroundTruthNote.Group


@dataclass(frozen=True)
class Tally:
    """What one side of the table says of a figure."""

    group: str
    name: str
    real: int
    doubtful: int
    missing: int

    @property
    def total(self) -> int:
        """How many said anything."""
        return self.real + self.doubtful + self.missing

    @property
    def words(self) -> str:
        """The tally in words."""
        if not self.total:
            return _("nobody has said anything yet")
        sentence = _("feels real: {real}; doubtful: {doubtful}; something is missing: {missing}")
        return sentence.format(real=self.real, doubtful=self.doubtful, missing=self.missing)


@dataclass(frozen=True)
class NotedFigure:
    """One figure of the packet with what is said of it."""

    key: str
    heading: str
    href: str
    tallies: tuple[Tally, ...]
    """Business, then public partners."""
    notes: tuple[GroundTruthNote, ...]
    """What stands today, on this edition, newest first."""
    older: tuple[GroundTruthNote, ...]
    """Replaced notes, and those on earlier editions."""
    mine: GroundTruthNote | None

    @property
    def is_contested(self) -> bool:
        """Whether anybody doubts it or misses something."""
        return any(each.doubtful or each.missing for each in self.tallies)


@dataclass(frozen=True)
class Review:
    """All figures with their notes."""

    edition: str
    figures: tuple[NotedFigure, ...]
    problem: str
    """Why there are no figures to mark; empty where there are."""
    packet: str
    """Address of the figures."""

    @property
    def sentence(self) -> str:
        """How far the review is."""
        both = sum(all(tally.total for tally in each.tallies) for each in self.figures)
        contested = sum(each.is_contested for each in self.figures)
        return _(
            "{both} of {all} figures carry a note of both sides; {contested} are doubted or miss something."
        ).format(both=both, all=len(self.figures), contested=contested)


def review(partnership: Partnership, person: "Person") -> Review:
    """Return the figures of the partnership's packet with what was said of them, in one query."""
    address = packet_address(partnership)
    if not partnership.sector_key:
        words = _(
            "Figures are marked where the partnership has one of the known sectors. This one lists codes of its own: "
            "choose a sector under industry and region."
        )
        return Review("", (), words, address)
    try:
        page = packet(partnership.region_key, partnership.sector_key)
    except NotHere as problem:
        return Review(current_edition(), (), str(problem), address)
    notes: dict[str, list[GroundTruthNote]] = defaultdict(list)
    for each in partnership.ground_truths.select_related("replaced_by").order_by("-at", "-pk"):
        notes[each.figure].append(each)
    figures = tuple(
        _figure(figure.key, figure.heading, f"{address}#{figure.key}", notes[figure.key], page.edition, person)
        for figure in page.figures
    )
    return Review(page.edition, figures, "", address)


def _figure(
    key: str, heading: str, href: str, notes: list[GroundTruthNote], edition: str, person: "Person"
) -> NotedFigure:
    standing = [each for each in notes if each.edition == edition and not hasattr(each, "replaced_by")]
    return NotedFigure(
        key=key,
        heading=heading,
        href=href,
        tallies=tuple(_tally(group, standing) for group in (Group.BUSINESS, Group.PUBLIC)),
        notes=tuple(standing),
        older=tuple(each for each in notes if each not in standing),
        mine=next((each for each in standing if each.by_id == person.pk), None),
    )


def _tally(group: GroundTruthNote.Group, notes: list[GroundTruthNote]) -> Tally:
    said = [each.verdict for each in notes if each.group == group]
    return Tally(
        group.value,
        str(group.label),
        said.count(Verdict.REAL.value),
        said.count(Verdict.DOUBTFUL.value),
        said.count(Verdict.MISSING.value),
    )


def contested(partnership: Partnership, edition: str) -> tuple[GroundTruthNote, ...]:
    """Return the notes that doubt a figure or miss something, as they stand: what a decision has to look at."""
    found = partnership.ground_truths.filter(edition=edition, replaced_by__isnull=True).exclude(verdict=Verdict.REAL)
    return tuple(found.order_by("figure", "-at"))
