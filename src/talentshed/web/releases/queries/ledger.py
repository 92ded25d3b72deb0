"""What was published or refused for a group, when, under which rules, and is the record whole?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.access.models import State
from talentshed.web.releases import chain, policies
from talentshed.web.releases.models import Release
from talentshed.web.releases.scopes import Scope, scope_of
from talentshed.web.ui.values import Grid, GridColumn, Link, Value

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


@dataclass(frozen=True)
class LedgerPage:
    """The ledger of one scope, for one reader."""

    scope: Scope
    grid: Grid
    check: chain.Check
    head: str
    """First letters of the last digest, to be noted down."""


@dataclass(frozen=True)
class ReleasePage:
    """One entry with its certificate and, where the reader may see them, its tables."""

    scope: Scope | None
    """None for strangers, who see public releases only."""
    release: Release
    name: str
    facts: tuple[tuple[str, str], ...]
    reason: str
    what_would_pass: str
    taken_back: Release | None
    replaced_by: Release | None
    tables: tuple[Grid, ...]
    files: tuple[tuple[Link, ...], ...]
    """For each table, where its files are."""
    certificate: str
    """Address of the certificate; empty where there is none."""
    may_take_back: bool
    closed: str
    """Why this reader doesn't see the tables; empty where they do."""
    back: str
    """Address of the ledger; empty for strangers."""


def visible_scope(person: "Person", key: str) -> Scope:
    """Return a scope whose ledger somebody may read; 404 for strangers."""
    found = scope_of(person, key)
    if found is None or not policies.may_see_ledger(found):
        raise Http404
    return found


def ledger_page(person: "Person", key: str) -> LedgerPage:
    """Return what was published, refused or taken back for a scope; 404 for strangers."""
    scope = visible_scope(person, key)
    state = State.objects.get(pk=scope.state_id)
    ledger = chain.ledger_of(state)
    found = chain.check(state, ledger)
    ends = _ends(ledger)
    rows = tuple(_row(each, state, ends) for each in reversed(ledger) if each.scope == scope.key)
    columns = (
        GridColumn("name", _("Number"), link="address"),
        GridColumn("title", _("What")),
        GridColumn("period", _("Period")),
        GridColumn("standing", _("Standing")),
        GridColumn("audience", _("Who may read it")),
        GridColumn("day", _("On")),
        GridColumn("approver", _("By")),
        GridColumn("hidden", _("Cells hidden"), "count"),
        GridColumn("linked", _("Audited together with")),
    )
    return LedgerPage(
        scope, Grid(_("Releases of {name}").format(name=scope.name), columns, rows), found, found.head[:16]
    )


def _ends(ledger: list[Release]) -> dict[int, Release]:
    """Return what took back or replaced a release; taking back comes before replacing."""
    ends: dict[int, Release] = {}
    for each in ledger:
        older = each.supersedes_id
        if older is not None and (older not in ends or each.status == Release.Status.WITHDRAWN):
            ends[older] = each
    return ends


def _row(each: Release, state: State, ends: Mapping[int, Release]) -> dict[str, Value]:
    return {
        "name": chain.name_of(state.code, each.number),
        "address": each.get_absolute_url(),
        "title": each.title,
        "period": each.period,
        "standing": standing_words(each, ends.get(each.pk), state.code),
        "audience": str(each.get_audience_display()),
        "day": each.released_at.date().isoformat(),
        "approver": each.approver_name,
        "hidden": _hidden(each),
        "hidden_status": "reported" if each.certificate else "not_applicable",
        "linked": ", ".join(each.linked_names) or _("none"),
    }


def standing_words(each: Release, end: Release | None, code: str) -> str:
    """Return how a release stands today."""
    if end is None:
        return str(each.get_status_display())
    words = {"name": chain.name_of(code, end.number)}
    if end.status == Release.Status.WITHDRAWN:
        return _("published, taken back by {name}").format(**words)
    return _("published, replaced by {name}").format(**words)


def _certificate(each: Release) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(each.certificate) if each.certificate else {}
    return read


def _hidden(each: Release) -> int | None:
    tables = _certificate(each).get("tables", ())
    counted = (n for table in tables for status, n in table["statuses"].items() if status != "reported")
    return sum(counted) if each.certificate else None


