"""May these tables be published beside all that was published before, and what do they say then?

Protect, audit, audit together with earlier releases. No table that fails any of them comes out of here.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from talentshed.labor.disclosure.printed import TableToProtect
from talentshed.web.releases import keeping, pseudonyms
from talentshed.web.releases.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.labor.disclosure.differencing import Refusal
    from talentshed.labor.disclosure.policy import Policy
    from talentshed.labor.disclosure.protect import Protected

MOST_INTERVALS = 400
"""More hidden cells than this show no ranges: each would need two linear programs of its own."""


@dataclass(frozen=True)
class Earlier:
    """A release of before, with what was kept of it."""

    name: str
    period: str
    is_same_scope: bool
    certificate: str
    published: str
    kept: str | None
    """None where its term is over and it was deleted."""
    key_mark: str


@dataclass(frozen=True)
class Asked:
    """What somebody wants to publish."""

    name: str
    period: str
    tables: tuple[TableToProtect, ...]
    policy: "Policy"
    keep: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Audited:
    """What came of it: tables that may be published, or why not and what would help."""

    tables: str
    """What may be published, as JSON text; empty where nothing may."""
    certificate: str
    kept: str
    has_contributors: bool
    population: str
    linked: tuple[str, ...]
    reason: str = ""
    what_would_pass: str = ""

    @property
    def may_be_published(self) -> bool:
        """Whether every audit passed."""
        return not self.reason


def audited(asked: Asked, earlier: Sequence[Earlier]) -> Audited:
    """Return the tables protected and audited alone and together with earlier releases, or the refusal.

    Raises:
        NotPossible: a table can't be read as it is; the sentence says what is wrong with it.
    """
    from talentshed.labor.disclosure.certificate import certificate_of
    from talentshed.labor.disclosure.hierarchy import DisclosureError
    from talentshed.labor.disclosure.protect import ProtectionError, protect

    try:
        tables = keeping.without_names(asked.tables, pseudonyms.current())
        population = keeping.population_of(tables)
        protected = protect(tables, asked.policy, keep=asked.keep, _=_)
    except ProtectionError:
        return _refused(
            population,
            (),
            _("No way was found to hide what the rules protect: too few stand behind too much of these tables."),
            _("Merge categories, or leave out the finest level, and publish again."),
        )
    except DisclosureError as problem:
        raise NotPossible(str(problem)) from problem
    compared, left_out, hindrance = _comparable(asked, tables, earlier)
    linked = tuple(each.name for each in compared)
    if hindrance:
        return _refused(population, linked, hindrance, _("Ask the people who run this site to restore it."))
    refusals = _judged(asked, protected, compared)
    if refusals:
        why = "\n".join(dict.fromkeys(each.why for each in refusals))
        return _refused(population, linked, why, "\n".join(dict.fromkeys(each.what_would_pass for each in refusals)))
    certificate: dict[str, Any] = certificate_of(protected, list(tables))
    certificate["releases"] = {"audited_with": list(linked), "not_compared": list(left_out)}
    return Audited(
        tables=json.dumps(published(protected), ensure_ascii=False, sort_keys=True),
        certificate=json.dumps(certificate, ensure_ascii=False, sort_keys=True),
        kept=keeping.as_kept(tables),
        has_contributors=any(each.contributors is not None for each in tables),
        population=population,
        linked=linked,
    )


def _refused(population: str, linked: tuple[str, ...], reason: str, what_would_pass: str) -> Audited:
    return Audited("", "", "", False, population, linked, reason, what_would_pass)


def _comparable(
    asked: Asked, tables: Sequence[TableToProtect], earlier: Sequence[Earlier]
) -> tuple[list[Earlier], list[str], str]:
    """Return what has to be compared, names of what can't be any more, and why nothing may be published, if so.

    Of the same scope everything is compared, of the rest of the state what shares a contributor.
    """
    chosen: list[Earlier] = []
    gone: list[str] = []
    mine = {pseudonyms.mark_of(pseudonyms.current()): keeping.contributors_in(tables)}
    for each in earlier:
        if each.kept is None:
            if each.is_same_scope and each.period == asked.period:
                sentence = _("What {release} was made from is deleted, so a release of the same period can’t be tried.")
                return chosen, gone, sentence.format(release=each.name)
            gone += [each.name] if each.is_same_scope else []
            continue
        secret = pseudonyms.secret_of(each.key_mark)
        if secret is None:
            sentence = _("The secret under which {release} was kept is no longer known, so it can’t be compared.")
            return chosen, gone, sentence.format(release=each.name)
        if each.key_mark not in mine:
            mine[each.key_mark] = keeping.contributors_in(keeping.without_names(asked.tables, secret))
        if each.is_same_scope or keeping.contributors_in(keeping.from_kept(each.kept)) & mine[each.key_mark]:
            chosen.append(each)
    return chosen, gone, ""


def _judged(asked: Asked, protected: "Protected", compared: Sequence[Earlier]) -> list["Refusal"]:
    from talentshed.labor.disclosure.differencing import Release, judge_release

    refusals: list[Refusal] = []
    for mark in dict.fromkeys(each.key_mark for each in compared):
        tables = keeping.without_names(asked.tables, pseudonyms.secret_of(mark) or "")
        new = Release(asked.name, asked.period, tables, protected)
        older = [
            keeping.compared(each.name, each.period, keeping.from_kept(each.kept), each.certificate, each.published)
            for each in compared
            if each.key_mark == mark and each.kept is not None
        ]
        refusals += judge_release(new, older, _widest(asked.policy, older), _=_)
    return refusals


def _widest(policy: "Policy", older: Sequence[Any]) -> "Policy":
    """Return the policy with the highest thresholds of all releases that are compared: each keeps its own promise."""
    promised = [policy, *(each.protected.policy for each in older)]
    known: dict[str, Any] = {
        name: max((value for each in promised if (value := getattr(each, name)) is not None), default=None)
        for name in ("minimum_persons", "minimum_contributors")
        if getattr(policy, name) is not None
    }
    return replace(policy, **known)


def published(protected: "Protected") -> list[dict[str, Any]]:
    """Return what readers see of each table: columns of texts, ranges, and a sentence in each language of the site."""
    from talentshed.labor.disclosure.publishing import explained_rows, safe_intervals

    interval = safe_intervals(protected) if 0 < protected.hidden.sum() <= MOST_INTERVALS else None
    found = []
    for place, block in enumerate(protected.cells.tables):
        sentences = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                rows = explained_rows(protected, place, interval, _=_)
            sentences[language] = rows["sentence"].to_pylist()
        plain = [name for name in rows.column_names if name not in ("marker", "low", "high", "sentence")]
        found.append(
            {
                "name": block.name,
                "measure": protected.cells.measures[block.measure],
                "columns": {name: rows[name].to_pylist() for name in plain},
                "order": plain,
                "low": rows["low"].to_pylist(),
                "high": rows["high"].to_pylist(),
                "sentence": sentences,
            }
        )
    return found
