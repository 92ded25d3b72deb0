"""Which firms named which issues, and which of them share the most?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.http import Http404
from django.utils.translation import gettext as _

from talentshed.web.partnerships.models import HeldIssue, Member, Partnership, StartGroup
from talentshed.web.partnerships.queries.start_matrix import Matrix, matrix
from talentshed.web.ui.values import Grid, GridColumn

LEAST, MOST = 4, 8
"""Sizes of a start group unless others are asked for."""
MOST_ALLOWED = 15
MOST_NAMED = 3

Issue = tuple[str, str]
"""Kind and topic."""


@dataclass(frozen=True)
class Held:
    """Which employer on the list named what."""

    firms: tuple[Member, ...]
    """Employers on the list that have not left, by name."""
    issues: tuple[Issue, ...]
    """All that were named, what most firms named in front."""
    flags: np.ndarray
    """Firms x issues."""
    records: tuple[HeldIssue, ...]


@dataclass(frozen=True)
class Reason:
    """Why a firm is in the group."""

    member: Member
    shared: tuple[tuple[Issue, tuple[str, ...]], ...]
    """What it shares, and with whom in the group."""
    points: int
    """By how much the group's score would fall without it."""

    @property
    def sentence(self) -> str:
        """The reason in words."""
        if not self.shared:
            return _("shares no issue with the others; it fills the size that you asked for")
        parts = [_with(issue, firms) for issue, firms in self.shared]
        return _("shares {issues}").format(issues="; ".join(parts))


@dataclass(frozen=True)
class Alternative:
    """The best group of another size, and what it would change."""

    size: int
    score: int
    added: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """The firms to begin with, and why."""

    firms: tuple[Reason, ...]
    score: int
    is_proven: bool
    common: tuple[tuple[Issue, int], ...]
    """Issues that at least two of them hold, with how many do."""
    alternatives: tuple[Alternative, ...]
    left_out: tuple[tuple[Member, int], ...]
    """The others, with what each would add to the score or take from it, best first."""


def _with(issue: Issue, firms: tuple[str, ...]) -> str:
    """Return an issue and with whom it is shared; more than three firms are counted, the table names them."""
    if len(firms) > MOST_NAMED:
        return _("{topic} with {count} others").format(topic=issue_words(issue), count=len(firms))
    return _("{topic} with {firms}").format(topic=issue_words(issue), firms=", ".join(firms))


def issue_words(issue: Issue) -> str:
    """Return an issue in words."""
    kind, topic = issue
    return f"{topic} ({HeldIssue.Kind(kind).label})"


def held_by(partnership: Partnership) -> Held:
    """Read who named what, in two queries."""
    firms = tuple(
        Member.objects.filter(
            partnership=partnership, organization__kind="employer", organization__merged_into__isnull=True
        )
        .exclude(stage=Member.Stage.LEFT)
        .select_related("organization")
        .order_by("organization__name", "pk")
    )
    row = {each.pk: place for place, each in enumerate(firms)}
    records = tuple(HeldIssue.objects.filter(member_id__in=row).order_by("kind", "topic"))
    named: dict[Issue, int] = {}
    for each in records:
        named[(each.kind, each.topic)] = named.get((each.kind, each.topic), 0) + 1
    issues = tuple(sorted(named, key=lambda issue: (-named[issue], issue[1], issue[0])))
    column = {issue: place for place, issue in enumerate(issues)}
    flags = np.zeros((len(firms), len(issues)), np.bool_)
    for each in records:
        flags[row[each.member_id], column[(each.kind, each.topic)]] = True
    return Held(firms, issues, flags, records)


def by_firm(held: Held) -> tuple[tuple[Member, tuple[tuple[HeldIssue, str], ...]], ...]:
    """Return what was written down, firm by firm, each issue with its words; firms without any are left out."""
    found = []
    for member in held.firms:
        issues = tuple(
            (each, issue_words((each.kind, each.topic))) for each in held.records if each.member_id == member.pk
        )
        if issues:
            found.append((member, issues))
    return tuple(found)


def issue_of(partnership: Partnership, issue_id: int) -> HeldIssue:
    """Return an issue written down in a partnership; 404 for others' ids."""
    found = HeldIssue.objects.filter(member__partnership=partnership, pk=issue_id)
    issue = found.select_related("member__organization").first()
    if issue is None:
        raise Http404
    return issue


def saved_groups(partnership: Partnership) -> tuple[StartGroup, ...]:
    """Return the groups that were saved, newest first."""
    return tuple(partnership.start_groups.select_related("by").prefetch_related("members__organization"))


