"""Which words on this meeting's agenda has somebody to decide on? Kept up to date whenever the agenda changes."""

from django.utils import timezone

from talentshed.web.meetings import terms
from talentshed.web.meetings.models import AgendaFinding, Meeting
from talentshed.web.meetings.terms import Found

LONGEST_FOUND = 120


def look_again(meeting: Meeting) -> int:
    """Check the agenda, keep new findings, mark those whose words are gone; return how many are open.

    What the chair decided stays as long as the words stay. Called inside the actions that change an agenda.
    """
    standing = {
        (each.item_id, each.term, each.found.casefold()): each
        for each in AgendaFinding.objects.filter(meeting=meeting).exclude(decision=AgendaFinding.Decision.GONE)
    }
    new: list[AgendaFinding] = []
    for item in meeting.items.all():
        for hit in in_item(item.title, item.who, item.script, item.captured):
            key = (item.pk, hit.term, hit.words[:LONGEST_FOUND].casefold())
            if standing.pop(key, None) is None and not any(_same(each, key) for each in new):
                new.append(_finding(meeting, item.pk, item.title, hit))
    AgendaFinding.objects.bulk_create(new)
    gone = [each.pk for each in standing.values()]
    AgendaFinding.objects.filter(pk__in=gone).update(decision=AgendaFinding.Decision.GONE, decided_at=timezone.now())
    return AgendaFinding.objects.filter(meeting=meeting, decision=AgendaFinding.Decision.OPEN).count()


def in_item(*texts: str) -> tuple[Found, ...]:
    """Return what the check finds in the words of one item."""
    return tuple(hit for text in texts for hit in terms.check(text))


def _same(finding: AgendaFinding, key: tuple[int, str, str]) -> bool:
    return (finding.item_id, finding.term, finding.found.casefold()) == key


def _finding(meeting: Meeting, item_id: int, title: str, hit: Found) -> AgendaFinding:
    return AgendaFinding(
        meeting=meeting,
        item_id=item_id,
        item_words=title,
        term=hit.term,
        terms_version=terms.known().version,
        risk=hit.risk,
        found=hit.words[:LONGEST_FOUND],
    )
