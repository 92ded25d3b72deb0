"""May an uploaded folder be shown: did its audit pass, is each file the one that was audited, and is nothing told?"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from talentshed.web.flows.problems import NotPossible
from talentshed.web.flows.release_folder import CERTIFICATE, LEDGER, RECEIPTS, names_of
from talentshed.web.flows.release_sheets import Sheet, read_sheet

KIND, FORMAT = "talentshed disclosure certificate", 1
LEAST_PERSONS = 10
"""Guard-rail: a certificate of a policy that lets fewer people stand behind a count isn't taken."""
_AUDITED = ("tables/", "figures/", RECEIPTS)
_MOST_TEXT = 200
_FETCHES = re.compile(r"(?i)javascript:|url\(\s*['\"]?(?!#|data:)")
_UNSAFE_TAGS = ("script", "foreignobject", "iframe", "object", "embed", "animate", "set", "handler")


class CheckProblem(NotPossible):
    """A folder that may not be shown; the message says what is wrong, where, and how to mend it."""


@dataclass(frozen=True)
class Checked:
    """What a folder says of itself once everything was checked."""

    files: Mapping[str, bytes]
    sheets: Mapping[str, Sheet]
    sector: str
    sector_code: str
    region: str
    first: str
    last: str
    agency: str
    vintage: str
    approver: str
    date: str
    left_out: Mapping[str, str]
    is_simulated: bool
    receipts: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """The same for the same files."""
        parts = sorted(f"{name} {hashlib.sha256(content).hexdigest()}" for name, content in self.files.items())
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def check(files: Mapping[str, bytes]) -> Checked:
    """Return what a folder holds after all checks; nothing is stored.

    Raises:
        NotPossible: the audit didn't pass, a file was changed after it, or a table tells what it should hide.
    """
    certificate, receipts = _json(files, CERTIFICATE), _json(files, RECEIPTS)
    least = _check_certificate(certificate)
    _check_digests(certificate, files)
    _check_ledger(certificate, files)
    sheets = {name: read_sheet(name, files[f"tables/{name}.csv"], least) for name in names_of(files, "tables")}
    _check_receipts(receipts, sheets)
    for name, content in files.items():
        if name.endswith(".svg"):
            _check_picture(name, content)
        elif name.endswith(".pdf") and not content.startswith(b"%PDF-"):
            raise CheckProblem(_("{file} is no PDF. Upload the file as the analysis wrote it.").format(file=name))
    return _checked(files, sheets, receipts)


def read(files: Mapping[str, bytes]) -> Checked:
    """Return what files hold that passed `check` before; tables and receipts are enough."""
    sheets = {name: read_sheet(name, files[f"tables/{name}.csv"]) for name in names_of(files, "tables")}
    return _checked(files, sheets, _json(files, RECEIPTS))


