"""How is an edition saved so that it is whole or not there at all, and never changes afterwards?"""

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import talentshed
from talentshed.labor.store import manifest as manifests
from talentshed.labor.store.manifest import Receipt, StoreError
from talentshed.labor.store.packing import Packing, packed

_ROWS_IN_GROUP = 131_072
_ZSTD_LEVEL = 15
_PAGE_BYTES = 1 << 22


@dataclass(frozen=True)
class Edition:
    """What goes into an edition: sorted tables, a receipt and the raw files' digests for each, further files."""

    tables: Mapping[str, pa.Table]
    receipts: Mapping[str, Receipt]
    raw: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    file_receipts: Mapping[str, Receipt] = field(default_factory=dict)
    packings: Mapping[str, Packing] = field(default_factory=dict)


def save_edition(edition: Edition, home: Path) -> str:
    """Save a new edition under `home` and return its name; the current one stays current until `switch_to`."""
    editions = home / "editions"
    with whole_or_nothing(editions) as folder:
        name = write_files(edition, folder)
        if not (editions / name).exists():
            _sync(folder)
            folder.rename(editions / name)
            _sync(editions)
    return name


def switch_to(name: str, home: Path) -> None:
    """Make the edition of this name the current one, in one step that can't be half done."""
    with _one_sentence():
        draft = home / "editions" / f".current-{os.getpid()}"
        draft.write_text(f"{name}\n")
        _sync(draft)
        draft.replace(home / "editions" / "current")
        _sync(home / "editions")


def replace_folder(edition: Edition, out: Path) -> str:
    """Write an edition to a folder of its own choice, replacing what was there: how the starter edition is made."""
    with whole_or_nothing(out.parent) as folder:
        name = write_files(edition, folder)
        folder.chmod(0o755)
        old = out.with_name(f".{out.name}-old")
        shutil.rmtree(old, ignore_errors=True)
        if out.exists():
            out.rename(old)
        folder.rename(out)
        shutil.rmtree(old, ignore_errors=True)
    return name


def save_folder(edition: Edition, folder: Path) -> None:
    """Write an edition's files to this folder, unless it is there already: how a source's checked tables are kept."""
    with whole_or_nothing(folder.parent) as draft:
        write_files(edition, draft)
        if not folder.exists():
            _sync(draft)
            draft.rename(folder)
            _sync(folder.parent)


def read_edition(folder: Path, wanted: Container[str]) -> Edition:
    """Return the wanted tables, and all further files, of an edition's folder. Packed tables can't be asked for."""
    _, manifest = manifests.read(folder)
    manifest["tables"] = {name: entry for name, entry in manifest["tables"].items() if name in wanted}
    entries = {**manifest["tables"], **manifest["files"]}
    receipts = {name: manifests.receipt({"tables": entries}, name) for name in entries}
    try:
        tables = {name: pq.read_table(folder / f"{name}.parquet") for name in manifest["tables"]}
        files = {name: (folder / name).read_bytes() for name in manifest["files"]}
    except (OSError, pa.ArrowInvalid) as error:
        raise StoreError(f"The data in {folder.name} are damaged ({error}): add them again.") from None
    raw = {name: entry["raw"] for name, entry in entries.items()}
    return Edition(tables, receipts, raw, files, receipts)


def write_files(edition: Edition, folder: Path) -> str:
    """Write tables, further files and manifest into an empty folder; return the edition's name."""
    entries = {}
    for name in sorted(edition.tables):
        table = edition.tables[name]
        packing = edition.packings.get(name)
        digest = _write_table(packed(table, packing) if packing else table, folder / f"{name}.parquet")
        columns = {column.name: str(column.type) for column in table.schema}
        raw = edition.raw.get(name, {})
        entries[name] = manifests.entry(
            edition.receipts[name], rows=table.num_rows, sha256=digest, columns=columns, raw=raw
        )
        if packing:
            entries[name]["packing"] = packing.entry()
    files: dict[str, Any] = {}
    for name, content in sorted(edition.files.items()):
        (folder / name).write_bytes(content)
        _sync(folder / name)
        digest = hashlib.sha256(content).hexdigest()
        files[name] = manifests.entry(
            edition.file_receipts[name], rows=0, sha256=digest, columns={}, raw=edition.raw.get(name, {})
        )
    text = manifests.write({"code_version": talentshed.__version__, "tables": entries, "files": files})
    (folder / manifests.FILE_NAME).write_bytes(text)
    _sync(folder / manifests.FILE_NAME)
    return manifests.edition_id(text)


@contextmanager
def whole_or_nothing(parent: Path) -> Iterator[Path]:
    """Hand out a new folder beside the final one; whatever goes wrong, it is gone afterwards."""
    with _one_sentence():
        parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".new-", dir=parent))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _one_sentence() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StoreError("The disk is full: nothing was changed; make room and try again.") from None
        if error.errno in {errno.EACCES, errno.EROFS, errno.EPERM}:
            place = error.filename or "the folder"
            raise StoreError(
                f"{place} can't be written: nothing was changed; check the folder's permissions."
            ) from None
        raise


def _write_table(table: pa.Table, path: Path) -> str:
    plain = table.replace_schema_metadata(None).combine_chunks()
    pq.write_table(
        plain,
        path,
        compression="zstd",
        compression_level=_ZSTD_LEVEL,
        row_group_size=_ROWS_IN_GROUP,
        dictionary_pagesize_limit=_PAGE_BYTES,
        store_schema=False,
    )
    _sync(path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
