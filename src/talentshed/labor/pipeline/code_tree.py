"""Which industry is part of which, among the codes that a year's statistics use?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

ALL = "00"
NOT_COUNTED = ("111", "112", "482", "491", "525110", "525120", "525190", "525920", "541120", "814", "92")
"""What County Business Patterns leaves out (Census, CBP methodology): crop and animal production, rail, postal service,
pension, health, welfare and vacation funds, trusts and estates, notaries, private households, public administration."""
_RANGES = {"31": "31-33", "32": "31-33", "33": "31-33", "44": "44-45", "45": "44-45", "48": "48-49", "49": "48-49"}


def parent_of(code: str) -> str | None:
    """Return the code one level up: a 3-digit code's sector (31-33, 44-45 and 48-49 as ranges), a sector's 00."""
    if code == ALL:
        return None
    if level_of(code) == 2:
        return ALL
    return code[:-1] if len(code) > 3 else _RANGES.get(code[:2], code[:2])


def level_of(code: str) -> int:
    """Return the digits of a code: 0 for all sectors, 2 for a sector also when it is a range."""
    return 0 if code == ALL else 2 if "-" in code else len(code)


def layer_of(code: str) -> str:
    """Return the kind of row that an agency lists or leaves out together: the level, ranges apart."""
    return "range" if "-" in code else str(level_of(code))


def counted(official: Iterable[str]) -> set[str]:
    """Return the official codes that County Business Patterns counts."""
    return {code for code in official if not code.startswith(NOT_COUNTED)}


@dataclass(frozen=True)
class CodeTree:
    """Sorted codes with everything above them."""

    codes: tuple[str, ...]

    @classmethod
    def over(cls, codes: Iterable[str]) -> "CodeTree":
        """Return the tree of these codes, with the levels above them filled in."""
        found: set[str] = set()
        for code in set(codes) | {ALL}:
            step: str | None = code
            while step is not None and step not in found:
                found.add(step)
                step = parent_of(step)
        return cls(tuple(sorted(found)))

    @cached_property
    def position(self) -> dict[str, int]:
        """Code to row."""
        return {code: row for row, code in enumerate(self.codes)}

    @cached_property
    def parent(self) -> NDArray[np.int64]:
        """Each row's parent row, -1 at the top."""
        above = (parent_of(code) for code in self.codes)
        return np.array([-1 if code is None else self.position[code] for code in above], dtype=np.int64)

    @cached_property
    def level(self) -> NDArray[np.int64]:
        """Each row's level."""
        return np.array([level_of(code) for code in self.codes], dtype=np.int64)

    @cached_property
    def layer(self) -> NDArray[np.str_]:
        """Each row's layer."""
        return np.array([layer_of(code) for code in self.codes])
