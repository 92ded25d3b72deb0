"""How are published figures said in the documents: with their basis, and with the reason where they are hidden?"""

from collections.abc import Callable
from dataclasses import dataclass

from talentshed.labor.disclosure.hierarchy import TOTAL
from talentshed.labor.disclosure.reading import SECONDARY
from talentshed.labor.flows.documents.writing import (
    Language,
    count_words,
    hidden_words,
    money_words,
    percent_words,
)
from talentshed.labor.flows.publishing.asked import About, Asked
from talentshed.labor.flows.publishing.figures import Drawn, published_year, spell_sector_words
from talentshed.labor.flows.publishing.folder import Safe
from talentshed.labor.flows.publishing.names import place_in_words, sector_in_words
from talentshed.labor.flows.publishing.sheet import Shown

CONFIDENTIAL = "c"
"""Stands in tables for a hidden figure."""


@dataclass(frozen=True, slots=True)
class Told:
    """What both documents are written from."""

    safe: Safe
    drawn: dict[str, Drawn]
    asked: Asked
    about: About
    language: Language
    translate: Callable[[str], str]

    @property
    def sector(self) -> str:
        """Published code of the sector in focus; all sectors without one."""
        return self.safe.industries.focus(self.asked.sector) if self.asked.sector else TOTAL

    @property
    def sector_words(self) -> str:
        """Its name."""
        return sector_in_words(self.asked, self.sector, self.translate)

    @property
    def spell_sector(self) -> str:
        """Published code of the sector whose retention is told: the NAICS sector that the focus lies in."""
        return self.safe.industries.around(self.asked.sector) if self.asked.sector else TOTAL

    @property
    def spell_sector_words(self) -> str:
        """Its name."""
        return spell_sector_words(self.safe, self.asked, self.spell_sector, self.translate)

    @property
    def place(self) -> str:
        """The region in words."""
        return place_in_words(self.asked, self.translate)

    @property
    def year(self) -> str | None:
        """The last published year."""
        return published_year(self.safe)

    def find(self, sheet: str, **codes: str) -> Shown:
        """Return a published cell; one that isn't in the tables is hidden."""
        found = self.safe.sheets[sheet].find(**codes) if sheet in self.safe.sheets else None
        return found or Shown((), None, SECONDARY)

    def count(self, row: Shown) -> str:
        """Write a count, or `c`."""
        return CONFIDENTIAL if row.value is None else count_words(row.value)

    def share(self, row: Shown) -> str:
        """Write a share (0 to 1) in percent, or `c`."""
        return CONFIDENTIAL if row.value is None else self.percent(100 * row.value)

    def percent(self, value: float | None) -> str:
        """Write a percentage with one decimal, as the published tables have it; or `c`."""
        return CONFIDENTIAL if value is None else percent_words(value, self.language)

    def money(self, row: Shown) -> str:
        """Write dollars, or `c`."""
        return CONFIDENTIAL if row.value is None else money_words(row.value)

    def why(self, row: Shown) -> str:
        """Say why a figure is hidden."""
        return hidden_words(row.status, self.translate)

    def stated(self, text: str) -> str:
        """Return a text, or `not stated`."""
        return text or self.translate("not stated")
