"""Which sector definitions are at hand: the shipped ones, and those of a state's own files?"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from talentshed.labor.measures.sector import BusinessFunction, Sector, SectorError

_CODE = re.compile(r"\d{2,6}|31-33|44-45|48-49")
_SOC = re.compile(r"\d{2}-\d{4}")
_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_VERSION = re.compile(r"\d+(?:\.\d+)*")
_WORDS = ("key", "version", "title", "note", "used_by")
_FIELDS = {*_WORDS, "naics", "functions"}
_RANGES = {"31-33": ("31", "32", "33"), "44-45": ("44", "45"), "48-49": ("48", "49")}


def load_sectors(folders: Sequence[Path] = (), *, _: Callable[[str], str] = str) -> tuple[Sector, ...]:
    """Return the shipped sector definitions, with those of the folders (files *.yaml) added or put in their place.

    A file whose key exists already replaces that definition only with a higher version, and the result says so in
    `replaces`; the same or a lower version is refused. Codes are NAICS 2017 (2 to 6 digits, sectors as 31-33),
    functions name SOC 2018 codes. Raises `SectorError` in one sentence that names the file and the field. Sorted by
    title.
    """
    held: dict[str, Sector] = {}
    for folder in (Path(__file__).parent, *folders):
        for path in _files(folder, _):
            sector = read_sector(path, _=_)
            before = held.get(sector.key)
            if before is None:
                held[sector.key] = sector
                continue
            if _order(sector.version) <= _order(before.version):
                message = _("{file}: version {new} of '{key}' is not above {old}, which is in use: raise it.")
                words = {"file": path.name, "new": sector.version, "key": sector.key, "old": before.version}
                raise SectorError(message.format(**words))
            held[sector.key] = replace(sector, replaces=before.version)
    return tuple(sorted(held.values(), key=lambda sector: sector.title))


def read_sector(path: Path, *, _: Callable[[str], str] = str) -> Sector:
    """Read one definition, or raise `SectorError` that names the file and what to mend."""
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        where = str(problem).splitlines()[0]
        raise SectorError(_("{file}: can't be read as YAML ({why}).").format(file=path.name, why=where)) from problem
    try:
        return _sector(content, _)
    except SectorError as problem:
        raise SectorError(f"{path.name}: {problem}") from None


def _files(folder: Path, _: Callable[[str], str]) -> list[Path]:
    if not folder.is_dir():
        raise SectorError(_("There is no folder {folder} with sector definitions.").format(folder=folder))
    return sorted(folder.glob("*.yaml"))


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _sector(content: Any, _: Callable[[str], str]) -> Sector:
    if not isinstance(content, Mapping):
        raise SectorError(_("a definition is a list of fields: key, version, title, naics, functions, note, used_by"))
    if odd := sorted(str(name) for name in content if name not in _FIELDS):
        raise SectorError(_("there is no field '{field}' in a sector definition").format(field=odd[0]))
    words = {name: _text(content, name, _) for name in _WORDS}
    if not _KEY.fullmatch(words["key"]):
        raise SectorError(_("the key '{key}' must be lower-case words joined by hyphens").format(key=words["key"]))
    if not _VERSION.fullmatch(words["version"]):
        raise SectorError(_("the version '{version}' must be numbers joined by dots").format(version=words["version"]))
    return Sector(
        key=words["key"],
        title=words["title"],
        naics=_codes(content, _),
        version=words["version"],
        functions=_functions(content, _),
        note=words["note"],
        used_by=words["used_by"],
    )


def _text(content: Mapping[str, Any], name: str, _: Callable[[str], str]) -> str:
    found = content.get(name)
    if not isinstance(found, str) or not found.strip():
        raise SectorError(_("the field '{field}' must be text (put numbers in quotes)").format(field=name))
    return " ".join(found.split())


def _codes(content: Mapping[str, Any], _: Callable[[str], str]) -> tuple[str, ...]:
    found = content.get("naics")
    if not isinstance(found, list) or not found:
        raise SectorError(_("the field 'naics' must be a list of codes"))
    for code in found:
        if not isinstance(code, str) or not _CODE.fullmatch(code):
            message = _("'{code}' is not a NAICS code in quotes: two to six digits, or 31-33, 44-45, 48-49")
            raise SectorError(message.format(code=code))
    _check_apart(found, _)
    return tuple(sorted(found))


def _check_apart(codes: Sequence[str], _: Callable[[str], str]) -> None:
    """A code inside another would count its jobs twice."""
    for place, inner in enumerate(codes):
        for other_place, outer in enumerate(codes):
            if place != other_place and inner.startswith(_RANGES.get(outer, (outer,))):
                message = _("NAICS {inner} is already part of {outer}: its jobs would count twice")
                raise SectorError(message.format(inner=inner, outer=outer))


def _functions(content: Mapping[str, Any], _: Callable[[str], str]) -> tuple[BusinessFunction, ...]:
    found = content.get("functions", [])
    if not isinstance(found, list):
        raise SectorError(_("the field 'functions' must be a list of names with SOC codes"))
    return tuple(_function(entry, _) for entry in found)


def _function(entry: Any, _: Callable[[str], str]) -> BusinessFunction:
    whole = isinstance(entry, Mapping) and isinstance(entry.get("name"), str) and isinstance(entry.get("soc"), list)
    if not whole:
        raise SectorError(_("every business function needs a name and a list of SOC codes"))
    for code in entry["soc"]:
        if not isinstance(code, str) or not _SOC.fullmatch(code):
            message = _("'{code}' in the function '{name}' is not a SOC code in quotes such as 51-4041")
            raise SectorError(message.format(code=code, name=entry["name"]))
    return BusinessFunction(entry["name"], tuple(entry["soc"]))
