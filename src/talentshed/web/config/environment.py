"""What can the people who run an installation set, and what did they set? The one place that reads the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingError(ValueError):
    """A setting that can't be used: says which, why, and what would do."""


@dataclass(frozen=True)
class Setting:
    """One environment variable that an installation may set."""

    name: str
    default: str
    """As written in the environment; what happens without it, in words, when there is no plain default."""
    meaning: str


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "TALENTSHED_HOME",
        "./var",
        "Folder that holds all state: editions of the public data, the SQLite database, the secret key, built files.",
    ),
    Setting(
        "TALENTSHED_DATABASE_URL",
        "sqlite:///<home>/talentshed.sqlite3",
        "Database of the application: sqlite:///path/to/file or postgresql://user:password@host:5432/name.",
    ),
    Setting(
        "TALENTSHED_SECRET_KEY",
        "made on the first run and kept in <home>/secret_key",
        "Secret that signs what the server hands out: at least 32 characters, the same on all servers of one site.",
    ),
    Setting(
        "TALENTSHED_HOSTS",
        "localhost,127.0.0.1,[::1]",
        "Host names under which the site answers, separated by commas; .example.org means the name and all below it.",
    ),
    Setting(
        "TALENTSHED_HTTPS",
        "no",
        "yes: the site is reached through HTTPS only, behind a proxy that sets X-Forwarded-Proto.",
    ),
    Setting(
        "TALENTSHED_URL",
        "http://localhost:8000",
        "Address under which people reach the site: invitations and codes to scan lead there.",
    ),
    Setting(
        "TALENTSHED_MAIL",
        "file",
        "How e-mail leaves: file (a file each in <home>/mail), console (printed), or smtp://user:password@host:587 "
        "(smtps:// for port 465).",
    ),
    Setting(
        "TALENTSHED_MAIL_FROM",
        "Talentshed <talentshed@localhost>",
        "Sender of e-mail, for example: Partnerships of Our State <partnerships@example.org>.",
    ),
    Setting(
        "TALENTSHED_TIME_ZONE",
        "America/Chicago",
        "Time zone of dates and times on the pages, as in the IANA list.",
    ),
    Setting(
        "TALENTSHED_LANGUAGE",
        "en",
        "Language of addresses without a language prefix: en or es.",
    ),
    Setting(
        "TALENTSHED_LABELS",
        "default",
        "Label pack, that is, the words that this state uses: default, illinois, or the path of a YAML file.",
    ),
    Setting(
        "TALENTSHED_FEEDBACK",
        "no line in the footer",
        "Where readers send remarks: an e-mail address or an https:// address, shown at the foot of each page.",
    ),
    Setting(
        "TALENTSHED_OFFLINE",
        "no",
        "yes: the pages ask no other site, so that links in the list of resources are not tried; a demo never does.",
    ),
    Setting(
        "TALENTSHED_DEBUG",
        "no",
        "yes: show errors with their details, for development only.",
    ),
)

YES = ("yes", "true", "on", "1")
NO = ("no", "false", "off", "0")


def text(name: str, default: str = "") -> str:
    """Return the setting as text without surrounding spaces; the default when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    """Return a yes/no setting, no by default.

    Raises:
        SettingError: it is neither yes nor no.
    """
    value = text(name, "no").lower()
    if value not in YES + NO:
        raise SettingError(f'{name} is "{value}", which is neither yes nor no. Write {name}=yes or {name}=no.')
    return value in YES


def names(name: str, default: str) -> list[str]:
    """Return a setting that lists names separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, default: str, allowed: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return a setting that must be one of a few words.

    Raises:
        SettingError: it is another word.
    """
    value = text(name, default)
    if value not in allowed:
        raise SettingError(f'{name} is "{value}". It must be one of: {", ".join(allowed)}.')
    return value


def time_zone(name: str, default: str) -> str:
    """Return a time zone that this machine knows.

    Raises:
        SettingError: it knows none of that name.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingError(
            f'{name} is "{value}", which is no known time zone. Write, for example, {default}.'
        ) from None
    return value


