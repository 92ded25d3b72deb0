"""Which records does this capability keep, for how long, and what does it hold about a person?"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from talentshed.web.access import queries as access
from talentshed.web.access import retention
from talentshed.web.access.retention import Holding
from talentshed.web.partnerships.models import GroundTruthNote, HeldIssue, KnowledgeNote, NeutralityAnswer, Partnership
from talentshed.web.partnerships.models import Role as GivenRole

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

_YEARS = 365


def register() -> None:
    """Make our kinds of record known."""
    for each in (
        Holding(
            "partnerships.partnership",
            _("Closed partnerships with all their records"),
            7 * _YEARS,
            lambda: Partnership.objects.filter(status=Partnership.Status.CLOSED),
            "closed_on",
        ),
        Holding(
            "partnerships.answer",
            _("What employers said of the convener’s neutrality"),
            3 * _YEARS,
            NeutralityAnswer.objects.all,
            "answered_at",
        ),
        Holding(
            "partnerships.issue",
            _("Opportunities and obstacles that a firm named in talks"),
            3 * _YEARS,
            HeldIssue.objects.all,
            "recorded_at",
        ),
        Holding(
            "partnerships.ground_truth", _("Notes on published figures"), 7 * _YEARS, GroundTruthNote.objects.all, "at"
        ),
    ):
        retention.register(each)
    access.register_personal_data("partnerships", held_about)


def held_about(person: "Person") -> list[dict[str, Any]]:
    """Return the roles, answers and notes of a person, as JSON values."""
    roles = GivenRole.objects.filter(person=person).select_related("partnership", "organization")
    answers = NeutralityAnswer.objects.filter(by=person).select_related("partnership", "organization")
    found: list[dict[str, Any]] = [
        {
            "partnership": each.partnership.name,
            "role": each.role,
            "organization": str(each.organization or ""),
            "since": each.since.isoformat(),
            "until": each.until.isoformat() if each.until else None,
        }
        for each in roles
    ]
    found += [
        {
            "partnership": each.partnership.name,
            "organization": str(each.organization),
            "accepts_convener": each.accepts,
            "comment": each.comment,
        }
        for each in answers
    ]
    notes = KnowledgeNote.objects.filter(by=person).values_list("title", "text")
    found += [{"knowledge": title, "text": text} for title, text in notes]
    marks = GroundTruthNote.objects.filter(by=person).values_list("figure", "verdict", "comment")
    return found + [{"figure": figure, "verdict": said, "comment": comment} for figure, said, comment in marks]
