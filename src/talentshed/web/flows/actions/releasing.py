"""Keeping an uploaded release for its preview, showing it, throwing a preview away, and removing a release."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.flows import policies
from talentshed.web.flows.models import FlowFile, FlowRelease
from talentshed.web.flows.problems import NotPossible
from talentshed.web.flows.queries.regional_words import sector_names
from talentshed.web.flows.release_checking import Checked, check
from talentshed.web.flows.release_folder import files_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def upload_release(
    *, by: "Person", partnership: "Partnership", uploads: Sequence[tuple[str, bytes]], is_demo: bool = False
) -> FlowRelease:
    """Check a folder, and keep it as a preview that only its uploader sees; an earlier preview of theirs goes.

    uploads: name and content of one .zip, or of the files of the folder. is_demo: whether to mark it as simulated,
    whatever it says of itself.

    Raises:
        NotPossible: a check failed, in one sentence; nothing is kept then.
    """
    policies.may_upload(by, partnership).require()
    checked = check(files_of(uploads))
    made = _kept(by, partnership.home_state, partnership, checked, is_demo)
    audit.record("FLOW_RELEASE_UPLOADED", by=by, about=made, state=made.state, scope=made.scope, digest=made.digest)
    return made


@transaction.atomic
def upload_state_release(
    *, by: "Person", state: "State", uploads: Sequence[tuple[str, bytes]], is_demo: bool = False
) -> FlowRelease:
    """Check a folder for a whole state, and keep it as a preview: see `upload_release`."""
    policies.may_upload_to_state(by, state).require()
    made = _kept(by, state, None, check(files_of(uploads)), is_demo)
    audit.record("FLOW_RELEASE_UPLOADED", by=by, about=made, state=made.state, scope=made.scope, digest=made.digest)
    return made


def _kept(
    by: "Person", state: "State", partnership: "Partnership | None", checked: Checked, is_demo: bool
) -> FlowRelease:
    there = FlowRelease.objects.filter(state=state, partnership=partnership)
    if there.filter(digest=checked.digest, confirmed_at__isnull=False).exists():
        raise NotPossible(_("This release is in the list already. Choose another one."))
    there.filter(confirmed_at__isnull=True, uploaded_by=by).delete()
    sector = sector_names().get(checked.sector, checked.sector)
    made = FlowRelease.objects.create(
        state=state,
        partnership=partnership,
        title=_title(sector, checked)[:200],
        sector=sector[:120],
        sector_code=checked.sector_code,
        region=checked.region,
        first_quarter=checked.first,
        last_quarter=checked.last,
        agency=checked.agency,
        vintage=checked.vintage,
        approver=checked.approver,
        digest=checked.digest,
        uploaded_by=by,
        is_demo=is_demo or checked.is_simulated or (partnership is not None and partnership.is_demo),
    )
    FlowFile.objects.bulk_create(
        FlowFile(release=made, name=name, content=content, digest=hashlib.sha256(content).hexdigest())
        for name, content in sorted(checked.files.items())
    )
    return made


def _title(sector: str, checked: Checked) -> str:
    if not checked.first:
        return f"{sector}, {checked.region}"
    return f"{sector}, {checked.region}, {checked.first} – {checked.last}"


@transaction.atomic
def confirm_release(*, by: "Person", release: FlowRelease) -> FlowRelease:
    """Show a release that was looked at in its preview, in place of the one before; that one stays in the list."""
    policies.may_confirm(by, release).require()
    _of_same_place(release).filter(is_shown=True).update(is_shown=False)
    release.confirmed_at, release.is_shown = timezone.now(), True
    release.save(update_fields=["confirmed_at", "is_shown"])
    audit.record("FLOW_RELEASE_SHOWN", by=by, about=release, state=release.state, scope=release.scope)
    return release


@transaction.atomic
def discard_preview(*, by: "Person", release: FlowRelease) -> None:
    """Throw a preview away: nothing of it stays."""
    policies.may_confirm(by, release).require()
    audit.record("FLOW_RELEASE_DISCARDED", by=by, about=release, state=release.state, scope=release.scope)
    release.delete()


@transaction.atomic
def remove_release(*, by: "Person", release: FlowRelease) -> FlowRelease | None:
    """Delete a release with its files. Where it was shown, the one before it is shown again and returned."""
    policies.may_remove(by, release).require()
    audit.record(
        "FLOW_RELEASE_REMOVED", by=by, about=release, state=release.state, scope=release.scope, digest=release.digest
    )
    before = _of_same_place(release).filter(confirmed_at__isnull=False).exclude(pk=release.pk).first()
    was_shown = release.is_shown
    release.delete()
    if not was_shown or before is None:
        return None
    before.is_shown = True
    before.save(update_fields=["is_shown"])
    return before


def _of_same_place(release: FlowRelease) -> "QuerySet[FlowRelease]":
    found = FlowRelease.objects.select_for_update().filter(state=release.state)
    return found.filter(partnership=release.partnership)
