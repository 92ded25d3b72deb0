"""What does a reader see of a published table: each cell with its value, or why it is hidden and what is known?"""

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talentshed.web.releases import policies
from talentshed.web.releases.models import Release
from talentshed.web.releases.queries.ledger import release_for
from talentshed.web.ui.values import Grid, GridColumn, Value

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

_OWN = ("value", "status")


def grids_of(release: Release) -> tuple[Grid, ...]:
    """Return the published tables. The caller has asked who may read them."""
    return tuple(_grid(each) for each in json.loads(release.tables)) if release.tables else ()


def _grid(table: dict[str, Any]) -> Grid:
    dimensions = [name for name in table["order"] if name not in _OWN]
    columns = (
        *(GridColumn(f"dimension_{place}", name, "code") for place, name in enumerate(dimensions)),
        GridColumn("value", table["measure"] or _("value"), "number", low="low", high="high"),
        GridColumn("sentence", _("Why it is hidden")),
    )
    sentences = table["sentence"].get(_language()) or table["sentence"][settings.LANGUAGES[0][0]]
    rows = []
    for row, (text, status) in enumerate(zip(table["columns"]["value"], table["columns"]["status"], strict=True)):
        codes: dict[str, Value] = {
            f"dimension_{place}": table["columns"][name][row] for place, name in enumerate(dimensions)
        }
        rows.append(codes | _figure(text, status, table["low"][row], table["high"][row]) | {"sentence": sentences[row]})
    return Grid(table["name"], columns, tuple(_with_words(each) for each in rows))


def _with_words(row: dict[str, Value]) -> dict[str, Value]:
    return row | {"sentence": row["sentence"] or _("shown")}


def _language() -> str:
    return (get_language() or settings.LANGUAGES[0][0]).split("-")[0]


def _figure(text: str, status: str, low: float | None, high: float | None) -> dict[str, Value]:
    if status == "reported":
        number = float(text)
        return {"value": int(number) if number == int(number) else number, "status": status}
    has_range = low is not None and high is not None
    return {"value": None, "status": status, **({"low": low, "high": high} if has_range else {})}


def file_rows(person: "Person | None", pk: int, number: int) -> tuple[str, list[list[Value]]]:
    """Return the name and the rows of one published table as a file: codes, value, status, bounds, sentence.

    Raises:
        Http404: there is no such table, it was taken back, or it isn't this reader's to see.
    """
    release, scope = release_for(person, pk)
    back = Release.objects.filter(supersedes=release, status=Release.Status.WITHDRAWN)
    if not policies.may_see_tables(scope, release) or back.exists():
        raise Http404
    tables = json.loads(release.tables)
    if not 1 <= number <= len(tables):
        raise Http404
    table = tables[number - 1]
    sentences = table["sentence"].get(_language()) or table["sentence"][settings.LANGUAGES[0][0]]
    columns = [table["columns"][name] for name in table["order"]]
    heading = [*table["order"], "low", "high", "sentence"]
    rows = [list(row) for row in zip(*columns, table["low"], table["high"], sentences, strict=True)]
    return f"release-{release.number}-table-{number}", [heading, *rows]


def certificate_text(person: "Person | None", pk: int) -> str:
    """Return the certificate of a release as JSON text, for whoever reads its ledger or its tables.

    Raises:
        Http404: there is none, or it isn't this reader's to see.
    """
    release, _scope = release_for(person, pk)
    if not release.certificate:
        raise Http404
    return json.dumps(json.loads(release.certificate), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
