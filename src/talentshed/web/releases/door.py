"""May a page show how many firms stand behind each answer? The engine's rules for the small counts of a page.

A page that counts answers live, without a release, asks here. The same rules hold: too few behind a figure hide it, and
others are hidden with it where it could be worked out.
"""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import gettext as _

from talentshed.labor.disclosure.percent import Shown

FIRMS = "people-by-employers"
"""The policy of counts that employers stand behind."""


def least_firms() -> int:
    """Return how many firms have to stand behind a count: the policy's floor."""
    from talentshed.labor.disclosure.policy import load_policy

    return load_policy(FIRMS).minimum_contributors or 0


def counts_of_firms(counts: Mapping[str, int]) -> dict[str, Shown]:
    """Return how many firms gave each answer, as far as it may be shown; every firm counts once, in one answer.

    Readers are taken to know the sum. A count of none is shown: it tells of nobody.
    """
    shown, statuses = _protected(tuple(sorted(counts.items())), least_firms())
    sentence = _("Hidden, because fewer than {least} firms stand behind an answer.").format(least=least_firms())
    return {
        key: Shown(float(counts[key]), "reported") if shown[key] else Shown(None, statuses[key], sentence)
        for key in counts
    }


@lru_cache(maxsize=512)
def _protected(counts: tuple[tuple[str, int], ...], least: int) -> tuple[dict[str, bool], dict[str, str]]:
    import pyarrow as pa

    from talentshed.labor.disclosure.hierarchy import TOTAL, Hierarchy
    from talentshed.labor.disclosure.policy import Policy
    from talentshed.labor.disclosure.printed import TableToProtect
    from talentshed.labor.disclosure.protect import ProtectionError, protect
    from talentshed.labor.disclosure.publishing import published_rows

    keys = [key for key, _count in counts]
    nothing = dict.fromkeys(keys, False), dict.fromkeys(keys, "suppressed_primary")
    if 0 < sum(count for _key, count in counts) < least:
        return nothing
    rows = pa.table({"answer": pa.array(keys, pa.string()), "firms": pa.array([n for _key, n in counts], pa.int64())})
    table = TableToProtect(rows, (Hierarchy("answer", ("answer",)),), count="firms", name="answers")
    rules = Policy("page", "1", minimum_contributors=least, attackers=("outsider", "contributor", "pair"))
    try:
        printed = published_rows(protect([table], rules)).to_pylist()
    except ProtectionError:
        return nothing
    status = {row["answer"]: row["status"] for row in printed if row["answer"] != TOTAL}
    if next(row["status"] for row in printed if row["answer"] == TOTAL) != "reported":
        return nothing  # readers know the sum, so a pattern that hides it protects nothing
    return {key: status[key] == "reported" for key in keys}, status
