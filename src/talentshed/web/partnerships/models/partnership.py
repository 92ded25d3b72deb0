"""Which partnerships are there: for which industry, in which counties and states, and in which phase?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.partnerships.phases import FIRST, LAST, Phase, phase

DEFAULT_START_SIZE = 4


class Partnership(models.Model):
    """Businesses of one industry in one labor-market region, with the support partners around them."""

    STATE_PATH: ClassVar[str] = "home_state"

    class Status(models.TextChoices):
        """Whether it still works."""

        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    home_state = models.ForeignKey("access.State", models.PROTECT, related_name="partnerships")
    states = models.ManyToManyField("access.State", through="ParticipatingState", related_name="joined_partnerships")
    """Further states that take part."""
    name = models.CharField(_("name"), max_length=160)
    sector_key = models.CharField(max_length=80, blank=True)
    """Key of a sector that the public pages know (manufacturing, naics-3331); empty where codes were listed."""
    sector_name = models.CharField(max_length=160, blank=True)
    """What the industry is called, as it was when it was chosen."""
    naics = models.CharField(max_length=400, blank=True)
    """Industry codes, with commas; `naics_codes` is the list."""
    business_function = models.CharField(max_length=120, blank=True)
    """Kind of work that the partnership is about, where it spans industries: welder, logistics planning."""
    region_key = models.CharField(max_length=2000)
    """Key of the region as the public pages know it: edr-IL-3, 17143-17179, 17143-17179~Our area."""
    region_name = models.CharField(max_length=160)
    phase = models.PositiveSmallIntegerField(default=FIRST)
    phase_since = models.DateField(default=timezone.localdate)
    status = models.CharField(max_length=6, choices=Status, default=Status.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closed_reason = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(default=False)
    time_zone = models.CharField(max_length=60, default="America/Chicago")
    start_size = models.PositiveSmallIntegerField(default=DEFAULT_START_SIZE)
    """How many firms make the handful that can launch; never a share of the market."""
    is_demo = models.BooleanField(default=False)
    started_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [models.Index(fields=["home_state", "status", "phase"], name="partnership_by_phase")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(naics="") | ~Q(business_function=""), name="partnership_has_industry_scope"
            ),
            models.CheckConstraint(condition=~Q(region_key=""), name="partnership_has_region"),
            models.CheckConstraint(condition=~Q(name=""), name="partnership_named"),
            models.CheckConstraint(condition=Q(phase__gte=FIRST, phase__lte=LAST), name="partnership_phase_1_to_8"),
            models.CheckConstraint(
                condition=Q(status="open", closed_on__isnull=True) | Q(status="closed", closed_on__isnull=False),
                name="partnership_closed_has_its_day",
            ),
            models.CheckConstraint(condition=Q(start_size__gte=2), name="partnership_starts_with_two_firms"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its workspace."""
        return reverse("partnerships:home", args=[self.pk])

    @property
    def scope(self) -> str:
        """Its name in audit records, contacts and invitations."""
        return f"partnership/{self.pk}"

    @property
    def naics_codes(self) -> tuple[str, ...]:
        """Its industry codes."""
        return tuple(code for code in self.naics.split(",") if code)

    @property
    def is_open(self) -> bool:
        """Whether it still works."""
        return self.status == self.Status.OPEN

    @property
    def current_phase(self) -> Phase:
        """The phase that it is in."""
        return phase(self.phase)

    @property
    def industry(self) -> str:
        """Its industry scope in words: the industry, the kind of work, or both."""
        codes = ", ".join(self.naics_codes)
        named = self.sector_name or (_("NAICS {codes}").format(codes=codes) if codes else "")
        return ", ".join(str(each) for each in (named, self.business_function) if each)


class PartnershipCounty(models.Model):
    """A county of the partnership's region: written out, so that an edition can't move its borders."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="counties")
    county_fips = models.CharField(max_length=5, db_index=True)

    class Meta:
        ordering: ClassVar = ["county_fips"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "county_fips"], name="partnership_county_once")
        ]

    def __str__(self) -> str:
        return self.county_fips


class ParticipatingState(models.Model):
    """A further state whose overseers see how the partnership does."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="participations")
    state = models.ForeignKey("access.State", models.PROTECT, related_name="participations")
    added_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering: ClassVar = ["state__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "state"], name="participating_state_once")
        ]

    def __str__(self) -> str:
        return f"{self.state}, {self.partnership}"
