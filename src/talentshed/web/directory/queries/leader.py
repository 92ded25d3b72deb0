"""What do we tell a business leader in four minutes: what a partnership is, and why here and now?

One value in the reader's language, with the region's own figures; page, one sheet of paper and slides show it.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.explore.queries import lookup
from talentshed.web.explore.queries.packet.page import packet
from talentshed.web.explore.queries.places import place_of
from talentshed.web.explore.queries.problems import plainly
from talentshed.web.explore.queries.shown import current_edition
from talentshed.web.ui.labels import label
from talentshed.web.ui.values import Figure, Page

WORDS_A_MINUTE = 130
"""How fast somebody speaks to a room."""
MOST_MINUTES = 4
_FIGURES = ("jobs", "change-2yr", "pay", "openings", "occupations", "completers")
_MOST_FIGURES = 4


@dataclass(frozen=True)
class Part:
    """One thought: what is said, and what stands on the slide meanwhile."""

    key: str
    heading: str
    said: tuple[str, ...]
    shown: tuple[str, ...]
    links: tuple[tuple[str, str], ...] = ()
    """Sentences with the address of their receipt; these are said and shown too."""

    @property
    def words(self) -> int:
        """How many words are spoken."""
        return sum(len(sentence.split()) for sentence in (*self.said, *(text for text, _href in self.links)))

    @property
    def seconds(self) -> int:
        """How long it takes, to the next five seconds."""
        return -(-self.words * 60 // WORDS_A_MINUTE // 5) * 5


@dataclass(frozen=True)
class Pitch:
    """The whole."""

    title: str
    place: str
    industry: str
    edition: str
    permalink: str
    parts: tuple[Part, ...]
    picture: Figure | None
    cautions: tuple[str, ...]
    attributions: tuple[str, ...]
    packet: str
    language: str

    @property
    def words(self) -> int:
        """How many words are spoken."""
        return sum(part.words for part in self.parts)

    @property
    def minutes(self) -> int:
        """How long it takes, in whole minutes rounded up."""
        return -(-self.words // WORDS_A_MINUTE)

    @property
    def description(self) -> str:
        """One sentence for search engines."""
        return _("Why employers of {industry} in {place} work together: four minutes for business leaders.").format(
            industry=self.industry, place=self.place
        )


def pitch(region: str, sector: str, edition: str = "") -> Pitch:
    """Return the pitch of an industry in a region.

    Raises:
        NotHere: there is no such region, industry or edition; it carries one plain sentence.
    """
    with plainly():
        shown = current_edition(edition)
    place, industry = lookup.region(shown, region), lookup.sector(shown, sector)
    return _pitch(shown, place.key, industry.key, get_language() or "en")


@lru_cache(maxsize=64)
def _pitch(edition: str, region: str, sector: str, language: str) -> Pitch:
    page = packet(region, sector, edition)
    industry, place = lookup.sector_title(lookup.sector(edition, sector)), place_of(edition, region).name
    address = reverse("directory:leaders", args=[region, sector])
    return Pitch(
        title=_("{industry} in {place}: why we work together").format(industry=industry, place=place),
        place=place,
        industry=industry,
        edition=page.edition,
        permalink=f"{address}?edition={page.edition}",
        parts=(_what(industry), _why(page, place), _alone(), _how(), _asked(), _gained(), _first()),
        picture=next((each for key in ("change-longest", "jobs", "pay") if (each := _drawn(page, key))), None),
        cautions=page.cautions[:2],
        attributions=page.attributions,
        packet=page.permalink,
        language=language.split("-")[0],
    )


def _drawn(page: Page, key: str) -> Figure | None:
    found = page.figure(key)
    return found if found is not None and found.svg else None


def _what(industry: str) -> Part:
    partnership = label("sector_partnership")
    return Part(
        "what",
        _("What is it?"),
        (
            _("A {partnership} puts the employers of one industry and one labor market at one table.").format(
                partnership=partnership
            ),
            _("Here that is {industry}.").format(industry=industry),
            _("You set the agenda. You name what would help you grow, and what stands in the way."),
            _("Colleges, workforce boards and economic developers sit around you. They listen first, then answer."),
        ),
        (_("Employers at the table, in the lead"), _("Public partners around it, listening first")),
    )


def _why(page: Page, place: str) -> Part:
    found = [each for key in _FIGURES if (each := page.figure(key)) is not None and each.grid is not None]
    return Part(
        "why",
        _("Why here, why now?"),
        (_("Look at {place}. These are public figures, each with its source.").format(place=place),),
        (),
        tuple((f"{each.heading}.", f"{page.permalink}#{each.key}") for each in found[:_MOST_FIGURES]),
    )


def _alone() -> Part:
    return Part(
        "alone",
        _("What can’t one firm do alone?"),
        (
            _("Each of you looks for the same people, in the same towns, at the same schools."),
            _("Every public agency asks you about it, one after the other."),
            _("A road, a power line, a bus, a course, the image of the industry: no firm moves these by itself."),
        ),
        (_("The same people, the same schools"), _("One agency after the other"), _("Problems larger than one firm")),
    )


def _how() -> Part:
    return Part(
        "how",
        _("How does it work?"),
        (
            _("We begin with a handful of firms that want to. Nobody waits for the whole industry."),
            _("At the first meeting you name opportunities and obstacles, and each firm has one vote."),
            _("A priority counts only if one of you leads it. What nobody leads is parked."),
            _("Nobody asks for your prices, your pay or your plans, and no firm’s answer is shown to another."),
        ),
        (
            _("A handful of willing firms"),
            _("One firm, one vote"),
            _("No leader, no priority"),
            _("Nothing confidential"),
        ),
    )


def _asked() -> Part:
    return Part(
        "asked",
        _("What do we ask of you?"),
        (
            _("Two hours for the first meeting. About one meeting each quarter after that."),
            _("Time for one priority, if you choose to lead it."),
            _("And one call: to a peer whom you want at the table."),
        ),
        (_("Two hours, then once a quarter"), _("One priority, if you want to lead"), _("One call to a peer")),
    )


def _gained() -> Part:
    return Part(
        "gained",
        _("What do you gain?"),
        (
            _("Programs the right size for the jobs you really have, checked by you before they start."),
            _("One contact who answers for all agencies, and a date by which they answer."),
            _("Peers who know your problem, because it is theirs."),
        ),
        (_("Programs the right size"), _("One contact, one date"), _("Peers who share the problem")),
    )


def _first() -> Part:
    return Part(
        "first",
        _("What comes first?"),
        (
            _("One question for you: what would help your business grow here?"),
            _("Who else should be at the table? Come to the first meeting, and bring them along."),
        ),
        (_("What would help you grow here?"), _("Who else should be at the table?")),
    )
