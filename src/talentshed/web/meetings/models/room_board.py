"""What stands on the board: posts, the themes that they fall into, and what is required to seize them?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_POST = 280


class Theme(models.Model):
    """Posts that belong together."""

    STATE_PATH: ClassVar[str] = "room__meeting__partnership__home_state"

    room = models.ForeignKey("meetings.Room", models.CASCADE, related_name="themes")
    name = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True)
    """Why these posts were proposed as a group; empty where a person made it."""
    made_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    firms_at_close = models.PositiveSmallIntegerField(null=True, blank=True)
    """How many firms stood behind it; kept because posts with a name lose their token at the close."""

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="theme_named")]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """What one firm wrote. Its id was made on the phone, so that sending it twice is harmless."""

    STATE_PATH: ClassVar[str] = "room__meeting__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("firm",)

    class Kind(models.TextChoices):
        """What it is."""

        OPPORTUNITY = "opportunity", _("opportunity")
        OBSTACLE = "obstacle", _("obstacle")
        REQUIREMENT = "requirement", _("what is required")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("meetings.Room", models.CASCADE, related_name="posts")
    kind = models.CharField(max_length=11, choices=Kind)
    text = models.CharField(max_length=LONGEST_POST)
    firm = models.ForeignKey("meetings.RoomFirm", models.SET_NULL, null=True, blank=True, related_name="posts")
    """Whose it is, without a name; cut at the close where the post shows its firm's name."""
    shown_name = models.CharField(max_length=200, blank=True)
    """The firm's name where it wanted it shown."""
    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, blank=True, related_name="posts")
    seq = models.PositiveBigIntegerField()
    """The room's version with which it came: phones ask for what is newer."""
    received_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    """Taken off the board by the facilitator."""
    hidden_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "seq"], name="post_in_order"),
            models.CheckConstraint(condition=~Q(text=""), name="post_written"),
            models.CheckConstraint(
                condition=Q(kind__in=["opportunity", "obstacle", "requirement"]), name="post_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ThemeChange(models.Model):
    """One step of sorting the board, with how things stood before: what undo brings back."""

    STATE_PATH: ClassVar[str] = "room__meeting__partnership__home_state"

    class Kind(models.TextChoices):
        """What was done."""

        GROUPED = "grouped", _("took over the proposed groups")
        MADE = "made", _("made a theme")
        RENAMED = "renamed", _("renamed a theme")
        MERGED = "merged", _("merged themes")
        MOVED = "moved", _("moved posts")

    room = models.ForeignKey("meetings.Room", models.CASCADE, related_name="theme_changes")
    kind = models.CharField(max_length=8, choices=Kind)
    words = models.CharField(max_length=300)
    before = models.JSONField(default=dict)
    """Posts, themes and links as they were: read back by undo, by nothing else."""
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.words


class Requirement(models.Model):
    """What is needed to seize opportunities: what the firms vote on."""

    STATE_PATH: ClassVar[str] = "room__meeting__partnership__home_state"

    class Kind(models.TextChoices):
        """Of which kind of work it is; the kinds of priorities."""

        TALENT = "talent", _("talent")
        SUPPLY_CHAIN = "supply_chain", _("supply chain")
        MARKETING = "marketing", _("marketing and branding")
        INFRASTRUCTURE = "infrastructure", _("infrastructure")
        POLICY = "policy", _("policy")
        NETWORKING = "networking", _("networking")

    room = models.ForeignKey("meetings.Room", models.CASCADE, related_name="requirements")
    text = models.CharField(max_length=160)
    kind = models.CharField(max_length=14, choices=Kind)
    themes = models.ManyToManyField(Theme, through="RequirementTheme", related_name="requirements")
    made_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    is_kept = models.BooleanField(default=False)
    """Whether the table keeps it as one of its two to four priorities."""
    priority = models.PositiveBigIntegerField(null=True, blank=True)
    """Id of the priority that came of it."""
    is_parked = models.BooleanField(default=False)
    """Kept, but nobody took it on: offered again at the next meeting."""

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="requirement_written"),
            models.CheckConstraint(
                condition=Q(kind__in=["talent", "supply_chain", "marketing", "infrastructure", "policy", "networking"]),
                name="requirement_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class RequirementTheme(models.Model):
    """Which opportunity a requirement serves."""

    STATE_PATH: ClassVar[str] = "requirement__room__meeting__partnership__home_state"

    requirement = models.ForeignKey(Requirement, models.CASCADE, related_name="links")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="links")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["requirement", "theme"], name="requirement_theme_once")
        ]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.theme}"
