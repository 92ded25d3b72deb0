"""What did raters answer, and what did the room agree on? Nothing here says who answered what."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.readiness.models.round import Round

VALUES = ("0", "1", "2", "3", "4", "dk", "na")
LONGEST_WORDS = 600


class KindOfPartner(models.TextChoices):
    """Which side of the table somebody rates from."""

    INDUSTRY = "industry", _("Industry")
    WORKFORCE = "workforce", _("Workforce")
    EDUCATION = "education", _("Education")
    ECONOMIC_DEVELOPMENT = "economic_development", _("Economic development")
    COMMUNITY = "community", _("Community, labor and others")


class Rater(models.Model):
    """One set of answers under a random number. Neither a name nor a time hangs on it."""

    STATE_PATH: ClassVar[str] = "round__state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("digest", "kind")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="raters")
    kind = models.CharField(max_length=20, choices=KindOfPartner)
    digest = models.CharField(max_length=64, blank=True)
    """Of the link's token; empty for paper, and for all once answers are revealed."""
    is_handed_out = models.BooleanField(default=False)
    """Whether the convener has seen the link; whoever begins gets one of their own."""
    is_paper = models.BooleanField(default=False)
    is_done = models.BooleanField(default=False)
    """Whether they said that they are through."""

    class Meta:
        # By the random number: no order of arrival.
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest"], condition=~Q(digest=""), name="rater_link_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["industry", "workforce", "education", "economic_development", "community"]),
                name="rater_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Rating(models.Model):
    """One answer to one item."""

    STATE_PATH: ClassVar[str] = "rater__round__state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("value", "reason", "evidence", "comment")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rater = models.ForeignKey(Rater, models.CASCADE, related_name="ratings")
    item = models.CharField(max_length=10)
    value = models.CharField(max_length=2)
    reason = models.CharField(max_length=LONGEST_WORDS, blank=True)
    """Why it is not applicable."""
    evidence = models.URLField(max_length=500, blank=True)
    comment = models.CharField(max_length=LONGEST_WORDS, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rater", "item"], name="rating_once"),
            models.CheckConstraint(condition=Q(value__in=VALUES), name="rating_value_known"),
            models.CheckConstraint(condition=~Q(value="na") | ~Q(reason=""), name="rating_na_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"


class Consensus(models.Model):
    """What the room agreed on for one item, why, and what those said who saw it otherwise."""

    STATE_PATH: ClassVar[str] = "round__state"

    round = models.ForeignKey(Round, models.CASCADE, related_name="agreed")
    item = models.CharField(max_length=10)
    value = models.CharField(max_length=2)
    rationale = models.CharField(max_length=1000)
    """Why this value; for not applicable, why it doesn't apply."""
    dissent = models.CharField(max_length=1000, blank=True)
    evidence = models.URLField(max_length=500, blank=True)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    """Who wrote it down."""
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["item"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "item"], name="consensus_once"),
            models.CheckConstraint(condition=Q(value__in=VALUES), name="consensus_value_known"),
            models.CheckConstraint(condition=~Q(rationale=""), name="consensus_has_rationale"),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"


class GapAction(models.Model):
    """Work that came out of a gap: which item of which round led to which action item."""

    STATE_PATH: ClassVar[str] = "round__state"

    round = models.ForeignKey(Round, models.CASCADE, related_name="gap_actions")
    item = models.CharField(max_length=10)
    action_item = models.ForeignKey("priorities.ActionItem", models.CASCADE, related_name="readiness_gaps")
    sought = models.CharField(max_length=300, blank=True)
    """By which evidence the group will know that the gap is closed."""

    class Meta:
        ordering: ClassVar = ["item", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["action_item", "item"], name="gap_action_once")]

    def __str__(self) -> str:
        return f"{self.item}: {self.action_item}"


class TechnicalAssistance(models.Model):
    """Help that a state plans because many regions are weak on the same item."""

    STATE_PATH: ClassVar[str] = "state"

    state = models.ForeignKey("access.State", models.CASCADE, related_name="technical_assistance")
    on_date = models.DateField()
    title = models.CharField(max_length=160)
    item = models.CharField(max_length=10, blank=True)
    """Key of the item that it is about, where it is about one."""
    about = models.CharField(max_length=1000, blank=True)
    planned_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["on_date", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(title=""), name="assistance_titled")]

    def __str__(self) -> str:
        return self.title
