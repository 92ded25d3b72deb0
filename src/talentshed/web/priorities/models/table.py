"""What does the industry need, and who puts what against it?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Need(models.Model):
    """One row of the single table: what is required, how much of it, and where."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    class Status(models.TextChoices):
        """Whether an answer is still wanted."""

        OPEN = "open", _("open")
        MET = "met", _("met")
        WITHDRAWN = "withdrawn", _("withdrawn")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="needs")
    priority = models.ForeignKey("priorities.Priority", models.SET_NULL, null=True, blank=True, related_name="needs")
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    quantity = models.PositiveIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    county_fips = models.CharField(max_length=5, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    posted_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["posted_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["partnership", "status"], name="need_by_status")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="need_named"),
            models.CheckConstraint(condition=Q(quantity__isnull=True) | ~Q(unit=""), name="need_quantity_has_unit"),
            models.CheckConstraint(
                condition=Q(status="open", closed_at__isnull=True) | (~Q(status="open") & Q(closed_at__isnull=False)),
                name="need_closed_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("priorities:need", args=[self.partnership_id, self.pk])


class Offer(models.Model):
    """What a support partner puts against a need, alone or jointly with others."""

    STATE_PATH: ClassVar[str] = "need__partnership__home_state"

    class Kind(models.TextChoices):
        """What is offered."""

        SEATS = "seats", _("seats")
        STAFF = "staff", _("staff")
        MONEY = "money", _("money")
        POLICY = "policy", _("policy change")
        EQUIPMENT = "equipment", _("equipment")
        SPACE = "space", _("space")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        """How far it is: agreed and delivered are said by the industry side."""

        OFFERED = "offered", _("offered")
        AGREED = "agreed", _("agreed")
        DELIVERED = "delivered", _("delivered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    need = models.ForeignKey(Need, models.CASCADE, related_name="offers")
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="offers")
    kind = models.CharField(max_length=10, choices=Kind)
    quantity = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    period = models.CharField(max_length=120, blank=True)
    conditions = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OFFERED)
    posted_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["posted_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="offer_quantity_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["seats", "staff", "money", "policy", "equipment", "space", "other"]),
                name="offer_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["offered", "agreed", "delivered", "withdrawn"]), name="offer_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_kind_display()}"

    @property
    def stands(self) -> bool:
        """Whether it was not withdrawn."""
        return self.status != self.Status.WITHDRAWN


class OfferPartner(models.Model):
    """A further partner who makes the offer jointly."""

    STATE_PATH: ClassVar[str] = "offer__need__partnership__home_state"

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="partners")
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="joint_offers")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["offer", "organization"], name="offer_partner_once")]

    def __str__(self) -> str:
        return str(self.organization)