def home_folder() -> Path:
    """Return the folder that holds all state, made if it isn't there.

    Raises:
        SettingError: it can't be made or isn't a folder.
    """
    folder = Path(text("TALENTSHED_HOME", "./var")).expanduser().resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(
            f"TALENTSHED_HOME is {folder}, which can't be used as a folder ({error.strerror}). "
            "Name a folder that you may write to."
        ) from None
    return folder


def secret_key(home: Path) -> str:
    """Return the signing secret: the one set, else the one kept in home, made on the first run (readable by its owner).

    Raises:
        SettingError: it is too short to be a secret.
    """
    kept = home / "secret_key"
    value = text("TALENTSHED_SECRET_KEY")
    if not value:
        if not kept.exists():
            _keep(kept, secrets.token_urlsafe(50))
        value = kept.read_text(encoding="utf-8").strip()
    if len(value) < 32:
        raise SettingError(
            f"The secret key has {len(value)} characters and needs at least 32. "
            f"Set a longer TALENTSHED_SECRET_KEY, or delete {kept} to have a new one made."
        )
    return value


def _keep(path: Path, secret: str) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return  # another process of the same first run was faster; both then read its file
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(secret)


def database(home: Path) -> dict[str, Any]:
    """Return Django's description of the application's database.

    Raises:
        SettingError: the address names neither SQLite nor PostgreSQL, or lacks a part.
    """
    address = text("TALENTSHED_DATABASE_URL", f"sqlite:///{home / 'talentshed.sqlite3'}")
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(address.removeprefix("sqlite:///"))
    if parts.scheme in ("postgres", "postgresql"):
        options = dict(parse_qsl(parts.query))
        name = unquote(parts.path.lstrip("/"))
        if not name:
            raise SettingError("TALENTSHED_DATABASE_URL names no database. Write postgresql://user@host:5432/name.")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            # A folder as host= means a socket, which an address can't hold in its own place.
            "HOST": options.pop("host", "") or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "OPTIONS": options,
        }
    raise SettingError(
        f'TALENTSHED_DATABASE_URL begins with "{parts.scheme}:". '
        "It must begin with sqlite:/// (then the path of a file) or postgresql:// (then user:password@host:port/name)."
    )


def _sqlite(path: str) -> dict[str, Any]:
    if not path:
        raise SettingError("TALENTSHED_DATABASE_URL names no file. Write sqlite:///path/to/talentshed.sqlite3.")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Opening the file anew for each request would take as long as the smallest answers themselves.
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # Two writers that both begin by reading would otherwise fail at once, whatever the timeout.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
        },
    }


def site_address() -> str:
    """Return the address of the site, without a slash at its end.

    Raises:
        SettingError: it is no http:// or https:// address.
    """
    value = text("TALENTSHED_URL", "http://localhost:8000").rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingError(f'TALENTSHED_URL is "{value}". Write, for example, https://partnerships.example.org.')
    return value


def mail(home: Path) -> tuple[str, dict[str, Any]]:
    """Return Django's mail backend and the settings that it needs.

    Raises:
        SettingError: it is neither file, console nor an smtp address.
    """
    value = text("TALENTSHED_MAIL", "file")
    backends = "django.core.mail.backends"
    if value == "file":
        return f"{backends}.filebased.EmailBackend", {"EMAIL_FILE_PATH": str(home / "mail")}
    if value == "console":
        return f"{backends}.console.EmailBackend", {}
    parts = urlsplit(value)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingError(
            f'TALENTSHED_MAIL begins with "{parts.scheme or value}". '
            "It must be file, console, or begin with smtp:// or smtps:// (then user:password@host:port)."
        )
    sealed = parts.scheme == "smtps"
    return f"{backends}.smtp.EmailBackend", {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if sealed else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": sealed,
        # A server on this machine hands mail on without encryption; any other one must encrypt.
        "EMAIL_USE_TLS": not sealed and parts.hostname not in ("localhost", "127.0.0.1"),
        "EMAIL_TIMEOUT": 15,
    }
