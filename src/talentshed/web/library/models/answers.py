"""What was answered, in both languages, by whom, checked by whom, resting on what, and did it help?"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Answer(models.Model):
    """One version of an answer, English and Spanish side by side. Published versions never change."""

    STATE_PATH: ClassVar[str] = "question__state"

    question = models.ForeignKey("library.Question", models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField()
    title_en = models.CharField(max_length=200)
    title_es = models.CharField(max_length=200, blank=True)
    text_en = models.TextField(max_length=8000)
    text_es = models.TextField(max_length=8000, blank=True)
    author = models.ForeignKey("access.Person", models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    reviewer = models.ForeignKey("access.Person", models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    returned_note = models.CharField(max_length=500, blank=True)
    """What the reviewer wants changed; a new version answers it."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "number"], name="answer_number_once"),
            models.CheckConstraint(
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=F("author")), name="answer_reviewer_is_another"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(reviewer__isnull=False), name="answer_published_is_reviewed"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~(Q(title_es="") | Q(text_es="")),
                name="answer_published_in_both_languages",
            ),
            models.CheckConstraint(condition=~Q(title_en="") & ~Q(text_en=""), name="answer_in_english"),
        ]

    def __str__(self) -> str:
        return self.title_en

    @property
    def is_public(self) -> bool:
        """Whether readers see it, unless a later version is out."""
        return self.published_at is not None and self.withdrawn_at is None


class Citation(models.Model):
    """What an answer rests on."""

    STATE_PATH: ClassVar[str] = "answer__question__state"

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="citations")
    title = models.CharField(max_length=300)
    address = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(title=""), name="citation_named")]

    def __str__(self) -> str:
        return self.title


class Helpful(models.Model):
    """How many said that an answer helped, and how many that it didn't. Nobody knows who."""

    STATE_PATH: ClassVar[str] = "state"

    state = models.ForeignKey("access.State", models.CASCADE, related_name="+")
    slug = models.CharField(max_length=80)
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["state", "slug"], name="helpful_once_an_answer")]

    def __str__(self) -> str:
        return f"{self.slug}: {self.yes}/{self.no}"
