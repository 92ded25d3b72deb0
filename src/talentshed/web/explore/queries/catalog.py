"""Which editions, tables, regions and sectors can a program ask for?"""

from collections.abc import Iterator
from typing import Any

from talentshed.labor.store import Store, StoreError, home, open_store, starter_folder
from talentshed.labor.store.manifest import read
from talentshed.labor.tables import TABLES
from talentshed.web.explore.queries import lookup
from talentshed.web.explore.queries.places import counties, edition_of, place_of, presets
from talentshed.web.explore.queries.shown import store_of


def editions() -> list[dict[str, Any]]:
    """Return every edition on this installation, the current one first, then the starter edition."""
    current = edition_of()
    return [
        {
            "edition": store.edition,
            "current": store.edition == current,
            "code_version": store.manifest.get("code_version", ""),
            "tables": len(store.tables),
        }
        for store in sorted(_stores(), key=lambda store: store.edition != current)
    ]


def _stores() -> Iterator[Store]:
    folder = home() / "editions"
    names = sorted(each.name for each in folder.iterdir() if each.name.startswith("e-")) if folder.is_dir() else []
    try:
        starter = read(starter_folder())[0]
    except StoreError:
        starter = ""
    for name in dict.fromkeys([*names, *([starter] if starter else [])]):
        try:
            yield open_store(edition=name)
        except StoreError:
            continue  # a folder that isn't a whole edition can't be asked for


def tables(edition: str) -> list[dict[str, Any]]:
    """Return the tables of an edition with columns, rows and receipt."""
    return [table(edition, name) for name in store_of(edition).tables if name in TABLES]


def table(edition: str, name: str) -> dict[str, Any]:
    """Return what one table holds and where it comes from."""
    store = store_of(edition)
    receipt, declared = store.receipt(name), TABLES[name]
    return {
        "name": name,
        "description": declared.description,
        "rows": int(store.manifest["tables"][name]["rows"]),
        "key": list(declared.key),
        "columns": [
            {
                "name": each.name,
                "type": each.type,
                "unit": each.unit,
                "meaning": each.meaning,
                "nullable": each.nullable,
            }
            for each in declared.columns
        ],
        "receipt": {
            key: getattr(receipt, key)
            for key in ("source", "title", "agency", "vintage", "license", "url", "attribution", "digest", "note")
        },
    }


def regions(edition: str, kind: str = "") -> list[dict[str, Any]]:
    """Return the ready-made regions of an edition."""
    return [
        {
            "key": each.key,
            "kind": each.kind,
            "name": each.label,
            "counties": each.counties,
            "certainty": "compiled" if each.compiled else "published",
        }
        for each in presets(edition)
        if kind in ("", each.kind)
    ]


def region(edition: str, key: str) -> dict[str, Any]:
    """Return one region with its counties."""
    place = place_of(edition, key)
    known = {each.fips: each for each in counties(edition)}
    return {
        "key": place.key,
        "name": place.name,
        "plain_name": place.plain_name,
        "certainty": "compiled" if place.compiled else "published",
        "counties": [
            {"county_fips": fips, "name": known[fips].name, "state": known[fips].state}
            for fips in place.counties
            if fips in known
        ],
    }


def sectors() -> list[dict[str, Any]]:
    """Return the sector definitions."""
    return [
        {
            "key": each.key,
            "title": lookup.sector_title(each),
            "version": each.version,
            "naics": list(each.naics),
            "functions": [{"name": function.name, "soc": list(function.soc)} for function in each.functions],
            "note": each.note,
            "used_by": each.used_by,
            "replaces": each.replaces,
        }
        for each in lookup.definitions()
    ]
