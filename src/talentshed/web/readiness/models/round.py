"""Which round of a readiness self-assessment is it: whose, with which questions, and how far?"""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from talentshed.web.readiness.instruments.values import Instrument


class Round(models.Model):
    """One time that a partnership, or the bodies of a state, rate how ready they are."""

    STATE_PATH: ClassVar[str] = "state"

    class Status(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("raters answer")
        REVEALED = "revealed", _("the room talks")
        SETTLED = "settled", _("agreed")
        CALLED_OFF = "called_off", _("called off")

    class Decision(models.TextChoices):
        """What the group concluded."""

        GO = "go", _("go")
        FIX_FIRST = "fix_first", _("fix first")
        NO_GO = "no_go", _("no-go")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="readiness_rounds")
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.CASCADE, null=True, blank=True, related_name="readiness_rounds"
    )
    """Whose round it is; nobody's where the bodies of a state rate themselves."""
    instrument_version = models.ForeignKey("readiness.InstrumentVersion", models.PROTECT, related_name="rounds")
    with_optional = models.BooleanField(default=False)
    """Whether the parts that may be left out are rated too."""
    title = models.CharField(max_length=120)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    closes_at = models.DateTimeField()
    """Until when raters may answer."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    """When those who were not through were last reminded."""
    revealed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    raters_count = models.PositiveSmallIntegerField(default=0)
    """How many answered, kept when the answers were revealed."""
    decision = models.CharField(max_length=9, choices=Decision, blank=True)
    decision_reason = models.CharField(max_length=1000, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-opened_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=["open", "revealed", "settled", "called_off"]), name="round_status_known"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="round_titled"),
            models.CheckConstraint(
                condition=Q(revealed_at__isnull=False) | Q(status__in=["open", "called_off"]),
                name="round_revealed_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="settled") | Q(settled_at__isnull=False), name="round_settled_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(decision="") | (~Q(decision_reason="") & Q(decided_at__isnull=False)),
                name="round_decision_has_reason",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(status__in=["open", "revealed"], partnership__isnull=False),
                name="round_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return self.address("round")

    def address(self, page: str, *more: object) -> str:
        """Return the address of one of its pages, in the workspace or with the state."""
        if self.partnership_id is not None:
            return reverse(f"readiness:of_partnership:{page}", args=[self.partnership_id, self.pk, *more])
        return reverse(f"readiness:of_state:{page}", args=[self.state.code, self.pk, *more])

    @property
    def scope(self) -> str:
        """Whose trail it belongs to."""
        return f"partnership/{self.partnership_id}" if self.partnership_id is not None else ""

    @property
    def instrument(self) -> "Instrument":
        """What is asked in this round."""
        whole = self.instrument_version.instrument
        return whole if self.with_optional else whole.without_optional()

    @property
    def is_open(self) -> bool:
        """Whether it still waits for answers, closed for raters or not."""
        return self.status == self.Status.OPEN

    @property
    def is_revealed(self) -> bool:
        """Whether the spread of the answers may be seen."""
        return self.status in (self.Status.REVEALED, self.Status.SETTLED)

    @property
    def is_settled(self) -> bool:
        """Whether the room has agreed."""
        return self.status == self.Status.SETTLED

    def takes_answers(self, now: datetime | None = None) -> bool:
        """Return whether raters may still answer."""
        return self.is_open and self.closes_at > (now or timezone.now())


class Invitation(models.Model):
    """Somebody who was asked to rate. Once answers are revealed, nothing leads from here to them."""

    STATE_PATH: ClassVar[str] = "round__state"

    round = models.ForeignKey(Round, models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=5, default="en")
    sent_at = models.DateTimeField(default=timezone.now)
    rater = models.OneToOneField("readiness.Rater", models.SET_NULL, null=True, blank=True, related_name="invitation")
    """Whose link was sent: kept only until the answers are revealed, so that a lost link can be sent anew."""

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "email"], name="invitation_to_rate_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(email=""), name="invitation_to_rate_named"),
        ]

    def __str__(self) -> str:
        return self.name
