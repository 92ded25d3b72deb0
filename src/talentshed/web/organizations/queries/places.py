"""What is a county, a ZIP Code or an industry code called, and which one does a file mean?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


@dataclass(frozen=True)
class County:
    """One county of the country."""

    fips: str
    name: str
    state: str

    @property
    def short(self) -> str:
        """The name without its kind: Peoria of Peoria County."""
        return re.sub(r" (County|Parish|Borough|Census Area|city)$", "", self.name)


def _store() -> Any:
    """Return the current edition of the public data; None where none is loaded, which every caller bears."""
    from talentshed.labor.store import StoreError, open_store

    try:
        return open_store()
    except StoreError:
        return None


def counties() -> Mapping[str, County]:
    """Return every county by its code; empty where no public data are loaded."""
    store = _store()
    return _counties(store.edition) if store is not None and store.has("county") else {}


@lru_cache(maxsize=4)
def _counties(edition: str) -> Mapping[str, County]:
    table = _store().table("county").select("county_fips", "name", "state")
    return {
        row["county_fips"]: County(row["county_fips"], row["name"], row["state"])
        for row in table.to_pyarrow().to_pylist()
    }


@lru_cache(maxsize=64)
def _by_name(edition: str, state: str) -> Mapping[str, str]:
    found = {_plain(county.short): fips for fips, county in _counties(edition).items() if county.state == state}
    return {**found, **{_plain(_counties(edition)[fips].name): fips for fips in found.values()}}


def counties_of(state_code: str) -> tuple[County, ...]:
    """Return the counties of a state by name."""
    return tuple(sorted((each for each in counties().values() if each.state == state_code), key=lambda each: each.name))


def county_name(fips: str) -> str:
    """Return a county's name; its code where the name isn't known."""
    found = counties().get(fips)
    return found.name if found else fips


def county_names(codes: Iterable[str]) -> str:
    """Return the names of counties in a line, each once, without the word County."""
    known = counties()
    return ", ".join(sorted({known[code].short if code in known else code for code in codes if code}))


def county_of(text: str, state_code: str) -> str:
    """Return the code of the county that a file names (Du Page, DuPage County, Saint Clair, 17043); empty if none."""
    written = text.strip()
    known = counties()
    if written in known:
        return written
    store = _store()
    return _by_name(store.edition, state_code).get(_plain(written), "") if known and written else ""


def _plain(name: str) -> str:
    words = re.sub(r"[^a-z]+", " ", name.casefold()).split()
    words = ["saint" if word == "st" else word for word in words if word not in ("county", "parish")]
    return "".join(words)


def zip_counties() -> Mapping[str, tuple[str, ...]]:
    """Return the counties of each ZIP Code; empty where the edition has no such table."""
    store = _store()
    return _zip_counties(store.edition) if store is not None and store.has("zip_county") else {}


@lru_cache(maxsize=2)
def _zip_counties(edition: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for row in _store().table("zip_county").select("zip", "county_fips").to_pyarrow().to_pylist():
        found.setdefault(row["zip"], set()).add(row["county_fips"])
    return {code: tuple(sorted(fips)) for code, fips in found.items()}


def industry_titles() -> Mapping[str, str]:
    """Return the title of each industry code; empty where no public data are loaded."""
    store = _store()
    return _titles(store.edition) if store is not None and store.has("industry") else {}


@lru_cache(maxsize=2)
def _titles(edition: str) -> Mapping[str, str]:
    rows = _store().table("industry").select("vintage", "naics", "title").to_pyarrow().to_pylist()
    # The newest wording of a code wins; codes that were dropped keep their last one.
    return {row["naics"]: row["title"] for row in sorted(rows, key=lambda row: str(row["vintage"]))}


def is_industry(code: str) -> bool:
    """Say whether this looks like an industry code: known, or, without public data, two to six digits."""
    titles = industry_titles()
    if not re.fullmatch(r"\d{2,6}", code):
        return False
    # Older files use codes that a later revision dropped; their first four digits still name the industry.
    return not titles or code in titles or code[:4] in titles or code[:2] in ("31", "32", "33", "44", "45", "48", "49")


def industry(code: str) -> str:
    """Return an industry code with its title."""
    title = industry_titles().get(code, "")
    return f"{code} {title}".strip()
