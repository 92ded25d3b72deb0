"""What do those who came take home? A first draft of the summary, put together from the records."""

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.meetings.models import Attendance, Meeting, Side
from talentshed.web.meetings.queries.coming import came
from talentshed.web.meetings.queries.finding import meetings_of
from talentshed.web.meetings.queries.room_board import ThemeView
from talentshed.web.meetings.queries.room_results import ItemResult, RoomResults, room_results

MOST_LISTED = 20


def draft(meeting: Meeting) -> str:
    """Return the draft: who was there, opportunities, priorities with champions, what was decided, the next date.

    Attendees are named by organization with the number of people; nobody is quoted.
    """
    results = room_results(meeting)
    parts = [
        _heading(meeting),
        _attendees(came(meeting)),
        *(_of_room(results) if results is not None else ()),
        _decisions(meeting),
        _next_date(meeting),
    ]
    return "\n\n".join(part for part in parts if part)


def _heading(meeting: Meeting) -> str:
    when = date_format(localtime(meeting.starts_at), "DATETIME_FORMAT")
    lines = [meeting.title, str(meeting.partnership), when + (f", {meeting.place}" if meeting.place else "")]
    if meeting.chair_name:
        lines.append(_("In the chair: {name}").format(name=meeting.chair_name))
    return "\n".join(lines)


def _attendees(people: tuple[Attendance, ...]) -> str:
    if not people:
        return ""
    lines = [_("WHO WAS THERE")]
    for side, words in ((Side.BUSINESS, _("Businesses: {names}")), (Side.PUBLIC, _("Support partners: {names}"))):
        names = sorted({each.organization_name for each in people if each.side == side}, key=str.casefold)
        if names:
            lines.append(words.format(names=", ".join(names)))
    count = ngettext("{count} person in all.", "{count} people in all.", len(people))
    return "\n".join([*lines, count.format(count=len(people))])


def _of_room(results: RoomResults) -> Iterable[str]:
    yield _themes(_("THE BIGGEST OPPORTUNITIES"), [each for each in results.themes if each.opportunities])
    yield _themes(_("WHAT STANDS IN THE WAY"), [each for each in results.themes if not each.opportunities])
    if results.championed:
        yield "\n".join([_("PRIORITIES, AND WHO CHAMPIONS THEM"), *(_priority(each) for each in results.championed)])
    if results.parked:
        parked = [f"- {each.requirement.text}" for each in results.parked]
        yield "\n".join([_("PARKED FOR WANT OF A CHAMPION, TO BE OFFERED AGAIN"), *parked])
    if results.heard:
        heard = [f"- {each.organization}: {each.heard}" for each in results.heard]
        yield "\n".join([_("WHAT SUPPORT PARTNERS HEARD"), *heard])


def _themes(heading: str, themes: Sequence[ThemeView]) -> str:
    named = [f"- {each.theme.name} ({_firms(each.firms)})" for each in themes[:MOST_LISTED]]
    return "\n".join([heading, *named]) if named else ""


def _firms(count: int) -> str:
    return ngettext("{count} firm", "{count} firms", count).format(count=count)


def _priority(each: ItemResult) -> str:
    facts = "; ".join([*each.themes, _("behind it: {firms}").format(firms=_firms(each.breadth.firms))])
    names = ", ".join(f"{signed.name}, {signed.organization}" for signed in each.sign_ups)
    return f"- {each.requirement.text} ({facts}); " + _("champion: {names}").format(names=names)


def _decisions(meeting: Meeting) -> str:
    decided = [f"- {each.text}" for each in meeting.decisions.filter(revoked_at__isnull=True).order_by("pk")]
    return "\n".join([_("WHAT WAS DECIDED"), *decided]) if decided else ""


def _next_date(meeting: Meeting) -> str:
    later = meetings_of(meeting.partnership).filter(status=Meeting.Status.PLANNED, starts_at__gt=meeting.starts_at)
    coming = later.order_by("starts_at").first()
    if coming is None:
        return _("NEXT MEETING\nThe date follows.")
    when = date_format(localtime(coming.starts_at), "DATETIME_FORMAT")
    place = f", {coming.place}" if coming.place else ""
    return _("NEXT MEETING\n{title}: {when}").format(title=coming.title, when=when) + place
