"""Which checked tables of which public files are at hand, and what replaces what when newer ones arrive?"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import ibis
import pyarrow as pa

from talentshed.labor.sources import SOURCES, Source, SourceError
from talentshed.labor.sources.compute import pc
from talentshed.labor.store import Edition, Packing, Receipt, StoreError, read_edition, save_folder
from talentshed.labor.tables import TABLES

SHAPES = "counties.json"
"""File of an edition with the county shapes, a TopoJSON."""
_STATE = "state of county_fips"
_NATIONAL_KINDS = ("metro", "micro")
_SLICES: dict[str, tuple[str, ...]] = {
    "cbp_county": ("year", "county_fips"),
    "cbp_state": ("year", "state_fips"),
    "cbp_size_class": ("year", "county_fips"),
    "qcew_annual": ("year", "area_fips"),
    "worker_age": ("year", "county_fips"),
    "completion": ("year", "unitid"),
    "institution": ("unitid",),
    "oews_area": ("area_code",),
    "commuting": ("period",),
    "industry": ("vintage",),
    "county_area": ("kind", _STATE),
    "published_zone": ("zones",),
    "zip_county": ("zip",),
}
"""What a newer file replaces as a whole, by table: all rows of the same values. Other tables are replaced entirely."""
_ROW_ORDER = {"county_industry": ("level", "year", "county_fips", "naics")}
"""Order of rows where it isn't that of the key: questions ask for one level, so its rows lie together."""
_ORDER = "order"


@dataclass(frozen=True)
class Staged:
    """Checked tables with their receipts, the digests of the files they were read from, and further files."""

    tables: Mapping[str, pa.Table] = field(default_factory=dict)
    receipts: Mapping[str, Receipt] = field(default_factory=dict)
    raw: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    file_receipts: Mapping[str, Receipt] = field(default_factory=dict)
    packings: Mapping[str, Packing] = field(default_factory=dict)

    def edition(self) -> Edition:
        """Return this as what the store saves."""
        return Edition(self.tables, self.receipts, self.raw, self.files, self.file_receipts, self.packings)


def read_source(name: str, paths: Sequence[Path]) -> Staged:
    """Read one source's files into checked tables; `SourceError` says in a sentence what is wrong with them."""
    if name not in SOURCES:
        raise SourceError(f"There is no source '{name}'; the sources are {', '.join(sorted(SOURCES))}.")
    module = SOURCES[name]
    read = module.read(paths)
    tables = {table: rows.to_pyarrow() for table, rows in read.items()}
    tables = {table: rows for table, rows in tables.items() if rows.num_rows}
    raw = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}
    receipts = {table: receipt_of(module.SOURCE, table, tables[table], paths) for table in tables}
    files: dict[str, bytes] = {}
    if name == "county_shapes":
        files = {SHAPES: next(path.read_bytes() for path in paths if path.name.lower().endswith(".json"))}
    file_receipts = {file: receipt_of(module.SOURCE, file, None, paths) for file in files}
    return Staged(tables, receipts, {item: raw for item in (*tables, *files)}, files, file_receipts)


def receipt_of(source: Source, table: str, rows: pa.Table | None, paths: Sequence[Path], note: str = "") -> Receipt:
    """Return the receipt of a table read from a source's files."""
    vintage = source.vintage_of({} if rows is None else {table: ibis.memtable(rows)}, paths)
    return Receipt(
        table=table,
        source=source.name,
        title=source.title,
        agency=source.agency,
        vintage=vintage,
        license=source.license,
        url=source.page_url,
        attribution=source.attribution_of(paths),
        digest="",
        note=note,
    )


def overlay(older: Staged, newer: Staged) -> Staged:
    """Return both together: what the newer one covers replaces the older, slice by slice."""
    tables, receipts, raw = dict(older.tables), dict(older.receipts), dict(older.raw)
    for name, rows in newer.tables.items():
        kept = _kept(name, tables[name], rows) if name in tables else None
        if kept is not None and kept.num_rows:
            tables[name] = pa.concat_tables([kept.select(rows.column_names).cast(rows.schema), rows])
            receipts[name] = _both(name, tables[name], receipts[name], newer.receipts[name])
            raw[name] = {**raw.get(name, {}), **newer.raw[name]}
        else:
            tables[name], receipts[name], raw[name] = rows, newer.receipts[name], newer.raw[name]
    raw |= {name: newer.raw[name] for name in newer.files}
    return Staged(tables, receipts, raw, {**older.files, **newer.files}, {**older.file_receipts, **newer.file_receipts})


