"""Is this file an instrument that people can answer? Reads it, or says in one sentence what is wrong and where.

A file holds: key, version, kind, title, about, scale, others, parts and items; every text in English and Spanish
(see data/five_components.yaml for one to copy).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml
from django.utils.translation import gettext as _

from talentshed.web.readiness.instruments.values import OTHERS, Anchor, Instrument, Item, Part, Words

KINDS = ("readiness", "pulse")
_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")
_ITEM = re.compile(r"[A-Z][A-Z0-9]{0,5}(\.[0-9]{1,3})?")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,19}")
MOST_ITEMS = 120
LONGEST = 600
LARGEST = 200_000


class _Plain(yaml.SafeLoader):
    """Reads plain data only."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("no references")
        return super().compose_node(parent, index)


class InstrumentError(ValueError):
    """What keeps a file from being an instrument, in a sentence for whoever wrote it."""


def read_instrument(text: str) -> Instrument:
    """Return the instrument that a YAML or JSON text describes. Raises InstrumentError with the first thing wrong."""
    if len(text) > LARGEST:
        raise InstrumentError(_("The file is too long for an instrument: at most 200,000 characters."))
    try:
        # The safe loader, and without references: a few lines of them can unfold to more than the memory holds.
        raw = yaml.load(text, Loader=_Plain)
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise InstrumentError(
            _("Line {line} of the file can’t be read as YAML; check its indents and quotes.").format(line=line)
        ) from None
    return build(_mapping(raw, _("The file")))


def build(raw: Mapping[str, Any]) -> Instrument:
    """Return the instrument of a mapping that came from a file. Raises InstrumentError."""
    kind = _one_of(raw.get("kind"), KINDS, "kind")
    parts = tuple(_part(each) for each in _listed(raw, "parts"))
    _no_doubles([part.key for part in parts], _("Part {key} is there twice; give each part its own key."))
    items = tuple(_item(each, {part.key for part in parts}) for each in _listed(raw, "items"))
    _no_doubles([item.key for item in items], _("Item {key} is there twice; give each item its own id."))
    for part in parts:
        if not any(item.part == part.key for item in items):
            raise InstrumentError(
                _("Part {key} has no items; add one whose id begins with it, or take the part out.").format(
                    key=part.key
                )
            )
    _optional_stays_out_of_the_gate(parts, items)
    return Instrument(
        key=_matching(raw.get("key"), _KEY, "key", "five_components"),
        version=_matching(raw.get("version"), _VERSION, "version", '"1"'),
        kind=kind,
        title=_words(raw.get("title"), "title"),
        about=_words(raw.get("about"), "about"),
        scale=_scale(_listed(raw, "scale")),
        others=tuple(_one_of(each, OTHERS, "others") for each in _list(raw.get("others", []), "others")),
        parts=parts,
        items=items,
        digest=digest(raw),
    )


