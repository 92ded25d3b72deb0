"""What does each table of a talent flow analysis count, and what do its words mean? The one place that says so.

The portable path, the fast path, the brute-force reference of the tests, the published dictionary of columns and the
technical abstract all follow these declarations. Conventions that every table shares stand in `WORDS`.
"""

from talentshed.labor.flows.definitions import earning, holding, moving, staying, studying
from talentshed.labor.flows.definitions.words import SHARED, UNKNOWN, WORDS
from talentshed.labor.tables.declare import Table

TABLES: dict[str, Table] = {
    table.name: table
    for module in (moving, staying, holding, earning, studying)
    for table in vars(module).values()
    if isinstance(table, Table)
}
"""Every table of an analysis by name, in the order in which people read them."""

NEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("completers", "capture", "first_sector_job"), ("completions", "sector")),
    **dict.fromkeys(("completer_earnings", "pseo", "wioa"), ("completions",)),
    "equity": ("people",),
}
"""What a table needs beside wages: `completions` or `people` (files), or `sector` (a focus in `[analysis]`)."""

__all__ = ["NEEDS", "SHARED", "TABLES", "UNKNOWN", "WORDS"]
