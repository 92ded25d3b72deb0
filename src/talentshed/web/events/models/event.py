"""Which events are there: when, where, for how many, with which agenda and which speakers?"""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

MOST_SEATS = 5000
_WEB = Q(href__startswith="https://") | Q(href__startswith="http://")


def _spoken(english: str, spanish: str) -> str:
    """Return the words in the reader's language; the other one where there are none."""
    first, second = (spanish, english) if (get_language() or "en").startswith("es") else (english, spanish)
    return first or second


class Event(models.Model):
    """One event to which people come: a training day, a webinar, an open meeting."""

    STATE_PATH: ClassVar[str] = "state"

    class Status(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        CANCELLED = "cancelled", _("called off")
        HELD = "held", _("held")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="events")
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.SET_NULL, null=True, blank=True, related_name="events"
    )
    """Whose event it is; of nobody's in particular, it is the state's own."""
    host = models.CharField(max_length=160)
    """Who invites, in the words that people read."""
    title_en = models.CharField(max_length=160, blank=True)
    title_es = models.CharField(max_length=160, blank=True)
    about_en = models.TextField(blank=True)
    about_es = models.TextField(blank=True)
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=240, blank=True)
    """Name and address of the house."""
    online_href = models.URLField(max_length=500, blank=True)
    """Where it is on the web: shown to those who have a seat."""
    is_online = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    """Seats; without a number there is room for all."""
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0)
    """Counted up at each change, so that calendars take the newer entry."""
    kit = models.CharField(max_length=40, blank=True)
    """Key of the training kit with whose agenda it began."""
    made_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    """When it was recorded as held."""
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "status", "starts_at"], name="event_by_date")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title_en="") | ~Q(title_es=""), name="event_titled"),
            models.CheckConstraint(condition=~Q(host=""), name="event_has_a_host"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="event_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1, capacity__lte=MOST_SEATS),
                name="event_has_a_seat_at_least",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "published", "cancelled", "held"]), name="event_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status="draft") | Q(published_at__isnull=False), name="event_published_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(status="held", held_at__isnull=False) | (~Q(status="held") & Q(held_at__isnull=True)),
                name="event_held_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(cancelled_reason=""), name="event_cancelled_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its public page."""
        return reverse("events:event", args=[self.pk])

    @property
    def title(self) -> str:
        """Its title in the reader's language."""
        return _spoken(self.title_en, self.title_es)

    @property
    def about(self) -> str:
        """What it is about, in the reader's language."""
        return _spoken(self.about_en, self.about_es)

    @property
    def is_public(self) -> bool:
        """Whether everybody may read of it."""
        return self.status != self.Status.DRAFT

    @property
    def is_published(self) -> bool:
        """Whether it was published and is neither called off nor recorded as held."""
        return self.status == self.Status.PUBLISHED

    @property
    def is_held(self) -> bool:
        """Whether it took place."""
        return self.status == self.Status.HELD

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off."""
        return self.status == self.Status.CANCELLED

    @property
    def has_begun(self) -> bool:
        """Whether its first minute is over."""
        return self.starts_at <= timezone.now()

    @property
    def zone(self) -> str:
        """The time zone in which its times are said."""
        return self.partnership.time_zone if self.partnership is not None else self.state.time_zone

    @property
    def scope(self) -> str:
        """In whose audit trail its deeds stand."""
        return self.partnership.scope if self.partnership is not None else f"state/{self.state_id}"


class Speaker(models.Model):
    """Somebody who speaks or leads a part."""

    STATE_PATH: ClassVar[str] = "event__state"

    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=200, blank=True)
    """Title and organization."""

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="speaker_named"),
            models.UniqueConstraint(fields=["event", "name"], name="speaker_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


class Session(models.Model):
    """One line of an agenda."""

    STATE_PATH: ClassVar[str] = "event__state"

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    title_en = models.CharField(max_length=200, blank=True)
    title_es = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    """What the facilitator wants to remember; never on the public page."""
    speaker = models.ForeignKey(Speaker, models.SET_NULL, null=True, blank=True, related_name="sessions")

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title_en="") | ~Q(title_es=""), name="session_titled"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=600), name="session_a_minute_to_ten_hours"),
        ]

    def __str__(self) -> str:
        return _spoken(self.title_en, self.title_es)

    def starting(self, minutes_before: int) -> datetime:
        """Return when it starts, so many minutes after the event."""
        return self.event.starts_at + timedelta(minutes=minutes_before)


class Material(models.Model):
    """Something to read or see afterwards: a link, because files live where their owners keep them."""

    STATE_PATH: ClassVar[str] = "event__state"

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    title = models.CharField(max_length=200)
    href = models.URLField(max_length=500)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("es", "Español")], default="en")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["added_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="material_named"),
            models.CheckConstraint(condition=_WEB, name="material_on_the_web"),
        ]

    def __str__(self) -> str:
        return self.title
