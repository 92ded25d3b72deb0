"""Saying what one thinks of a published figure."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.partnerships.models import GroundTruthNote
from talentshed.web.partnerships.policies.insight import may_note_figure
from talentshed.web.partnerships.policies.standing import INDUSTRY, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def note_figure(
    *, by: "Person", partnership: "Partnership", figure: str, edition: str, verdict: str, comment: str = ""
) -> GroundTruthNote:
    """Say of a figure that it feels real, is doubtful, or misses something. A changed mind keeps the older note.

    figure: its key in the packet. edition: the one that was read. The side of the table follows from who says it.
    """
    held = standing(by, partnership)
    may_note_figure(held, partnership).require()
    if verdict != GroundTruthNote.Verdict.REAL and not comment.strip():
        raise ValidationError({"comment": _("Say in a sentence what is doubtful or missing.")})
    business = held.is_employer or held.has(*INDUSTRY)
    spoken = held.employers if business else held.supporters
    before = (
        GroundTruthNote.objects.select_for_update(of=("self",))
        .filter(partnership=partnership, figure=figure, edition=edition, by=by, replaced_by__isnull=True)
        .first()
    )
    made = GroundTruthNote.objects.create(
        partnership=partnership,
        figure=figure,
        edition=edition,
        verdict=verdict,
        comment=comment.strip(),
        group=GroundTruthNote.Group.BUSINESS if business else GroundTruthNote.Group.PUBLIC,
        organization_id=min(spoken) if spoken else None,
        by=by,
        replaces=before,
    )
    audit.record(
        "FIGURE_NOTED",
        by=by,
        about=partnership,
        scope=partnership.scope,
        state=partnership.home_state,
        figure=figure,
        edition=edition,
    )
    return made
