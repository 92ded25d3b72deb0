"""Which launch room is open, which firms are in it, and by which badges did their phones come in?"""

import secrets
import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.meetings.models.meeting import Side


def new_nonce() -> str:
    """Return a random text that only this database knows."""
    return secrets.token_urlsafe(12)


class Room(models.Model):
    """The live board of one meeting."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    class Stage(models.TextChoices):
        """Where the exercise stands, in the order of a launch."""

        WELCOME = "welcome", _("Welcome")
        RULES = "rules", _("Ground rules")
        POSTS = "posts", _("Opportunities and obstacles")
        THEMES = "themes", _("Themes")
        REQUIREMENTS = "requirements", _("What is required")
        VOTING = "voting", _("Vote")
        RESULTS = "results", _("Results")
        CHAMPIONS = "champions", _("Champions")
        HEARD = "heard", _("We heard")
        CLOSED = "closed", _("Closed")

    class Method(models.TextChoices):
        """How the firms vote."""

        DOTS = "dots", _("dots: each firm spreads a few over the items")
        RATING = "rating", _("importance × feasibility × will lead")
        RANKED = "ranked", _("ranked choice: first, second, third (counted after Borda)")

    meeting = models.OneToOneField("meetings.Meeting", models.CASCADE, related_name="room")
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.WELCOME)
    version = models.PositiveBigIntegerField(default=1)
    """Counted up at every change that everybody sees; phones ask for it every second."""
    shape = models.PositiveBigIntegerField(default=1)
    """The version at which more changed than a post that was added."""
    method = models.CharField(max_length=6, choices=Method, default=Method.DOTS)
    dots_each = models.PositiveSmallIntegerField(default=5)
    turn = models.PositiveSmallIntegerField(default=0)
    """Whose turn it is in the round robin, counted from the first."""
    answer_days = models.PositiveSmallIntegerField(default=10)
    """Days within which support partners answer, counted from the end of the vote."""
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    vote_closed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(dots_each__gte=1, dots_each__lte=20), name="room_one_to_twenty_dots"),
            models.CheckConstraint(condition=Q(method__in=["dots", "rating", "ranked"]), name="room_method_known"),
            models.CheckConstraint(
                condition=Q(stage="closed", closed_at__isnull=False) | (~Q(stage="closed") & Q(closed_at__isnull=True)),
                name="room_closed_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def is_open(self) -> bool:
        """Whether the exercise still goes on."""
        return self.closed_at is None

    @property
    def answers_due_at(self) -> datetime | None:
        """Until when support partners answer; the clock starts when the vote closes."""
        return self.vote_closed_at + timedelta(days=self.answer_days) if self.vote_closed_at else None

    def is_past(self, stage: str) -> bool:
        """Say whether the exercise has come to a stage, or beyond it."""
        order = list(self.Stage.values)
        return order.index(self.stage) >= order.index(stage)


class RoomFirm(models.Model):
    """A firm in the room without its name: what posts and ballots belong to, before and after the close."""

    STATE_PATH: ClassVar[str] = "room__meeting__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("house",)

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, models.CASCADE, related_name="firms")
    house = models.UUIDField()
    """Shared by firms of one holding; their posts and votes count as one firm on breadth."""
    size_class = models.CharField(max_length=30)
    """small, medium, large or unknown; from the close on joined with a comma where fewer than three firms share one."""

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(size_class=""), name="room_firm_size_known")]

    def __str__(self) -> str:
        return self.size_class


class Badge(models.Model):
    """What ties an organization to its place in the room. Deleted at the close: nothing else knows who is who."""

    STATE_PATH: ClassVar[str] = "room__meeting__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("firm", "ballot_version")

    room = models.ForeignKey(Room, models.CASCADE, related_name="badges")
    organization = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="+")
    side = models.CharField(max_length=8, choices=Side)
    firm = models.OneToOneField(RoomFirm, models.CASCADE, null=True, blank=True, related_name="badge")
    """The firm's place; none for a public partner, who neither posts nor votes."""
    turn = models.PositiveIntegerField(default=0)
    """Random: the order of the round robin."""
    ballot_version = models.PositiveIntegerField(default=0)
    """Counted up with each ballot, so that the firm's other phones follow."""
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["organization__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["room", "organization"], name="badge_once"),
            models.CheckConstraint(
                condition=Q(side="business", firm__isnull=False) | Q(side="public", firm__isnull=True),
                name="badge_business_has_a_firm",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)


class Pass(models.Model):
    """One QR code of a badge: lets one phone in, once. Its secret is never stored, only what it is worked out from."""

    STATE_PATH: ClassVar[str] = "badge__room__meeting__partnership__home_state"

    badge = models.ForeignKey(Badge, models.CASCADE, related_name="passes")
    nonce = models.CharField(max_length=20, default=new_nonce)
    made_at = models.DateTimeField(default=timezone.now)
    phone = models.UUIDField(null=True, blank=True)
    """The phone that came in with it."""
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "passes"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(phone__isnull=True, used_at__isnull=True) | Q(phone__isnull=False, used_at__isnull=False),
                name="pass_used_by_a_phone",
            )
        ]

    def __str__(self) -> str:
        return str(self.badge)
