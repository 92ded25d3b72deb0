"""Which employers look like one that went on under another number: most of its workers moved together to one other?"""

import ibis
import ibis.expr.types as ir

LEAST_WORKERS = 5
MOVED_PERCENT = 80
LEFT_PERCENT = 20


def successor_links(jobs: ir.Table) -> ir.Table:
    """Flag suspected predecessors and successors. They are flagged only: their moves stay in every table.

    An employer with at least LEAST_WORKERS workers in a quarter is flagged if, in the next one, at least MOVED_PERCENT
    percent of them are paid by one same other employer and it has itself less than LEFT_PERCENT percent of the workers
    left, or none. `jobs` needs worker, employer, quarter. Columns: predecessor, successor, quarter (the last one before
    the move), workers (of the predecessor then), moved (of these, at the successor in the next quarter), left_behind
    (workers that the predecessor has in the next quarter). Identifiers are as in `jobs`: hash them before writing.
    """
    sizes = jobs.group_by(["employer", "quarter"]).agg(workers=jobs.count())
    following = sizes.select("employer", quarter=sizes.quarter - 1, left_behind=sizes.workers)
    large = sizes.filter(sizes.workers >= LEAST_WORKERS)
    both = large.left_join(following, ["employer", "quarter"]).select("employer", "quarter", "workers", "left_behind")
    both = both.mutate(left_behind=both.left_behind.fill_null(0))
    emptied = both.filter(both.left_behind * 100 < both.workers * LEFT_PERCENT)
    theirs = jobs.select("worker", "employer", "quarter").join(emptied, ["employer", "quarter"])
    theirs = theirs.select("worker", "quarter", "workers", "left_behind", predecessor="employer")
    after = jobs.select("worker", quarter=jobs.quarter - 1, successor=jobs.employer)
    moves = theirs.join(after, ["worker", "quarter"])
    moves = moves.filter(moves.successor != moves.predecessor)
    links = moves.group_by(["predecessor", "successor", "quarter", "workers", "left_behind"]).agg(moved=ibis._.count())
    links = links.filter(links.moved * 100 >= links.workers * MOVED_PERCENT)
    return links.select("predecessor", "successor", "quarter", "workers", "moved", "left_behind")
