"""What was published when, under which rules, and has anyone changed that record since?

The ledger is a chain of values: each entry holds the digest of the one before, so that nothing can be altered or taken
out unseen. It stores no hidden value. Who keeps it (a database, a file) only ever appends.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from talentshed.labor.disclosure.hierarchy import DisclosureError

BEGINNING = "0" * 64
"""Stands for the digest of the entry before the first."""


class LedgerError(DisclosureError):
    """The ledger isn't what it was, or an entry doesn't fit it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One release, as it stands in the ledger."""

    release: str
    date: str
    """ISO date of the release."""
    period: str
    """What the figures are of, such as 2026-Q1."""
    audience: str
    """Who may see it: public, members …"""
    population: str
    """Digest of who is counted; the same only where nobody joined, left or changed."""
    certificate: str
    """The certificate as JSON text: tables, policy, counts, audit."""
    approver: str
    linked: tuple[str, ...]
    """Earlier releases that it was audited together with."""
    supersedes: str
    previous: str
    digest: str


def appended(
    ledger: Sequence[Entry],
    *,
    release: str,
    date: str,
    certificate: Mapping[str, Any],
    period: str = "",
    audience: str = "public",
    population: str = "",
    approver: str = "",
    linked: Sequence[str] = (),
    supersedes: str = "",
    _: Callable[[str], str] = str,
) -> tuple[Entry, ...]:
    """Return the ledger with one more release at its end; the earlier entries stay as they are.

    Raises LedgerError where the audit of the certificate didn't pass, the release stands in the ledger already, it
    supersedes one that doesn't, or the ledger was changed.
    """
    check_chain(ledger, _=_)
    known = {entry.release for entry in ledger}
    if not certificate.get("audit", {}).get("passed"):
        raise LedgerError(
            _("Release {release} has no audit that passed, so it isn't published.").format(release=release)
        )
    if release in known:
        raise LedgerError(_("Release {release} stands in the ledger already.").format(release=release))
    if missing := sorted({*linked, *filter(None, [supersedes])} - known):
        message = _("Release {release} refers to {missing}, which isn't in the ledger.")
        raise LedgerError(message.format(release=release, missing=missing[0]))
    if ledger and date < ledger[-1].date:
        message = _("Release {release} is dated {date}, before the last entry of {last}.")
        raise LedgerError(message.format(release=release, date=date, last=ledger[-1].date))
    text = json.dumps(certificate, ensure_ascii=False, sort_keys=True)
    previous = ledger[-1].digest if ledger else BEGINNING
    fields = (release, date, period, audience, population, text, approver, tuple(linked), supersedes, previous)
    entry = Entry(*fields, digest="")
    return (*ledger, Entry(*fields, digest=digest_of_entry(entry)))


def digest_of_entry(entry: Entry) -> str:
    """Return the SHA-256 over all fields of an entry but its own digest."""
    fields = {name: value for name, value in asdict(entry).items() if name != "digest"}
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()


def check_chain(ledger: Sequence[Entry], *, _: Callable[[str], str] = str) -> None:
    """Raise LedgerError at the first entry that was changed, or before which one was taken out or put in."""
    previous = BEGINNING
    for entry in ledger:
        if entry.previous != previous:
            message = _("The ledger is broken before release {release}: an entry was taken out, put in or moved.")
            raise LedgerError(message.format(release=entry.release))
        if digest_of_entry(entry) != entry.digest:
            message = _("The ledger is broken: the entry of release {release} was changed after it was written.")
            raise LedgerError(message.format(release=entry.release))
        previous = entry.digest


def as_lines(ledger: Sequence[Entry]) -> str:
    """Return the ledger as text, one entry a line, for a file that is only appended to."""
    return "".join(json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n" for entry in ledger)


def from_lines(text: str, *, _: Callable[[str], str] = str) -> tuple[Entry, ...]:
    """Return the ledger that `as_lines` wrote; raises LedgerError where it is broken."""
    try:
        read = [json.loads(line) for line in text.splitlines() if line.strip()]
        ledger = tuple(Entry(**{**fields, "linked": tuple(fields["linked"])}) for fields in read)
    except (ValueError, TypeError, KeyError) as problem:
        raise LedgerError(_("The ledger can't be read: {why}.").format(why=problem)) from problem
    check_chain(ledger, _=_)
    return ledger
