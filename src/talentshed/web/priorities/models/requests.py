"""What did an employer ask for, which bodies answer, and which requests are one need of several firms?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ServiceRequest(models.Model):
    """An employer asks once; the bodies in charge of the site's county answer in one thread."""

    STATE_PATH: ClassVar[str] = "organization__state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("occupation", "text")

    class Topic(models.TextChoices):
        """What it is about."""

        HIRING = "hiring", _("finding people to hire")
        TRAINING = "training", _("training people who work here")
        NEW_TALENT = "new_talent", _("apprentices, interns, students")
        KEEPING = "keeping", _("keeping people: schedules, transport, child care")
        SITE = "site", _("land, buildings, utilities")
        MONEY = "money", _("loans, grants, tax credits")
        LAYOFF = "layoff", _("avoiding layoffs, or helping those laid off")
        RULES = "rules", _("permits and rules")
        SUPPLIERS = "suppliers", _("suppliers and customers")
        OTHER = "other", _("something else")

    class Status(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("waiting for an answer")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    partnership = models.ForeignKey(
        "partnerships.Partnership", models.SET_NULL, null=True, blank=True, related_name="service_requests"
    )
    organization = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="service_requests")
    site = models.ForeignKey(
        "organizations.Site", models.SET_NULL, null=True, blank=True, related_name="service_requests"
    )
    county_fips = models.CharField(max_length=5)
    """The site's county when it was asked: routing must stay explainable when the site changes."""
    topic = models.CharField(max_length=12, choices=Topic)
    occupation = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="service_requests")
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    """When the first body answered."""
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="service_request_in_words"),
            models.CheckConstraint(condition=~Q(county_fips=""), name="service_request_has_county"),
        ]

    def __str__(self) -> str:
        words = str(self.get_topic_display())
        return f"{words}: {self.occupation}" if self.occupation else words

    def get_absolute_url(self) -> str:
        """Return the address of its thread."""
        return reverse("priorities:thread", args=[self.pk])


class RequestRoute(models.Model):
    """A body to which a request went, because it serves the site's county."""

    STATE_PATH: ClassVar[str] = "request__organization__state"

    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="routes")
    body = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="routed_requests")

    class Meta:
        ordering: ClassVar = ["body__name", "pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "body"], name="request_routed_once")]

    def __str__(self) -> str:
        return str(self.body)


class RequestMessage(models.Model):
    """One message of the thread, in the name of the firm or of a body."""

    STATE_PATH: ClassVar[str] = "request__organization__state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("text",)

    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="messages")
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="+")
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(text=""), name="request_message_in_words")]

    def __str__(self) -> str:
        return f"{self.organization}, {self.at:%Y-%m-%d}"


class SharedNeed(models.Model):
    """Similar requests of several firms, proposed as one need. Firms confirm; names stay hidden unless they agree."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    class Status(models.TextChoices):
        """How far it is."""

        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="shared_needs")
    topic = models.CharField(max_length=12, choices=ServiceRequest.Topic)
    words = models.CharField(max_length=300, blank=True)
    """The words that the requests share: why they count as similar."""
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    need = models.OneToOneField("priorities.Need", models.SET_NULL, null=True, blank=True, related_name="shared_need")
    proposed_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-pk"]

    def __str__(self) -> str:
        words = str(self.get_topic_display())
        return f"{words}: {self.words}" if self.words else words


class SharedNeedRequest(models.Model):
    """One request in a shared need, and what its firm says to that."""

    STATE_PATH: ClassVar[str] = "shared__partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("answer", "shows_name")

    class Answer(models.TextChoices):
        """What the firm said."""

        WAITING = "", _("no answer yet")
        YES = "yes", _("yes, we share this need")
        NO = "no", _("no, ours is another matter")

    shared = models.ForeignKey(SharedNeed, models.CASCADE, related_name="requests")
    request = models.OneToOneField(ServiceRequest, models.CASCADE, related_name="shared_place")
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    shows_name = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.shared}, {self.request_id}"
