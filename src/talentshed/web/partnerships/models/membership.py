"""Which organizations are members, and who does what at the table?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from talentshed.web.ui.labels import label

_state_word = lazy(label, str)


class Member(models.Model):
    """An organization on its way to the table, at it, or gone."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    class Stage(models.TextChoices):
        """How far it is. Only those who said yes (committed, active) count as members."""

        PROSPECT = "prospect", _("to be asked")
        INVITED = "invited", _("invited")
        COMMITTED = "committed", _("said yes")
        ACTIVE = "active", _("active")
        LEFT = "left", _("has left")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="members")
    organization = models.ForeignKey("organizations.Organization", models.PROTECT, related_name="memberships")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PROSPECT)
    core_team = models.BooleanField(default=False)
    """Whether it belongs to the small core of the support team; never an employer."""
    covers = models.CharField(max_length=300, blank=True)
    """Keys of the functions that a support partner covers, with commas."""
    added_on = models.DateField(default=timezone.localdate)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["organization__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "organization"], name="member_once"),
            models.CheckConstraint(
                condition=Q(stage="left", left_on__isnull=False) | (~Q(stage="left") & Q(left_on__isnull=True)),
                name="member_left_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["committed", "active"]) | Q(joined_on__isnull=False),
                name="member_joined_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organization)

    @property
    def is_at_the_table(self) -> bool:
        """Whether it said yes and is still there."""
        return self.stage in AT_THE_TABLE

    @property
    def covered(self) -> tuple[str, ...]:
        """Keys of the functions that it covers."""
        return tuple(key for key in self.covers.split(",") if key)


AT_THE_TABLE = (Member.Stage.COMMITTED, Member.Stage.ACTIVE)
"""Stages that count as member."""


class Role(models.Model):
    """What a person does in a partnership, for which organization, and until when."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    class Kind(models.TextChoices):
        """The roles that are given, in the words of the state. Lead and liaison of an action team follow from it."""

        CONVENER = "convener", _state_word("convener")
        CO_CONVENER = "co_convener", _("co-convener")
        FACILITATOR = "facilitator", _("facilitator")
        CHAMPION = "champion", _("industry champion")
        INDUSTRY_CHAIR = "industry_chair", _("industry chair")
        EMPLOYER_MEMBER = "employer_member", _("employer member")
        SUPPORT_PARTNER = "support_partner", _state_word("support_partner")
        DATA_STEWARD = "data_steward", _("data steward")
        OBSERVER = "observer", _("observer")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="roles")
    person = models.ForeignKey("access.Person", models.CASCADE, related_name="partnership_roles")
    organization = models.ForeignKey(
        "organizations.Organization", models.SET_NULL, null=True, blank=True, related_name="partnership_roles"
    )
    """For whom the person does it; none for an outside facilitator or observer."""
    role = models.CharField(max_length=16, choices=Kind)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["role", "person__name", "pk"]
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="role_of_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["partnership", "person", "role"], condition=Q(until__isnull=True), name="role_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="role_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(
                    role__in=[
                        "convener",
                        "co_convener",
                        "facilitator",
                        "champion",
                        "industry_chair",
                        "employer_member",
                        "support_partner",
                        "data_steward",
                        "observer",
                    ]
                ),
                name="role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"


class NeutralityRecord(models.Model):
    """What the convener declares: interests that could pull it to a side, and who pays."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"

    partnership = models.OneToOneField("partnerships.Partnership", models.CASCADE, related_name="neutrality")
    conflicts = models.TextField(blank=True)
    """Programs that it runs, contracts, seats on boards: what could make it prefer one answer."""
    funders = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    """What it promises the industry."""
    declared_on = models.DateField(default=timezone.localdate)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.partnership}, {self.declared_on}"


class NeutralityAnswer(models.Model):
    """Whether one employer member accepts the convener. One organization, one answer; the last one counts."""

    STATE_PATH: ClassVar[str] = "partnership__home_state"
    CONFIDENTIAL: ClassVar[tuple[str, ...]] = ("accepts", "comment")

    partnership = models.ForeignKey("partnerships.Partnership", models.CASCADE, related_name="neutrality_answers")
    organization = models.ForeignKey("organizations.Organization", models.CASCADE, related_name="neutrality_answers")
    accepts = models.BooleanField()
    comment = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey("access.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "organization"], name="neutrality_answer_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.accepts}"
