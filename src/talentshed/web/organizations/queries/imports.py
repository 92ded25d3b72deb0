"""What would an uploaded file make, row by row, and what did earlier ones make?"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from talentshed.web.organizations import policies
from talentshed.web.organizations.importing.fields import plain
from talentshed.web.organizations.importing.layouts import LAYOUTS, Layout, recognize
from talentshed.web.organizations.importing.reading import Sheet, read_sheet, taken
from talentshed.web.organizations.importing.rows import Candidate, Reading, Understood, understand
from talentshed.web.organizations.models import ImportBatch, ImportRow, Organization, Site
from talentshed.web.organizations.names import name_key
from talentshed.web.organizations.queries import places

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.organizations.policies import Standing

Place = tuple[str, str]
"""County and, in small letters, city."""


@dataclass(frozen=True)
class Planned:
    """What one row would make, and where."""

    candidate: Candidate
    made: str
    """A value of ImportRow.Made."""
    group: int
    """Rows of one organization have the same number."""
    existing: int | None
    """The organization that is there already."""


@dataclass(frozen=True)
class Plan:
    """What the whole file would make."""

    understood: Understood
    planned: tuple[Planned, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Rows by what they would make."""
        return Counter(each.made for each in self.planned)


def visible_batch(who: "Person | Standing", batch_id: int) -> ImportBatch:
    """Return an import that somebody may handle.

    Raises:
        Http404: there is none, or not for them.
    """
    found = ImportBatch.objects.select_related("state", "by", "by_organization").filter(pk=batch_id).first()
    if found is None or not policies.may_undo_import(who, found):
        raise Http404
    return found


def batches(who: "Person | Standing", state_id: int) -> list[ImportBatch]:
    """Return the imports of a state that somebody may handle, newest first, without their rows."""
    standing = policies.standing_of(who)
    found = ImportBatch.objects.filter(state_id=state_id).select_related("by", "state", "undone_by").defer("draft")
    return [each for each in found[:200] if policies.may_undo_import(standing, each)]


def pack(sheet: Sheet) -> bytes:
    """Return the rows of a file as they wait for being imported."""
    rows = {"columns": sheet.columns, "rows": sheet.rows, "lines": sheet.lines, "notes": sheet.notes}
    return gzip.compress(json.dumps(rows, ensure_ascii=False).encode(), 3)


def unpack(batch: ImportBatch) -> Sheet:
    """Return the rows that wait for being imported."""
    held = json.loads(gzip.decompress(bytes(batch.draft or b"")))
    return Sheet(tuple(held["columns"]), tuple(map(tuple, held["rows"])), tuple(held["lines"]), tuple(held["notes"]))


def layout_of(batch: ImportBatch) -> Layout:
    """Return the layout of a batch."""
    return LAYOUTS[batch.layout]


def understood(batch: ImportBatch) -> Understood:
    """Return what the rows of a waiting file say."""
    code = batch.state.code
    reading = Reading(
        state_code=code,
        kind=batch.options.get("kind", "employer"),
        naics=layout_of(batch).naics,
        skip_closures=bool(batch.options.get("skip_closures")),
        county_of=lambda text: places.county_of(text, code),
        zip_counties=places.zip_counties(),
        is_industry=places.is_industry,
    )
    return understand(unpack(batch), batch.mapping, reading)


def plan(batch: ImportBatch) -> Plan:
    """Return what a waiting file would make, given what is there already. Three queries, whatever its length."""
    read = understood(batch)
    one_firm = bool(batch.options.get("one_firm_per_name"))
    by_key = _existing(batch.state_id)
    groups: dict[tuple[str, ...], int] = {}
    seen: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    planned: list[Planned] = []
    for each in read.candidates:
        key = (each.kind, each.name_key) if one_firm else (each.kind, each.name_key, each.county_fips)
        is_first = key not in groups
        group = groups.setdefault(key, len(groups))
        there = _match(by_key.get((each.kind, each.name_key), ()), each, one_firm)
        site = (each.county_fips, each.city.casefold(), name_key(each.site_name) if each.site_name else "")
        known = seen[group] | (there.sites if there else set())
        made = _made(is_first and there is None, site, known)
        seen[group].add(site)
        planned.append(Planned(each, made, group, there.pk if there else None))
    return Plan(read, tuple(planned))


def _made(is_new: bool, site: tuple[str, ...], known: set[tuple[str, ...]]) -> str:
    if is_new:
        return ImportRow.Made.ORGANIZATION
    has_place = any(site)
    same_place = any(site[:2] == other[:2] and (not site[2] or site[2] == other[2]) for other in known)
    return ImportRow.Made.SITE if has_place and not same_place else ImportRow.Made.NOTHING


@dataclass
class _There:
    pk: int
    counties: set[str]
    sites: set[tuple[str, ...]]


def _existing(state_id: int) -> dict[tuple[str, str], list[_There]]:
    found: dict[int, _There] = {}
    by_key: dict[tuple[str, str], list[_There]] = defaultdict(list)
    rows = Organization.objects.filter(state_id=state_id, merged_into__isnull=True).order_by("pk")
    for pk, kind, key in rows.values_list("pk", "kind", "name_key"):
        found[pk] = _There(pk, set(), set())
        by_key[kind, key].append(found[pk])
    sites = Site.objects.filter(organization__state_id=state_id, organization__merged_into__isnull=True)
    for pk, fips, city, name in sites.values_list("organization_id", "county_fips", "city", "name"):
        found[pk].counties.add(fips)
        found[pk].sites.add((fips, city.casefold(), name_key(name) if name else ""))
    return by_key


def _match(there: Sequence[_There], each: Candidate, one_firm: bool) -> _There | None:
    """Return the record of exactly that name: the one in the same county first; another county's only for firms."""
    here = next((one for one in there if each.county_fips and each.county_fips in one.counties), None)
    if here is not None:
        return here
    open_ended = [one for one in there if one_firm or not each.county_fips or not (one.counties - {""})]
    return open_ended[0] if open_ended else None


def rows_of(batch: ImportBatch) -> QuerySet[ImportRow]:
    """Return what the rows of an imported file made."""
    return batch.rows.select_related("organization", "site")


def built_on_since(batch: ImportBatch) -> list[str]:
    """Return why an import can't be undone any more, in sentences; empty if it can."""
    from talentshed.web.organizations.queries.built_on import reasons

    if batch.status != ImportBatch.Status.IMPORTED:
        return [_("This file was not imported, or was undone already.")]
    return reasons(batch)


def sheet_of(file_name: str, data: bytes, state_code: str) -> Sheet:
    """Return the rows of an uploaded file; of an agency's national file only those of the state are kept.

    Raises:
        FileProblem: it can't be read; the message says why.
    """
    columns, rows, notes = read_sheet(file_name, data)
    heading = recognize(columns).mapping.get("state", "")
    at = next((number for number, column in enumerate(columns) if heading and plain(column) == heading), None)
    if at is not None:
        rows = (row for row in rows if len(row[1]) <= at or row[1][at].strip().upper() in ("", state_code))
        notes = [*notes, _("Rows of other states were left out when the file was read.")]
    return taken(columns, rows, notes)
