"""Which edition does a page show, and what does the receipt of a figure say?"""

from collections.abc import Mapping
from typing import Any

import ibis.expr.types as ir
from django.utils.translation import gettext as _

from talentshed import __version__
from talentshed.labor.method import Method
from talentshed.labor.store import Store, open_store
from talentshed.web.ui.values import ReceiptLine, ReceiptView


def current_edition(asked: str = "") -> str:
    """Return the edition that is asked for, else the current one; raises StoreError where it isn't here."""
    return open_store(edition=asked).edition if asked else open_store().edition


def store_of(edition: str) -> Store:
    """Return the store of an edition, safe to use in the calling thread."""
    return open_store(edition=edition)


def rows(table: ir.Table) -> list[dict[str, Any]]:
    """Run an expression and return its rows; integers stay integers and a missing value stays None."""
    found: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return found


def receipt_of(
    store: Store,
    method: Method,
    *,
    filled: str = "",
    status: str = "reported",
    bounds: str = "",
    parameters: Mapping[str, str] | None = None,
) -> ReceiptView:
    """Return what a figure says of itself: the method in the reader's language, the sources of this edition."""
    found = [store.receipt(name) for name in method.tables if store.has(name)]
    unique = {(each.source, each.vintage): each for each in found}
    return ReceiptView(
        name=_(method.name),
        formula=_(method.formula),
        filled=filled,
        citation=method.citation,
        edition=store.edition,
        code_version=__version__,
        status=status,
        sources=tuple(
            ReceiptLine(each.title, each.agency, each.vintage, each.license, each.url, each.digest[:12])
            for each in unique.values()
        ),
        misses=tuple(_(sentence) for sentence in method.misses),
        bounds=bounds,
        parameters=dict(parameters or {}),
    )
