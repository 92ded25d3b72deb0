"""Who is it that answers, comes and sits, and on which side of the table?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talentshed.web.meetings.models import Meeting, Side

if TYPE_CHECKING:
    from talentshed.web.meetings.models import Attendance, Rsvp


@dataclass(frozen=True)
class Who:
    """Somebody at a meeting, as they gave their name."""

    organization_name: str
    name: str
    side: str
    organization_id: int | None = None
    """The member that goes by that name, if there is one."""
    title: str = ""
    decision_authority: str = ""

    @classmethod
    def of(cls, known: "Rsvp | Attendance") -> "Who":
        """Return who answered, or who was there."""
        return cls(
            organization_name=known.organization_name,
            name=known.name,
            side=known.side,
            organization_id=known.organization_id,
            title=known.title,
            decision_authority=known.decision_authority,
        )

    def fields(self) -> dict[str, Any]:
        """Return what is stored of them."""
        return {
            "organization_name": self.organization_name,
            "name": self.name,
            "side": self.side,
            "organization_id": self.organization_id,
            "title": self.title,
            "decision_authority": self.decision_authority,
        }


def sits_at_table(kind: str, side: str) -> bool:
    """Say where somebody sits unless somebody says otherwise: at a launch, public partners sit outside."""
    return side == Side.BUSINESS or kind != Meeting.Kind.LAUNCH
