"""Which version of an instrument was answered? Its text is kept with the answers, and never changes."""

from functools import lru_cache
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from talentshed.web.readiness.instruments.reading import read_instrument
from talentshed.web.readiness.instruments.values import Instrument


class InstrumentVersion(models.Model):
    """One version of an instrument as it was when it was first used: shipped with the package, or a state's own."""

    STATE_PATH: ClassVar[str] = "state"

    state = models.ForeignKey(
        "access.State", models.PROTECT, null=True, blank=True, related_name="readiness_instruments"
    )
    """Whose own it is; nobody's where it came with the package."""
    key = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    text = models.TextField()
    """The whole file, as it was read."""
    added_by = models.ForeignKey("access.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["key", "version", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "version"], condition=Q(state__isnull=True), name="instrument_shipped_once"
            ),
            models.UniqueConstraint(
                fields=["state", "key", "version"], condition=Q(state__isnull=False), name="instrument_of_state_once"
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(digest=""), name="instrument_has_text"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument.title}, {self.version}"

    @property
    def instrument(self) -> Instrument:
        """What is asked, as it was when it was first used."""
        return _read(self.text)


@lru_cache(maxsize=64)
def _read(text: str) -> Instrument:
    return read_instrument(text)