def _kept(name: str, older: pa.Table, newer: pa.Table) -> pa.Table | None:
    """Return the older rows that the newer table doesn't cover; None where it replaces the table entirely."""
    if name not in _SLICES:
        return None
    keys = list(_SLICES[name])
    covered = _with_state(newer, keys).select(keys).group_by(keys).aggregate([])
    return _with_state(older, keys).join(covered, keys, join_type="left anti").select(older.column_names)


def _with_state(rows: pa.Table, keys: Sequence[str]) -> pa.Table:
    """Add the state of each county where slices need it: a state's list replaces that state's, a national one all."""
    if _STATE not in keys:
        return rows
    national = pc.is_in(rows["kind"], pa.array(_NATIONAL_KINDS))
    return rows.append_column(_STATE, pc.if_else(national, "", pc.utf8_slice_codeunits(rows["county_fips"], 0, 2)))


def _both(name: str, rows: pa.Table, older: Receipt, newer: Receipt) -> Receipt:
    """Return the newer receipt with the vintage of all rows: the span of years, or each vintage by its name."""
    source = SOURCES[newer.source].SOURCE
    if "{years}" in source.vintage and "{edition}" not in source.vintage:
        return replace(newer, vintage=source.vintage_of({name: ibis.memtable(rows)}, []))
    if older.source != newer.source:
        return _of_two_sources(older, newer)
    return replace(newer, vintage=_joined(older.vintage, newer.vintage))


def _of_two_sources(older: Receipt, newer: Receipt) -> Receipt:
    """Return the receipt of a table that several sources fill: it names each of them."""
    told = ("title", "agency", "vintage", "license", "attribution")
    return replace(older, **{name: _joined(getattr(older, name), getattr(newer, name)) for name in told})


def _joined(older: str, newer: str) -> str:
    return "; ".join(dict.fromkeys([*older.split("; "), *newer.split("; ")]))


def save_staged(source: str, staged: Staged, home: Path) -> str:
    """Save a source's checked tables under `home` and note them as the newest; return their digest."""
    digest = _digest(staged)
    folder = home / "sources" / source
    save_folder(staged.edition(), folder / digest)
    order = [known for known in _order(folder) if known != digest]
    save_text(folder / _ORDER, "".join(f"{known}\n" for known in [*order, digest]))
    return digest


def save_text(path: Path, text: str) -> None:
    """Replace a small file in one step."""
    draft = path.with_name(f".{path.name}-new")
    draft.write_text(text)
    draft.replace(path)


def load_staged(home: Path, source: str) -> list[Staged]:
    """Return what was added of one source, oldest first."""
    folder = home / "sources" / source
    return [load(folder / digest) for digest in _order(folder)]


def load(folder: Path) -> Staged:
    """Return what was read from files among the tables of a folder, without what was computed from them."""
    made = {table for module in SOURCES.values() for table in module.SOURCE.tables}
    found = read_edition(folder, made)
    return Staged(found.tables, found.receipts, found.raw, found.files, found.file_receipts)


def checked(tables: Mapping[str, pa.Table], names: Iterable[str]) -> dict[str, pa.Table]:
    """Return the named tables, each conforming to its declaration and sorted by its key."""
    found = {}
    for name in names:
        table = TABLES[name].check(ibis.memtable(tables[name])).to_pyarrow()
        order = _ROW_ORDER.get(name, TABLES[name].key)
        found[name] = table.sort_by([(column, "ascending") for column in order])
    return found


def _digest(staged: Staged) -> str:
    digests = sorted({digest for files in staged.raw.values() for digest in files.values()})
    return hashlib.sha256("\n".join(digests).encode()).hexdigest()[:16]


def _order(folder: Path) -> list[str]:
    try:
        return (folder / _ORDER).read_text().split()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(f"{folder / _ORDER} can't be read: {error.strerror}.") from None
