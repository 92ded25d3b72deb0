"""Which industries and which kinds of work does this sector stand for?"""

import difflib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import ibis.expr.types as ir
from ibis import _ as row

NOT_COUNTED = ("111", "112", "482", "491", "525110", "525120", "525190", "525920", "541120", "814", "92")
"""NAICS 2017 codes that County Business Patterns leaves out by design."""

_COMBINED = {**dict.fromkeys(("31", "32", "33"), "31-33"), "44": "44-45", "45": "44-45", "48": "48-49", "49": "48-49"}
_NAICS = re.compile(r"\d{2,6}|31-33|44-45|48-49")


class SectorError(Exception):
    """A sector that can't be found or read; the message says which code is wrong and what is near it."""


@dataclass(frozen=True)
class BusinessFunction:
    """One kind of work that a sector needs, with the SOC 2018 codes of the occupations that do it."""

    name: str
    soc: tuple[str, ...]


@dataclass(frozen=True)
class Sector:
    """A set of industries: a shipped or a state's own definition, one NAICS code, or a benchmark cluster."""

    key: str
    title: str
    naics: tuple[str, ...]
    version: str = ""
    functions: tuple[BusinessFunction, ...] = ()
    note: str = ""
    kind: Literal["definition", "naics", "cluster"] = "definition"
    used_by: str = ""
    """Who works with this definition."""
    replaces: str = ""
    """Version that this definition replaces, where a state's own file overrules a shipped one."""

    @property
    def not_counted(self) -> tuple[str, ...]:
        """Those of its codes that County Business Patterns leaves out."""
        return tuple(code for code in self.naics if code.startswith(NOT_COUNTED))


def resolve_sector(
    key: str,
    *,
    industries: ir.Table,
    definitions: Sequence[Sector],
    clusters: ir.Table | None = None,
    _: Callable[[str], str] = str,
) -> Sector:
    """Return the sector that a key names, or raise `SectorError` with the nearest codes or names.

    Keys: a definition ("manufacturing"), a NAICS 2017 code ("naics-3331" or "3331"; sectors as "31-33"), or a benchmark
    cluster ("cluster-" and its name in lower case with hyphens). `industries` is the table industry, `clusters` the
    table cluster. This looks codes up, so it runs small queries: it is the edge of the measures, not one of them.
    """
    wanted = key.strip().lower()
    by_key = {sector.key: sector for sector in definitions}
    if wanted in by_key:
        return _known(by_key[wanted], industries, _)
    if wanted.startswith("cluster-"):
        return _cluster(wanted, clusters, _)
    code = wanted.removeprefix("naics-")
    if code[:1].isdigit():
        return _one_code(code, _titles(industries), _)
    near = difflib.get_close_matches(wanted, by_key, n=3, cutoff=0.5) or sorted(by_key)
    message = _("There is no sector '{key}'. Try {near}, or a NAICS code such as 3331.")
    raise SectorError(message.format(key=key, near=", ".join(near)))


def slug(name: str) -> str:
    """Return a name as it stands in an address: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


def _titles(industries: ir.Table) -> dict[str, str]:
    table = industries.filter(row.vintage == "2017").select("naics", "title").to_pyarrow()
    return dict(zip(table["naics"].to_pylist(), table["title"].to_pylist(), strict=True))


def _one_code(code: str, titles: dict[str, str], _: Callable[[str], str]) -> Sector:
    if code in titles:
        return Sector(key=f"naics-{code}", title=titles[code], naics=(code,), version="NAICS 2017", kind="naics")
    raise SectorError(_unknown_code(code, titles, _))


def _known(sector: Sector, industries: ir.Table, _: Callable[[str], str]) -> Sector:
    titles = _titles(industries)
    for code in sector.naics:
        if code not in titles:
            where = _("Sector '{key}', version {version}: ").format(key=sector.key, version=sector.version)
            raise SectorError(where + _unknown_code(code, titles, _))
    return sector


def _unknown_code(code: str, titles: dict[str, str], _: Callable[[str], str]) -> str:
    if code in _COMBINED and _COMBINED[code] in titles:
        message = _("NAICS {code} is part of the sector {whole}, {title}: write {whole}.")
        return message.format(code=code, whole=_COMBINED[code], title=titles[_COMBINED[code]])
    if not _NAICS.fullmatch(code):
        return _("'{code}' is not a NAICS code: it has two to six digits, for example 3331 or 31-33.").format(code=code)
    near = ", ".join(f"{found} {titles[found]}" for found in _neighbors(code, titles))
    return _("There is no NAICS 2017 code {code}. Near it: {near}.").format(code=code, near=near)


def _neighbors(code: str, titles: dict[str, str]) -> list[str]:
    """The codes of the same length that share most leading digits, nearest in number first."""
    same = [known for known in titles if len(known) == len(code) and known.isdigit()]
    return sorted(same, key=lambda known: (-_shared(known, code), abs(int(known) - int(code))))[:3]


def _shared(left: str, right: str) -> int:
    pairs = list(zip(left, right, strict=False))
    return next((place for place, (one, other) in enumerate(pairs) if one != other), len(pairs))


def _cluster(key: str, clusters: ir.Table | None, _: Callable[[str], str]) -> Sector:
    if clusters is None:
        raise SectorError(_("Benchmark clusters are not loaded in this edition: add the cluster file first."))
    listed = clusters.filter(row.status == "reported").select("naics", "cluster").to_pyarrow().to_pylist()
    names = {f"cluster-{slug(entry['cluster'])}": entry["cluster"] for entry in listed}
    if key not in names:
        near = difflib.get_close_matches(key, names, n=3, cutoff=0.4) or sorted(names)[:3]
        raise SectorError(_("There is no cluster '{key}'. Try {near}.").format(key=key, near=", ".join(near)))
    codes = tuple(sorted(entry["naics"] for entry in listed if entry["cluster"] == names[key]))
    return Sector(key=key, title=names[key], naics=codes, version="NAICS 2017", kind="cluster")
