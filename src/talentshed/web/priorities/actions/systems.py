"""Promising and settling changes for good, and recording services with their three tags."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.priorities import policies
from talentshed.web.priorities.models import Service, SystemicChange
from talentshed.web.priorities.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.models import Organization
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.models import Priority


@transaction.atomic
def promise_change(
    *,
    by: "Person",
    partnership: "Partnership",
    organization: "Organization",
    kind: str,
    before: str,
    after: str,
    due_date: date,
    priority: "Priority | None" = None,
) -> SystemicChange:
    """Write down what a partner will do differently for good: how it is, how it will be, and by when."""
    policies.may_promise_change(by, partnership, organization).require()
    made = SystemicChange.objects.create(
        partnership=partnership,
        organization=organization,
        priority=priority,
        kind=kind,
        before=before.strip(),
        after=after.strip(),
        due_date=due_date,
    )
    audit.record("CHANGE_PROMISED", by=by, about=made, scope=partnership.scope, state=partnership.home_state)
    return made


@transaction.atomic
def settle_change(*, by: "Person", change: SystemicChange, status: str, evidence: str = "") -> SystemicChange:
    """Say that a change was made, with evidence, or dropped; or that it is promised still.

    Raises:
        NotPossible: it is done without evidence.
    """
    partnership = change.partnership
    policies.may_settle_change(by, partnership, change).require()
    if status == SystemicChange.Status.DONE and not evidence.strip():
        raise NotPossible(_("Say where the change can be seen: a catalog, a schedule, an agreement."))
    change.status, change.evidence = status, evidence.strip()
    change.done_on = timezone.localdate() if status == SystemicChange.Status.DONE else None
    change.save(update_fields=["status", "evidence", "done_on"])
    audit.record(
        "CHANGE_SETTLED", by=by, about=change, scope=partnership.scope, state=partnership.home_state, status=status
    )
    return change


@transaction.atomic
def record_service(
    *,
    by: "Person",
    partnership: "Partnership",
    organization: "Organization",
    name: str,
    driver: str,
    manner: str,
    scale: str,
    on_date: date,
    priority: "Priority | None" = None,
) -> Service:
    """Record a service with what drove it, how partners acted, and whose need it was.

    Raises:
        NotPossible: it is called priority-led without a priority.
    """
    policies.may_record_service(by, partnership, organization).require()
    if driver == Service.Driver.PRIORITY_LED and priority is None:
        raise NotPossible(_("A service counts as priority-led once it names its priority. Choose it."))
    made = Service.objects.create(
        partnership=partnership,
        organization=organization,
        name=name.strip(),
        driver=driver,
        manner=manner,
        scale=scale,
        priority=priority,
        on_date=on_date,
    )
    audit.record("SERVICE_RECORDED", by=by, about=made, scope=partnership.scope, state=partnership.home_state)
    return made


@transaction.atomic
def remove_service(*, by: "Person", service: Service) -> None:
    """Take a service off the record that was entered by mistake; the audit trail keeps its name."""
    partnership = service.partnership
    policies.may_record_service(by, partnership, service.organization).require()
    audit.record("SERVICE_REMOVED", by=by, about=service, scope=partnership.scope, state=partnership.home_state)
    service.delete()
