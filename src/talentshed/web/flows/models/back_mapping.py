"""What did each firm answer on its recent hires, and which pictures were published from the answers?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SourceCode(models.TextChoices):
    """Where hires come from; the words and the order are those of the engine, and a test holds them together."""

    SCHOOL = "school", _("School or college program")
    TRAINING = "training", _("Short training program")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship or internship")
    SAME_INDUSTRY_HERE = "same_industry_here", _("Same industry, in the region")
    SAME_INDUSTRY_ELSEWHERE = "same_industry_elsewhere", _("Same industry, elsewhere")
    OTHER_INDUSTRY = "other_industry", _("Another industry")
    TEMP_AGENCY = "temp_agency", _("Staffing agency")
    MILITARY = "military", _("Military")
    SELF_EMPLOYED = "self_employed", _("Self-employed or self-taught")
    UNEMPLOYED = "unemployed", _("Unemployed")
    NOT_IN_WORK = "not_in_work", _("Not looking for work")
    INTERNAL = "internal", _("From inside the firm")
    OTHER = "other", _("Another source")
    NOT_REPORTED = "not_reported", _("Not reported")


class CriticalJob(models.Model):
    """A job that the firms of a partnership chose to look at together. All answer on the same list."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="critical_jobs")
    name = models.CharField(max_length=80)
    soc_code = models.CharField(max_length=7, blank=True)
    """Occupation code such as 51-4121, where one fits."""
    is_open = models.BooleanField(default=True)
    """Whether firms still answer on it."""
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "name"], name="critical_job_once"),
            models.CheckConstraint(condition=~Q(name=""), name="critical_job_named"),
        ]

    def __str__(self) -> str:
        return self.name


class BackMapping(models.Model):
    """What one firm told of its hires for one critical job in one period."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("hires",)

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="back_mappings")
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="back_mappings")
    critical_job = models.ForeignKey(CriticalJob, models.PROTECT, related_name="back_mappings")
    period = models.CharField(max_length=7)
    """A year or half a year: 2026, 2026-H1."""
    hires = models.PositiveIntegerField()
    entered_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    on_behalf = models.BooleanField(default=False)
    """Whether a convener typed it in for the firm."""
    consent_by = models.CharField(max_length=160, blank=True)
    """Who at the firm agreed that a convener types it in."""
    consent_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-period", "critical_job__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "organization", "critical_job", "period"], name="back_mapping_once"
            ),
            models.CheckConstraint(
                condition=Q(on_behalf=False, consent_by="", consent_on__isnull=True)
                | (Q(on_behalf=True, consent_on__isnull=False) & ~Q(consent_by="")),
                name="back_mapping_on_behalf_has_consent",
            ),
            models.CheckConstraint(condition=~Q(period=""), name="back_mapping_has_period"),
        ]

    def __str__(self) -> str:
        return f"{self.critical_job}, {self.period}"


class BackMappingWay(models.Model):
    """How many of these hires came directly from where, and where they had been before."""

    STATE_PATH: ClassVar[str] = "mapping__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("tier1", "tier1_name", "tier2", "hires")

    mapping = models.ForeignKey(BackMapping, models.CASCADE, related_name="hire_ways")
    tier1 = models.CharField(max_length=24, choices=SourceCode)
    tier1_name = models.CharField(max_length=120, blank=True)
    """Which school, program or firm. It stays with the firm that wrote it: names are never published."""
    tier2 = models.CharField(max_length=24, choices=SourceCode, default=SourceCode.NOT_REPORTED)
    hires = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mapping", "tier1", "tier1_name", "tier2"], name="back_mapping_way_once"),
            models.CheckConstraint(condition=Q(hires__gt=0), name="back_mapping_way_has_hires"),
        ]

    def __str__(self) -> str:
        return f"{self.get_tier2_display()}, {self.get_tier1_display()}"


class BackMapPublication(models.Model):
    """A release of the firms' answers together, and of which period."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="back_map_publications")
    release = models.OneToOneField("releases.Release", models.PROTECT, related_name="+")
    period = models.CharField(max_length=7)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(period=""), name="back_map_publication_has_period")
        ]

    def __str__(self) -> str:
        return self.period
