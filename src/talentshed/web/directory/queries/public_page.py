"""What does everybody read of one partnership: its aim, its priorities, its results, who to turn to?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from talentshed.web.directory.models import NamedChampion, PublicProfile
from talentshed.web.directory.queries.listing import stage_of, stage_words
from talentshed.web.library.queries import stories_of
from talentshed.web.meetings.queries import next_meeting
from talentshed.web.partnerships.queries.public import conveners_of, public_partnership
from talentshed.web.partnerships.queries.scope import county_names, public_pages
from talentshed.web.priorities.queries.public import public_priorities, results_of
from talentshed.web.ui.values import Link

if TYPE_CHECKING:
    from datetime import date

    from talentshed.web.library.queries import Told
    from talentshed.web.partnerships.models import Partnership
    from talentshed.web.priorities.models import Priority


@dataclass(frozen=True)
class PublicPage:
    """One partnership, for everybody."""

    partnership: "Partnership"
    about: str
    stage: str
    counties: tuple[str, ...]
    members: str
    priorities: "tuple[Priority, ...]"
    champions: tuple[str, ...]
    results: tuple[str, ...]
    stories: "tuple[Told, ...]"
    meets_on: "date | None"
    """The next day on which the whole table meets."""
    conveners: tuple[str, ...]
    figures: tuple[Link, ...]
    """Public pages with the figures of its industry and region."""
    leaders: str
    """Address of the page for business leaders; empty where its industry has no figures."""

    @property
    def description(self) -> str:
        """One sentence for search engines."""
        return _("{name}: employers of {industry} in {region}, with the public partners around them.").format(
            name=self.partnership.name, industry=self.partnership.industry, region=self.partnership.region_name
        )


def public_page(pk: int) -> PublicPage:
    """Return the page; 404 where the partnership isn't public."""
    partnership = public_partnership(pk)
    meeting = next_meeting(partnership, full_table=True)
    named = NamedChampion.objects.filter(partnership=partnership, ended_at__isnull=True)
    return PublicPage(
        partnership=partnership,
        about=about(partnership),
        stage=stage_words(stage_of(partnership.phase)),
        counties=county_names(partnership.counties.values_list("county_fips", flat=True)),
        members=_members(partnership),
        priorities=public_priorities(partnership),
        champions=tuple(named.values_list("words", flat=True)),
        results=_results(partnership),
        stories=stories_of([partnership.pk]),
        meets_on=timezone.localdate(meeting.starts_at) if meeting else None,
        conveners=tuple(dict.fromkeys(body for _person, body in conveners_of(partnership) if body)),
        figures=public_pages(partnership),
        leaders=leaders_address(partnership),
    )


def profile_of(partnership: "Partnership") -> PublicProfile | None:
    """Return what a partnership wrote of itself."""
    return PublicProfile.objects.filter(partnership=partnership).first()


def named_of(partnership: "Partnership") -> tuple[NamedChampion, ...]:
    """Return who stands on the public page now."""
    return tuple(NamedChampion.objects.filter(partnership=partnership, ended_at__isnull=True))


def about(partnership: "Partnership") -> str:
    """Return what it says of itself in the reader's language; a plain sentence where nobody wrote any."""
    kept = profile_of(partnership)
    spanish = (get_language() or "en").startswith("es")
    own = (kept.about_es if spanish else "") or kept.about if kept else ""
    if own:
        return own
    return _(
        "Employers of one industry in one labor market meet here, name what they share, and choose what to work on. "
        "Education, workforce and economic development partners answer together."
    )


def leaders_address(partnership: "Partnership") -> str:
    """Return where the page for business leaders is; empty where the partnership has no sector that figures know."""
    if not partnership.sector_key:
        return ""
    return reverse("directory:leaders", args=[partnership.region_key, partnership.sector_key])


def _members(partnership: "Partnership") -> str:
    employers: int = getattr(partnership, "employers", 0)
    supporters: int = getattr(partnership, "supporters", 0)
    firms = ngettext("{n} employer", "{n} employers", employers).format(n=employers)
    bodies = ngettext("{n} support partner", "{n} support partners", supporters).format(n=supporters)
    return _("{firms} and {bodies} sit at the table.").format(firms=firms, bodies=bodies)


def _results(partnership: "Partnership") -> tuple[str, ...]:
    found = results_of(partnership)
    said = []
    if found.needs:
        said.append(
            _("Needs of the industry with an answer: {answered} of {needs}.").format(
                answered=found.answered, needs=found.needs
            )
        )
    if found.delivered:
        said.append(_("Offers of partners delivered: {n}.").format(n=found.delivered))
    if found.changes:
        said.append(_("Changes for good in how programs work: {n}.").format(n=found.changes))
    return tuple(said)
