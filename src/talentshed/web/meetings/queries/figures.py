"""Does industry lead at our meetings: who chairs, who decides, who sits at the table?

Three measures of the partnership: meetings chaired by industry over meetings; attendees with decision authority over
business attendees; business seats over all seats at the table. Full-table meetings that were held count.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.meetings.models import FULL_TABLE, Attendance, Meeting, Side
from talentshed.web.partnerships.registries import LeadFigure

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership

DECIDES = ("decides", "shares")
"""What counts as decision authority: alone, or with others who sit above."""


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
    found = _held(partnership).aggregate(
        whole=Count("pk"), part=Count("pk", filter=Q(chair_kind=Meeting.ChairKind.INDUSTRY))
    )
    return Share(found["part"], found["whole"])


def decision_makers(partnership: "Partnership") -> Share:
    """Return business attendees with decision authority, of all business attendees at full-table meetings."""
    found = (
        _seated(partnership)
        .filter(side=Side.BUSINESS)
        .aggregate(whole=Count("pk"), part=Count("pk", filter=Q(decision_authority__in=DECIDES)))
    )
    return Share(found["part"], found["whole"])


def seats_of_business(partnership: "Partnership") -> Share:
    """Return business seats, of all seats at the table of full-table meetings."""
    found = (
        _seated(partnership)
        .filter(at_table=True)
        .aggregate(whole=Count("pk"), part=Count("pk", filter=Q(side=Side.BUSINESS)))
    )
    return Share(found["part"], found["whole"])


def _held(partnership: "Partnership") -> QuerySet[Meeting]:
    return Meeting.objects.filter(partnership=partnership, status=Meeting.Status.HELD, kind__in=FULL_TABLE)


def _seated(partnership: "Partnership") -> QuerySet[Attendance]:
    return Attendance.objects.filter(
        meeting__partnership=partnership, meeting__status=Meeting.Status.HELD, meeting__kind__in=FULL_TABLE
    )


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
