"""How long do those who are hired stay, and how soon do completers find a job in the sector? For any engine."""

import ibis
import ibis.expr.types as ir

from talentshed.labor.flows.portable.expressions import between, risk_sets, shaped
from talentshed.labor.flows.portable.records import Records

PROGRAM = ("institution", "cip", "award_level")


def retention(records: Records) -> ir.Table:
    """Return `definitions.TABLES["retention"]`: hires at risk and retained by industry and quarters since the hire."""
    hires = records.hires
    # a spell that is cut off by the end of the records is known to have gone on until the quarter before
    until = hires.ended.ifelse(hires.length, hires.length - 1)
    sets = risk_sets(hires.select(sector="industry", until=until, happens="ended"), ["sector"], least=1)
    return shaped("retention", sets.mutate(retained=sets.at_risk - sets.happened))


def first_sector_job(records: Records) -> ir.Table:
    """Return `definitions.TABLES["first_sector_job"]`: completers waiting for, and entering, a first focus job."""
    few = records.of_completers
    first, last = records.first, records.last
    known = few.graduates.filter(lambda t: between(t.quarter, first, last))
    mains = few.mains
    focus = mains.filter(mains.inside, mains.sector.notnull()).select(who="worker", paid="quarter")
    later = known.join(focus, [known.worker == focus.who, known.quarter <= focus.paid])
    entries = later.group_by("who").agg(entry=later.paid.min())
    waiting = known.left_join(entries, known.worker == entries.who)
    until = (ibis.coalesce(waiting.entry, last) - waiting.quarter).cast("int64")
    sets = risk_sets(waiting.select(*PROGRAM, until=until, happens=waiting.entry.notnull()), PROGRAM, least=0)
    return shaped("first_sector_job", sets.mutate(entered=sets.happened))
