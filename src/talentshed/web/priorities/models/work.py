"""Who does what by when, what waits for what, and where does somebody's calendar look?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ActionItem(models.Model):
    """A task with an owner and a day. Done means: with evidence."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    class Status(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("not begun")
        DOING = "doing", _("under way")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="action_items")
    team = models.ForeignKey("priorities.ActionTeam", models.SET_NULL, null=True, blank=True, related_name="items")
    priority = models.ForeignKey("priorities.Priority", models.SET_NULL, null=True, blank=True, related_name="items")
    title = models.CharField(max_length=200)
    owner = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="action_items")
    owner_organization = models.ForeignKey(
        "organizations.Organization", models.PROTECT, null=True, blank=True, related_name="action_items"
    )
    due_date = models.DateField()
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    evidence = models.CharField(max_length=500, blank=True)
    """Where the result is: an address, minutes, a number."""
    done_on = models.DateField(null=True, blank=True)
    dropped_reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["due_date", "pk"]
        indexes: ClassVar = [models.Index(fields=["partnership", "status", "due_date"], name="action_item_by_due")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="action_item_named"),
            models.CheckConstraint(
                condition=Q(status="done", done_on__isnull=False) | (~Q(status="done") & Q(done_on__isnull=True)),
                name="action_item_done_has_its_day",
            ),
            models.CheckConstraint(condition=~Q(status="done") | ~Q(evidence=""), name="action_item_done_has_evidence"),
            models.CheckConstraint(
                condition=~Q(status="dropped") | ~Q(dropped_reason=""), name="action_item_dropped_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("priorities:item", args=[self.partnership_id, self.pk])

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status in OPEN_ITEMS


OPEN_ITEMS = (ActionItem.Status.OPEN, ActionItem.Status.DOING)
"""Statuses in which an item is still to be done."""


class ActionItemDependency(models.Model):
    """One item waits for another of the same partnership. The actions keep circles out."""

    STATE_PATH: ClassVar[str] = "item__partnership__home_state"

    item = models.ForeignKey(ActionItem, models.CASCADE, related_name="waits_for")
    needs = models.ForeignKey(ActionItem, models.CASCADE, related_name="awaited_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "needs"], name="item_waits_once"),
            models.CheckConstraint(condition=~Q(item=F("needs")), name="item_waits_not_for_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.item} ← {self.needs}"


class CalendarFeed(models.Model):
    """The secret address of somebody's calendar. Only a digest of it is kept; a new one ends the old one."""

    person = models.OneToOneField("access.Person", models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.person)
