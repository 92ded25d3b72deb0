"""Which pulse was held among a partnership's employers, who was asked, and what was answered without a name?"""

import secrets
import uuid
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from talentshed.web.readiness.instruments.values import Instrument

LONGEST_WISH = 400


def new_nonce() -> str:
    """Return a random text that only this database knows."""
    return secrets.token_urlsafe(12)


class Pulse(models.Model):
    """One time that the employers of a partnership are asked how much it is worth to them."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="pulses")
    instrument_version = models.ForeignKey("readiness.InstrumentVersion", models.PROTECT, related_name="pulses")
    opened_on = models.DateField(default=timezone.localdate)
    opened_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    closes_on = models.DateField()
    """The last day on which answers are taken."""
    closed_at = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveSmallIntegerField(default=0)
    """How many employers were asked: kept when their links are deleted."""

    class Meta:
        ordering: ClassVar = ["-opened_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opened_on")), name="pulse_closes_after_it_opens"
            ),
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(closed_at__isnull=True), name="pulse_one_open_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.opened_on)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("readiness:pulse", args=[self.partnership_id, self.pk])

    @property
    def instrument(self) -> "Instrument":
        """What is asked."""
        return self.instrument_version.instrument

    @property
    def is_over(self) -> bool:
        """Whether it was closed, so that results may be shown. While it runs, two looks would show one answer."""
        return self.closed_at is not None

    def takes_answers(self, today: date | None = None) -> bool:
        """Return whether employers may still answer."""
        return self.closed_at is None and self.closes_on >= (today or timezone.localdate())


class PulsePass(models.Model):
    """The one link of one employer. It says that they answered, never when or what; it is deleted at the close."""

    STATE_PATH: ClassVar[str] = "pulse__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("nonce", "is_used")

    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="passes")
    organization = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=20, default=new_nonce)
    is_used = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "pulse passes"
        ordering: ClassVar = ["organization__name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["pulse", "organization"], name="pulse_pass_once")]

    def __str__(self) -> str:
        return str(self.organization)


class PulseAnswer(models.Model):
    """One set of answers under a random number: no name, no time, no order."""

    STATE_PATH: ClassVar[str] = "pulse__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("size",)

    class Size(models.TextChoices):
        """How large the company is, as roughly as it gets."""

        SMALL = "small", _("fewer than 50 workers")
        LARGE = "large", _("50 workers or more")
        UNKNOWN = "unknown", _("size not known")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="answers")
    size = models.CharField(max_length=7, choices=Size)

    class Meta:
        # By the random number: no order of arrival.
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(size__in=["small", "large", "unknown"]), name="pulse_answer_size_known")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class PulseValue(models.Model):
    """The answer to one item."""

    STATE_PATH: ClassVar[str] = "answer__pulse__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("value",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(PulseAnswer, models.CASCADE, related_name="values")
    item = models.CharField(max_length=10)
    value = models.CharField(max_length=4)
    """0 to 4, for the last item 0 to 10; none: no opinion."""

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answer", "item"], name="pulse_value_once"),
            models.CheckConstraint(
                condition=Q(value__in=["none", *(str(number) for number in range(11))]), name="pulse_value_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.value}"


class PulseWish(models.Model):
    """What one company would change, in its words. It hangs on the pulse, not on the answers beside it."""

    STATE_PATH: ClassVar[str] = "pulse__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("text",)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pulse = models.ForeignKey(Pulse, models.CASCADE, related_name="wishes")
    text = models.CharField(max_length=LONGEST_WISH)

    class Meta:
        verbose_name_plural = "pulse wishes"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="pulse_wish_says_something")]

    def __str__(self) -> str:
        return self.text
