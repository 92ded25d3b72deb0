"""Which counties make up this region, and what is it called?"""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _ as row

from talentshed.labor.measures.region_name import SIGN, RegionNameError, clean_name, named_key

KINDS = ("metro", "micro", "edr", "lwia")
"""Kinds of named areas that a key may name, beside states and lists of counties."""

_MOST_NAMED = 4
_COUNTIES = re.compile(r"\d{5}(?:[-,\s]+\d{5})*")


class RegionError(Exception):
    """A region that can't be found; the message names the county or area and what is near it."""


@dataclass(frozen=True)
class Region:
    """A set of counties with a name. `key` is what addresses and commands use; `counties` are sorted 5-digit FIPS."""

    key: str
    name: str
    counties: tuple[str, ...]
    plain_name: str = ""
    """What its counties are called, where `name` is one that whoever made the key has given; empty otherwise."""

    @property
    def full_name(self) -> str:
        """Its name, with what its counties are called where the name is one that somebody gave it."""
        return f"{self.name} ({self.plain_name})" if self.plain_name else self.name


def resolve_region(key: str, *, counties: ir.Table, areas: ir.Table, _: Callable[[str], str] = str) -> Region:
    """Return the region that a key names, or raise `RegionError` with the nearest names.

    Keys: counties by FIPS code ("17201-17007" or "17201,17007"), "state-17", or a named area: "metro-37900",
    "micro-…", "edr-IL-3", "lwia-IL-15". Each may carry a name of one's own after the sign ~ ("17143-17179~Our area");
    then the counties are written out, so that the link means the same in every edition. `counties` is the table
    county, `areas` the table county_area. This looks names up, so it runs small queries: it is the edge of the
    measures, not one of them.
    """
    wanted = key.strip()
    if SIGN in wanted:
        return _named(wanted, counties, areas, _)
    kind, _dash, code = wanted.partition("-")
    if kind.lower() == "state":
        return _state(code, counties, _)
    if kind.lower() in KINDS:
        return _area(kind.lower(), code.upper(), areas, _)
    if _COUNTIES.fullmatch(wanted):
        return _of_counties(re.findall(r"\d{5}", wanted), counties, _)
    raise RegionError(_unreadable(wanted, counties, _))


def _named(wanted: str, counties: ir.Table, areas: ir.Table, _: Callable[[str], str]) -> Region:
    base, _sign, given = wanted.partition(SIGN)
    try:
        name = clean_name(given, _)
    except RegionNameError as error:
        raise RegionError(str(error)) from error
    found = resolve_region(base, counties=counties, areas=areas, _=_)
    return replace(found, key=named_key(found.counties, name), name=name, plain_name=found.name)


def list_regions(counties: ir.Table, areas: ir.Table, covered: ir.Table | None = None) -> ir.Table:
    """Return the ready-made regions: key, kind (state, metro, micro, edr, lwia), name, certainty, counties (number).

    `covered` is any table with the column county_fips, for example county_industry: areas that it doesn't cover whole
    are left out, so that no listed region is silently short of a county.
    """
    named = areas.select(
        key=row.kind + "-" + row.area_code,
        kind=row.kind,
        name=row.area_name,
        certainty=row.certainty,
        county_fips=row.county_fips,
    )
    states = counties.select(
        key=ibis.literal("state-") + counties.state_fips,
        kind=ibis.literal("state"),
        name=row.state_name,
        certainty=ibis.literal("published"),
        county_fips=row.county_fips,
    )
    members = ibis.union(named, states)
    keys = ["key", "kind", "name"]
    if covered is None:
        return members.group_by(*keys).agg(certainty=row.certainty.min(), counties=row.county_fips.nunique())
    held = covered.select(held_fips=row.county_fips).distinct()
    joined = members.left_join(held, members.county_fips == held.held_fips)
    return (
        joined.group_by(*keys)
        .agg(
            certainty=row.certainty.min(),
            counties=row.county_fips.nunique(),
            short=row.held_fips.isnull().sum(),
        )
        .filter(row.short == 0)
        .drop("short")
    )


