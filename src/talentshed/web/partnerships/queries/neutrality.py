"""What does the convener declare, and how many employers accept it?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import NeutralityAnswer, NeutralityRecord, Partnership
from talentshed.web.partnerships.queries.facts import facts_of
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.partnerships.policies import Standing


@dataclass(frozen=True)
class Neutrality:
    """What the page on neutrality shows to one reader."""

    record: NeutralityRecord | None
    conveners: tuple[str, ...]
    yes: int
    answered: int
    seated: int
    answer_links: tuple[Link, ...]
    """For each firm that the reader speaks for, the way to its answer."""
    comments: tuple[NeutralityAnswer, ...]
    """What firms wrote, for the conveners alone."""
    may_declare: bool


def neutrality(standing: "Standing") -> Neutrality:
    """Return declaration and tally; comments with names for conveners alone."""
    partnership = standing.partnership
    facts = facts_of(partnership)
    yes, answered = facts.accepted()
    convenes = bool(policies.may_declare_neutrality(standing, partnership))
    names = {each.organization_id: each.organization for each in facts.employers}
    comments = NeutralityAnswer.objects.filter(partnership=partnership, organization_id__in=names)
    firms = [names[pk] for pk in sorted(standing.employers) if pk in names and partnership.is_open]
    return Neutrality(
        record=record_of(partnership),
        conveners=tuple(
            f"{each.person}, {each.organization}" if each.organization else str(each.person)
            for each in facts.held(*policies.CONVENING)
        ),
        yes=yes,
        answered=answered,
        seated=len(facts.employers),
        answer_links=tuple(
            Link(reverse("partnerships:answer", args=[partnership.pk, firm.pk]), str(firm)) for firm in firms
        ),
        comments=tuple(comments.select_related("organization").order_by("answered_at")) if convenes else (),
        may_declare=convenes,
    )


def record_of(partnership: Partnership) -> NeutralityRecord | None:
    """Return the convener's declaration, if there is one."""
    return NeutralityRecord.objects.filter(partnership=partnership).select_related("by").first()


def answer_of(partnership: Partnership, organization_id: int) -> NeutralityAnswer | None:
    """Return a firm's answer, if it gave one."""
    return NeutralityAnswer.objects.filter(partnership=partnership, organization_id=organization_id).first()
