"""Which files were imported, what did each of their rows make, and what was undone?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportBatch(models.Model):
    """One file on its way into the list, or its record afterwards."""

    STATE_PATH: ClassVar[str] = "state"

    class Status(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("not imported yet")
        IMPORTED = "imported", _("imported")
        UNDONE = "undone", _("undone")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="import_batches")
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    by_organization = models.ForeignKey(
        "organizations.Organization", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    file_name = models.CharField(max_length=200)
    layout = models.CharField(max_length=30)
    mapping = models.JSONField(default=dict)
    """Column of the file by field of ours."""
    options = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    draft = models.BinaryField(null=True, blank=True)
    """The file's rows, packed, until they are imported; deleted then."""
    row_count = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField(default=timezone.now)
    imported_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status="draft") | Q(draft__isnull=True), name="import_draft_is_dropped"),
            models.CheckConstraint(
                condition=~Q(status="undone") | Q(undone_at__isnull=False), name="import_undone_has_its_time"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """What one row of an imported file made: enough to undo the whole file."""

    STATE_PATH: ClassVar[str] = "batch__state"

    class Made(models.TextChoices):
        """What came of the row."""

        ORGANIZATION = "organization", _("a new organization")
        SITE = "site", _("a new site of an organization")
        NOTHING = "nothing", _("nothing new: it was there already")

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    made = models.CharField(max_length=14, choices=Made)
    organization = models.ForeignKey("organizations.Organization", models.SET_NULL, null=True, related_name="+")
    site = models.ForeignKey("organizations.Site", models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey("organizations.Contact", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("row of a later import")
        verbose_name_plural = _("rows of later imports")
        ordering: ClassVar = ["line"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["batch", "line"], name="import_row_once")]

    def __str__(self) -> str:
        return f"{self.batch}, {self.line}"
