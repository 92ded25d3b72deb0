"""Proposing, voting, championing, parking and finishing priorities."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships import queries as partnerships
from talentshed.web.priorities import policies
from talentshed.web.priorities.models import ChampionCommitment, Priority
from talentshed.web.priorities.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def propose_priority(
    *,
    by: "Person",
    partnership: "Partnership",
    kind: str,
    title: str,
    statement: str = "",
    cause: str = "",
    cause_kind: str = "",
    from_meeting: int | None = None,
) -> Priority:
    """Put a priority forward; it counts once it is voted."""
    policies.may_propose(by, partnership).require()
    made = Priority.objects.create(
        partnership=partnership,
        kind=kind,
        title=title.strip(),
        statement=statement.strip(),
        cause=cause.strip(),
        cause_kind=cause_kind if cause.strip() else "",
        from_meeting=from_meeting,
    )
    audit.record("PRIORITY_PROPOSED", by=by, about=made, scope=partnership.scope, state=partnership.home_state)
    return made


@transaction.atomic
def edit_priority(
    *,
    by: "Person",
    priority: Priority,
    kind: str,
    title: str,
    statement: str = "",
    cause: str = "",
    cause_kind: str = "",
) -> Priority:
    """Change the words and the root cause of a priority.

    Raises:
        NotPossible: its team has a plan already, which needs the root cause.
    """
    partnership = priority.partnership
    policies.may_edit_priority(by, partnership, priority).require()
    if not cause.strip() and priority.teams.exclude(plan="").exists():
        raise NotPossible(_("The team's plan rests on the root cause. Keep one written down."))
    priority.kind, priority.title, priority.statement = kind, title.strip(), statement.strip()
    priority.cause, priority.cause_kind = cause.strip(), cause_kind if cause.strip() else ""
    priority.save()
    audit.record("PRIORITY_CHANGED", by=by, about=priority, scope=partnership.scope, state=partnership.home_state)
    return priority


@transaction.atomic
def record_vote(
    *,
    by: "Person",
    priority: Priority,
    rank: int | None = None,
    voted_at: datetime | None = None,
    from_meeting: int | None = None,
) -> Priority:
    """Write down that employers voted for a priority. voted_at: when the vote closed; response clocks start then."""
    partnership = priority.partnership
    policies.may_decide(by, partnership, priority).require()
    priority.status, priority.rank = Priority.Status.VOTED, rank
    priority.voted_at = voted_at or timezone.now()
    priority.from_meeting = from_meeting or priority.from_meeting
    priority.save()
    audit.record(
        "PRIORITY_VOTED", by=by, about=priority, scope=partnership.scope, state=partnership.home_state, rank=rank
    )
    return priority


@transaction.atomic
def set_priority_status(*, by: "Person", priority: Priority, status: str) -> Priority:
    """Set a voted priority active, park it, finish it, or take it up again.

    Raises:
        NotPossible: it was not voted, or nobody champions it.
    """
    partnership = priority.partnership
    policies.may_decide(by, partnership, priority).require()
    if status in (Priority.Status.ACTIVE, Priority.Status.DONE) and priority.voted_at is None:
        raise NotPossible(_("Employers have not voted on this priority yet. Write down the vote first."))
    if status == Priority.Status.ACTIVE and not priority.champions.filter(ended_on__isnull=True).exists():
        raise NotPossible(
            _("Nobody champions this priority. Sign a champion up, or park it and offer it again at the next meeting.")
        )
    before, priority.status = priority.status, status
    priority.save(update_fields=["status"])
    audit.record(
        "PRIORITY_STATUS_SET",
        by=by,
        about=priority,
        scope=partnership.scope,
        state=partnership.home_state,
        before=before,
        after=status,
    )
    return priority


@transaction.atomic
def commit_champion(
    *,
    by: "Person",
    priority: Priority,
    organization: "Organization",
    name: str,
    person: "Person | None" = None,
) -> ChampionCommitment:
    """Sign an executive of an employer at the table up as champion of a priority.

    Raises:
        NotPossible: the employer is not at the table.
    """
    partnership = priority.partnership
    policies.may_commit(by, partnership, priority, organization).require()
    if organization.pk not in {each.organization_id for each in partnerships.employer_members(partnership)}:
        raise NotPossible(_("{name} is not at the table yet.").format(name=organization))
    made, _new = ChampionCommitment.objects.get_or_create(
        priority=priority,
        organization=organization,
        name=name.strip(),
        ended_on=None,
        defaults={"person": person},
    )
    audit.record("CHAMPION_COMMITTED", by=by, about=made, scope=partnership.scope, state=partnership.home_state)
    return made


@transaction.atomic
def end_commitment(*, by: "Person", commitment: ChampionCommitment) -> None:
    """End a champion's commitment.

    Raises:
        NotPossible: the priority is active and nobody else champions it.
    """
    priority = commitment.priority
    partnership = priority.partnership
    policies.may_commit(by, partnership, priority, commitment.organization).require()
    others = priority.champions.filter(ended_on__isnull=True).exclude(pk=commitment.pk)
    if priority.status == Priority.Status.ACTIVE and not others.exists():
        raise NotPossible(_("An active priority keeps a champion. Sign another one up first, or park it."))
    commitment.ended_on = timezone.localdate()
    commitment.save(update_fields=["ended_on"])
    audit.record("CHAMPION_ENDED", by=by, about=commitment, scope=partnership.scope, state=partnership.home_state)
