"""Who completed a program, who belongs to which group, what does the list of employers say: as arrays for the pass?"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from talentshed.labor.flows.definitions import UNKNOWN
from talentshed.labor.flows.fast.asking import Completers, People
from talentshed.labor.flows.fast.heaps import keys_of
from talentshed.labor.kernels.flow_jobs import NOBODY

_PROGRAM = ("institution", "cip", "award_level")


def completers_of(table: pa.Table, secret: Sequence[int] | None) -> Completers:
    """Return completers (worker, institution, cip, award_level, quarter; one row a person) as arrays."""
    rows = list(zip(*(table[name].to_pylist() for name in _PROGRAM), strict=True))
    programs = tuple(sorted(set(rows)))
    place = {program: number for number, program in enumerate(programs)}
    return Completers(
        keys=keys_of(table["worker"], secret),
        program=np.array([place[program] for program in rows], np.int64),
        quarter=table["quarter"].to_numpy().astype(np.int64),
        programs=programs,
    )


def people_of(table: pa.Table, secret: Sequence[int] | None) -> People:
    """Return people (worker, a text column for each attribute; one row a person) as arrays.

    A blank value is the group `unknown`, which those who aren't in the list belong to as well.
    """
    groups: list[tuple[str, str]] = []
    columns = []
    for attribute in sorted(name for name in table.column_names if name != "worker"):
        coded, values = _coded(table[attribute])
        columns.append(coded + len(groups))
        groups += [(attribute, value) for value in values]
    return People(keys_of(table["worker"], secret), np.stack(columns, axis=1), tuple(groups))


def _coded(column: Any) -> tuple[Any, list[str]]:
    """Return the place of each row's value, a last one for nobody, and the values in order."""
    texts = column.cast(pa.string())
    known = pc.if_else(pc.equal(pc.utf8_trim_whitespace(texts), pa.scalar("")), None, texts).fill_null(UNKNOWN)
    values = sorted({*pc.unique(known).to_pylist(), UNKNOWN})
    found = pc.index_in(known, pa.array(values, pa.string())).to_numpy()
    return np.append(found, values.index(UNKNOWN)).astype(np.int64), values


def with_listed(
    industry: Any, names: Sequence[str], attributes: pa.Table, first: int, quarters: int
) -> tuple[Any, tuple[str, ...], Any]:
    """Fill employers' missing industries, and say their counties, from the list of employers.

    attributes: code (of the employer), listed_industry, listed_county, and quarter where the list has quarters. Returns
    (industries by employer and quarter, industry names, counties by employer and quarter).
    """
    listed = attributes["listed_industry"].to_pylist()
    every = tuple(sorted({*names, *(name for name in listed if name is not None)}))
    place = {name: number for number, name in enumerate(every)}
    found = np.array([place[name] for name in names], np.int16)[industry].reshape(-1, quarters)
    county = np.full(found.shape, NOBODY, np.int32)
    unknown = place[UNKNOWN]
    codes = np.array([place.get(name, unknown) for name in listed], np.int16)
    county_codes: Any = attributes["listed_county"]
    counties = county_codes.fill_null(NOBODY).to_numpy().astype(np.int32)
    employer = attributes["code"].to_numpy()
    if "quarter" not in attributes.column_names:
        found[employer] = np.where(found[employer] == unknown, codes[:, None], found[employer])
        county[employer] = counties[:, None]
    else:
        quarter = attributes["quarter"].to_numpy() - first
        inside = (quarter >= 0) & (quarter < quarters)
        at = employer[inside], quarter[inside]
        found[at] = np.where(found[at] == unknown, codes[inside], found[at])
        county[at] = counties[inside]
    return found.reshape(-1), every, county.reshape(-1)
