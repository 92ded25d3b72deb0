"""Declaring what could pull the convener to a side, and saying whether an employer accepts it."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from talentshed.web.access import audit
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import NeutralityAnswer, NeutralityRecord

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def declare_neutrality(
    *, by: "Person", partnership: "Partnership", conflicts: str, funders: str, statement: str
) -> NeutralityRecord:
    """Write down the conveners' interests, funders and promise to the industry."""
    policies.may_declare_neutrality(by, partnership).require()
    kept, _made = NeutralityRecord.objects.update_or_create(
        partnership=partnership,
        defaults={
            "conflicts": conflicts.strip(),
            "funders": funders.strip(),
            "statement": statement.strip(),
            "declared_on": timezone.localdate(),
            "by": by,
        },
    )
    audit.record("NEUTRALITY_DECLARED", by=by, about=kept, scope=partnership.scope, state=partnership.home_state)
    return kept


@transaction.atomic
def answer_neutrality(
    *, by: "Person", partnership: "Partnership", organization: "Organization", accepts: bool, comment: str = ""
) -> NeutralityAnswer:
    """Say for an employer whether it accepts the convener. The last answer of an organization counts.

    How it answered stays out of the audit trail: members read the tally.
    """
    policies.may_answer_neutrality(by, partnership, organization).require()
    kept, _made = NeutralityAnswer.objects.update_or_create(
        partnership=partnership,
        organization=organization,
        defaults={"accepts": accepts, "comment": comment.strip(), "by": by, "answered_at": timezone.now()},
    )
    audit.record(
        "NEUTRALITY_ANSWERED", by=by, about=organization, scope=partnership.scope, state=partnership.home_state
    )
    return kept
