"""Keeping the inventory of existing efforts: one by one, or from a list that is imported whole and undone whole."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.priorities import policies
from talentshed.web.priorities.effort_rows import Effort
from talentshed.web.priorities.models import Initiative, InitiativeCounty, InitiativeEmployer, InitiativeImport
from talentshed.web.priorities.problems import NotPossible
from talentshed.web.priorities.queries import effort_lists

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.organizations.importing.reading import Sheet


@transaction.atomic
def save_effort(
    *,
    by: "Person",
    state: "State",
    effort: Initiative | None,
    name: str,
    lead: str,
    purpose: str,
    counties: Sequence[str],
    naics: str = "",
    employers: Sequence[str] = (),
    meets: str = "",
    funding: str = "",
    ends_on: date | None = None,
    outputs: str = "",
    contact: str = "",
) -> Initiative:
    """Add an effort to a state's inventory, or change one.

    Raises:
        NotPossible: it is in the inventory already.
    """
    policies.may_keep_efforts(by, state).require()
    twins = Initiative.objects.filter(
        state=state, name__iexact=name.strip(), lead__iexact=lead.strip(), purpose=purpose
    )
    if (twins.exclude(pk=effort.pk) if effort else twins).exists():
        raise NotPossible(_("This effort is in the inventory already. Change that one."))
    kept = effort or Initiative(state=state, is_demo=by.is_demo)
    kept.name, kept.lead, kept.purpose, kept.naics = name.strip(), lead.strip(), purpose, naics
    kept.meets, kept.funding, kept.ends_on = meets.strip(), funding.strip(), ends_on
    kept.outputs, kept.contact = outputs.strip(), contact.strip()
    kept.changed_at = timezone.now() if effort else None
    kept.save()
    kept.counties.all().delete()
    kept.employers.all().delete()
    _attach([(kept, tuple(counties), tuple(employers))])
    audit.record("EFFORT_CHANGED" if effort else "EFFORT_ADDED", by=by, about=kept, state=state)
    return kept


@transaction.atomic
def remove_effort(*, by: "Person", effort: Initiative) -> None:
    """Take an effort out of the inventory."""
    policies.may_keep_efforts(by, effort.state).require()
    audit.record("EFFORT_REMOVED", by=by, about=effort, state=effort.state)
    effort.delete()


def _attach(efforts: Sequence[tuple[Initiative, Sequence[str], Sequence[str]]]) -> None:
    InitiativeCounty.objects.bulk_create(
        InitiativeCounty(initiative=kept, county_fips=code) for kept, counties, _names in efforts for code in counties
    )
    InitiativeEmployer.objects.bulk_create(
        InitiativeEmployer(initiative=kept, name=name) for kept, _codes, employers in efforts for name in employers
    )


@transaction.atomic
def upload_list(*, by: "Person", state: "State", file_name: str, sheet: "Sheet") -> InitiativeImport:
    """Keep an uploaded list as a draft; nothing enters the inventory."""
    policies.may_keep_efforts(by, state).require()
    made = InitiativeImport.objects.create(
        state=state,
        by=by,
        file_name=file_name[-200:],
        rows={"columns": list(sheet.columns), "rows": [list(row) for row in sheet.rows], "lines": list(sheet.lines)},
        row_count=len(sheet.rows),
    )
    audit.record("EFFORTS_UPLOADED", by=by, about=made, state=state, rows=made.row_count)
    return made


@transaction.atomic
def import_list(*, by: "Person", batch: InitiativeImport) -> InitiativeImport:
    """Make what the preview showed: all rows, or none.

    Raises:
        NotPossible: it was imported already, or a row can't be understood.
    """
    policies.may_handle_list(by, batch).require()
    batch = _locked(batch, InitiativeImport.Status.DRAFT)
    understood = effort_lists.understood(batch)
    if understood.problems or not understood.efforts:
        sentence = _(
            "{count} rows can't be imported as they are. Mend the list and upload it again; nothing was saved."
        )
        raise NotPossible(sentence.format(count=len({each.line for each in understood.problems})))
    made = [(_initiative(batch, each, by), each.counties, each.employers) for each in understood.efforts]
    Initiative.objects.bulk_create(kept for kept, _counties, _employers in made)
    _attach(made)
    batch.status, batch.imported_at, batch.rows = InitiativeImport.Status.IMPORTED, timezone.now(), []
    batch.save()
    audit.record("EFFORTS_IMPORTED", by=by, about=batch, state=batch.state, efforts=len(made))
    return batch


def _initiative(batch: InitiativeImport, each: Effort, by: "Person") -> Initiative:
    return Initiative(state=batch.state, batch=batch, ends_on=each.ends_on, is_demo=by.is_demo, **each.fields)


def _locked(batch: InitiativeImport, status: str) -> InitiativeImport:
    found = InitiativeImport.objects.select_for_update().select_related("state").get(pk=batch.pk)
    if found.status != status:
        raise NotPossible(_("This list was imported or undone already."))
    return found


@transaction.atomic
def undo_list(*, by: "Person", batch: InitiativeImport) -> InitiativeImport:
    """Take a whole imported list back.

    Raises:
        NotPossible: somebody has changed one of its efforts since.
    """
    policies.may_handle_list(by, batch).require()
    batch = _locked(batch, InitiativeImport.Status.IMPORTED)
    changed = batch.made.filter(changed_at__isnull=False)
    if changed.exists():
        names = ", ".join(changed.values_list("name", flat=True)[:3])
        raise NotPossible(_("This list can't be undone: since then somebody changed {names}.").format(names=names))
    count = batch.made.count()
    batch.made.all().delete()
    batch.status, batch.undone_at = InitiativeImport.Status.UNDONE, timezone.now()
    batch.save()
    audit.record("EFFORTS_UNDONE", by=by, about=batch, state=batch.state, efforts=count)
    return batch


@transaction.atomic
def discard_list(*, by: "Person", batch: InitiativeImport) -> None:
    """Drop an uploaded list that was not imported."""
    policies.may_handle_list(by, batch).require()
    _locked(batch, InitiativeImport.Status.DRAFT)
    audit.record("EFFORTS_DISCARDED", by=by, about=batch, state=batch.state)
    batch.delete()
