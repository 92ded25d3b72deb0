"""Which steps are done, when did the partnership go from phase to phase, and why was a gate passed unmet?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from talentshed.web.partnerships.phases import FIRST, LAST


class StepRecord(models.Model):
    """A step of the playbook that was done; a reopened one keeps its record."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="steps")
    step = models.CharField(max_length=60)
    """Key of the step in the playbook; those that open a gate are in `phases.GATE_STEPS`."""
    done_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    note = models.TextField(blank=True)
    evidence = models.CharField(max_length=500, blank=True)
    """Where the proof is: an address, a file's name, minutes."""
    reopened_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["done_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "step"], condition=Q(reopened_on__isnull=True), name="step_done_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.step


class PhaseChange(models.Model):
    """One move from a phase to another, with how the gate stood."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="phase_changes")
    from_phase = models.PositiveSmallIntegerField()
    to_phase = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    """Why it went back."""
    override_reason = models.CharField(max_length=500, blank=True)
    """Why it went on although something was missing; the state reads it."""
    gate = models.JSONField(default=list)
    """The gate as it stood: key, words and whether it was met. Read by nothing but the page that shows it."""

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(from_phase__gte=FIRST, from_phase__lte=LAST, to_phase__gte=FIRST, to_phase__lte=LAST),
                name="phase_change_1_to_8",
            ),
            models.CheckConstraint(
                condition=Q(to_phase=F("from_phase") + 1) | Q(to_phase__lt=F("from_phase")),
                name="phase_one_forward_or_back",
            ),
            models.CheckConstraint(
                condition=Q(to_phase__gt=F("from_phase")) | ~Q(reason=""), name="phase_back_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_phase} → {self.to_phase}"

    @property
    def missing(self) -> list[str]:
        """What was missing when the gate was passed, in words."""
        return [str(each.get("words", "")) for each in self.gate if not each.get("met")]
