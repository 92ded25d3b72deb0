"""What does each table that crosses a boundary hold? One declaration feeds checks, fixtures and the reference."""

from talentshed.labor.tables import areas, education, industry, occupations, places
from talentshed.labor.tables.declare import STATUSES, Column, Table, TableError, columns

TABLES: dict[str, Table] = {
    table.name: table
    for module in (industry, occupations, education, places, areas)
    for table in vars(module).values()
    if isinstance(table, Table)
}
"""Every declared table by name."""

__all__ = ["STATUSES", "TABLES", "Column", "Table", "TableError", "columns"]
