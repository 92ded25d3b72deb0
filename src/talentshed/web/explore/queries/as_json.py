"""How does a page look to a program: the same figures with values, bounds, statuses and receipts?"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from talentshed.web.ui.values import Figure, Grid, Page


def page_as_json(page: Page) -> dict[str, Any]:
    """Return a page as JSON values; pictures are left to their addresses."""
    return {
        "title": page.title,
        "subtitle": page.subtitle,
        "edition": page.edition,
        "permalink": page.permalink,
        "summary": list(page.summary),
        "cautions": list(page.cautions),
        "attributions": list(page.attributions),
        "figures": [figure_as_json(figure) for figure in page.figures],
        "downloads": dict(page.downloads),
    }


def figure_as_json(figure: Figure) -> dict[str, Any]:
    """Return one figure as JSON values."""
    receipt = asdict(figure.receipt)
    return {
        "key": figure.key,
        "heading": figure.heading,
        "sentence": figure.sentence,
        "notes": list(figure.notes),
        "questions": list(figure.questions),
        "table": grid_as_json(figure.grid) if figure.grid is not None else None,
        "receipt": {**receipt, "sources": [dict(line) for line in receipt["sources"]]},
        "files": dict(figure.addresses),
    }


def grid_as_json(grid: Grid) -> dict[str, Any]:
    """Return a table as JSON values: each row has its values, and under `<key>_status` and `status` how they stand."""
    return {
        "caption": grid.caption,
        "columns": [
            {"key": each.key, "label": each.label, "kind": each.kind, "low": each.low, "high": each.high}
            for each in grid.columns
        ],
        "rows": [_row(row) for row in grid.rows],
    }


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("link", "address")}
