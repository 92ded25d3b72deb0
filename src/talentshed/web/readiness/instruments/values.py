"""What belongs to an instrument: its parts, its items and its scale, in each language?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import get_language

DONT_KNOW = "dk"
NOT_APPLICABLE = "na"
NO_OPINION = "none"
OTHERS = (DONT_KNOW, NOT_APPLICABLE, NO_OPINION)
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Words:
    """One text in each language."""

    en: str
    es: str

    def __str__(self) -> str:
        """Return the text in the active language."""
        return self.es if (get_language() or "en").startswith("es") else self.en


@dataclass(frozen=True)
class Anchor:
    """One value of the scale: its number, its name, and the behavior by which to know it."""

    value: int
    name: Words
    anchor: Words


@dataclass(frozen=True)
class Part:
    """One component, or capability area."""

    key: str
    name: Words
    is_optional: bool = False
    """A part that a round may leave out; never in the gate."""


@dataclass(frozen=True)
class Item:
    """One statement to rate."""

    key: str
    part: str
    words: Words
    is_critical: bool = False
    """Must reach 2 before launch."""
    in_quick: bool = False
    wedge: str = ""
    """The one element of the federal framework of 2024 to which it counts."""
    tags: tuple[str, ...] = ()
    """Core and rim of the same framework; they may overlap."""
    highest: int = 4
    measures: Words = field(default_factory=lambda: Words("", ""))
    """For a pulse: what it is about, in two or three words."""

    @property
    def text(self) -> str:
        """The statement in the active language."""
        return str(self.words)


@dataclass(frozen=True)
class Instrument:
    """One version of a set of items, with its scale and its parts."""

    key: str
    version: str
    kind: str
    """`readiness` or `pulse`."""
    title: Words
    about: Words
    scale: tuple[Anchor, ...]
    others: tuple[str, ...]
    """Answers beside the scale: `dk`, `na` or `none`."""
    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    digest: str
    """SHA-256 of the content: two that differ in a comma differ here."""

    @cached_property
    def by_key(self) -> Mapping[str, Item]:
        """Each item by its key."""
        return {item.key: item for item in self.items}

    @cached_property
    def critical(self) -> tuple[Item, ...]:
        """The items that must reach 2 before launch."""
        return tuple(item for item in self.items if item.is_critical)

    def of_part(self, part: str) -> tuple[Item, ...]:
        """Return the items of one part, in their order."""
        return tuple(item for item in self.items if item.part == part)

    def without_optional(self) -> "Instrument":
        """Return it without the parts that a round may leave out. Same version, same digest."""
        parts = tuple(part for part in self.parts if not part.is_optional)
        return self._with(parts, tuple(item for item in self.items if item.part in {part.key for part in parts}))

    def quick(self) -> "Instrument":
        """Return the items of the quick check, and the parts that they come from."""
        items = tuple(item for item in self.items if item.in_quick)
        kept = {item.part for item in items}
        return self._with(tuple(part for part in self.parts if part.key in kept), items)

    def allows(self, item: str, value: str) -> bool:
        """Return whether a value can be the answer to an item."""
        if item not in self.by_key:
            return False
        return value in self.others or value in {str(each) for each in range(self.by_key[item].highest + 1)}

    def _with(self, parts: tuple[Part, ...], items: tuple[Item, ...]) -> "Instrument":
        return Instrument(
            key=self.key,
            version=self.version,
            kind=self.kind,
            title=self.title,
            about=self.about,
            scale=self.scale,
            others=self.others,
            parts=parts,
            items=items,
            digest=self.digest,
        )
