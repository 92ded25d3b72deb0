"""What does the convener declare, and how many employers accept it?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import NeutralityAnswer, NeutralityRecord, Partnership
from talentshed.web.partnerships.queries.facts import Facts, facts_of
from talentshed.web.releases import door
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from talentshed.web.partnerships.policies import Standing


@dataclass(frozen=True)
class Neutrality:
    """What the page on neutrality shows to one reader."""

    record: NeutralityRecord | None
    conveners: tuple[str, ...]
    tally: str
    """How many accept, as far as it may be shown."""
    answer_links: tuple[Link, ...]
    """For each firm that the reader speaks for, the way to its answer."""
    comments: tuple[NeutralityAnswer, ...]
    """What firms wrote, for the conveners alone."""
    may_declare: bool


def neutrality(standing: "Standing") -> Neutrality:
    """Return declaration and tally; comments with names for conveners alone."""
    partnership = standing.partnership
    facts = facts_of(partnership)
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
        tally=tally_words(facts),
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


def shown_tally(facts: Facts) -> tuple[int, int] | None:
    """Return how many firms accept the convener and how many answered; None where it would tell of a few.

    Firms were promised that the others see the tally only, so it goes through the door as every count of answers does.
    """
    yes, answered = facts.accepted()
    waiting = len(facts.employers) - answered
    shown = door.counts_of_firms({"yes": yes, "no": answered - yes, "waiting": waiting})
    return (yes, answered) if all(each.value is not None for each in shown.values()) else None


def tally_words(facts: Facts) -> str:
    """Return the tally in a sentence, or why it isn't shown."""
    seated, found = len(facts.employers), shown_tally(facts)
    if found is None:
        hidden = _(
            "How many of the {all} employers at the table accept the convener is shown when at least {least} stand "
            "behind each answer, so that nobody’s answer can be worked out."
        )
        return hidden.format(all=seated, least=door.least_firms())
    sentence = _("{yes} of {answered} employers who answered accept the convener; {all} are at the table.")
    return sentence.format(yes=found[0], answered=found[1], all=seated)
