"""What was said, decided, and sent to those who came?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Minutes(models.Model):
    """One version of a meeting's minutes. Versions are added, never changed."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="minutes_versions")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    note = models.CharField(max_length=200, blank=True)
    """What changed in this version."""
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    approved_name = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "minutes"
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "version"], name="minutes_version_once"),
            models.CheckConstraint(condition=~Q(text=""), name="minutes_written"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {self.version}"


class Decision(models.Model):
    """One decision of the table, with its date and who held the chair."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    class Kind(models.TextChoices):
        """What it is about."""

        PRIORITY = "priority", _("priorities")
        ACTION = "action", _("action")
        MEMBERSHIP = "membership", _("members and roles")
        RULES = "rules", _("how we work")
        MONEY = "money", _("money")
        OTHER = "other", _("other")

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    text = models.CharField(max_length=500)
    reason = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField()
    chair_name = models.CharField(max_length=120, blank=True)
    chair_kind = models.CharField(max_length=8, default="unknown")
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-decided_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="decision_written"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | ~Q(revoked_reason=""), name="decision_revoked_with_why"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Summary(models.Model):
    """What those who came are sent after a meeting: drafted from the records, approved by a person, then sent."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    class Status(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")
        SENT = "sent", _("sent")

    meeting = models.OneToOneField("meetings.Meeting", models.CASCADE, related_name="summary")
    text = models.TextField()
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    drafted_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    approved_name = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_to = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "summaries"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status="draft") | Q(approved_at__isnull=False), name="summary_approved_before_sent"
            ),
            models.CheckConstraint(
                condition=~Q(status="sent") | Q(sent_at__isnull=False), name="summary_sent_has_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)
