"""Which records does sign-in itself keep, and which recurring work does it need?"""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.access import mail, retention
from talentshed.web.access.models import AuditEntry, InvitationLink, Letter, Person
from talentshed.web.access.retention import Holding
from talentshed.web.access.ticks import tick

_YEARS = 365


def _expire(due: "QuerySet[Any]") -> int:
    return AuditEntry.objects.filter(pk__in=due.values_list("pk", flat=True)).expire()


def _finished_tasks() -> "QuerySet[Any]":
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(finished_at__isnull=False)


def register() -> None:
    """Make the records of this capability known."""
    for each in (
        Holding(
            "access.audit", _("Audit trail: who did what and when"), 7 * _YEARS, AuditEntry.objects.all, "at", _expire
        ),
        Holding(
            "access.letter", _("E-mail that was sent: address, subject and text"), 90, Letter.objects.all, "queued_at"
        ),
        Holding(
            "access.invitation",
            _("Invitation links: who was invited to what, by whom"),
            90,
            InvitationLink.objects.all,
            "expires_at",
        ),
        Holding(
            "access.closed_account",
            _("Closed accounts: empty shells without name or address"),
            7 * _YEARS,
            lambda: Person.objects.filter(closed_at__isnull=False),
            "closed_at",
        ),
        Holding(
            "access.session", _("Sessions of people who are or were signed in"), 1, Session.objects.all, "expire_date"
        ),
        Holding("access.task", _("Finished background work"), 14, _finished_tasks, "finished_at"),
    ):
        retention.register(each)


@tick(every=timedelta(hours=24))
def apply_retention() -> None:
    """Delete what is past its term."""
    retention.apply_all()


@tick(every=timedelta(minutes=1))
def retry_letters() -> None:
    """Send again what a mail server refused for a while; give up after a day."""
    mail.retry(since=timezone.now() - timedelta(days=1))
