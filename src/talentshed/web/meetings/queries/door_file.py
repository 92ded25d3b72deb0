"""Who was there, as a table to take away?"""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from talentshed.web.meetings.models import Meeting, Side
from talentshed.web.meetings.queries.coming import Checked
from talentshed.web.organizations.models.organization import DecisionAuthority
from talentshed.web.ui.values import Grid, GridColumn


def door_grid(meeting: Meeting, people: tuple[Checked, ...]) -> Grid:
    """Return who was there, one a row: organization, side, name, what they can promise, seat, notice."""
    labels = {
        "organization": _("Organization"),
        "side": _("Side"),
        "name": _("Name"),
        "title": _("Title"),
        "authority": _("What they can promise"),
        "seat": _("Seat"),
        "notice": _("Notice acknowledged"),
        "arrived": _("Arrived"),
    }
    return Grid(
        caption=_("Attendance of {meeting}").format(meeting=meeting),
        columns=tuple(GridColumn(key, label) for key, label in labels.items()),
        rows=tuple(_row(each) for each in people if each.is_here),
    )


def _row(each: Checked) -> dict[str, str]:
    here = each.attendance
    assert here is not None  # only who is here has a row
    return {
        "organization": here.organization_name,
        "side": str(Side(here.side).label),
        "name": here.name,
        "title": here.title,
        "authority": str(DecisionAuthority(here.decision_authority).label),
        "seat": _("at the table") if here.at_table else _("outside"),
        "notice": _("yes") if each.acknowledgement else _("no"),
        "arrived": date_format(localtime(here.arrived_at), "Y-m-d H:i"),
    }
