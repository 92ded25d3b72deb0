"""Which numbers does the shown release have for "raise capture, or add seats": completers a year, and those kept?"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from talentshed.web.flows.models import FlowFile, FlowRelease
from talentshed.web.flows.queries.regional_completers import AFTER, HERE
from talentshed.web.flows.release_sheets import TOTAL, read_sheet
from talentshed.web.ui import formats

if TYPE_CHECKING:
    from talentshed.web.partnerships.models import Partnership


@dataclass(frozen=True)
class Known:
    """Completers of all programs and those captured, on the average of a year, with where they come from."""

    completers: int
    captured: int
    sentence: str


def known_capture(partnership: "Partnership") -> Known | None:
    """Return the numbers of the release that is shown; None without one, or where they are hidden."""
    release = FlowRelease.objects.filter(partnership=partnership, is_shown=True).first()
    file = None if release is None else FlowFile.objects.filter(release=release, name="tables/completers.csv").first()
    years = 0.0 if release is None else _award_years(release)
    if release is None or file is None or years <= 0:
        return None
    sheet = read_sheet("completers", bytes(file.content))
    whole = sheet.find(program=TOTAL, figure=f"after {AFTER}")
    kept = sheet.find(program=TOTAL, figure=f"after {AFTER}: {HERE}")
    if whole is None or kept is None or not whole.value or kept.value is None:
        return None
    sentence = _(
        "Completers and those who were kept are filled in from the release “{title}”: {captured} of {completers} in "
        "{years} years of awards, on the average of a year."
    )
    return Known(
        completers=round(whole.value / years),
        captured=round(kept.value / years),
        sentence=sentence.format(
            title=release.title,
            captured=formats.written(kept.value, "count"),
            completers=formats.written(whole.value, "count"),
            years=formats.written(years, "number"),
        ),
    )


def _award_years(release: FlowRelease) -> float:
    """Years of awards that can be followed so many quarters; none where the quarters have no name of the calendar."""
    ends = [re.fullmatch(r"(\d{4})Q([1-4])", each) for each in (release.first_quarter, release.last_quarter)]
    first, last = (None if each is None else 4 * int(each[1]) + int(each[2]) for each in ends)
    return 0.0 if first is None or last is None else (last - first + 1 - AFTER) / 4
