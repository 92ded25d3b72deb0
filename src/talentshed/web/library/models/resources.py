"""Which documents, links and videos help whom, with which part of the work, and do they still open?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from talentshed.web.library.tags import COMPONENT_CODES, PHASE_NUMBERS

_OPENS = Q(address__startswith="https://") | Q(address__startswith="http://")


class ResourceImport(models.Model):
    """One uploaded list: a draft until it is imported as a whole, and undone as a whole."""

    STATE_PATH: ClassVar[str] = "state"

    class Status(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("not imported yet")
        IMPORTED = "imported", _("imported")
        UNDONE = "undone", _("undone")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="resource_imports")
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    rows = models.JSONField(default=dict)
    """Heading and rows as text while it is a draft; emptied when it is imported."""
    row_count = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.DRAFT)
    uploaded_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class Resource(models.Model):
    """Something worth reading or watching, at an address of its own."""

    STATE_PATH: ClassVar[str] = "state"

    class Kind(models.TextChoices):
        """What it is."""

        DOCUMENT = "document", _("document")
        LINK = "link", _("link")
        VIDEO = "video", _("video")

    class Standing(models.TextChoices):
        """What the last look at its address said."""

        UNCHECKED = "unchecked", _("not looked at yet")
        OPENS = "opens", _("opens")
        MOVED = "moved", _("moved to another address")
        REFUSES = "refuses", _("answers programs not at all; look yourself")
        DEAD = "dead", _("doesn’t open")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="resources")
    kind = models.CharField(max_length=8, choices=Kind)
    title_en = models.CharField(max_length=200)
    title_es = models.CharField(max_length=200)
    about_en = models.TextField(max_length=1000)
    about_es = models.TextField(max_length=1000)
    address = models.URLField(max_length=500)
    publisher = models.CharField(max_length=200, blank=True)
    has_captions = models.BooleanField(default=False)
    transcript = models.TextField(max_length=60_000, blank=True)
    """What is said in a video, in full, or the address where that can be read."""
    is_public = models.BooleanField(default=True)
    standing = models.CharField(max_length=9, choices=Standing, default=Standing.UNCHECKED)
    standing_words = models.CharField(max_length=200, blank=True)
    """What the server said, for example 404 or the new address."""
    looked_at = models.DateTimeField(null=True, blank=True)
    batch = models.ForeignKey(ResourceImport, models.SET_NULL, null=True, blank=True, related_name="made")
    is_demo = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    """When a person changed it: an import isn't undone over that."""

    class Meta:
        ordering: ClassVar = ["title_en", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state", "address"], name="resource_address_once"),
            models.CheckConstraint(condition=Q(kind__in=["document", "link", "video"]), name="resource_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="video") | (Q(has_captions=True) & ~Q(transcript="")),
                name="resource_video_has_captions_and_transcript",
            ),
            models.CheckConstraint(
                condition=~(Q(title_en="") | Q(title_es="") | Q(about_en="") | Q(about_es="")),
                name="resource_in_both_languages",
            ),
            models.CheckConstraint(condition=_OPENS, name="resource_address_opens_in_a_browser"),
        ]

    def __str__(self) -> str:
        return self.title_en


class ResourceComponent(models.Model):
    """One of the five components with which a resource helps."""

    STATE_PATH: ClassVar[str] = "resource__state"

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="components")
    code = models.CharField(max_length=2)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "code"], name="resource_component_once"),
            models.CheckConstraint(condition=Q(code__in=list(COMPONENT_CODES)), name="resource_component_known"),
        ]

    def __str__(self) -> str:
        return self.code


class ResourcePhase(models.Model):
    """One of the eight phases in which a resource helps."""

    STATE_PATH: ClassVar[str] = "resource__state"

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["resource", "number"], name="resource_phase_once"),
            models.CheckConstraint(condition=Q(number__in=list(PHASE_NUMBERS)), name="resource_phase_1_to_8"),
        ]

    def __str__(self) -> str:
        return str(self.number)
