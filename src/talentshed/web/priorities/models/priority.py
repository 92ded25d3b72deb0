"""What did the industry choose to work on, who champions it, and which team does the work?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Priority(models.Model):
    """A requirement that employers put first. Training is one of six kinds, never the only one."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    class Kind(models.TextChoices):
        """The six types."""

        TALENT = "talent", _("talent")
        SUPPLY_CHAIN = "supply_chain", _("supply chain")
        MARKETING = "marketing", _("marketing and branding")
        INFRASTRUCTURE = "infrastructure", _("infrastructure")
        POLICY = "policy", _("policy")
        NETWORKING = "networking", _("networking")

    class CauseKind(models.TextChoices):
        """What lies at the root. Training answers only the first two."""

        SKILLS = "skills", _("people lack skills that can be taught")
        NO_PROGRAM = "no_program", _("there is no program, or too few seats")
        ACCESS = "access", _("people can’t get there: transport, child care, cost")
        SCHEDULE = "schedule", _("hours or shifts don’t fit")
        PAY = "pay", _("pay or benefits")
        HR_POLICY = "hr_policy", _("how firms hire and keep people")
        AWARENESS = "awareness", _("people don’t know of the work")
        CAPACITY = "capacity", _("space, equipment or suppliers are missing")
        RULES = "rules", _("a rule or permit stands in the way")
        OTHER = "other", _("something else")

    class Status(models.TextChoices):
        """How far it is."""

        PROPOSED = "proposed", _("proposed")
        VOTED = "voted", _("voted")
        ACTIVE = "active", _("active")
        PARKED = "parked", _("parked")
        DONE = "done", _("done")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="priorities")
    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(max_length=160)
    statement = models.TextField(blank=True)
    cause = models.TextField(blank=True)
    """The root cause in the industry's words: asked before a solution is written."""
    cause_kind = models.CharField(max_length=12, choices=CauseKind, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    from_meeting = models.BigIntegerField(null=True, blank=True)
    """Number of the meeting at which it was voted; meetings stand above this capability."""
    voted_at = models.DateTimeField(null=True, blank=True)
    """When the vote closed: the response clock of its needs starts here."""
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["rank", "pk"]
        verbose_name_plural = "priorities"
        indexes: ClassVar = [models.Index(fields=["partnership", "status"], name="priority_by_status")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="priority_named"),
            models.CheckConstraint(
                condition=Q(kind__in=["talent", "supply_chain", "marketing", "infrastructure", "policy", "networking"]),
                name="priority_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(cause="", cause_kind="") | (~Q(cause="") & ~Q(cause_kind="")), name="priority_cause_whole"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["voted"]) | Q(voted_at__isnull=False), name="priority_vote_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("priorities:priority", args=[self.partnership_id, self.pk])

    @property
    def is_live(self) -> bool:
        """Whether it was chosen and is neither parked nor done."""
        return self.status in (self.Status.VOTED, self.Status.ACTIVE)


class ChampionCommitment(models.Model):
    """An executive who takes a priority upon themself."""

    STATE_PATH: ClassVar[str] = "priority__partnership__home_state"

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="champions")
    person = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="championed")
    name = models.CharField(max_length=120)
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="championed")
    committed_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["committed_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["priority", "organization", "name"],
                condition=Q(ended_on__isnull=True),
                name="champion_once_a_priority",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="champion_named"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organization}"


class ActionTeam(models.Model):
    """Those who work on one priority. The lead is from industry, always; the liaison from a support partner."""

    STATE_PATH: ClassVar[str] = "priority__partnership__home_state"

    class Status(models.TextChoices):
        """Whether it works."""

        OPEN = "open", _("at work")
        CLOSED = "closed", _("closed")

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="teams")
    name = models.CharField(max_length=160)
    lead = models.ForeignKey("access.Person", models.PROTECT, related_name="led_teams")
    lead_organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="led_teams")
    """The employer for which the lead speaks."""
    liaison = models.ForeignKey(
        "access.Person", models.SET_NULL, null=True, blank=True, related_name="accompanied_teams"
    )
    plan = models.TextField(blank=True)
    measure = models.CharField(max_length=200, blank=True)
    """What is counted."""
    target = models.CharField(max_length=200, blank=True)
    """How much of it, by when."""
    status = models.CharField(max_length=6, choices=Status, default=Status.OPEN)
    opened_on = models.DateField(default=timezone.localdate)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["opened_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["priority"], condition=Q(status="open"), name="action_team_one_at_work_a_priority"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="action_team_named"),
            models.CheckConstraint(
                condition=Q(status="open", closed_on__isnull=True) | Q(status="closed", closed_on__isnull=False),
                name="action_team_closed_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(plan="") | (~Q(measure="") & ~Q(target="")), name="action_team_plan_has_measures"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_plan(self) -> bool:
        """Whether a plan with measure and target is written down."""
        return bool(self.plan and self.measure and self.target)


class ActionTeamMember(models.Model):
    """Somebody of a member organization who works in a team."""

    STATE_PATH: ClassVar[str] = "team__priority__partnership__home_state"

    team = models.ForeignKey(ActionTeam, models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)
    person = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="team_places")
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="team_places")
    since = models.DateField(default=timezone.localdate)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "organization", "name"], name="action_team_member_once"),
            models.CheckConstraint(condition=~Q(name=""), name="action_team_member_named"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organization}"
