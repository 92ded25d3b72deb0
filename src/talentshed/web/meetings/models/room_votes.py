"""How did the firms vote, who takes a priority on, and what did the support partners hear?"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Ballot(models.Model):
    """One whole ballot of a firm, as one of its phones sent it. The one made last counts; others go at the close."""

    STATE_PATH: ClassVar[str] = "room__meeting__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("firm",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Made on the phone, so that sending it twice is harmless."""
    room = models.ForeignKey("meetings.Room", models.CASCADE, related_name="ballots")
    firm = models.ForeignKey("meetings.RoomFirm", models.CASCADE, related_name="ballots")
    method = models.CharField(max_length=6)
    made_at = models.BigIntegerField()
    """When the phone made it: milliseconds of the server's clock, as the phone knows it, never in the future."""
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["firm", "-made_at"], name="ballot_newest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(method__in=["dots", "rating", "ranked"]), name="ballot_method_known")
        ]

    def __str__(self) -> str:
        return str(self.id)


class BallotLine(models.Model):
    """What a ballot says of one requirement."""

    STATE_PATH: ClassVar[str] = "ballot__room__meeting__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("dots", "importance", "feasibility", "will_lead", "rank")

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="lines")
    requirement = models.ForeignKey("meetings.Requirement", models.CASCADE, related_name="+")
    dots = models.PositiveSmallIntegerField(default=0)
    importance = models.PositiveSmallIntegerField(default=0)
    feasibility = models.PositiveSmallIntegerField(default=0)
    will_lead = models.PositiveSmallIntegerField(default=0)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ballot", "requirement"], name="ballot_line_once"),
            models.CheckConstraint(
                condition=Q(dots__lte=20, importance__lte=5, feasibility__lte=5, will_lead__lte=3, rank__lte=100),
                name="ballot_line_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id}: {self.requirement_id}"


class SignUp(models.Model):
    """Somebody who takes a priority on, by name: the firm stands behind it in the open."""

    STATE_PATH: ClassVar[str] = "room__meeting__partnership__home_state"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("meetings.Room", models.CASCADE, related_name="sign_ups")
    requirement = models.ForeignKey("meetings.Requirement", models.CASCADE, related_name="sign_ups")
    organization = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="sign_up_named"),
            models.UniqueConstraint(
                fields=["requirement", "organization", "name"],
                condition=Q(withdrawn_at__isnull=True),
                name="sign_up_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organization}"


class HeardResponse(models.Model):
    """What a support partner heard, and what it can do first."""

    STATE_PATH: ClassVar[str] = "room__meeting__partnership__home_state"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey("meetings.Room", models.CASCADE, related_name="heard")
    organization = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="+")
    requirement = models.ForeignKey("meetings.Requirement", models.CASCADE, null=True, blank=True, related_name="heard")
    """What it is about; none for the whole of it."""
    heard = models.TextField()
    can_do = models.TextField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(heard=""), name="heard_written")]

    def __str__(self) -> str:
        return self.heard[:80]
