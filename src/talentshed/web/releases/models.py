"""What was published or refused, what later releases are audited with, and which floors were lowered by whom?"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LedgerIsKeptError(TypeError):
    """Somebody tried to change or delete an entry of the ledger."""


class LedgerEntries(models.QuerySet["Release"]):
    """Entries of the ledger are read and added, nothing else."""

    def update(self, **values: Any) -> int:
        """Refuse: what was published stays on record."""
        raise LedgerIsKeptError("Entries of the ledger are not changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: what was published stays on record."""
        raise LedgerIsKeptError("Entries of the ledger are not deleted.")


class Release(models.Model):
    """One entry of a state's ledger: tables that were published, that were refused, or that were taken back.

    Entries are never changed. Taking a release back is an entry of its own, which supersedes it.
    """

    STATE_PATH: ClassVar[str] = "state"

    class Status(models.TextChoices):
        """What the entry is."""

        PUBLISHED = "published", _("published")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("taken back")

    class Audience(models.TextChoices):
        """Who may read the tables."""

        MEMBERS = "members", _("members")
        STATE = "state", _("members, and those who oversee the state")
        PUBLIC = "public", _("everybody")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    """Counted within the state."""
    status = models.CharField(max_length=9, choices=Status)
    scope = models.CharField(max_length=80, db_index=True)
    """Whose figures they are, for example partnership/12."""
    title = models.CharField(max_length=200)
    period = models.CharField(max_length=21)
    """What the figures are of: 2026, 2026-Q1, 2026-03, or two of these with a slash."""
    audience = models.CharField(max_length=7, choices=Audience)
    policy = models.CharField(max_length=80)
    """Key of the policy; its settings, lowered floors included, stand in the certificate."""
    settings = models.TextField(blank=True)
    """The policy's settings as JSON text."""
    certificate = models.TextField(blank=True)
    """Rules, counts, attackers and table digests as JSON text; empty where no table passed."""
    tables = models.TextField(blank=True)
    """What was published, as JSON text: codes, values, statuses, ranges, sentences."""
    table_digest = models.CharField(max_length=64, blank=True)
    """Of what was published."""
    population = models.CharField(max_length=64, blank=True)
    """Digest of who is counted; the same only where nobody joined or left."""
    reason = models.TextField(blank=True)
    """Why it was refused or taken back, in sentences."""
    what_would_pass = models.TextField(blank=True)
    approver = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    approver_name = models.CharField(max_length=254)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    linked = models.TextField(blank=True)
    """Names of the earlier releases that it was audited together with, one a line."""
    released_at = models.DateTimeField(default=timezone.now)
    previous = models.CharField(max_length=64)
    """Digest of the entry before; zeros for the first one."""
    digest = models.CharField(max_length=64, unique=True)

    objects: ClassVar[Any] = models.Manager.from_queryset(LedgerEntries)()

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state", "number"], name="release_numbered_once"),
            # Two entries after the same one would be two ledgers.
            models.UniqueConstraint(fields=["state", "previous"], name="release_chain_has_no_fork"),
            models.CheckConstraint(
                condition=Q(status__in=["published", "refused", "withdrawn"]), name="release_status_known"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=["members", "state", "public"]), name="release_audience_known"
            ),
            models.CheckConstraint(
                condition=Q(status="published", reason="") & ~Q(certificate="") & ~Q(tables="")
                | ~Q(status="published") & ~Q(reason="") & Q(tables=""),
                name="release_audited_or_explained",
            ),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | Q(supersedes__isnull=False), name="release_taken_back_is_named"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; refuse to change one."""
        if not self._state.adding:
            raise LedgerIsKeptError("Entries of the ledger are not changed.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("releases:release", args=[self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: what was published stays on record."""
        raise LedgerIsKeptError("Entries of the ledger are not deleted.")

    @property
    def linked_names(self) -> tuple[str, ...]:
        """Names of the releases that it was audited with."""
        return tuple(self.linked.splitlines())


class KeptForAudit(models.Model):
    """What a release was made from, as far as the audit of later ones needs it. Never shown; deleted after its term."""

    STATE_PATH: ClassVar[str] = "release__state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("tables", "contributors")

    release = models.OneToOneField(Release, models.CASCADE, related_name="kept")
    tables = models.TextField()
    """True finest cells, and what each contributor gave under a keyed digest of its name, as JSON text."""
    contributors = models.BooleanField(default=False)
    """Whether contributors are named in it, by digests."""
    key_mark = models.CharField(max_length=16)
    """Which key the digests were made with: the key itself is not in the database."""
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "kept for audit"

    def __str__(self) -> str:
        return str(self.release)


class LoweredFloor(models.Model):
    """A floor of a policy that two administrators let go lower for one scope, with the reason."""

    STATE_PATH: ClassVar[str] = "state"

    state = models.ForeignKey("access.State", models.PROTECT, related_name="lowered_floors")
    scope = models.CharField(max_length=80)
    policy = models.CharField(max_length=80)
    setting = models.CharField(max_length=40)
    floor = models.FloatField()
    """What the policy asks for."""
    to = models.FloatField()
    reason = models.TextField()
    asked_by = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey("access.Person", models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="lowered_floor_has_reason"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("asked_by")), name="lowered_floor_two_people"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="lowered_floor_approved_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["state", "scope", "policy", "setting"],
                condition=Q(ended_at__isnull=True),
                name="lowered_floor_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy}, {self.setting}: {self.to:g}"

    @property
    def holds(self) -> bool:
        """Whether releases go by it today."""
        return self.approved_at is not None and self.ended_at is None
