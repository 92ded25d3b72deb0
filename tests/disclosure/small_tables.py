"""Small tables for the tests of disclosure, written as they would be typed."""

import pyarrow as pa

from talentshed.labor.disclosure.hierarchy import parse_hierarchy
from talentshed.labor.disclosure.printed import TableToProtect


def rows(text: str) -> pa.Table:
    """Return a table from lines of words; the first line names the columns. Everything is text, as in a CSV file."""
    header, *lines = [line.split() for line in text.strip().splitlines()]
    return pa.table({name: [line[place] for line in lines] for place, name in enumerate(header)})


def table(text: str, *hierarchies: str, **options: object) -> TableToProtect:
    """Return a table to protect from lines of words and hierarchies as on the command line."""
    return TableToProtect(rows(text), tuple(parse_hierarchy(each) for each in hierarchies), **options)  # type: ignore[arg-type]


COUNTIES = """
region county sector jobs
R1     C1     A      5
R1     C1     B      2
R1     C2     A      4
R2     C3     A      9
R2     C3     B      1
"""
GEO, SECTOR = "geo=region>county", "industry=sector"


def published(protected: object, number: int = 0) -> dict[tuple[str, ...], tuple[str, str]]:
    """Return (value, status) of each row of a published table by its codes."""
    from talentshed.labor.disclosure.publishing import published_rows

    lines = zip(*(column.to_pylist() for column in published_rows(protected, number).columns), strict=True)  # type: ignore[arg-type]
    return {line[:-2]: line[-2:] for line in lines}
