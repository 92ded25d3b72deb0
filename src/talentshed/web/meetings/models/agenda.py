"""What is on the agenda, who speaks when, which words did the check find, and what was stopped?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AgendaItem(models.Model):
    """One step of a meeting: how long, who speaks, and what the facilitator says."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    class Speaker(models.TextChoices):
        """Whose time it is."""

        BUSINESS = "business", _("business")
        PUBLIC = "public", _("public partners")
        FACILITATOR = "facilitator", _("facilitator")

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField()
    speaker = models.CharField(max_length=11, choices=Speaker)
    who = models.CharField(max_length=160, blank=True)
    """Who speaks, in words: the champion; every business, once each."""
    script = models.TextField(blank=True)
    """What the facilitator says or does."""
    captured = models.CharField(max_length=200, blank=True)
    """What is written down in this step."""
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_titled"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="agenda_item_takes_time"),
            models.CheckConstraint(
                condition=Q(speaker__in=["business", "public", "facilitator"]), name="agenda_item_speaker_known"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(started_at__isnull=False, ended_at__gte=F("started_at")),
                name="agenda_item_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(started_at__isnull=False, ended_at__isnull=True),
                name="agenda_item_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgendaFinding(models.Model):
    """A word on the agenda that doesn't belong there, and what the chair decided."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    class Decision(models.TextChoices):
        """How it ended."""

        OPEN = "", _("not decided yet")
        KEPT = "kept", _("the chair keeps it")
        TO_REWORD = "to_reword", _("the chair wants other words")
        GONE = "gone", _("the words are gone")

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="findings")
    item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, related_name="findings")
    item_words = models.CharField(max_length=200)
    """Title of the item when the word was found."""
    term = models.CharField(max_length=60)
    """Key of the term in the list of terms."""
    terms_version = models.CharField(max_length=20)
    risk = models.CharField(max_length=5)
    found = models.CharField(max_length=120)
    """The words that were found."""
    decision = models.CharField(max_length=10, choices=Decision, blank=True, default=Decision.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_name = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["found_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "item", "term", "found"],
                condition=~Q(decision="gone"),
                name="agenda_finding_once",
            ),
            models.CheckConstraint(condition=Q(risk__in=["red", "black"]), name="agenda_finding_red_or_black"),
            models.CheckConstraint(
                condition=Q(decision__in=["", "kept", "to_reword", "gone"]), name="agenda_finding_decision_known"
            ),
            models.CheckConstraint(condition=~Q(decision="kept") | ~Q(reason=""), name="agenda_finding_kept_with_why"),
        ]

    def __str__(self) -> str:
        return f"{self.found} ({self.item_words})"


class Stop(models.Model):
    """A topic that was stopped: what kind, when, who asked. Nothing of what was said is kept."""

    STATE_PATH: ClassVar[str] = "meeting__partnership__home_state"

    meeting = models.ForeignKey("meetings.Meeting", models.CASCADE, related_name="stops")
    topic = models.CharField(max_length=60, blank=True)
    """Key of a kind of topic; never free text, so that no content can get in. Empty: not said."""
    asked_by = models.CharField(max_length=120, blank=True)
    """Who asked to stop; empty where they'd rather not say."""
    at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
