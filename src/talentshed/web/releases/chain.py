"""Is the ledger of a state whole, and how does an entry join it?

The chain is the disclosure engine's: an entry's digest covers all that its row says, and the digest of the one before.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.labor.disclosure.ledger import BEGINNING, Entry, LedgerError, check_chain, digest_of_entry
from talentshed.web.access.models import AuditEntry, State
from talentshed.web.releases.models import Release
from talentshed.web.releases.problems import NotPossible

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = ("RELEASE_PUBLISHED", "RELEASE_REFUSED", "RELEASE_TAKEN_BACK")
"""Audit records of entries; each holds the entry's digest, so that a ledger cut short is found out."""
_IN_CERTIFICATE = ("status", "scope", "title", "policy", "settings", "certificate", "tables", "table_digest")
_IN_WORDS = ("reason", "what_would_pass", "number")


@dataclass(frozen=True)
class Check:
    """How the ledger of a state stands."""

    entries: int
    head: str
    """Digest of the last entry: who notes it can tell later whether anything was changed."""
    problem: str
    """What is broken, in a sentence; empty where nothing is."""

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed, taken out or moved."""
        return not self.problem


def name_of(state_code: str, number: int) -> str:
    """Return how people call an entry, for example IL-7."""
    return f"{state_code}-{number}"


def entry_of(release: Release, state_code: str) -> Entry:
    """Return a row as the engine's ledger knows it: whatever is changed in the row changes its digest."""
    said = {name: getattr(release, name) for name in (*_IN_CERTIFICATE, *_IN_WORDS)}
    older = release.supersedes
    return Entry(
        release=name_of(state_code, release.number),
        date=release.released_at.isoformat(),
        period=release.period,
        audience=release.audience,
        population=release.population,
        certificate=json.dumps(said, ensure_ascii=False, sort_keys=True),
        approver=release.approver_name,
        linked=release.linked_names,
        supersedes=name_of(state_code, older.number) if older is not None else "",
        previous=release.previous,
        digest=release.digest,
    )


def ledger_of(state: State) -> list[Release]:
    """Return all entries of a state, the first one first."""
    return list(Release.objects.filter(state=state).select_related("supersedes").order_by("number"))


def check(state: State, ledger: "Sequence[Release] | None" = None) -> Check:
    """Return whether the ledger of a state is what it was when each entry was made."""
    rows = ledger_of(state) if ledger is None else ledger
    head = rows[-1].digest if rows else BEGINNING
    problem = _broken([entry_of(each, state.code) for each in rows])
    last = AuditEntry.objects.filter(state=state, kind__in=KINDS).order_by("-pk").first()
    if not problem and last is not None and last.detail.get("digest") != head:
        problem = _("The ledger is broken at its end: the audit trail knows of a last entry that isn’t the last here.")
    return Check(len(rows), head, problem)


def _broken(entries: "Iterable[Entry]") -> str:
    try:
        check_chain(tuple(entries), _=_)
    except LedgerError as problem:
        return str(problem)
    return ""


def hold(state_id: int) -> tuple[State, list[Release]]:
    """Let nobody else release in this state until the transaction ends; return the state and its ledger.

    Raises:
        NotPossible: the ledger is broken, so nothing can be added to it.
    """
    state = State.objects.select_for_update().get(pk=state_id)
    ledger = ledger_of(state)
    found = check(state, ledger)
    if not found.is_whole:
        sentence = _("Nothing can be released before the ledger is mended. {problem}")
        raise NotPossible(sentence.format(problem=found.problem))
    return state, ledger


def append(release: Release, state: State, ledger: Sequence[Release]) -> Release:
    """Store a new entry at the end of a ledger that was read under `hold`."""
    release.state = state
    release.number = ledger[-1].number + 1 if ledger else 1
    release.previous = ledger[-1].digest if ledger else BEGINNING
    release.digest = ""
    release.digest = digest_of_entry(replace(entry_of(release, state.code), digest=""))
    release.save()
    return release
