"""Which public bodies serve which counties: workforce areas, development regions, colleges, districts, states?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import ibis.expr.types as ir

Role = Literal["workforce", "economic_development", "education"]
"""What a body is needed for at the table."""

ROLES: tuple[Role, ...] = ("workforce", "economic_development", "education")
"""Every role, in the order in which they are shown."""

KINDS = ("lwia", "edr", "college_district", "college", "school_district", "county", "metro", "micro", "state")
"""Every kind of body or area that a region may touch, in the order in which they are shown."""

STATISTICAL = ("metro", "micro")
"""Kinds that are drawn for statistics only: they have no office, so nobody can be invited or told."""

_ROLE: Mapping[str, Role] = {
    "lwia": "workforce",
    "edr": "economic_development",
    "college_district": "education",
}
_COLLEGES = (("4",), ("1", "7"), ("2", "5", "8"), ("3", "6", "9"))
"""IPEDS sectors in the order in which they are asked first: public two-year, other public, not-for-profit, for-profit.
Administrative offices (0) and inactive institutions (99) teach nobody."""


@dataclass(frozen=True)
class Body:
    """A public body or area with the counties that it has. `key` is also the region key of a named area."""

    key: str
    """For example lwia-IL-15, college-145813, county-17201, state-17."""
    kind: str
    """One of `KINDS`."""
    role: Role | None
    """What it can be at the table for; None for what a region touches without needing it."""
    name: str
    counties: tuple[str, ...]
    """All its counties, sorted 5-digit FIPS, also those outside any region; of a college its home county."""
    certainty: str
    """published, or compiled (check with the state)."""
    note: str = ""
    """One sentence on how sure its counties are; empty where they are published."""


def bodies(
    county: ir.Table, county_area: ir.Table, institution: ir.Table | None, *, _: Callable[[str], str] = str
) -> tuple[Body, ...]:
    """Return every known body, by kind and key, from the tables county, county_area and institution.

    Education is served by college districts in a state that has them loaded (kind college_district). In other states
    it is served by the colleges at home in a county: its public two-year colleges; where it has none its other public
    institutions, then not-for-profit, then for-profit ones. Institutions that are missing in the latest directory of
    their state are taken as closed. This reads the tables: it is the edge between tables and values, not a measure.
    """
    areas = _areas(_rows(county_area, "county_fips", "kind", "area_code", "area_name", "certainty"), _)
    counties = _rows(county, "county_fips", "name", "state", "state_fips", "state_name")
    found = [*areas, *_counties(counties), *_states(counties)]
    if institution is not None:
        listed = _rows(institution, "unitid", "name", "county_fips", "sector", "year")
        districts = {code[:2] for area in areas if area.kind == "college_district" for code in area.counties}
        found += _colleges([row for row in listed if row["county_fips"]], districts, _)
    return tuple(sorted(found, key=lambda body: (KINDS.index(body.kind), body.key)))


def _rows(table: ir.Table, *names: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.select(*names).to_pyarrow().to_pylist()
    return found


def _areas(rows: Iterable[Mapping[str, Any]], _: Callable[[str], str]) -> list[Body]:
    members: dict[tuple[str, str], set[str]] = {}
    told: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows:
        area = row["kind"], row["area_code"]
        if area[0] in KINDS:
            members.setdefault(area, set()).add(row["county_fips"])
            # one county that was put together by hand makes the whole area a thing to check
            told[area] = min(told.get(area, (row["certainty"], row["area_name"])), (row["certainty"], row["area_name"]))
    check = _("Its counties were put together by hand from public pages: check with the state.")
    return [
        Body(
            key=f"{kind}-{code}",
            kind=kind,
            role=_ROLE.get(kind),
            name=told[kind, code][1],
            counties=tuple(sorted(codes)),
            certainty=told[kind, code][0],
            note=check if told[kind, code][0] == "compiled" else "",
        )
        for (kind, code), codes in members.items()
    ]


def _counties(rows: Iterable[Mapping[str, Any]]) -> list[Body]:
    return [
        Body(
            f"county-{row['county_fips']}",
            "county",
            None,
            f"{row['name']}, {row['state']}",
            (row["county_fips"],),
            "published",
        )
        for row in rows
    ]


def _states(rows: Iterable[Mapping[str, Any]]) -> list[Body]:
    members: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        members.setdefault((row["state_fips"], row["state_name"]), []).append(row["county_fips"])
    return [
        Body(f"state-{fips}", "state", None, name, tuple(sorted(codes)), "published")
        for (fips, name), codes in members.items()
    ]


def _colleges(rows: list[dict[str, Any]], districts: set[str], _: Callable[[str], str]) -> list[Body]:
    latest: dict[str, int] = {}
    for row in rows:
        latest[row["county_fips"][:2]] = max(latest.get(row["county_fips"][:2], row["year"]), row["year"])
    rank = {sector: number for number, group in enumerate(_COLLEGES) for sector in group}
    teaching = [row for row in rows if row["year"] == latest[row["county_fips"][:2]] and row["sector"] in rank]
    first: dict[str, int] = {}
    for row in teaching:
        first[row["county_fips"]] = min(first.get(row["county_fips"], len(rank)), rank[row["sector"]])
    note = _("Shown in its home county; it may serve others, which the college districts say once they are loaded.")

    def role(row: Mapping[str, Any]) -> Role | None:
        asked = row["county_fips"][:2] not in districts and rank[row["sector"]] == first[row["county_fips"]]
        return "education" if asked else None

    return [
        Body(
            key=f"college-{row['unitid']}",
            kind="college",
            role=role(row),
            name=row["name"],
            counties=(row["county_fips"],),
            certainty="published",
            note="" if row["county_fips"][:2] in districts else note,
        )
        for row in teaching
    ]
