"""How does a found region leave as one page of paper that a convener hands out?"""

import json
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from talentshed.web.explore.queries.finder_sheet import Sheet
from talentshed.web.reports.pdf import typeset
from talentshed.web.reports.report import Language
from talentshed.web.ui.formats import NUMERIC, cell
from talentshed.web.ui.values import Grid

_TEMPLATE = Path(__file__).parent / "templates_typst" / "region.typ"


def sheet_to_pdf(sheet: Sheet, *, language: Language, site: str) -> bytes:
    """Return the region as a tagged PDF (PDF/UA-1) of one letter page; `site` goes in front of its address.

    The type shrinks a little where a region has many counties and bodies. Raises ReportError where the PDF can't be
    made.
    """
    return typeset(_TEMPLATE, json.dumps(_data(sheet, language, site), ensure_ascii=False))


def _data(sheet: Sheet, language: Language, site: str) -> dict[str, Any]:
    return {
        "lang": language,
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "answer": list(sheet.answer),
        "svg": sheet.map.svg if sheet.map else "",
        "alt": sheet.map.sentence if sheet.map else "",
        "no_map": _("This edition has no shapes of these counties, so there is no map."),
        "kept": _table(sheet.kept),
        "members": _table(sheet.members),
        "more_members": sheet.more_members,
        "contested": list(sheet.contested),
        "seats_heading": sheet.seats[0],
        "seats": _table(sheet.seats[1]) if sheet.seats[1] else None,
        "told": sheet.told,
        "missing": list(sheet.missing),
        "cautions": list(sheet.cautions),
        "receipt": sheet.receipt,
        "sources": list(sheet.sources),
        "edition": _("Data edition {edition}").format(edition=sheet.edition),
        "permalink": f"{site}{sheet.permalink}",
        "words": {"formula": _("Formula"), "mind": _("What to keep in mind"), "here": _("This region on the web")},
    }


def _table(grid: Grid) -> dict[str, Any]:
    return {
        "caption": grid.caption,
        "columns": [{"label": column.label, "number": column.kind in NUMERIC} for column in grid.columns],
        "rows": [[cell(row, column).text for column in grid.columns] for row in grid.rows],
    }
