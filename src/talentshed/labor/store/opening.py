"""Which edition is current, and how do many threads read it at once?

One in-memory DuckDB database for each process and edition, made at first use (so after a server has forked), with a
view for each Parquet file; each thread talks to it through a cursor of its own. Nothing outside the edition's folder
can be opened.
"""

import os
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ibis.expr.types as ir

import talentshed
from talentshed.labor.store import manifest as manifests
from talentshed.labor.store.manifest import Receipt, StoreError
from talentshed.labor.store.packing import packing_of, view_of

_KEPT_OPEN = 8
_open: dict[tuple[int, Path, int], "Store"] = {}
_lock = threading.Lock()


class Store:
    """One edition as Ibis tables, safe to ask from any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.edition, self._manifest = manifests.read(self.folder)
        self._base: Any = None
        self._lock = threading.Lock()
        self._thread = threading.local()

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The edition's manifest: tables with rows, columns, digest and receipt; version of the code that made it."""
        return self._manifest

    @property
    def tables(self) -> list[str]:
        """Names of the tables that this edition holds, sorted."""
        return sorted(self._manifest["tables"])

    def has(self, name: str) -> bool:
        """Say whether this edition holds the table."""
        return name in self._manifest["tables"]

    def table(self, name: str) -> ir.Table:
        """Return a table on the calling thread's own backend; `StoreError` where the edition doesn't hold it."""
        self._require(name)
        known: dict[str, ir.Table] = self._thread.__dict__.setdefault("tables", {})
        if name not in known:
            known[name] = self._backend().table(name)
        return known[name]

    def receipt(self, name: str) -> Receipt:
        """Return where a table comes from; `StoreError` where the edition doesn't hold it."""
        self._require(name)
        return manifests.receipt(self._manifest, name)

    def file(self, name: str) -> Path:
        """Return the path of a further file of the edition, such as the county shapes `counties.json`."""
        if name not in self._manifest.get("files", {}):
            raise StoreError(f"Edition {self.edition} has no file {name}: add its source with `talentshed data add`.")
        return self.folder / name

    def _require(self, name: str) -> None:
        if not self.has(name):
            raise StoreError(
                f"Table {name} isn't loaded in edition {self.edition}: add its source with `talentshed data fetch` or "
                "`talentshed data add`, then run `talentshed data build`."
            )

    def _backend(self) -> Any:
        import ibis

        if not hasattr(self._thread, "backend"):
            with self._lock:
                if self._base is None:
                    self._base = self._connect()
                self._thread.backend = ibis.duckdb.from_connection(self._base.con.cursor())
        return self._thread.backend

    def _connect(self) -> Any:
        import ibis

        base = ibis.duckdb.connect(threads=2, memory_limit="2GB")
        raw = base.con
        raw.execute("SET autoinstall_known_extensions=false; SET autoload_known_extensions=false")
        # The folder for spilling is readable too, so it is one of our own, made only when something spills.
        spill = Path(tempfile.gettempdir()) / f"talentshed-spill-{os.getpid()}-{self.edition}"
        raw.execute(f"SET temp_directory={_quoted(str(spill))}")
        raw.execute(f"SET allowed_directories=[{_quoted(f'{self.folder}/')}]")
        raw.execute("SET enable_external_access=false")
        for name in self.tables:
            path = self.folder / f"{name}.parquet"
            if not path.is_file():
                raise StoreError(f"Edition {self.edition} is damaged: {path.name} is missing; build it again.")
            raw.execute(f'CREATE VIEW "{name}" AS {self._view(name, _quoted(str(path)))}')
        return base

    def _view(self, name: str, file: str) -> str:
        entry = self._manifest["tables"][name]
        if "packing" not in entry:
            return f"SELECT * FROM read_parquet({file})"
        return view_of(packing_of(entry["packing"]), [name for name, _ in entry["columns"]], file)


def home() -> Path:
    """Return the folder that holds all state: TALENTSHED_HOME, or ./var."""
    return Path(os.environ.get("TALENTSHED_HOME") or "var")


def starter_folder() -> Path:
    """Return the folder of the starter edition that comes with the package."""
    return Path(talentshed.__file__).parent / "starter"


def open_store(edition: str | None = None) -> Store:
    """Return the current edition, or the named one; `StoreError` says in a sentence why it can't.

    Cheap enough for every request: an edition already open in this process is handed out again, and a new one is
    noticed because the file that names the current edition is read each time.
    """
    folder = _named(edition) if edition else _current()
    try:
        changed = (folder / manifests.FILE_NAME).stat().st_mtime_ns
    except OSError:
        raise StoreError(_nothing_here(edition)) from None
    key = (os.getpid(), folder, changed)
    with _lock:
        store = _open.pop(key, None) or Store(folder)
        _open[key] = store
        while len(_open) > _KEPT_OPEN:
            del _open[next(iter(_open))]
    return store


def current_name(folder: Path) -> str | None:
    """Return the name of the current edition of a home folder, or None where it has none of its own."""
    try:
        return (folder / "editions" / "current").read_text().strip() or None
    except FileNotFoundError:
        return None


def _current() -> Path:
    name = current_name(home())
    return home() / "editions" / name if name else starter_folder()


def _named(edition: str) -> Path:
    # The name comes from a page's address: compare it with what is there, never join it to a path.
    editions = home() / "editions"
    if editions.is_dir():
        for folder in editions.iterdir():
            if folder.name == edition and edition.startswith("e-"):
                return folder
    if (starter_folder() / manifests.FILE_NAME).is_file() and manifests.read(starter_folder())[0] == edition:
        return starter_folder()
    raise StoreError(_nothing_here(edition))


def _nothing_here(edition: str | None) -> str:
    if edition:
        return f"Edition {edition} isn't here: it was made on another installation, or its folder was removed."
    return "No public data are loaded: run `talentshed data build`."


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
