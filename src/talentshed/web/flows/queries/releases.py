"""Which releases were uploaded to a partnership or a state, which one is shown, and what may the reader do?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.access.models import State
from talentshed.web.flows import policies
from talentshed.web.flows.models import FlowFile, FlowRelease
from talentshed.web.flows.queries.regional_words import sector_in_words, sheet_names
from talentshed.web.flows.release_checking import Checked, read
from talentshed.web.flows.release_folder import RECEIPTS
from talentshed.web.ui.values import Grid, GridColumn, Value

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.access.models import Person
    from talentshed.web.access.verdict import Verdict
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.partnerships.policies import Standing


@dataclass(frozen=True)
class Place:
    """Where releases lie, for one reader: a partnership, or a whole state."""

    person: "Person"
    state: State
    standing: "Standing | None" = None
    """What the reader is in the partnership; none: the place is the state."""

    @property
    def partnership(self) -> "Partnership | None":
        """The partnership, if it is one."""
        return None if self.standing is None else self.standing.partnership

    @property
    def name(self) -> str:
        """What the place is called."""
        return str(self.partnership or self.state)

    @property
    def may_upload(self) -> "Verdict":
        """Whether the reader may upload here."""
        if self.standing is None:
            return policies.may_upload_to_state(self.person, self.state)
        return policies.may_upload(self.standing, self.standing.partnership)

    def may_remove(self, release: FlowRelease) -> "Verdict":
        """Whether the reader may remove a release."""
        return policies.may_remove(self.standing or self.person, release)

    def address(self, name: str, *args: Any) -> str:
        """Return the address of one of its pages."""
        if self.standing is None:
            return reverse(f"flows:of_state:{name}", args=[self.state.code, *args])
        return reverse(f"flows:of_partnership:{name}", args=[self.standing.partnership.pk, *args])

    def releases(self) -> "QuerySet[FlowRelease]":
        """Return the confirmed releases that lie here, the latest first."""
        found = FlowRelease.objects.filter(state=self.state, partnership=self.partnership, confirmed_at__isnull=False)
        return found.select_related("uploaded_by")


def place_of_state(person: "Person", code: str) -> Place:
    """Return a state that somebody oversees; 404 for others, and for none."""
    state = State.objects.filter(code=code.upper()).first()
    if state is None or not policies.may_see_of_state(person, state):
        raise Http404
    return Place(person, state)


def place_of_partnership(standing: "Standing") -> Place:
    """Return the place of a partnership for somebody inside."""
    return Place(standing.person, standing.partnership.home_state, standing)


def shown_release(place: Place, pk: int | None = None) -> FlowRelease | None:
    """Return the release that is shown, or the one that is asked for; 404 where that lies elsewhere."""
    if pk is None:
        return place.releases().filter(is_shown=True).first()
    found = place.releases().filter(pk=pk).first()
    if found is None:
        raise Http404
    found.state, found.partnership = place.state, place.partnership
    return found


def preview_for(place: Place, pk: int) -> FlowRelease:
    """Return a preview that the reader uploaded here; 404 for everybody else's."""
    found = FlowRelease.objects.filter(
        state=place.state, partnership=place.partnership, confirmed_at__isnull=True, uploaded_by=place.person, pk=pk
    ).first()
    if found is None:
        raise Http404
    found.state, found.partnership = place.state, place.partnership
    return found


def file_of(place: Place, pk: int, name: str) -> FlowFile:
    """Return one file of a release that the reader may see, byte for byte; 404 where there is none."""
    release = shown_release(place, pk)
    found = FlowFile.objects.filter(release=release, name=name).first()
    if found is None:
        raise Http404
    return found


def stored(release: FlowRelease) -> Checked:
    """Return what a stored release holds: its tables and its receipts. One query."""
    needed = FlowFile.objects.filter(Q(name__startswith="tables/") | Q(name=RECEIPTS), release=release)
    return read({name: bytes(content) for name, content in needed.values_list("name", "content")})


def names_in(release: FlowRelease) -> frozenset[str]:
    """Return the names of all files of a release."""
    return frozenset(FlowFile.objects.filter(release=release).values_list("name", flat=True))


@dataclass(frozen=True)
class Preview:
    """What somebody looks at before a release is shown."""

    release: FlowRelease
    facts: tuple[tuple[str, str], ...]
    tables: Grid
    left_out: tuple[tuple[str, str], ...]
    replaces: FlowRelease | None


def preview(place: Place, release: FlowRelease) -> Preview:
    """Return the preview of an uploaded release."""
    held = stored(release)
    return Preview(release, facts_of(release), tables_of(held), left_out_of(held), shown_release(place))


def facts_of(release: FlowRelease) -> tuple[tuple[str, str], ...]:
    """Return what a release is about, line by line; what it doesn't say stands as not stated."""
    period = f"{release.first_quarter} – {release.last_quarter}" if release.first_quarter else ""
    told = (
        (_("Sector"), sector_in_words(release, release.sector_code) if release.sector_code else release.sector),
        (_("Region"), release.region),
        (_("Quarters"), period),
        (_("Agency"), release.agency),
        (_("Vintage of the records"), release.vintage),
        (_("Approved for release by"), release.approver),
        (_("Uploaded by"), str(release.uploaded_by or "")),
    )
    return tuple((label, value or _("not stated")) for label, value in told)


def tables_of(held: Checked) -> Grid:
    """Return the tables of a release with how many figures are shown and hidden."""
    names = sheet_names()
    columns = (
        GridColumn("table", _("Table")),
        GridColumn("shown", _("Figures shown"), "count"),
        GridColumn("hidden", _("Hidden to protect"), "count"),
    )
    rows: tuple[dict[str, Value], ...] = tuple(
        {"table": names[name], "shown": sheet.shown, "hidden": sheet.hidden} for name, sheet in held.sheets.items()
    )
    return Grid(_("The tables of this release"), columns, rows)


def left_out_of(held: Checked) -> tuple[tuple[str, str], ...]:
    """Return what isn't published, and why."""
    names = sheet_names()
    return tuple((names.get(name, name), why) for name, why in held.left_out.items())
