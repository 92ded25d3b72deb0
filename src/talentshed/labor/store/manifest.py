"""What does an edition say about itself: its tables, their receipts and their digests?

A manifest is JSON with sorted keys, no clock and no machine's path, so that the same data give the same bytes. The
first eight hex digits of its SHA-256 name the edition.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FILE_NAME = "manifest.json"


class StoreError(Exception):
    """Data that can't be opened or saved; the message is one plain sentence for the person in front of the screen."""


@dataclass(frozen=True)
class Receipt:
    """Where one table comes from and what may be done with it."""

    table: str
    source: str
    title: str
    agency: str
    vintage: str
    license: str
    url: str
    attribution: str
    digest: str
    """SHA-256 of the table's file in the edition."""
    note: str = ""


def edition_id(text: bytes) -> str:
    """Return the name of the edition whose manifest has these bytes."""
    return f"e-{hashlib.sha256(text).hexdigest()[:8]}"


def write(manifest: Mapping[str, Any]) -> bytes:
    """Return the manifest as bytes: sorted, so that equal manifests are equal files."""
    return (json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def read(folder: Path) -> tuple[str, dict[str, Any]]:
    """Return an edition's name and manifest, or raise `StoreError` where the folder holds none that can be read."""
    path = folder / FILE_NAME
    try:
        text = path.read_bytes()
        manifest = json.loads(text)
    except FileNotFoundError:
        raise StoreError(f"{folder.name} is not an edition: it has no {FILE_NAME}.") from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{FILE_NAME} of edition {folder.name} can't be read: {error}.") from None
    if not isinstance(manifest, dict) or "tables" not in manifest:
        raise StoreError(f"{FILE_NAME} of edition {folder.name} lists no tables: build the edition again.")
    return edition_id(text), manifest


def receipt(manifest: Mapping[str, Any], table: str) -> Receipt:
    """Return one table's receipt; KeyError where the manifest doesn't list it."""
    entry = manifest["tables"][table]
    return Receipt(table=table, digest=entry["sha256"], **entry["receipt"])


def entry(
    made: Receipt, *, rows: int, sha256: str, columns: Mapping[str, str], raw: Mapping[str, str]
) -> dict[str, Any]:
    """Return what the manifest says of one table, columns as pairs of name and type in order.

    `raw` holds the digest of each file that the table was read from.
    """
    fields = {name: value for name, value in asdict(made).items() if name not in {"table", "digest"}}
    return {"rows": rows, "sha256": sha256, "columns": list(columns.items()), "raw": dict(raw), "receipt": fields}
