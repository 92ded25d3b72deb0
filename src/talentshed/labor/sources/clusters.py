"""Which industries belong together as a cluster, and does the cluster sell beyond its region?

The benchmark cluster definitions of Delgado, Porter and Stern (Defining Clusters of Related Industries, Journal of
Economic Geography 16, 2016), published by the U.S. Cluster Mapping Project. Their license isn't on record, so no data
of it is shipped: hand over a file that you may use.

Traps: definitions are made for NAICS 2007 or 2012 and adapted to 2017 by hand; crop, animal, rail and government
industries have pseudo-codes outside NAICS; they, and private households, which are in no cluster, get status
not_available.
"""

from collections.abc import Sequence
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.sources.columns import code, frame, stage_all, text, where
from talentshed.labor.sources.compute import pc
from talentshed.labor.sources.opening import Opened, open_files
from talentshed.labor.sources.rows import text_rows
from talentshed.labor.sources.source import Source

SOURCE = Source(
    name="clusters",
    title="Benchmark cluster definitions",
    agency="U.S. Cluster Mapping Project, Harvard Business School",
    license="not on record: never shipped; use a file that you may use",
    attribution="Delgado, Porter and Stern, Defining Clusters of Related Industries; U.S. Cluster Mapping Project",
    page_url="https://www.clustermapping.us/content/cluster-mapping-methodology",
    tables=("cluster",),
    vintage="Benchmark clusters adapted to NAICS 2017",
    layouts=("crosswalk (NAICS, TradedLocal, Cluster, SubclusterName, …, Description), one row a 6-digit code",),
)

# Codes that look like NAICS but stand for what NAICS counts elsewhere or not at all.
_PSEUDO = r"^(90\d{4}|\d{3}000|482110)$"


def recognizes(header: str, name: str) -> bool:
    """Tell cluster definitions by their columns."""
    return header.startswith("naics,tradedlocal,cluster")


def read(paths: Sequence[Path]) -> dict[str, ir.Table]:
    """Return cluster."""
    return stage_all(SOURCE, {"cluster": [(opened.name, _clusters(opened)) for opened in open_files(SOURCE, paths)]})


def _clusters(opened: Opened) -> pa.Table:
    rows = text_rows(opened).require(("NAICS", "TradedLocal", "Cluster", "SubclusterName"), "cluster definitions")
    naics = code(rows, "NAICS", r"^\d{6}$", "a 6-digit industry code")
    traded = code(rows, "TradedLocal", r"^(Traded|Local)$", "Traded or Local")
    subcluster = text(rows, "SubclusterName")
    cluster = text(rows, "Cluster")
    unassigned = pc.equal(cluster, "")
    pseudo = pc.match_substring_regex(naics, _PSEUDO)
    return frame(
        "cluster",
        {
            "naics": naics,
            "cluster": pc.if_else(unassigned, "Not assigned", cluster),
            "subcluster": where(pc.not_equal(subcluster, ""), subcluster),
            "traded": pc.equal(traded, "Traded"),
            "status": pc.if_else(pc.or_(pseudo, unassigned), "not_available", "reported"),
        },
    )