def _rows(table: ir.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return found


def _state(code: str, counties: ir.Table, _: Callable[[str], str]) -> Region:
    held = counties.filter((row.state_fips == code) | (row.state == code.upper()))
    found = _rows(held.select("county_fips", "state_fips", "state_name").order_by("county_fips"))
    if not found:
        message = _("There is no state '{code}': write its 2-digit FIPS code, for example state-17 for Illinois.")
        raise RegionError(message.format(code=code))
    members = tuple(county["county_fips"] for county in found)
    return Region(f"state-{found[0]['state_fips']}", found[0]["state_name"], members)


def _area(kind: str, code: str, areas: ir.Table, _: Callable[[str], str]) -> Region:
    found = _rows(areas.filter((row.kind == kind) & (row.area_code == code)).select("county_fips", "area_name"))
    if found:
        members = tuple(sorted({county["county_fips"] for county in found}))
        return Region(f"{kind}-{code}", found[0]["area_name"], members)
    listed = _rows(areas.filter(row.kind == kind).select("area_code", "area_name").distinct())
    names = {area["area_code"]: area["area_name"] for area in listed}
    near = difflib.get_close_matches(code, names, n=3, cutoff=0.4) or sorted(names)[:3]
    tried = ", ".join(f"{kind}-{area} ({names[area]})" for area in near)
    raise RegionError(_("There is no area '{key}'. Near it: {near}.").format(key=f"{kind}-{code}", near=tried))


def _of_counties(codes: Sequence[str], counties: ir.Table, _: Callable[[str], str]) -> Region:
    wanted = sorted(set(codes))
    found = _rows(counties.filter(row.county_fips.isin(wanted)).select("county_fips", "name", "state"))
    by_fips = {county["county_fips"]: county for county in found}
    for code in wanted:
        if code not in by_fips:
            raise RegionError(_unknown_county(code, counties, _))
    members = [by_fips[code] for code in wanted]
    return Region("-".join(wanted), _name(members, _), tuple(wanted))


def _unknown_county(code: str, counties: ir.Table, _: Callable[[str], str]) -> str:
    everywhere = _rows(counties.select("county_fips", "name", "state"))
    # the likeliest slips are in the last digits, within the same state
    near = sorted(everywhere, key=lambda held: _distance(held["county_fips"], code))
    names = "; ".join(f"{county['county_fips']} {county['name']}, {county['state']}" for county in near[:3])
    return _("There is no county {code}. Near it: {near}.").format(code=code, near=names)


def _distance(known: str, code: str) -> tuple[bool, int]:
    return known[:2] != code[:2], abs(int(known) - int(code))


def _unreadable(key: str, counties: ir.Table, _: Callable[[str], str]) -> str:
    everywhere = _rows(counties.select("county_fips", "name", "state"))
    names = {f"{county['name']}, {county['state']}": county["county_fips"] for county in everywhere}
    short = {name.replace(" County", "").lower(): name for name in names}
    near = [short[name] for name in difflib.get_close_matches(key.lower(), short, n=3, cutoff=0.5)]
    if near:
        tried = ", ".join(f"{names[name]} ({name})" for name in near)
        return _("'{key}' is not a region key. Did you mean the county {near}?").format(key=key, near=tried)
    message = _(
        "'{key}' is not a region key: write county codes such as 17143-17179, or an area such as metro-37900, "
        "edr-IL-3, lwia-IL-15 or state-17."
    )
    return message.format(key=key)


def _name(members: Sequence[dict[str, Any]], _: Callable[[str], str]) -> str:
    states = sorted({county["state"] for county in members})
    if len(members) == 1:
        return f"{members[0]['name']}, {states[0]}"
    whole = len(states) == 1
    names = [_short(county["name"]) + ("" if whole else f" {county['state']}") for county in members]
    if len(names) > _MOST_NAMED:
        shown, rest = names[: _MOST_NAMED - 1], len(names) - _MOST_NAMED + 1
        text = _("{names} and {rest} more counties").format(names=", ".join(shown), rest=rest)
    else:
        text = _("{names} and {last} counties").format(names=", ".join(names[:-1]), last=names[-1])
    return f"{text}, {states[0]}" if whole else text


def _short(name: str) -> str:
    return name.removesuffix(" County").removesuffix(" Parish")
