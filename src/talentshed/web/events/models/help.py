"""Who asks the state for help, and which partnerships may be asked what they learned?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.access.models import LowerEmailField


class HelpRequest(models.Model):
    """A request for help that goes to the people who administer a state."""

    STATE_PATH: ClassVar[str] = "state"

    class Topic(models.TextChoices):
        """What it is about: the parts of the work."""

        STARTING = "starting", _("starting a partnership")
        TEAM = "team", _("building the support team")
        DATA = "data", _("reading the data")
        CHAMPIONS = "champions", _("finding champions")
        LAUNCH = "launch", _("preparing the launch")
        ACTION = "action", _("action teams and priorities")
        KEEPING = "keeping", _("keeping it alive")
        OTHER = "other", _("something else")

    class Status(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("open")
        TAKEN = "taken", _("in somebody’s hands")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed without an answer")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="help_requests")
    topic = models.CharField(max_length=10, choices=Topic)
    text = models.TextField()
    name = models.CharField(max_length=120)
    email = LowerEmailField(max_length=254)
    organization = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("es", "Español")], default="en")
    asked_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    consent_at = models.DateTimeField()
    asked_at = models.DateTimeField(default=timezone.now, db_index=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    taken_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "status", "-asked_at"], name="help_by_status")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(name=""), name="help_says_who_and_what"),
            models.CheckConstraint(
                condition=Q(status__in=["open", "taken", "answered", "closed"]), name="help_status_known"
            ),
            models.CheckConstraint(condition=~Q(status="answered") | ~Q(answer=""), name="help_answered_has_an_answer"),
            models.CheckConstraint(
                condition=Q(status__in=["answered", "closed"], settled_at__isnull=False)
                | Q(status__in=["open", "taken"], settled_at__isnull=True),
                name="help_settled_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.name}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits for an answer."""
        return self.status in (self.Status.OPEN, self.Status.TAKEN)


class PeerConsent(models.Model):
    """A partnership's word that others of its states may find its priorities and ask how it went."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.OneToOneField("partnerships.Partnership", models.CASCADE, related_name="peer_consent")
    contact = models.CharField(max_length=120)
    """Who answers the call."""
    email = LowerEmailField(max_length=254)
    lesson = models.CharField(max_length=600, blank=True)
    """What they would tell others."""
    given_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(contact=""), name="peer_consent_names_a_contact")]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.contact}"