def release_for(person: "Person | None", pk: int) -> tuple[Release, Scope | None]:
    """Return an entry, and how the reader stands to its scope. person: None for somebody who hasn't signed in.

    Raises:
        Http404: there is none, or neither the ledger nor the tables are theirs to read.
    """
    found = Release.objects.select_related("state", "supersedes").filter(pk=pk).first()
    if found is None:
        raise Http404
    scope = scope_of(person, found.scope) if person is not None else None
    if not (policies.may_see_ledger(scope) or policies.may_see_tables(scope, found)):
        raise Http404
    return found, scope


def release_page(person: "Person | None", pk: int) -> ReleasePage:
    """Return one entry as its reader may see it; 404 for strangers unless it is public."""
    from talentshed.web.releases.queries.tables import grids_of

    release, scope = release_for(person, pk)
    later = Release.objects.filter(supersedes=release).select_related("state").order_by("number")
    ends = _ends(list(later))
    end = ends.get(release.pk)
    taken_back = end if end is not None and end.status == Release.Status.WITHDRAWN else None
    closed = "" if taken_back is None else _("These tables were taken back.")
    closed = closed or policies.may_see_tables(scope, release).reason
    grids = () if closed else grids_of(release)
    releases_here = bool(policies.may_release(scope))
    return ReleasePage(
        scope=scope,
        release=release,
        name=chain.name_of(release.state.code, release.number),
        facts=tuple(_facts(release, standing_words(release, end, release.state.code))),
        reason=release.reason if releases_here or release.status != Release.Status.REFUSED else _refusal_in_short(),
        what_would_pass=release.what_would_pass if releases_here else "",
        taken_back=taken_back,
        replaced_by=end if taken_back is None else None,
        tables=grids,
        files=tuple(_files(release, place) for place in range(len(grids))),
        certificate=reverse("releases:certificate", args=[release.pk]) if release.certificate else "",
        may_take_back=taken_back is None and bool(policies.may_take_back(scope, release)),
        closed=closed if release.status == Release.Status.PUBLISHED else "",
        back=f"{reverse('releases:ledger')}?scope={release.scope}" if policies.may_see_ledger(scope) else "",
    )


def _refusal_in_short() -> str:
    """Which cells came too near to a few is for those who may mend it."""
    return _("The audit found that somebody could work out what a few contributed, so nothing was published.")


def _files(release: Release, place: int) -> tuple[Link, ...]:
    return tuple(
        Link(reverse("releases:table", args=[release.pk, place + 1, kind]), kind.upper()) for kind in ("csv", "xlsx")
    )


def _facts(release: Release, standing: str) -> list[tuple[str, str]]:
    facts = [
        (_("Standing"), standing),
        (_("Period"), release.period),
        (_("Who may read it"), str(release.get_audience_display())),
        (_("On"), release.released_at.date().isoformat()),
        (_("By"), release.approver_name),
        (_("Rules"), release.policy),
    ]
    read = _certificate(release)
    if read:
        tried = ", ".join(f"{each['examined']} × {_attacker(each['kind'])}" for each in read["audit"]["attackers"])
        facts.append((_("Audit"), _("passed; tried as: {attackers}").format(attackers=tried)))
        facts.append((_("Audited together with"), ", ".join(read["releases"]["audited_with"]) or _("none")))
        if read["releases"]["not_compared"]:
            words = ", ".join(read["releases"]["not_compared"])
            facts.append((_("Not compared, as their data are deleted"), words))
        facts += [
            (_("Floor lowered"), _("{setting} to {to}: {reason} ({first}, {second})").format(**_lowered(each)))
            for each in read["policy"].get("lowered", ())
        ]
    facts.append((_("Digest of this entry"), release.digest))
    return facts


def _attacker(kind: str) -> str:
    words = {"outsider": _("outsider"), "contributor": _("contributor"), "pair": _("pair of contributors")}
    return words.get(kind, kind)


def _lowered(each: Mapping[str, Any]) -> dict[str, str]:
    return {
        "setting": each["setting"],
        "to": f"{each['to']:g}",
        "reason": each["reason"],
        "first": each["approver"],
        "second": each["second_approver"],
    }
