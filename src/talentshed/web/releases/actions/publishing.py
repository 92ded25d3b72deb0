"""Publishing tables of confidential answers: the one way out for pages, files, reports, the API and e-mail.

One release at a time in a state. What may not be published is kept in the ledger too, with the reason.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.releases import auditing, chain, policies, pseudonyms, rules
from talentshed.web.releases.models import KeptForAudit, Release
from talentshed.web.releases.problems import NotPossible
from talentshed.web.releases.scopes import Scope, scope_of

if TYPE_CHECKING:
    from talentshed.labor.disclosure.printed import TableToProtect
    from talentshed.web.access.models import Person

_ONE_PERIOD = r"\d{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?"
_PERIOD = re.compile(rf"{_ONE_PERIOD}(/{_ONE_PERIOD})?")


@dataclass(frozen=True)
class Published:
    """What came of asking to publish: an entry of the ledger, and the tables if they were published."""

    release: Release
    name: str
    """For example IL-7."""
    tables: tuple[Mapping[str, Any], ...]
    """Each table: columns of codes, value and status; low, high; a sentence in each language. None if refused."""

    @property
    def is_published(self) -> bool:
        """Whether readers may see it."""
        return self.release.status == Release.Status.PUBLISHED

    @property
    def reason(self) -> str:
        """Why not; empty where it was published."""
        return self.release.reason

    @property
    def what_would_pass(self) -> str:
        """What would make it pass; empty where it was published."""
        return self.release.what_would_pass


@transaction.atomic
def publish(
    *,
    by: "Person",
    scope: str,
    title: str,
    period: str,
    tables: "Sequence[TableToProtect]",
    policy: str,
    audience: str = Release.Audience.MEMBERS,
    changes: Mapping[str, Any] | None = None,
    keep: Sequence[Mapping[str, str]] = (),
    supersedes: Release | None = None,
) -> Published:
    """Protect tables, audit them alone and with all earlier releases, and write the result into the ledger.

    scope: whose figures, for example partnership/12. policy: key of a shipped one; changes: settings to tighten.
    Nothing is raised where a release is refused: the refusal is kept, and `Published.is_published` says no.

    Raises:
        PermissionDenied: the person may not publish for this scope.
        NotPossible: title, period, policy or a table can't be used as it is; nothing was kept.
    """
    place = scope_of(by, scope)
    policies.may_release(place).require()
    assert place is not None
    _check_words(title, period, audience, tables)
    state, ledger = chain.hold(place.state_id)
    _check_superseded(supersedes, place, ledger)
    wanted = rules.rules_for(state, place.key, policy, changes)
    name = chain.name_of(state.code, ledger[-1].number + 1 if ledger else 1)
    asked = auditing.Asked(name, period, tuple(tables), wanted, tuple(keep))
    found = auditing.audited(asked, _earlier(ledger, state.code, place.key))
    made = _entry(by, place, title, period, audience, wanted, found, supersedes)
    chain.append(made, state, ledger)
    if found.may_be_published:
        _keep(made, found)
    kind = "RELEASE_PUBLISHED" if found.may_be_published else "RELEASE_REFUSED"
    audit.record(kind, by=by, about=made, scope=place.key, state=state, name=name, digest=made.digest)
    return Published(made, name, tuple(json.loads(found.tables)) if found.tables else ())


def _check_words(title: str, period: str, audience: str, tables: "Sequence[TableToProtect]") -> None:
    if not title.strip():
        raise NotPossible(_("Give the release a title, so that readers know what it shows."))
    if not _PERIOD.fullmatch(period):
        sentence = _(
            "Write the period as 2026, 2026-Q1, 2026-H1 or 2026-03, or two of these with a slash, not “{given}”."
        )
        raise NotPossible(sentence.format(given=period))
    if audience not in Release.Audience.values:
        raise NotPossible(_("Say who may read it: members, state or public."))
    if not tables:
        raise NotPossible(_("There is no table to publish."))
    if len({each.name for each in tables}) < len(tables):
        raise NotPossible(_("Two tables of the release have the same name; give each its own."))


def _check_superseded(older: Release | None, place: Scope, ledger: Sequence[Release]) -> None:
    if older is None:
        return
    known = next((each for each in ledger if each.pk == older.pk), None)
    if known is None or known.scope != place.key or known.status != Release.Status.PUBLISHED:
        raise NotPossible(_("The release that this one is to replace isn’t a published one of the same group."))


def _earlier(ledger: Sequence[Release], state_code: str, scope: str) -> list[auditing.Earlier]:
    """Return all that was ever published in the state, taken back or not: readers may have kept it."""
    kept = {each.release_id: each for each in KeptForAudit.objects.filter(release__in=[each.pk for each in ledger])}
    found = []
    for each in ledger:
        own = kept.get(each.pk)
        is_same = each.scope == scope
        if each.status != Release.Status.PUBLISHED or not (is_same or (own is not None and own.contributors)):
            continue
        found.append(
            auditing.Earlier(
                name=chain.name_of(state_code, each.number),
                period=each.period,
                is_same_scope=is_same,
                certificate=each.certificate,
                published=each.tables,
                kept=own.tables if own else None,
                key_mark=own.key_mark if own else "",
            )
        )
    return found


def _entry(
    by: "Person",
    place: Scope,
    title: str,
    period: str,
    audience: str,
    wanted: Any,
    found: auditing.Audited,
    supersedes: Release | None,
) -> Release:
    from talentshed.labor.disclosure.policy import settings_of

    status = Release.Status.PUBLISHED if found.may_be_published else Release.Status.REFUSED
    return Release(
        status=status,
        scope=place.key,
        title=title.strip()[:200],
        period=period,
        audience=audience,
        policy=wanted.key,
        settings=json.dumps(settings_of(wanted), ensure_ascii=False, sort_keys=True),
        certificate=found.certificate,
        tables=found.tables,
        table_digest=hashlib.sha256(found.tables.encode()).hexdigest() if found.tables else "",
        population=found.population,
        reason=found.reason,
        what_would_pass=found.what_would_pass,
        approver=by,
        approver_name=str(by),
        supersedes=supersedes if found.may_be_published else None,
        linked="\n".join(found.linked),
    )


def _keep(made: Release, found: auditing.Audited) -> None:
    KeptForAudit.objects.create(
        release=made,
        tables=found.kept,
        contributors=found.has_contributors,
        key_mark=pseudonyms.mark_of(pseudonyms.current()),
    )


@transaction.atomic
def take_back(*, by: "Person", release: Release, reason: str) -> Release:
    """Take a release back: readers see why instead of the tables. Later releases are still audited with it.

    Raises:
        PermissionDenied: the person may not publish for its scope.
        NotPossible: no reason is given, or it was taken back already.
    """
    place = scope_of(by, release.scope)
    policies.may_take_back(place, release).require()
    if not reason.strip():
        raise NotPossible(_("Say why the release is taken back: readers will see it."))
    state, ledger = chain.hold(release.state_id)
    if any(each.supersedes_id == release.pk and each.status == Release.Status.WITHDRAWN for each in ledger):
        raise NotPossible(_("This release was taken back already."))
    made = Release(
        status=Release.Status.WITHDRAWN,
        scope=release.scope,
        title=release.title,
        period=release.period,
        audience=release.audience,
        policy=release.policy,
        reason=reason.strip(),
        approver=by,
        approver_name=str(by),
        supersedes=release,
    )
    chain.append(made, state, ledger)
    audit.record(
        "RELEASE_TAKEN_BACK",
        by=by,
        about=made,
        scope=release.scope,
        state=state,
        digest=made.digest,
        reason=made.reason,
    )
    return made
