"""What is to be done, by whom, what is late, and how well does the table keep its word?"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.priorities import reckoning
from talentshed.web.priorities.models import ActionItem, ActionItemDependency
from talentshed.web.priorities.models.work import OPEN_ITEMS
from talentshed.web.priorities.queries.pictures import Bars, bar
from talentshed.web.priorities.reckoning import Pace, Task
from talentshed.web.ui.formats import written
from talentshed.web.ui.reading import once_a_page
from talentshed.web.ui.values import Grid, GridColumn

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing

SHOWS = ("open", "overdue", "mine", "done", "all")
# Django's get_status_display goes through all choices at each call; a list shows hundreds.
_STATUSES = dict(ActionItem.Status.choices)


@dataclass(frozen=True)
class Row:
    """One item as the list shows it."""

    item: ActionItem
    late: int
    """Days since its day, where it is still open; else 0."""
    waits: tuple[str, ...]
    """Open items that it waits for."""

    @property
    def when(self) -> str:
        """How its day stands, in words."""
        if not self.item.is_open:
            return str(_STATUSES[self.item.status])
        if self.late:
            return ngettext("overdue by {n} day", "overdue by {n} days", self.late).format(n=self.late)
        return str(_STATUSES[self.item.status])


@dataclass(frozen=True)
class Work:
    """The list with how the table keeps its word."""

    rows: tuple[Row, ...]
    pace: Pace
    picture: Bars
    grid: Grid
    counts: dict[str, int]


@once_a_page
def all_items(partnership: "Partnership") -> "tuple[ActionItem, ...]":
    """Return every item, what is due first in front, with owners: gates and the block of the home share it."""
    found = ActionItem.objects.filter(partnership=partnership).order_by("due_date", "pk")
    return tuple(found.select_related("owner", "owner_organization"))


def open_items(partnership: "Partnership") -> "QuerySet[ActionItem]":
    """Return what is still to be done, what is due first in front, with owners."""
    found = ActionItem.objects.filter(partnership=partnership, status__in=OPEN_ITEMS)
    return found.select_related("owner", "owner_organization", "team", "priority")


def overdue(partnership: "Partnership", today: date | None = None) -> "QuerySet[ActionItem]":
    """Return what should have been done by a day (today unless given)."""
    return open_items(partnership).filter(due_date__lt=today or timezone.localdate())


def is_owned_by(item: ActionItem, standing: "Standing") -> bool:
    """Say whether an item is somebody's own, or their organization's."""
    return item.owner_id == standing.person.pk or item.owner_organization_id in standing.organizations


def work(standing: "Standing", show: str = "open") -> Work:
    """Return the items of a partnership in two queries. show: one of SHOWS."""
    today = timezone.localdate()
    items = list(
        ActionItem.objects.filter(partnership=standing.partnership).select_related(
            "owner", "owner_organization", "team", "priority"
        )
    )
    waits = _waits(standing.partnership, {each.pk: each for each in items})
    late = {each.pk: max(0, (today - each.due_date).days) if each.is_open else 0 for each in items}
    sorts = {
        "open": [each for each in items if each.is_open],
        "overdue": [each for each in items if late[each.pk]],
        "mine": [each for each in items if each.is_open and is_owned_by(each, standing)],
        "done": [each for each in items if each.status == ActionItem.Status.DONE],
        "all": items,
    }
    rows = tuple(Row(each, late[each.pk], waits.get(each.pk, ())) for each in sorts[show])
    kept = reckoning.pace(
        (Task(each.due_date, each.done_on, each.status == ActionItem.Status.DROPPED) for each in items), today
    )
    counts = {key: len(found) for key, found in sorts.items()}
    return Work(rows, kept, _picture(kept), _grid(rows), counts)


def _waits(partnership: "Partnership", items: dict[int, ActionItem]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    edges = ActionItemDependency.objects.filter(item__partnership=partnership).values_list("item_id", "needs_id")
    for item, needs in edges:
        if needs in items and items[needs].is_open:
            found[item] = (*found.get(item, ()), items[needs].title)
    return found


def _picture(kept: Pace) -> Bars:
    if kept.completion is None or kept.on_time_share is None:
        return Bars(_("No item has come due yet, so there is nothing to count."), ())
    late = kept.done - kept.on_time
    words = _("{done} of {due} done").format(done=kept.done, due=kept.due)
    row = bar(_("Items that came due or are done"), (kept.on_time, late, kept.overdue), kept.due, words)
    sentence = _(
        "Of {due} items that came due or are done, {done} are done ({completion}), {on_time} on time ({share})."
    )
    said = sentence.format(
        due=kept.due,
        done=kept.done,
        completion=written(kept.completion, "percent"),
        on_time=kept.on_time,
        share=written(kept.on_time_share, "percent"),
    )
    if kept.age is not None:
        late_words = ngettext(
            "{n} is overdue, by {days} days in the middle of the list.",
            "{n} are overdue, by {days} days in the middle of the list.",
            kept.overdue,
        )
        said += " " + late_words.format(n=kept.overdue, days=f"{kept.age:g}")
    legend = (("first", _("done by its day")), ("second", _("done later")), ("third", _("overdue")))
    return Bars(said, (row,), legend)


def owner_words(item: ActionItem) -> str:
    """Return who sees to an item, in words."""
    named = [str(each) for each in (item.owner, item.owner_organization) if each is not None]
    return ", ".join(named) or _("nobody: its owner has left")


def _grid(rows: tuple[Row, ...]) -> Grid:
    return Grid(
        caption=_("Action items"),
        columns=(
            GridColumn("title", _("Item"), link="href"),
            GridColumn("owner", _("Owner")),
            GridColumn("due", _("Due")),
            GridColumn("when", _("How far")),
            GridColumn("priority", _("Priority")),
            GridColumn("waits", _("Waits for")),
            GridColumn("evidence", _("Evidence")),
        ),
        rows=tuple(
            {
                "title": row.item.title,
                "href": row.item.get_absolute_url(),
                "owner": owner_words(row.item),
                "due": row.item.due_date.isoformat(),
                "when": row.when,
                "late": row.late > 0,
                "priority": row.item.priority.title if row.item.priority else _("the whole table"),
                "waits": "; ".join(row.waits) or _("nothing"),
                "evidence": row.item.evidence or _("none yet"),
            }
            for row in rows
        ),
        sortable=True,
    )


def pace_grid(kept: Pace) -> Grid:
    """Return the numbers behind the picture."""
    return Grid(
        caption=_("How the table keeps its word"),
        columns=(
            GridColumn("what", _("What")),
            GridColumn("value", _("Number"), "count"),
            GridColumn("share", _("Share"), "percent"),
        ),
        rows=(
            {
                "what": _("Items that came due or are done"),
                "value": kept.due,
                "share": None,
                "share_status": "not_applicable",
            },
            {"what": _("Done (completion rate)"), "value": kept.done, **_share(kept.completion)},
            {"what": _("Done by their day (on-time rate)"), "value": kept.on_time, **_share(kept.on_time_share)},
            {"what": _("Overdue"), "value": kept.overdue, "share": None, "share_status": "not_applicable"},
        ),
    )


def _share(value: float | None) -> dict[str, float | str | None]:
    return {"share": value, "share_status": "reported" if value is not None else "not_available"}