def score_of(held: Held, member_ids: Iterable[int]) -> int:
    """Return the shared-issue score of any group."""
    from talentshed.labor.kernels.like_minded import score, ties

    wanted = set(member_ids)
    rows = np.array([place for place, each in enumerate(held.firms) if each.pk in wanted], np.int64)
    return score(ties(held.flags), rows)


def proposal(held: Held, least: int, most: int) -> Proposal | None:
    """Return the group of `least` to `most` firms that shares the most; None where fewer than two firms named any.

    Of the best groups of each size the one with the highest score is proposed, the smaller one of equal ones.
    """
    from talentshed.labor.kernels.like_minded import best_group, ties

    rows = np.flatnonzero(held.flags.any(axis=1))
    if len(rows) < 2:
        return None
    tie = ties(held.flags[rows])
    sizes = range(min(max(2, least), len(rows)), min(most, len(rows)) + 1)
    best = {size: best_group(tie, size) for size in sizes}
    size = min(best, key=lambda each: (-best[each].score, each))
    chosen = rows[best[size].members]
    return Proposal(
        firms=tuple(_reason(held, place, chosen) for place in chosen),
        score=best[size].score,
        is_proven=all(each.is_proven for each in best.values()),
        common=_common(held, chosen),
        alternatives=tuple(
            _alternative(held, chosen, rows[each.members], each.score) for key, each in best.items() if key != size
        ),
        left_out=_left_out(held, chosen),
    )


def _reason(held: Held, place: int, chosen: "np.ndarray") -> Reason:
    shared = []
    points = 0
    for other in chosen:
        if other != place:
            both = int((held.flags[place] & held.flags[other]).sum())
            points += both or -1
    for column, issue in enumerate(held.issues):
        others = [str(held.firms[other]) for other in chosen if other != place and held.flags[other, column]]
        if held.flags[place, column] and others:
            shared.append((issue, tuple(others)))
    return Reason(held.firms[place], tuple(shared), points)


def _common(held: Held, chosen: "np.ndarray") -> tuple[tuple[Issue, int], ...]:
    counts = held.flags[chosen].sum(axis=0)
    found = [(issue, int(counts[column])) for column, issue in enumerate(held.issues) if counts[column] >= 2]
    return tuple(sorted(found, key=lambda each: (-each[1], each[0][1], each[0][0])))


def _alternative(held: Held, chosen: "np.ndarray", other: "np.ndarray", score: int) -> Alternative:
    here, there = set(chosen.tolist()), set(other.tolist())
    added = tuple(str(held.firms[place]) for place in sorted(there - here))
    dropped = tuple(str(held.firms[place]) for place in sorted(here - there))
    return Alternative(len(there), score, added, dropped)


def _left_out(held: Held, chosen: "np.ndarray") -> tuple[tuple[Member, int], ...]:
    inside = set(chosen.tolist())
    found = []
    for place, member in enumerate(held.firms):
        if place not in inside:
            both = (held.flags[chosen] & held.flags[place]).sum(axis=1)
            found.append((member, int(np.where(both > 0, both, -1).sum())))
    return tuple(sorted(found, key=lambda each: (-each[1], str(each[0]))))


def picture(held: Held, found: Proposal | None) -> Matrix:
    """Return who named what as a drawing: the proposed firms on top, the most shared issues first."""
    inside = {each.member.pk for each in found.firms} if found else set()
    order = sorted(range(len(held.firms)), key=lambda row: (held.firms[row].pk not in inside, str(held.firms[row])))
    shown = [row for row in order if held.flags[row].any()]
    names = [(str(held.firms[row]), held.firms[row].pk in inside) for row in shown]
    return matrix(names, [issue_words(each) for each in held.issues], held.flags[shown])


def table(held: Held, found: Proposal | None) -> Grid:
    """Return the same as a table: firms x issues in words."""
    inside = {each.member.pk for each in found.firms} if found else set()
    columns: Sequence[GridColumn] = (
        GridColumn("firm", _("Firm")),
        GridColumn("group", _("Proposed")),
        GridColumn("stage", _("How far")),
        GridColumn("issues", _("Issues that it named")),
    )
    rows = tuple(
        {
            "firm": str(member),
            "group": _("yes") if member.pk in inside else _("no"),
            "stage": str(member.get_stage_display()),
            "issues": "; ".join(
                issue_words(issue) for column, issue in enumerate(held.issues) if held.flags[row, column]
            )
            or _("nothing written down yet"),
        }
        for row, member in enumerate(held.firms)
    )
    return Grid(_("What each firm named"), tuple(columns), rows)
