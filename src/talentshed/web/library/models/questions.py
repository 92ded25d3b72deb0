"""Which questions did people ask, of which state, and how far is each?"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST_LETTERS = 2000
CATEGORIES: list[tuple[str, "str | Promise"]] = [
    ("basics", _("What it is")),
    ("starting", _("How to start")),
    ("firms", _("Firms at the table")),
    ("region", _("Region and borders")),
    ("money", _("Cost and money")),
    ("work", _("How the work is done")),
    ("other", _("Other questions")),
]


class Question(models.Model):
    """A question of somebody, or one that staff began; its answers are versions."""

    STATE_PATH: ClassVar[str] = "state"

    class Status(models.TextChoices):
        """How far it is."""

        NEW = "new", _("new")
        DUPLICATE = "duplicate", _("asked before")
        SPAM = "spam", _("held back as spam")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("set aside")

    class Origin(models.TextChoices):
        """Where it comes from."""

        ASKED = "asked", _("asked on the site")
        STAFF = "staff", _("begun by staff")
        SHIPPED = "shipped", _("own version of an answer that came with the program")

    state = models.ForeignKey("access.State", models.PROTECT, related_name="library_questions")
    slug = models.SlugField(max_length=80, blank=True)
    """Its lasting address, given when an answer is first published; of an own version, that of what it replaces."""
    language = models.CharField(max_length=2, choices=[("en", "English"), ("es", "Español")])
    text = models.TextField(max_length=MOST_LETTERS)
    asker_name = models.CharField(max_length=120, blank=True)
    asker_email = models.EmailField(max_length=254, blank=True)
    may_tell = models.BooleanField(default=False)
    """The asker agreed that name and address are kept until the answer is out."""
    told_at = models.DateTimeField(null=True, blank=True)
    category = models.CharField(max_length=12, choices=CATEGORIES, default="other")
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.ASKED)
    duplicate_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="duplicates")
    same_as_slug = models.CharField(max_length=80, blank=True)
    """The published answer that staff found to say it already."""
    form_key = models.CharField(max_length=64, null=True, blank=True, unique=True)
    """Digest of the form that it came with: sending one form twice keeps one question."""
    spam_points = models.PositiveSmallIntegerField(default=0)
    decline_reason = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "status", "-asked_at"], name="question_by_status")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state", "slug"], condition=~Q(slug=""), name="question_slug_once_a_state"),
            models.CheckConstraint(condition=~Q(text=""), name="question_not_empty"),
            models.CheckConstraint(condition=Q(language__in=["en", "es"]), name="question_language_known"),
            models.CheckConstraint(
                condition=Q(may_tell=True) | Q(asker_email="", asker_name=""), name="question_person_only_by_consent"
            ),
            models.CheckConstraint(condition=~Q(status="answered") | ~Q(slug=""), name="question_answered_has_address"),
            models.CheckConstraint(
                condition=~Q(status="declined") | ~Q(decline_reason=""), name="question_declined_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return " ".join(self.text.split())[:120]

    @property
    def scope(self) -> str:
        """Its name in audit records."""
        return f"library/{self.state_id}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.status in (self.Status.NEW, self.Status.DUPLICATE)


class SpamReason(models.Model):
    """Why a question looks like spam: shown to who decides."""

    STATE_PATH: ClassVar[str] = "question__state"

    class Kind(models.TextChoices):
        """What was found."""

        LINKS = "links", _("holds links")
        SAME = "same", _("the same text was sent before")
        SHOUTING = "shouting", _("words in capitals, or hardly any words")
        FLOOD = "flood", _("came while very many were sent")

    question = models.ForeignKey(Question, models.CASCADE, related_name="spam_reasons")
    kind = models.CharField(max_length=10, choices=Kind)
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["-points", "kind"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["question", "kind"], name="spam_reason_once")]

    def __str__(self) -> str:
        return str(self.get_kind_display())
