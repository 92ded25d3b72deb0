"""What did a partnership bring about: by which number, proven where, and who agreed that it is told?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Story(models.Model):
    """A result told in a few sentences. Without a number, a proof and consent there is no story."""

    STATE_PATH: ClassVar[str] = "state"

    class Status(models.TextChoices):
        """Whether readers see it."""

        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="stories")
    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="stories")
    title_en = models.CharField(max_length=160)
    title_es = models.CharField(max_length=160)
    text_en = models.TextField(max_length=3000)
    text_es = models.TextField(max_length=3000)
    metric_name = models.CharField(max_length=160)
    """What was counted, for example welders hired."""
    metric_before = models.CharField(max_length=60, blank=True)
    metric_after = models.CharField(max_length=60)
    metric_period = models.CharField(max_length=80)
    """Of which time, for example 2025, or the year after the course began."""
    evidence = models.URLField(max_length=500)
    consent_by = models.CharField(max_length=160)
    """Who agreed, for whom: name and firm."""
    consent_on = models.DateField()
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-consent_on", "-pk"]
        verbose_name_plural = "stories"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~(Q(metric_name="") | Q(metric_after="") | Q(metric_period="")), name="story_has_a_metric"
            ),
            models.CheckConstraint(
                condition=Q(evidence__startswith="https://") | Q(evidence__startswith="http://"),
                name="story_has_an_evidence_link",
            ),
            models.CheckConstraint(condition=~Q(consent_by=""), name="story_has_consent"),
            models.CheckConstraint(
                condition=~(Q(title_en="") | Q(title_es="") | Q(text_en="") | Q(text_es="")),
                name="story_in_both_languages",
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False), name="story_published_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title_en