def _json(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    try:
        found = json.loads(files[name].decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise CheckProblem(
            _("{file} can’t be read as JSON. Upload the file as the analysis wrote it.").format(file=name)
        )
    return found


def part_of(content: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Return what stands under names in plain data; empty where there is nothing of that shape."""
    here: Any = content
    for name in names:
        here = here.get(name) if isinstance(here, dict) else None
    return here if isinstance(here, dict) else {}


def _check_certificate(content: Mapping[str, Any]) -> int:
    """Return how many people have to stand behind a count."""
    if content.get("kind") != KIND or content.get("format") != FORMAT:
        sentence = _("{file} is no audit certificate that can be read here. Run talentshed flows analyze again.")
        raise CheckProblem(sentence.format(file=CERTIFICATE))
    families = part_of(content, "families")
    failed = [name for name in families if part_of(families, name, "audit").get("passed") is not True]
    if failed or not families or part_of(content, "audit").get("passed") is not True:
        sentence = _("The audit of this release did not pass ({what}), so it can’t be shown. Run the analysis again.")
        raise CheckProblem(sentence.format(what=", ".join(failed) or CERTIFICATE))
    least = part_of(content, "policy").get("minimum_persons")
    if not isinstance(least, int) or isinstance(least, bool) or least < LEAST_PERSONS:
        sentence = _("The policy in {file} lets fewer than {least} people stand behind a count. Use the policy people.")
        raise CheckProblem(sentence.format(file=CERTIFICATE, least=LEAST_PERSONS))
    return least


def _check_digests(certificate: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    audited = part_of(certificate, "files")
    for name in sorted(set(audited) | {each for each in files if each.startswith(_AUDITED)}):
        if name not in files:
            sentence = _("{file} is in the certificate and not in the upload. Upload the whole folder publishable.")
        elif name not in audited:
            sentence = _("{file} isn’t in the certificate: it was never audited. Upload the folder as it was written.")
        elif hashlib.sha256(files[name]).hexdigest() != audited[name]:
            sentence = _("{file} was changed after the audit. Upload the folder as the analysis wrote it.")
        else:
            continue
        raise CheckProblem(sentence.format(file=name))


def _check_ledger(certificate: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """See that the ledger of releases, where there is one, ends with this one."""
    if LEDGER not in files:
        return
    try:
        last = json.loads(files[LEDGER].decode("utf-8").splitlines()[-1])
        entered = json.loads(last["certificate"])
    except (UnicodeDecodeError, ValueError, IndexError, KeyError, TypeError, RecursionError):
        entered = None
    if entered != certificate:
        sentence = _("{file} doesn’t end with this release. Upload the folder as the analysis wrote it.")
        raise CheckProblem(sentence.format(file=LEDGER))


def _check_receipts(receipts: Mapping[str, Any], sheets: Mapping[str, Sheet]) -> None:
    told = part_of(receipts, "tables")
    for name, sheet in sheets.items():
        if part_of(told, name).get("rows") != len(sheet.cells):
            sentence = _(
                "tables/{name}.csv has other rows than its receipt tells. Upload the folder as it was written."
            )
            raise CheckProblem(sentence.format(name=name))


def _check_picture(name: str, content: bytes) -> None:
    """See that a picture is a plain drawing: nothing in it runs, and nothing is fetched."""
    sentence = _("{file} is no plain SVG picture. Upload the file as the analysis wrote it.").format(file=name)
    if any(each in content for each in (b"<!DOCTYPE", b"<!ENTITY", b"<?xml-stylesheet", b"@import")):
        raise CheckProblem(sentence)
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise CheckProblem(sentence) from None
    if not root.tag.endswith("svg") or any(_is_unsafe(each) for each in root.iter()):
        raise CheckProblem(sentence)


def _is_unsafe(element: ElementTree.Element) -> bool:
    if str(element.tag).rpartition("}")[2].lower() in _UNSAFE_TAGS or _FETCHES.search(element.text or ""):
        return True
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        if plain.startswith("on") or (plain == "href" and not value.startswith(("#", "data:image/"))):
            return True
        if _FETCHES.search(value):
            return True
    return False


def _checked(files: Mapping[str, bytes], sheets: Mapping[str, Sheet], receipts: Mapping[str, Any]) -> Checked:
    shared = part_of(receipts, "shared")
    asked = part_of(shared, "asked")
    period = asked.get("period")
    first, last = period if isinstance(period, list) and len(period) == 2 else ("", "")
    agency, vintage, region = (
        _text(each) for each in (shared.get("agency"), shared.get("vintage"), asked.get("region_name"))
    )
    counties = asked.get("region")
    codes = ", ".join(map(str, counties)) if isinstance(counties, list) else ""
    return Checked(
        files=files,
        sheets=sheets,
        sector=_text(asked.get("sector_name")) or _text(asked.get("sector_code")) or _("All sectors"),
        sector_code=_text(asked.get("sector_code"))[:60],
        region=region or _text(codes) or _("all places in the records"),
        first=_text(first)[:20],
        last=_text(last)[:20],
        agency=agency,
        vintage=vintage[:120],
        approver=_text(shared.get("approver")),
        date=_text(shared.get("date"))[:20],
        left_out={_text(name): _text(why, 600) for name, why in part_of(receipts, "not_published").items()},
        receipts=receipts,
        is_simulated=any("simulated" in each.casefold() for each in (agency, vintage, region)),
    )


def _text(found: Any, most: int = _MOST_TEXT) -> str:
    return " ".join(found.replace("\x00", "").split())[:most] if isinstance(found, str) else ""
