"""What does a figure of an uploaded release say of itself: source, vintage, definition, what is hidden, its audit?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.flows.models import FlowRelease
from talentshed.web.flows.release_checking import Checked, part_of
from talentshed.web.ui import formats
from talentshed.web.ui.values import ReceiptLine, ReceiptView

_MOST_SOURCES = 4


def receipt_of(
    release: FlowRelease, held: Checked, receipts: Mapping[str, Any], sheets: tuple[str, ...], title: str
) -> ReceiptView:
    """Return the receipt of a figure that rests on these tables of a release, as the release's own receipts tell it."""
    tables = [each for name in sheets if (each := part_of(receipts, "tables", name))]
    shared = part_of(receipts, "shared")
    shown = sum(held.sheets[name].shown for name in sheets if name in held.sheets)
    hidden = sum(held.sheets[name].hidden for name in sheets if name in held.sheets)
    words = _("{shown} figures of its tables are shown, {hidden} are hidden to protect people and employers")
    return ReceiptView(
        name=title,
        formula=" ".join(dict.fromkeys(_said(each, "definition") for each in tables)),
        filled=" ".join(dict.fromkeys(_said(each, "how") for each in tables)),
        citation="",
        edition=release.title,
        code_version=_said(shared, "code_version") or _("version not stated"),
        status="reported",
        sources=_sources(release, [each for each in _list(shared.get("sources")) if isinstance(each, dict)]),
        misses=tuple(dict.fromkeys(why for each in tables if (why := _said(each, "why")))),
        bounds=words.format(shown=formats.written(shown, "count"), hidden=formats.written(hidden, "count")),
        parameters=_settings(shared),
    )


def _sources(release: FlowRelease, told: list[dict[str, Any]]) -> tuple[ReceiptLine, ...]:
    """Return a line for each of the first files, and one for the rest: wage records come in a file for each quarter."""
    found = [_line(each, release) for each in told[:_MOST_SOURCES]]
    rest = len(told) - len(found)
    if rest > 0:
        name = _("{n} further files, each with its digest in the receipts (JSON)").format(n=rest)
        found.append(_line({"name": name}, release))
    return tuple(found)


def _line(source: Mapping[str, Any], release: FlowRelease) -> ReceiptLine:
    quarters, rows = _said(source, "quarters"), source.get("rows")
    told = [quarters, _("{n} rows").format(n=formats.written(rows, "count")) if isinstance(rows, int) and rows else ""]
    return ReceiptLine(
        title=_said(source, "name"),
        agency=release.agency or _("agency not stated"),
        vintage=", ".join(each for each in (release.vintage, *told) if each),
        license=_("Confidential records; only safe counts left the agency."),
        digest=_said(source, "digest"),
    )


def _settings(shared: Mapping[str, Any]) -> dict[str, str]:
    policy = part_of(shared, "policy")
    found = {str(name): str(value) for name, value in part_of(shared, "parameters").items()}
    found[_("disclosure policy")] = f"{policy.get('key', '')} {policy.get('version', '')}".strip()
    found[_("audit certificate")] = _("passed; the certificate is among the files")
    return found


def _said(told: Mapping[str, Any], key: str) -> str:
    found = told.get(key, "")
    return found if isinstance(found, str) else ""


def _list(found: Any) -> list[Any]:
    return found if isinstance(found, list) else []
