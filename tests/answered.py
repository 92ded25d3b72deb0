"""What did firms answer, as tables to release: openings by county, and people by county?"""

import pyarrow as pa

from talentshed.labor.disclosure.hierarchy import parse_hierarchy
from talentshed.labor.disclosure.printed import TableToProtect

REGION = {"C1": "R1", "C2": "R1", "C3": "R2", "C4": "R2"}
OPENINGS = {
    (county, f"{county} firm {number}"): 20 + number
    for county, firms in (("C1", 9), ("C2", 8), ("C3", 10), ("C4", 2))
    for number in range(firms)
}
"""C4 has two firms only, so it is hidden, and another county of R2 with it."""


def openings(firms: dict[tuple[str, str], int] | None = None, name: str = "openings") -> TableToProtect:
    """Return a table of what named firms answered: (county, firm) -> openings."""
    held = OPENINGS if firms is None else firms
    counties = sorted({county for county, _firm in held})
    summed = [sum(n for (at, _firm), n in held.items() if at == county) for county in counties]
    rows = pa.table({"region": [REGION[each] for each in counties], "county": counties, "openings": summed})
    given = pa.table(
        {
            "county": [county for county, _firm in held],
            "contributor": [firm for _county, firm in held],
            "amount": list(held.values()),
        }
    )
    return TableToProtect(
        rows, (parse_hierarchy("geo=region>county"),), value="openings", contributors=given, name=name
    )


def people(**counts: int) -> TableToProtect:
    """Return a table of people by county."""
    counties = sorted(counts)
    rows = pa.table(
        {
            "region": [REGION[each] for each in counties],
            "county": counties,
            "people": [counts[each] for each in counties],
        }
    )
    return TableToProtect(rows, (parse_hierarchy("geo=region>county"),), count="people", name="people")
