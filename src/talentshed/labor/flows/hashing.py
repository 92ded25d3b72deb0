"""How is a worker or an employer named in a file that the steward keeps, without naming them?

By a keyed hash (BLAKE2b): who has the key can find a known worker again; who hasn't can't try out all numbers. The key
is read from TALENTSHED_FLOWS_KEY or from a file outside the output folder and is never written, printed or shown.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pyarrow as pa

from talentshed.labor.flows.problem import FlowsError
from talentshed.labor.method import gettext_noop

VARIABLE = "TALENTSHED_FLOWS_KEY"
LEAST_BYTES, MOST_BYTES = 16, 64
HASH_BYTES = 16
_WORDS = {
    "variable": gettext_noop("Identifiers are hashed with the key in TALENTSHED_FLOWS_KEY."),
    "file": gettext_noop("Identifiers are hashed with the key in the file that flows.toml names."),
    "random": gettext_noop(
        "Identifiers are hashed with a random key of this run: hashes can't be compared with those of another run. "
        "Set TALENTSHED_FLOWS_KEY, or [hashing] key_file, to compare them."
    ),
}


@dataclass(frozen=True, slots=True)
class Key:
    """A key, and where it is from: `variable`, `file` or `random`. Its secret is left out when it is shown."""

    secret: bytes = field(repr=False)
    origin: str

    @property
    def is_lasting(self) -> bool:
        """Whether a later run can have the same key."""
        return self.origin != "random"

    def words(self, *, _: Callable[[str], str] = str) -> str:
        """Say for the log where the key is from."""
        return _(_WORDS[self.origin])


def key_for(
    key_file: str = "",
    *,
    out: Path | None = None,
    environment: Mapping[str, str] = os.environ,
    _: Callable[[str], str] = str,
) -> Key:
    """Return the key of the file, else of the environment, else a fresh random one.

    Raises FlowsError for a key file that is missing or lies in the output folder `out`, and for too short a key.
    """
    if key_file:
        path = Path(key_file)
        if out is not None and path.resolve().is_relative_to(out.resolve()):
            message = _("The key file {file} lies in the output folder: keep it where results are never copied from.")
            raise FlowsError(message.format(file=path.name))
        try:
            secret = path.read_bytes().strip()
        except OSError as problem:
            message = _("The key file {file} can't be read ({why}): check [hashing] key_file in flows.toml.")
            raise FlowsError(message.format(file=path, why=problem.strerror)) from None
        return _checked(secret, "file", path.name, _)
    if text := environment.get(VARIABLE, "").strip():
        return _checked(text.encode(), "variable", VARIABLE, _)
    return Key(secrets.token_bytes(MOST_BYTES // 2), "random")


def hashed(value: Any, key: Key, kind: str) -> str | None:
    """Return the hash of an identifier, 32 hex digits; null stays null. `kind` is `worker` or `employer`.

    A number and the same digits as text have one hash: files may differ in how they store identifiers. A worker and an
    employer with the same number have different ones.
    """
    if value is None:
        return None
    text = str(value).strip().encode()
    return blake2b(text, digest_size=HASH_BYTES, key=key.secret, person=kind.encode()[:16]).hexdigest()


def hashed_column(values: Any, key: Key, kind: str) -> Any:
    """Return an Arrow array of identifiers as an Arrow array of hashes; each different value is hashed once."""
    coded = pa.array(values).dictionary_encode() if not isinstance(values, pa.Array) else values.dictionary_encode()
    hashes = pa.array([hashed(value, key, kind) for value in coded.dictionary.to_pylist()], pa.string())
    return hashes.take(coded.indices)


def _checked(secret: bytes, origin: str, name: str, _: Callable[[str], str]) -> Key:
    if len(secret) < LEAST_BYTES:
        message = _("The key in {name} is too short: give it at least {least} characters that nobody can guess.")
        raise FlowsError(message.format(name=name, least=LEAST_BYTES))
    # a longer one is shortened by hashing it, so that no part of it is without effect
    return Key(secret if len(secret) <= MOST_BYTES else blake2b(secret).digest(), origin)
