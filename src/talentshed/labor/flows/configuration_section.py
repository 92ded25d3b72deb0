"""What does one section of flows.toml say, and which of its keys is wrong?"""

import difflib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from talentshed.labor.flows.problem import FlowsError

_QUARTER = re.compile(r"\d{4}-?[Qq][1-4]|\d+")
_YEAR_QUARTER = re.compile(r"\d{4}-?[Qq][1-4]|\d{4}")
_NAICS = re.compile(r"\d{2,6}|31-33|44-45|48-49")
_COUNTY = re.compile(r"\d{5}")
_MEMORY = re.compile(r"\d+(?:\.\d+)?\s?(?:[KMGT]i?B|%)")
_REGION_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[A-Za-z0-9]+)+")


class Section:
    """One section of the file; each asking marks its key as known, and `refuse_the_rest` names what nobody asked."""

    def __init__(self, name: str, content: Any, *, file: str, folder: Path, _: Callable[[str], str]) -> None:
        self.name, self._, self._file, self._folder = name, _, file, folder
        self._asked: dict[str, None] = {}
        if not isinstance(content, dict):
            message = _("{file}: {name} has to be a section: write [{name}] on a line of its own, its keys below it.")
            raise FlowsError(message.format(file=file, name=name))
        self._content: dict[str, Any] = content

    def wrong(self, key: str, message: str, /, **words: object) -> FlowsError:
        """Return the mistake in a key as one sentence with file and section."""
        return FlowsError(f"{self._file}, [{self.name}] {key}: {message.format(**words)}.")

    def text(self, key: str) -> str:
        """Return a text, or an empty one where the key is missing."""
        found = self._of(key, "")
        if not isinstance(found, str):
            raise self.wrong(key, self._('needs text in quotes, as {key} = "…"; found {found}'), key=key, found=found)
        return found.strip()

    def needed(self, key: str) -> str:
        """Return the text of a key that has to be there."""
        found = self.text(key)
        if not found:
            raise self.wrong(key, self._('is missing: name the column, as {key} = "column of {key}"'), key=key)
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a text, or a list of texts, as a tuple; an empty one where the key is missing."""
        found = self._of(key, [])
        several = [found] if isinstance(found, str) else found
        if not isinstance(several, list) or not all(isinstance(each, str) and each.strip() for each in several):
            raise self.wrong(key, self._('needs text or a list of texts, as ["…", "…"]; found {found}'), found=found)
        return tuple(each.strip() for each in several)

    def choice(self, key: str, known: Sequence[str]) -> str:
        """Return one of the known texts; the first where the key is missing."""
        found = self.text(key) or known[0]
        if found not in known:
            message = self._("'{found}' isn't known; write one of {known}")
            raise self.wrong(key, message, found=found, known=", ".join(known))
        return found

    def level(self, key: str, known: Sequence[str | int]) -> str | int:
        """Return a number or text among the known ones, numbers also as text; the first where the key is missing."""
        found = self._of(key, known[0])
        found = int(found) if isinstance(found, str) and found.isdigit() else found
        if isinstance(found, bool) or found not in known:
            message = self._("'{found}' isn't known; write one of {known}")
            raise self.wrong(key, message, found=found, known=", ".join(map(str, known)))
        return next(each for each in known if each == found)

    def whole(self, key: str, *, least: int, default: int) -> int:
        """Return a whole number that is at least `least`."""
        found = self._of(key, default)
        if isinstance(found, bool) or not isinstance(found, int) or (key in self._content and found < least):
            message = self._("needs a whole number from {least} on; found {found}")
            raise self.wrong(key, message, least=least, found=found)
        return found

    def number(self, key: str, *, least: float) -> float | None:
        """Return a number that is at least `least`, or None where the key is missing."""
        found = self._of(key, None)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float) or not found >= least:
            raise self.wrong(key, self._("needs a number from {least} on; found {found}"), least=least, found=found)
        return float(found)

    def quarter(self, key: str, *, years: bool = False) -> str:
        """Return a quarter as 2024Q3 or a whole number (with `years`: or a year), or empty text."""
        found = self._of(key, "")
        written = str(found).strip().upper() if isinstance(found, str | int) and not isinstance(found, bool) else "?"
        if written and not (_YEAR_QUARTER if years else _QUARTER).fullmatch(written):
            wanted = self._("a year as 2024 or a quarter as 2024Q3") if years else self._("a quarter as 2024Q3")
            raise self.wrong(key, self._("needs {wanted}; found {found}"), wanted=wanted, found=found)
        return written.replace("-", "")

    def codes(self, key: str) -> tuple[str, ...]:
        """Return NAICS codes, a text, a number or a list of them, each once and in order; joined sectors as 31-33."""
        found = self._of(key, [])
        several = found if isinstance(found, list) else [found]
        codes = [str(each).strip() for each in several if not isinstance(each, bool)]
        for code in codes:
            if not _NAICS.fullmatch(code):
                message = self._("'{code}' is no NAICS code; write 2 to 6 digits, or 31-33, 44-45, 48-49")
                raise self.wrong(key, message, code=code)
        return tuple(sorted(set(codes)))

    def region(self, key: str) -> tuple[tuple[str, ...], str]:
        """Return (county codes, key of a named region): one of the two, or neither."""
        found = self._of(key, [])
        if isinstance(found, str) and _REGION_KEY.fullmatch(found.strip()):
            return (), found.strip()
        several = found if isinstance(found, list) else str(found).split(",")
        counties = [str(each).strip() for each in several]
        if odd := [each for each in counties if not _COUNTY.fullmatch(each)]:
            message = self._("'{odd}' is no county; write five-digit codes, as [\"17143\"], or a key as metro-37900")
            raise self.wrong(key, message, odd=odd[0])
        return tuple(sorted(set(counties))), ""

    def memory(self, key: str) -> str:
        """Return an amount of memory as 8GB, or empty text."""
        found = self.text(key)
        if found and not _MEMORY.fullmatch(found):
            raise self.wrong(key, self._("'{found}' is no amount of memory; write it as 8GB"), found=found)
        return found

    def path(self, key: str) -> str:
        """Return the path of a file or folder, counted from the configuration's folder; empty if missing."""
        found = self.text(key)
        return str(self._folder / Path(found).expanduser()) if found else ""

    def paths(self, key: str) -> tuple[str, ...]:
        """Return paths or globs, counted from the configuration's folder; addresses with :// stay as they are."""
        return tuple(each if "://" in each else str(self._folder / Path(each).expanduser()) for each in self.texts(key))

    def others(self) -> list[str]:
        """Return the keys that nobody has asked for yet, in the order of the file."""
        return [key for key in self._content if key not in self._asked]

    def refuse_the_rest(self) -> None:
        """Raise FlowsError for the first key that this section doesn't have, with the nearest one that it has."""
        for key in self.others():
            near = difflib.get_close_matches(key, list(self._asked), n=1)
            if near:
                raise self.wrong(key, self._("isn't a key of this section; perhaps it should be {near}"), near=near[0])
            known = ", ".join(self._asked)
            raise self.wrong(key, self._("isn't a key of this section; the keys are {known}"), known=known)

    def _of(self, key: str, default: Any) -> Any:
        self._asked[key] = None
        return self._content.get(key, default)
