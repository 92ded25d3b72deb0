"""What holds for every region: job zones, skill ratings, program weights. Worked out once for an edition."""

from collections.abc import Callable
from functools import lru_cache

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from talentshed.labor.measures import key_skills, local_completers, occupation_code, wage_ladder
from talentshed.labor.store import Store
from talentshed.web.explore.queries.lookup import run
from talentshed.web.explore.queries.shown import store_of


def codes(store: Store) -> ir.Table:
    """Return the surveyed occupation of every SOC code."""
    return _table(store, "codes")


def rungs(store: Store) -> ir.Table:
    """Return every occupation's rung, job zone and typical education."""
    return _table(store, "rungs")


def program_weights(store: Store) -> ir.Table:
    """Return how one completion of each program divides among occupations."""
    return _table(store, "weights")


def rated_skills(store: Store) -> ir.Table:
    """Return every occupation's skill ratings."""
    return _table(store, "skills")


def rated_knowledge(store: Store) -> ir.Table:
    """Return every occupation's knowledge ratings."""
    return _table(store, "knowledge")


def held(store: Store, name: str) -> pa.Table:
    """Return one of codes, rungs, weights, skills and knowledge as rows at hand."""
    return _arrow(store.edition, name)


def _table(store: Store, name: str) -> ir.Table:
    return ibis.memtable(_arrow(store.edition, name))


@lru_cache(maxsize=40)
def _arrow(edition: str, name: str) -> pa.Table:
    store = store_of(edition)
    return run(store, _MAKERS[name](store))


def _codes(store: Store) -> ir.Table:
    return occupation_code.survey_codes(store.table("occupation"), store.table("projection"))


def _rungs(store: Store) -> ir.Table:
    return wage_ladder.rungs(store.table("onet_occupation"), store.table("projection"), codes(store))


def _weights(store: Store) -> ir.Table:
    jobs = local_completers.national_jobs(store.table("projection"))
    return local_completers.program_weights(store.table("cip_soc"), codes(store), jobs)


def _skills(store: Store) -> ir.Table:
    return key_skills.occupation_elements(store.table("onet_occupation"), store.table("onet_skill"), codes(store))


def _knowledge(store: Store) -> ir.Table:
    return key_skills.occupation_elements(store.table("onet_occupation"), store.table("onet_knowledge"), codes(store))


_MAKERS: dict[str, Callable[[Store], ir.Table]] = {
    "codes": _codes,
    "rungs": _rungs,
    "weights": _weights,
    "skills": _skills,
    "knowledge": _knowledge,
}
