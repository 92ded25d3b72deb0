"""Who asked an organization what, who invited whom, and what did a convener note about a possible champion?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Interaction(models.Model):
    """One contact with an organization: read by the next partner before they call."""

    STATE_PATH: ClassVar[str] = "organization__state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("asked", "outcome")

    class Kind(models.TextChoices):
        """How the contact was made."""

        VISIT = "visit", _("visit")
        CALL = "call", _("phone call")
        EMAIL = "email", _("e-mail")
        MEETING = "meeting", _("meeting")
        EVENT = "event", _("event")
        SURVEY = "survey", _("survey")
        INVITATION = "invitation", _("invitation")
        OTHER = "other", _("other")

    organization = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="interactions")
    contact = models.ForeignKey(
        "organizations.Contact", models.SET_NULL, null=True, blank=True, related_name="interactions"
    )
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="interactions")
    by_organization = models.ForeignKey(
        "organizations.Organization", models.SET_NULL, null=True, blank=True, related_name="interactions_made"
    )
    on_date = models.DateField(default=timezone.localdate)
    kind = models.CharField(max_length=12, choices=Kind)
    is_ask = models.BooleanField(default=False)
    asked = models.TextField(blank=True)
    outcome = models.TextField(blank=True)
    scope = models.CharField(max_length=80, blank=True)
    """For which partnership, for example partnership/12; empty for none."""
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("contact made")
        verbose_name_plural = _("contacts made")
        ordering: ClassVar = ["-on_date", "-pk"]
        indexes: ClassVar = [models.Index(fields=["organization", "-on_date"], name="interaction_newest_first")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(is_ask=False) | ~Q(asked=""), name="interaction_ask_in_words")
        ]

    def __str__(self) -> str:
        return f"{self.on_date} {self.get_kind_display()}, {self.organization}"


class PeerInvitation(models.Model):
    """One peer invites another: the branches of the peer-invitation tree."""

    STATE_PATH: ClassVar[str] = "inviter__organization__state"

    class Answer(models.TextChoices):
        """What the invited said."""

        WAITING = "", _("no answer yet")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    scope = models.CharField(max_length=80, db_index=True)
    inviter = models.ForeignKey("organizations.Contact", models.CASCADE, related_name="invitations_sent")
    invited = models.ForeignKey("organizations.Contact", models.CASCADE, related_name="invitations_received")
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="further")
    """The invitation through which the inviter came, if any."""
    message = models.TextField(blank=True)
    language = models.CharField(max_length=2, default="en")
    """Of the letter; the reminder is in the same."""
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    remind_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    override_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("peer invitation")
        verbose_name_plural = _("peer invitations")
        ordering: ClassVar = ["sent_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "inviter", "invited"], name="peer_invited_once_by_each"),
            models.CheckConstraint(condition=~Q(inviter=F("invited")), name="peer_not_invited_by_themself"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="peer_answer_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inviter} → {self.invited}"


class ChampionNote(models.Model):
    """What a convener notes about somebody who could champion the partnership."""

    STATE_PATH: ClassVar[str] = "contact__organization__state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("passion", "standing", "note")

    class Level(models.IntegerChoices):
        """A plain scale of four."""

        NONE = 0, _("none that we know of")
        SOME = 1, _("some")
        CLEAR = 2, _("clear")
        STRONG = 3, _("strong")

    scope = models.CharField(max_length=80, db_index=True)
    contact = models.ForeignKey("organizations.Contact", models.CASCADE, related_name="champion_notes")
    passion = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    standing = models.PositiveSmallIntegerField(choices=Level, null=True, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scope", "contact"], name="champion_note_once"),
            models.CheckConstraint(
                condition=Q(passion__isnull=True) | Q(passion__lte=3), name="champion_passion_on_scale"
            ),
            models.CheckConstraint(
                condition=Q(standing__isnull=True) | Q(standing__lte=3), name="champion_standing_on_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact} ({self.scope})"
