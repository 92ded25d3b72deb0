"""Under which codes are figures published: industries as NAICS sectors, quarters by name, programs within fields?"""

from collections.abc import Iterable
from dataclasses import dataclass

from talentshed.labor.flows.definitions import UNKNOWN

_JOINED = {"31": "31-33", "32": "31-33", "33": "31-33", "44": "44-45", "45": "44-45", "48": "48-49", "49": "48-49"}
_FIRST_YEAR, _LAST_YEAR = 1950, 2150
REST = "other"
"""Industries that are joined because few employers, or one large one, stand behind some of them."""
WHOLE = "all quarters"
"""The period of an analysis without one complete year."""


def is_calendar(first: int, last: int) -> bool:
    """Return whether quarter numbers can be year x 4 + quarter - 1 of our times."""
    return first >= 4 * _FIRST_YEAR and last < 4 * _LAST_YEAR


def sector_of(industry: str) -> str:
    """Return the NAICS sector of an industry code (`6221` -> `62`, `332` -> `31-33`); other codes stay as they are."""
    if industry == UNKNOWN or not industry[:2].isdigit():
        return industry
    return _JOINED.get(industry[:2], industry[:2])


def field_of(cip: str) -> str:
    """Return the two-digit field of a program code (`51.3801` -> `51`); other codes stay as they are."""
    digits = cip.replace(".", "")
    return digits[:2] if len(digits) > 2 and digits[:2].isdigit() else cip


@dataclass(frozen=True, slots=True)
class Periods:
    """The quarters of an analysis: their names, and which of them make complete years.

    Only complete years are published: the total of a year that is still growing would tell the quarters that are added
    to it by subtraction.
    """

    first: int
    last: int

    def name(self, quarter: int) -> str:
        """Return `2024Q3`, or `quarter 7` where quarters aren't of the calendar."""
        if is_calendar(self.first, self.last):
            return f"{quarter // 4}Q{quarter % 4 + 1}"
        return f"quarter {quarter}"

    def year(self, quarter: int) -> str | None:
        """Return the year of a quarter, None where the year isn't complete in the records."""
        if not self._begins():
            return WHOLE
        begin = self._begin(quarter)
        if begin < self.first or begin + 3 > self.last:
            return None
        return str(begin // 4) if is_calendar(self.first, self.last) else f"year {(begin - self.first) // 4 + 1}"

    @property
    def years(self) -> tuple[str, ...]:
        """The complete years in order."""
        found = (self.year(quarter) for quarter in range(self.first, self.last + 1))
        return tuple(dict.fromkeys(each for each in found if each is not None))

    def snapshots(self, least: int, most: int) -> dict[int, str]:
        """Return the second quarter of each year between `least` and `most` with its name; else the last quarter.

        Always the same quarter, so that a release and the next one print the same cells.
        """
        found = [quarter for quarter in range(least, most + 1) if quarter - self._begin(quarter) == 1]
        return {quarter: self.name(quarter) for quarter in (found or ([most] if most >= least else []))}

    def _begin(self, quarter: int) -> int:
        """The first quarter of the year that a quarter lies in."""
        start = 0 if is_calendar(self.first, self.last) else self.first % 4
        return quarter - (quarter - start) % 4

    def _begins(self) -> list[int]:
        begins = {self._begin(quarter) for quarter in range(self.first, self.last + 1)}
        return sorted(begin for begin in begins if begin >= self.first and begin + 3 <= self.last)


@dataclass(frozen=True, slots=True)
class Industries:
    """Which code each industry is published under."""

    joined: frozenset[str] = frozenset()
    """Sectors that are published together as `other`."""

    def code(self, industry: str) -> str:
        """Return the published code of an industry."""
        sector = sector_of(industry)
        return REST if sector in self.joined else sector

    def around(self, sector: Iterable[str]) -> str:
        """Return the published sector that a focus lies in, or its own name where it lies in several."""
        codes = tuple(sector)
        wider = {self.code(code) for code in codes}
        return next(iter(wider)) if len(wider) == 1 else self.focus(codes)

    def focus(self, sector: Iterable[str]) -> str:
        """Return the name of a focus; codes that make one NAICS sector together get its name."""
        codes = tuple(sector)
        wider = {sector_of(code) for code in codes}
        parts = {part for part, whole in _JOINED.items() if whole in wider}
        if len(wider) == 1 and (set(codes) == parts or set(codes) == wider):
            return next(iter(wider))
        return "+".join(codes)
