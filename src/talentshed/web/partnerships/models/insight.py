"""What do firms hold in common, what do people know that figures don't, and what is known of the industry?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HeldIssue(models.Model):
    """An opportunity or obstacle that a firm named, for example in an interview."""

    STATE_PATH: ClassVar[str] = "member__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("topic", "text")

    class Kind(models.TextChoices):
        """The two sides of an issue."""

        OPPORTUNITY = "opportunity", _("opportunity")
        OBSTACLE = "obstacle", _("obstacle")

    member = models.ForeignKey("partnerships.Member", models.CASCADE, related_name="issues")
    kind = models.CharField(max_length=12, choices=Kind)
    topic = models.CharField(max_length=80)
    """What firms share when they write the same: small letters, single spaces."""
    text = models.TextField(blank=True)
    recorded_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["topic", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "kind", "topic"], name="held_issue_once"),
            models.CheckConstraint(condition=~Q(topic=""), name="held_issue_has_topic"),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.topic}"


class StartGroup(models.Model):
    """Firms with which to start, as a person saved them from a proposal."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="start_groups")
    members = models.ManyToManyField("partnerships.Member", related_name="start_groups")
    least = models.PositiveSmallIntegerField()
    most = models.PositiveSmallIntegerField()
    score = models.PositiveIntegerField()
    """Shared-issue score when it was saved."""
    is_as_proposed = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.partnership}, {self.saved_at:%Y-%m-%d}"


class GroundTruthNote(models.Model):
    """What somebody at the table says of a published figure. A changed mind adds a note; the older one stays."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("organization", "by")

    class Verdict(models.TextChoices):
        """How a figure compares with what people see."""

        REAL = "real", _("feels real")
        DOUBTFUL = "doubtful", _("doubtful")
        MISSING = "missing", _("something is missing")

    class Group(models.TextChoices):
        """Which side of the table says it."""

        BUSINESS = "business", _("business")
        PUBLIC = "public", _("public partners")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="ground_truths")
    figure = models.CharField(max_length=80)
    """Key of the figure in the packet; empty for the packet as a whole."""
    edition = models.CharField(max_length=60)
    verdict = models.CharField(max_length=8, choices=Verdict)
    comment = models.TextField(blank=True)
    group = models.CharField(max_length=8, choices=Group)
    organization = models.ForeignKey(
        "organizations.Organization", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["partnership", "figure"], name="ground_truth_of_figure")]

    def __str__(self) -> str:
        return f"{self.figure}: {self.get_verdict_display()}"


class KnowledgeNote(models.Model):
    """One thing known of an industry, with where it comes from: shared within a state, or with all."""

    STATE_PATH: ClassVar[str] = "state"

    class Kind(models.TextChoices):
        """What kind of knowledge it is."""

        PRIMER = "primer", _("primer")
        GLOSSARY = "glossary", _("word of the industry")
        TREND = "trend", _("trend")
        INTERVIEW = "interview", _("interview note")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="knowledge")
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.SET_NULL, null=True, blank=True, related_name="knowledge"
    )
    sector_key = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=160)
    text = models.TextField()
    source = models.CharField(max_length=300)
    on_date = models.DateField(default=timezone.localdate)
    is_shared_with_all = models.BooleanField(default=False)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    is_demo = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-on_date", "-pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(source=""), name="knowledge_has_source")]

    def __str__(self) -> str:
        return self.title
