"""Which sector efforts are there already, where, for what, and who takes part?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class InitiativeImport(models.Model):
    """One uploaded list of efforts: a draft until it is imported as a whole, and undone as a whole."""

    STATE_PATH: ClassVar[str] = "state"

    class Status(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("not imported yet")
        IMPORTED = "imported", _("imported")
        UNDONE = "undone", _("undone")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="initiative_imports")
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=list)
    """Heading and rows as text while it is a draft; emptied when it is imported."""
    row_count = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    uploaded_at = models.DateTimeField(default=timezone.now)
    imported_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class Initiative(models.Model):
    """A current effort of anybody: fields of the up-front scan."""

    STATE_PATH: ClassVar[str] = "state"

    state = models.ForeignKey("access.State", models.PROTECT, related_name="initiatives")
    name = models.CharField(max_length=200)
    lead = models.CharField(max_length=200)
    """The organization that runs it, as it names itself."""
    naics = models.CharField(max_length=200, blank=True)
    """Industry codes, with commas."""
    purpose = models.CharField(
        max_length=16,
        choices=[
            ("talent", _("talent")),
            ("supply_chain", _("supply chain")),
            ("marketing", _("marketing and branding")),
            ("infrastructure", _("infrastructure")),
            ("policy", _("policy")),
            ("networking", _("networking")),
        ],
    )
    meets = models.CharField(max_length=120, blank=True)
    funding = models.CharField(max_length=200, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    outputs = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(InitiativeImport, models.SET_NULL, null=True, blank=True, related_name="made")
    is_demo = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    """When a person changed it: an import isn't undone over that."""

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state", "name", "lead", "purpose"], name="initiative_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(lead=""), name="initiative_named_with_lead"),
            models.CheckConstraint(
                condition=Q(
                    purpose__in=["talent", "supply_chain", "marketing", "infrastructure", "policy", "networking"]
                ),
                name="initiative_purpose_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address where it is read and changed."""
        return reverse("priorities:effort", args=[self.pk])

    @property
    def naics_codes(self) -> tuple[str, ...]:
        """Its industry codes."""
        return tuple(code for code in self.naics.split(",") if code)


class InitiativeCounty(models.Model):
    """A county in which an effort works."""

    STATE_PATH: ClassVar[str] = "initiative__state"

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="counties")
    county_fips = models.CharField(max_length=5, db_index=True)

    class Meta:
        ordering: ClassVar = ["county_fips"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "county_fips"], name="initiative_county_once")
        ]

    def __str__(self) -> str:
        return self.county_fips


class InitiativeEmployer(models.Model):
    """An employer that takes part, by name: it need not be in the list of organizations."""

    STATE_PATH: ClassVar[str] = "initiative__state"

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="employers")
    name = models.CharField(max_length=200)
    organization = models.ForeignKey(
        "organizations.Organization", models.SET_NULL, null=True, blank=True, related_name="initiatives"
    )

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "name"], name="initiative_employer_once")
        ]

    def __str__(self) -> str:
        return self.name