def digest(raw: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a content, whatever its order of keys, spaces or comments."""
    plain = json.dumps(raw, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def _optional_stays_out_of_the_gate(parts: Sequence[Part], items: Sequence[Item]) -> None:
    optional = {part.key for part in parts if part.is_optional}
    for item in items:
        if item.part in optional and (item.is_critical or item.in_quick):
            raise InstrumentError(
                _("Item {key} is in an optional part, so it can’t be critical or quick; take the mark off.").format(
                    key=item.key
                )
            )


def _part(raw: Any) -> Part:
    each = _mapping(raw, _("A part"))
    key = _matching(each.get("key"), _ITEM, "parts.key", "C1")
    return Part(key, _words(each.get("name"), f"parts.{key}.name"), _flag(each, "optional", key))


def _item(raw: Any, parts: set[str]) -> Item:
    each = _mapping(raw, _("An item"))
    key = _matching(each.get("id"), _ITEM, "items.id", "C1.1")
    # P1 of part P, C1.1 of part C1: the part is what stands before the item's own number.
    part = key.rpartition(".")[0] or key.rstrip("0123456789")
    if part not in parts:
        raise InstrumentError(
            _("Item {key} belongs to part {part}, which is not among the parts; add the part or mend the id.").format(
                key=key, part=part
            )
        )
    highest = each.get("highest", 4)
    if highest not in (4, 10) or isinstance(highest, bool):
        raise InstrumentError(_("Item {key}: highest can be 4 or 10.").format(key=key))
    tags = _list(each.get("tags", []), f"{key}.tags")
    return Item(
        key=key,
        part=part,
        words=_words(each, key),
        is_critical=_flag(each, "star", key),
        in_quick=_flag(each, "quick", key),
        wedge=str(each.get("wedge", "")),
        tags=tuple(str(tag) for tag in tags),
        highest=highest,
        measures=_words(each["measures"], f"{key}.measures") if "measures" in each else Words("", ""),
    )


def _scale(raw: Sequence[Any]) -> tuple[Anchor, ...]:
    scale = []
    for at, value in enumerate(raw):
        each = _mapping(value, _("A value of the scale"))
        if each.get("value") != at or isinstance(each.get("value"), bool):
            raise InstrumentError(_("The scale has to run 0, 1, 2, 3, 4 in this order."))
        name = _words(each.get("name"), f"scale.{at}.name")
        scale.append(Anchor(at, name, _words(each.get("anchor"), f"scale.{at}.anchor", may_be_empty=True)))
    if len(scale) != 5:
        raise InstrumentError(_("The scale has to run 0, 1, 2, 3, 4 in this order."))
    return tuple(scale)


def _words(raw: Any, where: str, *, may_be_empty: bool = False) -> Words:
    each = raw if isinstance(raw, Mapping) else {}
    said = [each.get("en"), each.get("es")]
    for language, text in zip((_("English"), _("Spanish")), said, strict=True):
        if not isinstance(text, str) or (not text.strip() and not may_be_empty):
            raise InstrumentError(
                _("{where} has no text in {language}; write it on its own line.").format(where=where, language=language)
            )
        if len(text) > LONGEST:
            raise InstrumentError(
                _("{where} is longer than 600 characters in {language}; shorten it.").format(
                    where=where, language=language
                )
            )
    return Words(str(said[0]).strip(), str(said[1]).strip())


def _mapping(raw: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(raw, Mapping):
        raise InstrumentError(_("{what} has to be a list of names and values.").format(what=what))
    return raw


def _list(raw: Any, where: str) -> Sequence[Any]:
    if not isinstance(raw, list):
        raise InstrumentError(_("{where} has to be a list.").format(where=where))
    return raw


def _listed(raw: Mapping[str, Any], where: str) -> Sequence[Any]:
    each = _list(raw.get(where), where)
    if not 0 < len(each) <= MOST_ITEMS:
        raise InstrumentError(_("{where} needs between 1 and 120 entries.").format(where=where))
    return each


def _flag(raw: Mapping[str, Any], name: str, where: str) -> bool:
    value = raw.get(name, False)
    if not isinstance(value, bool):
        raise InstrumentError(_("{where}: {name} can be true or false.").format(where=where, name=name))
    return value


def _one_of(raw: Any, choices: Sequence[str], where: str) -> str:
    if raw not in choices:
        raise InstrumentError(_("{where} has to be one of: {choices}.").format(where=where, choices=", ".join(choices)))
    return str(raw)


def _matching(raw: Any, pattern: "re.Pattern[str]", where: str, example: str) -> str:
    if not isinstance(raw, str) or not pattern.fullmatch(raw):
        raise InstrumentError(
            _("{where} is missing or not written as it should be, for example {example}.").format(
                where=where, example=example
            )
        )
    return raw


def _no_doubles(keys: Sequence[str], sentence: str) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise InstrumentError(sentence.format(key=key))
