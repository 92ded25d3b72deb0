"""What does this state call it? Label packs: the same idea, the words of the place."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings
from django.utils.translation import get_language

PACKS = Path(__file__).parent / "labels"
LANGUAGES = ("en", "es")

Words = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Code name of GLOSSARY -> language -> one | many -> word."""


_active: ContextVar[str] = ContextVar("label_pack", default="")
"""Pack of the page that is being made; empty for the installation's own."""


class LabelError(ValueError):
    """A label pack or a label that can't be used: says which and how to mend it."""


def label(key: str, *, many: bool = False, pack: str = "", language: str = "") -> str:
    """Return the word for an idea of the glossary, in the page's or the installation's pack and the active language.

    Raises:
        LabelError: no pack has that word.
    """
    words = pack_words(pack or _active.get() or settings.TALENTSHED_LABELS)
    if key not in words:
        raise LabelError(f'There is no label "{key}". Known labels: {", ".join(sorted(words))}.')
    spoken = (language or get_language() or "en").split("-")[0]
    forms = words[key].get(spoken) or words[key]["en"]
    return forms["many" if many else "one"]


@contextmanager
def using(pack: str) -> Iterator[None]:
    """Make pages in the words of a pack: that of a partnership's home state. "default" is the installation's own.

    A pack that can't be read leaves the installation's own, so that a misspelt setting takes no page away.
    """
    chosen = "" if pack == "default" else pack
    if chosen:
        try:
            pack_words(chosen)
        except LabelError:
            chosen = ""
    token = _active.set(chosen)
    try:
        yield
    finally:
        _active.reset(token)


@lru_cache(maxsize=8)
def pack_words(pack: str) -> Words:
    """Return the words of a pack over those of the default one. `pack` is a shipped name or the path of a YAML file.

    Raises:
        LabelError: there is no such pack, or its file has another layout.
    """
    words = dict(_read(PACKS / "default.yaml"))
    if pack != "default":
        words |= _read(_file_of(pack))
    return words


def packs() -> tuple[str, ...]:
    """Return the names of the packs that come with the program, the default one first."""
    return ("default", *sorted(path.stem for path in PACKS.glob("*.yaml") if path.stem != "default"))


def _file_of(pack: str) -> Path:
    shipped = PACKS / f"{pack}.yaml"
    if "/" not in pack and shipped.exists():
        return shipped
    file = Path(pack).expanduser()
    if file.suffix in (".yaml", ".yml") and file.is_file():
        return file
    names = ", ".join(sorted(path.stem for path in PACKS.glob("*.yaml")))
    raise LabelError(f'TALENTSHED_LABELS is "{pack}". It must be one of: {names}; or the path of a YAML file.')


def _read(file: Path) -> Words:
    try:
        words = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError):
        raise LabelError(f"The label pack {file.name} isn't readable as YAML. Compare it with default.yaml.") from None
    if not isinstance(words, dict):
        raise LabelError(f"The label pack {file.name} must list code names with their words, as default.yaml does.")
    for key, languages in words.items():
        _check(file.name, key, languages)
    return words


def _check(file: str, key: str, languages: object) -> None:
    complete = isinstance(languages, dict) and all(
        isinstance(languages.get(language), dict) and {"one", "many"} <= set(languages[language])
        for language in LANGUAGES
    )
    if not complete:
        raise LabelError(
            f'In the label pack {file}, "{key}" must have the words "one" and "many" '
            f"for each of: {', '.join(LANGUAGES)}."
        )
