"""Which organizations are there, where are their sites, and who are their people?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.organizations.size_bands import SizeBand

DEFAULT_ASKS_PER_MONTH = 2


class DecisionAuthority(models.TextChoices):
    """What somebody can promise on behalf of the organization."""

    DECIDES = "decides", _("decides alone (owner, chief executive, plant manager)")
    SHARES = "shares", _("shares the decision")
    ADVISES = "advises", _("advises those who decide")
    UNKNOWN = "", _("not known")


class Organization(models.Model):
    """An employer or a partner, kept per state."""

    STATE_PATH: ClassVar[str] = "state"

    class Kind(models.TextChoices):
        """The kinds that sit at the table."""

        EMPLOYER = "employer", _("employer")
        EDUCATION = "education", _("education and training")
        WORKFORCE = "workforce", _("workforce development")
        ECONOMIC_DEVELOPMENT = "economic_development", _("economic development")
        COMMUNITY = "community", _("community organization")
        LABOR = "labor", _("labor organization")
        ASSOCIATION = "association", _("industry association or chamber")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="organizations")
    kind = models.CharField(max_length=24, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    name_key = models.CharField(max_length=200, db_index=True)
    """The name without legal form and punctuation, as duplicates are looked for."""
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="subsidiaries")
    """The holding company, if there is one in the list."""
    naics = models.CharField(max_length=6, blank=True)
    size_band = models.CharField(max_length=8, choices=SizeBand, blank=True)
    website = models.URLField(max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="merged")
    source = models.CharField(max_length=120, blank=True)
    """Where the record comes from, in words: a person's entry, or a file."""
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering: ClassVar = ["name", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "kind", "name"], name="organization_by_name")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "employer",
                        "education",
                        "workforce",
                        "economic_development",
                        "community",
                        "labor",
                        "association",
                    ]
                ),
                name="organization_kind_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organization_named"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="organization_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="organization_not_merged_in_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("organizations:organization", args=[self.pk])

    @property
    def is_employer(self) -> bool:
        """Whether it is a firm of the industry side."""
        return self.kind == self.Kind.EMPLOYER


class Site(models.Model):
    """A place where an organization works: plant, office, campus."""

    STATE_PATH: ClassVar[str] = "organization__state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("workers",)

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="sites")
    name = models.CharField(_("name"), max_length=200, blank=True)
    county_fips = models.CharField(max_length=5, blank=True, db_index=True)
    city = models.CharField(max_length=100, blank=True)
    naics = models.CharField(max_length=6, blank=True)
    size_band = models.CharField(max_length=8, choices=SizeBand, blank=True)
    workers = models.PositiveIntegerField(null=True, blank=True)
    """Only as its own people stated it; what comes from files is kept as a size band."""
    is_headquarters = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering: ClassVar = ["-is_headquarters", "name", "pk"]

    def __str__(self) -> str:
        return self.name or self.city or str(self.organization)


class ServedCounty(models.Model):
    """A county that a public body or partner is in charge of."""

    STATE_PATH: ClassVar[str] = "organization__state"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="served_counties")
    county_fips = models.CharField(max_length=5, db_index=True)

    class Meta:
        verbose_name = _("county served")
        verbose_name_plural = _("counties served")
        ordering: ClassVar = ["county_fips"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "county_fips"], name="served_county_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.county_fips}"


class AssociationMember(models.Model):
    """A firm's membership in an association or chamber: one of the ways in which peers know each other."""

    STATE_PATH: ClassVar[str] = "association__state"

    association = models.ForeignKey(Organization, models.CASCADE, related_name="association_members")
    member = models.ForeignKey(Organization, models.CASCADE, related_name="association_memberships")

    class Meta:
        verbose_name = _("membership in an association")
        verbose_name_plural = _("memberships in an association")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "member"], name="association_member_once"),
            models.CheckConstraint(condition=~Q(association=F("member")), name="association_not_its_own_member"),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.association}"


class Contact(models.Model):
    """Somebody to talk to at an organization. E-mail and phone are shown to others only with consent."""

    STATE_PATH: ClassVar[str] = "organization__state"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="contacts")
    person = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="contact_cards")
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email_consent = models.BooleanField(default=False)
    phone_consent = models.BooleanField(default=False)
    decision_authority = models.CharField(max_length=12, choices=DecisionAuthority, blank=True)
    recorded_by_organization = models.ForeignKey(
        Organization, models.SET_NULL, null=True, blank=True, related_name="recorded_contacts"
    )
    """Whose people wrote it down: they see it without further consent."""
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("person to talk to")
        verbose_name_plural = _("people to talk to")
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(name=""), name="contact_named")]

    def __str__(self) -> str:
        return self.name


class Spokesperson(models.Model):
    """Who may speak for whom: made by an invitation that was accepted, or confirmed by a convener."""

    STATE_PATH: ClassVar[str] = "organization__state"

    person = models.ForeignKey("access.Person", models.CASCADE, related_name="spokespersonships")
    organization = models.ForeignKey(Organization, models.CASCADE, related_name="spokespersons")
    title = models.CharField(max_length=120, blank=True)
    decision_authority = models.CharField(max_length=12, choices=DecisionAuthority, blank=True)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("person who speaks for it")
        verbose_name_plural = _("people who speak for it")
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organization"], condition=Q(until__isnull=True), name="spokesperson_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="spokesperson_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organization}"


class AskCap(models.Model):
    """How often all partners of a state together may ask one employer for something in a calendar month."""

    STATE_PATH: ClassVar[str] = "state"

    state = models.OneToOneField("access.State", models.CASCADE, related_name="ask_cap")
    asks_per_month = models.PositiveSmallIntegerField(default=DEFAULT_ASKS_PER_MONTH)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(asks_per_month__lte=31), name="ask_cap_at_most_daily")
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.asks_per_month}"
