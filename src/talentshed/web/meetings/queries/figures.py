"""Does industry lead at our meetings: who chairs, who decides, who sits at the table?

Three measures of the partnership: meetings chaired by industry over meetings; attendees with decision authority over
business attendees; business seats over all seats at the table. Full-table meetings that were held count.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.meetings.models import FULL_TABLE, Meeting
from talentshed.web.meetings.queries.finding import held_meetings
from talentshed.web.partnerships.registries import LeadFigure

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share; nothing where there is nothing to divide."""
        return self.part / self.whole if self.whole else None


def industry_chaired(partnership: "Partnership") -> Share:
    """Return full-table meetings chaired by industry, of those held."""
    held = [each for each in held_meetings(partnership) if each.kind in FULL_TABLE]
    return Share(sum(each.chair_kind == Meeting.ChairKind.INDUSTRY for each in held), len(held))


def decision_makers(partnership: "Partnership") -> Share:
    """Return business attendees with decision authority, of all business attendees at full-table meetings."""
    return _summed(partnership, "deciding", "business")


def seats_of_business(partnership: "Partnership") -> Share:
    """Return business seats, of all seats at the table of full-table meetings."""
    return _summed(partnership, "business_seats", "seats")


def _summed(partnership: "Partnership", part: str, whole: str) -> Share:
    held = [each for each in held_meetings(partnership) if each.kind in FULL_TABLE]
    return Share(sum(getattr(each, part) for each in held), sum(getattr(each, whole) for each in held))


def lead_figures(partnership: "Partnership") -> tuple[LeadFigure, ...]:
    """Return what meetings say to "are we still business-led?": who chairs, who sits at the table, who decides."""
    found = (chaired_figure(partnership), seats_figure(partnership), deciding_figure(partnership))
    return tuple(each for each in found if each is not None)


def chaired_figure(partnership: "Partnership") -> LeadFigure | None:
    """Return who chairs, for "are we still business-led?"."""
    share = industry_chaired(partnership)
    if share.value is None:
        return None
    sentence = ngettext(
        "Industry chaired {part} of the {whole} full meeting held.",
        "Industry chaired {part} of the {whole} full meetings held.",
        share.whole,
    )
    return LeadFigure(
        key="industry_chaired",
        label=_("Meetings chaired by industry"),
        sentence=sentence.format(part=share.part, whole=share.whole),
        is_met=share.part == share.whole,
        value=share.value,
        business=share.part,
        public=share.whole - share.part,
    )


def deciding_figure(partnership: "Partnership") -> LeadFigure | None:
    """Return how many of those who come can decide; there is no line between good and bad."""
    share = decision_makers(partnership)
    if share.value is None:
        return None
    sentence = ngettext(
        "{part} of {whole} attendee from business can decide for the firm.",
        "{part} of {whole} attendees from business can decide for their firm.",
        share.whole,
    )
    return LeadFigure(
        key="decision_authority",
        label=_("Attendees who can decide"),
        sentence=sentence.format(part=share.part, whole=share.whole),
        is_met=share.value > 0.5,
        value=share.value,
    )


def seats_figure(partnership: "Partnership") -> LeadFigure | None:
    """Return how many seats at the table are business's."""
    share = seats_of_business(partnership)
    if share.value is None:
        return None
    sentence = ngettext(
        "Business had {part} of {whole} seat at the table.",
        "Business had {part} of {whole} seats at the table.",
        share.whole,
    )
    return LeadFigure(
        key="air_time",
        label=_("Seats of business at the table"),
        sentence=sentence.format(part=share.part, whole=share.whole),
        is_met=share.value > 0.5,
        value=share.value,
        business=share.part,
        public=share.whole - share.part,
    )
