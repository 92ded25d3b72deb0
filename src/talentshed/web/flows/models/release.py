"""Which analyses of wage records were uploaded as safe folders, by whom, and which one is shown?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone


class FlowRelease(models.Model):
    """A publishable folder, to be looked at by the members of a partnership or by those who oversee a state.

    Until somebody confirms it, only who uploaded it sees it, as a preview.
    """

    STATE_PATH: ClassVar[str] = "state"

    state = models.ForeignKey("access.State", models.PROTECT, related_name="flow_releases")
    partnership = models.ForeignKey(
        "partnerships.Partnership", models.CASCADE, null=True, blank=True, related_name="flow_releases"
    )
    """Whose it is; empty: the whole state's."""
    title = models.CharField(max_length=200)
    sector = models.CharField(max_length=120)
    sector_code = models.CharField(max_length=60, blank=True)
    """Code of the sector in its tables; empty: all sectors."""
    region = models.CharField(max_length=200)
    first_quarter = models.CharField(max_length=20)
    last_quarter = models.CharField(max_length=20)
    agency = models.CharField(max_length=200, blank=True)
    vintage = models.CharField(max_length=120, blank=True)
    approver = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    """Of the names and digests of all files: the same folder has the same one."""
    uploaded_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    is_shown = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    """Whether its records are simulated."""

    class Meta:
        ordering: ClassVar = ["-confirmed_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="flow_release_has_title"),
            models.CheckConstraint(
                condition=Q(is_shown=False) | Q(confirmed_at__isnull=False), name="flow_release_shown_was_confirmed"
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(is_shown=True, partnership__isnull=False),
                name="flow_release_shown_once_in_a_partnership",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(is_shown=True, partnership__isnull=True),
                name="flow_release_shown_once_in_a_state",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> str:
        """Its place in audit records."""
        return f"state/{self.state.code}" if self.partnership_id is None else f"partnership/{self.partnership_id}"


class FlowFile(models.Model):
    """One file of a release, byte for byte as it was uploaded."""

    STATE_PATH: ClassVar[str] = "release__state"

    release = models.ForeignKey(FlowRelease, models.CASCADE, related_name="flow_files")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["release", "name"], name="flow_file_once"),
            models.CheckConstraint(condition=~Q(name=""), name="flow_file_named"),
        ]

    def __str__(self) -> str:
        return self.name
