"""What can a program ask about editions, and which rows of which tables can it take?"""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Router
from ninja.decorators import decorate_view
from pydantic import Field

from talentshed.web.explore import api_values as values
from talentshed.web.explore.api_answers import answered
from talentshed.web.explore.api_places import REFUSED
from talentshed.web.explore.queries import catalog, table_rows
from talentshed.web.explore.queries.places import edition_of

router = Router(tags=["data and receipts"])
_NOT_COLUMNS = {"limit", "offset", "edition", "lang"}


@router.get(
    "/editions",
    response={200: list[values.Edition], **REFUSED},
    summary=gettext_noop("Editions at hand"),
    description=gettext_noop("List the editions of the public data on this installation, the current one first."),
)
@decorate_view(answered)
def editions(request: HttpRequest, lang: str = "en") -> Any:
    """Editions at hand."""
    return catalog.editions()


@router.get(
    "/tables",
    response={200: list[values.Table], **REFUSED},
    summary=gettext_noop("Tables with their receipts"),
    description=gettext_noop("List the tables of an edition: columns, rows, and where each comes from."),
)
@decorate_view(answered)
def tables(request: HttpRequest, edition: str = "", lang: str = "en") -> Any:
    """Tables with their receipts."""
    return catalog.tables(edition_of(edition))


@router.get(
    "/tables/{name}",
    response={200: values.Rows, **REFUSED},
    summary=gettext_noop("Rows of a table"),
    description=gettext_noop(
        "Rows in the order of the key, by limit and offset. Narrow by column: ?county_fips=17143&naics=55&naics=4841."
    ),
)
@decorate_view(answered)
def rows(
    request: HttpRequest,
    name: str,
    limit: Annotated[int, Field(ge=1, le=table_rows.MOST_ROWS)] = 100,
    offset: Annotated[int, Field(ge=0)] = 0,
    edition: str = "",
    lang: str = "en",
) -> Any:
    """Rows of a table."""
    shown = edition_of(edition)
    filters = {key: request.GET.getlist(key) for key in request.GET if key not in _NOT_COLUMNS}
    found = table_rows.page_of(shown, name, filters, limit=limit, offset=offset)
    return {"edition": shown, "table": catalog.table(shown, name), "limit": limit, "offset": offset, **found}
