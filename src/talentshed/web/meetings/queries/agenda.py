"""How does the meeting run: which step when, who speaks how long, what to watch for?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.meetings import listening, terms
from talentshed.web.meetings.listening import Minutes, Warned
from talentshed.web.meetings.models import AgendaFinding, AgendaItem, Meeting
from talentshed.web.ui.formats import written


@dataclass(frozen=True)
class Row:
    """One step with its time on the clock."""

    number: int
    item: AgendaItem
    starts_at: datetime
    ends_at: datetime
    from_minute: int
    to_minute: int
    state: str
    """done, now or next."""
    spent: int | None
    """Whole minutes that it took, or takes so far; nothing before it begins."""
    findings: tuple["FindingView", ...] = ()

    @property
    def over(self) -> int:
        """Minutes over its time; 0 where it is within."""
        return max((self.spent or 0) - self.item.minutes, 0)


@dataclass(frozen=True)
class FindingView:
    """A word on the agenda with the advice on it, in the reader's language."""

    finding: AgendaFinding
    risk: str
    advice: str
    neutral: str


@dataclass(frozen=True)
class Schedule:
    """A meeting's agenda, worked out."""

    meeting: Meeting
    rows: tuple[Row, ...]
    minutes: Minutes
    warnings: tuple[str, ...]
    """What to watch for, in sentences."""
    findings: tuple[FindingView, ...]
    """All words that were found and are not gone, also those of items."""
    settled: tuple[FindingView, ...]
    """Words that are gone since, or belong to items that were taken off."""

    @property
    def running(self) -> Row | None:
        """The step that is going on."""
        return next((row for row in self.rows if row.state == "now"), None)

    @property
    def open_findings(self) -> tuple[FindingView, ...]:
        """Words that wait for the chair."""
        return tuple(each for each in self.findings if each.finding.decision in ("", "to_reword"))


def schedule(meeting: Meeting) -> Schedule:
    """Return the agenda of a meeting; two queries."""
    items = tuple(meeting.items.all())
    findings = [view(each) for each in meeting.findings.all()]
    live = tuple(each for each in findings if each.finding.decision != AgendaFinding.Decision.GONE)
    by_item: dict[int, list[FindingView]] = {}
    for each in live:
        by_item.setdefault(each.finding.item_id or 0, []).append(each)
    return Schedule(
        meeting=meeting,
        rows=_rows(meeting, items, by_item),
        minutes=listening.planned_minutes(items),
        warnings=_warnings(meeting, items),
        findings=live,
        settled=tuple(each for each in findings if each not in live),
    )


def view(finding: AgendaFinding) -> FindingView:
    """Return a finding with the advice of the list of terms."""
    words = {"red": _("red: one firm’s own affairs"), "black": _("black: never at this table")}
    return FindingView(finding, words[finding.risk], terms.advice(finding.term), terms.neutral(finding.term))


def _rows(meeting: Meeting, items: Sequence[AgendaItem], by_item: dict[int, list[FindingView]]) -> tuple[Row, ...]:
    rows, minute = [], 0
    for number, item in enumerate(items, start=1):
        rows.append(
            Row(
                number=number,
                item=item,
                starts_at=meeting.starts_at + timedelta(minutes=minute),
                ends_at=meeting.starts_at + timedelta(minutes=minute + item.minutes),
                from_minute=minute,
                to_minute=minute + item.minutes,
                state="next" if item.started_at is None else "done" if item.ended_at else "now",
                spent=None if item.started_at is None else int(spent_minutes(item)),
                findings=tuple(by_item.get(item.pk, ())),
            )
        )
        minute += item.minutes
    return tuple(rows)


def spent_minutes(item: AgendaItem) -> float:
    """Return how long a step took, or takes so far; 0 before it begins."""
    if item.started_at is None:
        return 0.0
    return ((item.ended_at or timezone.now()) - item.started_at).total_seconds() / 60


def spoken(items: Sequence[AgendaItem]) -> Minutes:
    """Return the minutes that each side has really had."""
    by_side = {
        side: sum(spent_minutes(each) for each in items if each.speaker == side)
        for side in ("business", "public", "facilitator")
    }
    return Minutes(**by_side)


def warning_now(found: Schedule) -> str:
    """Return the sentence to show while the meeting runs, once public partners have spoken too long; else nothing."""
    items = [row.item for row in found.rows]
    warned = listening.warning_of_time(found.meeting.kind, spoken(items), found.minutes.total)
    if warned is None:
        return ""
    return _(
        "Public partners have spoken for {found} minutes; {limit} is their share of this meeting. Give the floor back "
        "to business."
    ).format(found=round(warned.found), limit=round(warned.limit))


def _warnings(meeting: Meeting, items: Sequence[AgendaItem]) -> tuple[str, ...]:
    found = [in_words(each) for each in listening.warnings_of_agenda(meeting.kind, items)]
    total = sum(item.minutes for item in items)
    if items and total > meeting.minutes:
        found.append(
            ngettext(
                "The steps take {total} minutes, {over} minute more than the meeting has.",
                "The steps take {total} minutes, {over} minutes more than the meeting has.",
                total - meeting.minutes,
            ).format(total=total, over=total - meeting.minutes)
        )
    return tuple(found)


def in_words(warned: Warned) -> str:
    """Return a warning as a sentence."""
    if warned.kind == "no_business":
        return _("No step belongs to business. The agenda is the industry’s.")
    if warned.kind == "minutes":
        return _(
            "Public partners have {found} of the speaking time; {limit} is the most in their listening role."
        ).format(found=written(warned.found, "percent"), limit=written(warned.limit, "percent"))
    if warned.kind == "order":
        return _(
            "“{step}” has public partners speak before business is done. At a launch they answer at the end."
        ).format(step=warned.what)
    if not warned.limit:
        return ngettext(
            "{found} public partner sits at the table. At a launch they sit outside and listen.",
            "{found} public partners sit at the table. At a launch they sit outside and listen.",
            int(warned.found),
        ).format(found=int(warned.found))
    return _(
        "{found} public partners sit at the table, and {limit} from business. Business must outnumber them."
    ).format(found=int(warned.found), limit=int(warned.limit))
