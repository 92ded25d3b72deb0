"""What do all firms' answers come to, as the tables that the disclosure engine protects? Asked by publishing alone."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from talentshed.labor.flows.back_mapping import HIRES, SOURCED, overexplained, reconciled
from talentshed.web.flows.models import BackMapping, BackMappingWay
from talentshed.web.flows.problems import NotPossible

if TYPE_CHECKING:
    import pyarrow as pa

    from talentshed.labor.disclosure.printed import TableToProtect
    from talentshed.web.partnerships.models import Partnership

BY_JOB, BY_WAY = "sources-by-job", "sources-by-earlier-source"
MEASURE = "hires"
JOB, DIRECT, EARLIER = "job", "source", "before"
"""Names of the dimensions: critical job, tier 1, tier 2."""


def answering(partnership: "Partnership", period: str) -> int:
    """Return how many firms have answered for a period, for those who publish."""
    found = BackMapping.objects.filter(partnership=partnership, period=period)
    return found.order_by().values("organization_id").distinct().count()


def periods_answered(partnership: "Partnership") -> tuple[str, ...]:
    """Return the periods on which any firm has answered, the latest first."""
    found = BackMapping.objects.filter(partnership=partnership).order_by().values_list("period", flat=True)
    return tuple(sorted(set(found), reverse=True))


def tables_to_release(partnership: "Partnership", period: str) -> "tuple[TableToProtect, ...]":
    """Return hires by job and source, and by source and what came before, with who gave how much to each cell.

    Names of schools and firms aren't in them: a name that one firm wrote would tell of that firm. Empty where nobody
    told of a hire.
    """
    from talentshed.labor.disclosure.printed import TableToProtect

    pooled, holdings = pooled_answers(partnership, period)
    if not pooled.num_rows:
        return ()
    tables = []
    for name, one, other in ((BY_JOB, "critical_job", "tier1"), (BY_WAY, "tier1", "tier2")):
        rows, given = _cells(pooled, holdings, one, other)
        tables.append(
            TableToProtect(
                rows, _hierarchies(one, other), value=MEASURE, contributors=given, name=name, measure=MEASURE
            )
        )
    return tuple(tables)


_DIMENSION = {"critical_job": JOB, "tier1": DIRECT, "tier2": EARLIER}


def _hierarchies(*columns: str) -> Any:
    from talentshed.labor.disclosure.hierarchy import Hierarchy

    return tuple(Hierarchy(_DIMENSION[each], (f"{_DIMENSION[each]}_code",)) for each in columns)


def _cells(pooled: "pa.Table", holdings: dict[str, str], *columns: str) -> "tuple[pa.Table, pa.Table]":
    names = [f"{_DIMENSION[each]}_code" for each in columns]
    by_firm = pooled.group_by([*columns, "employer"]).aggregate([("hires", "sum")])
    whole = by_firm.group_by(list(columns)).aggregate([("hires_sum", "sum")]).rename_columns([*names, MEASURE])
    given = by_firm.rename_columns([*names, "contributor", "amount"])
    import pyarrow as pa

    held = pa.array([holdings[str(each)] for each in given["contributor"].to_pylist()], pa.string())
    return whole, given.append_column("holding", held)


def pooled_answers(partnership: "Partnership", period: str) -> "tuple[pa.Table, dict[str, str]]":
    """Return the answers of all firms, reconciled to their hires, and each firm's holding company.

    Raises:
        NotPossible: sources add up to more than the hires of a firm, which no form lets through.
    """
    import ibis
    import pyarrow as pa

    from talentshed.labor.store.confidential import open_confidential

    found = list(_mappings(partnership, period))
    whole = [{"employer": e, "critical_job": j, "hires": n} for _pk, e, j, n, _h in found if n]
    told = {pk: (e, j) for pk, e, j, _n, _h in found}
    ways = [
        {"employer": told[pk][0], "critical_job": told[pk][1], "tier1": one, "tier2": two, "hires": n}
        for pk, one, two, n in BackMappingWay.objects.filter(mapping__in=list(told)).values_list(
            "mapping_id", "tier1", "tier2", "hires"
        )
    ]
    hires, sources = (
        ibis.memtable(pa.Table.from_pylist(rows, schema=ibis.schema(like.types).to_pyarrow()))
        for rows, like in ((whole, HIRES), (ways, SOURCED))
    )
    # A connection of its own: firms' answers don't lie in the one that pages share.
    with open_confidential(memory_limit="256MB", threads=1) as engine:
        if engine.to_pyarrow(overexplained(hires, sources)).num_rows:
            raise NotPossible(_("The sources of a firm add up to more than its hires; ask it to answer again."))
        return engine.to_pyarrow(reconciled(hires, sources)), {e: h for _pk, e, _j, _n, h in found}


def _mappings(partnership: "Partnership", period: str) -> Any:
    found = BackMapping.objects.filter(partnership=partnership, period=period).order_by("pk")
    for pk, firm, parent, job, n in found.values_list(
        "pk", "organization_id", "organization__parent_id", "critical_job__name", "hires"
    ):
        yield pk, f"organization/{firm}", job, n, f"organization/{parent or firm}"
