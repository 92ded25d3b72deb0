"""What do partners change for good, and is each service led by a program or by a priority?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SystemicChange(models.Model):
    """A commitment to change how things are done: before, after, and by when."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    class Kind(models.TextChoices):
        """What is changed."""

        CURRICULUM = "curriculum", _("curriculum")
        SCHEDULE = "schedule", _("schedule")
        CREDIT = "credit", _("credit")
        CREDENTIAL = "credential", _("credential")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        """How far it is."""

        PROMISED = "promised", _("promised")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="systemic_changes")
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="systemic_changes")
    priority = models.ForeignKey("priorities.Priority", models.SET_NULL, null=True, blank=True, related_name="changes")
    kind = models.CharField(max_length=12, choices=Kind)
    before = models.TextField()
    after = models.TextField()
    due_date = models.DateField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PROMISED)
    evidence = models.CharField(max_length=500, blank=True)
    done_on = models.DateField(null=True, blank=True)
    promised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["due_date", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(before="") & ~Q(after=""), name="change_has_before_and_after"),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False) | (~Q(status="done") & Q(done_on__isnull=True)),
                name="change_done_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(status="done") | ~Q(evidence=""), name="change_done_has_evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.get_kind_display()}"


class Service(models.Model):
    """Something that a partner did for employers, with the three tags of the audit."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    class Driver(models.TextChoices):
        """What drives the work?"""

        PROGRAM_LED = "program_led", _("program-led: a program was there")
        PRIORITY_LED = "priority_led", _("priority-led: a priority asked for it")

    class Manner(models.TextChoices):
        """How do partners act?"""

        INDEPENDENT = "independent", _("each on its own")
        INTERDEPENDENT = "interdependent", _("together")

    class Scale(models.TextChoices):
        """Whose need?"""

        INDIVIDUAL = "individual", _("one firm at a time")
        COLLECTIVE = "collective", _("shared by several firms")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="services")
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="services")
    name = models.CharField(max_length=200)
    driver = models.CharField(max_length=12, choices=Driver)
    manner = models.CharField(max_length=14, choices=Manner)
    scale = models.CharField(max_length=10, choices=Scale)
    priority = models.ForeignKey("priorities.Priority", models.PROTECT, null=True, blank=True, related_name="services")
    on_date = models.DateField(default=timezone.localdate)
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-on_date", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="service_named"),
            models.CheckConstraint(
                condition=~Q(driver="priority_led") | Q(priority__isnull=False), name="service_led_by_its_priority"
            ),
        ]

    def __str__(self) -> str:
        return self.name
