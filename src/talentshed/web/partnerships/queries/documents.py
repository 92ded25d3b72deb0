"""Which of a partnership's names and figures go into a draft?"""

from django.conf import settings
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.explore.queries.packet.page import packet
from talentshed.web.explore.queries.problems import NotHere
from talentshed.web.partnerships.documents import DOCUMENTS, Document, Names
from talentshed.web.partnerships.functions import FUNCTIONS
from talentshed.web.partnerships.models import Partnership, Role
from talentshed.web.partnerships.queries.facts import Facts
from talentshed.web.ui.labels import label

FACTS = 4
"""Findings that a page of one sheet has room for."""
_WITH_FIGURES = ("case_statement", "champion_one_pager")


def draft(facts: Facts, key: str, signer: int = 0) -> Document:
    """Return a draft with the partnership's names; 404 for a key that is none. signer: which champion signs."""
    if key not in DOCUMENTS:
        raise Http404
    return DOCUMENTS[key](names_of(facts, signer, with_figures=key in _WITH_FIGURES))


def names_of(facts: Facts, signer: int = 0, *, with_figures: bool = False) -> Names:
    """Return what drafts take from a partnership."""
    partnership = facts.partnership
    champions = _held(facts, Role.Kind.CHAMPION)
    findings, source = figures_of(partnership) if with_figures else ((), "")
    return Names(
        partnership=partnership.name,
        industry=partnership.industry,
        region=partnership.region_name,
        counties=partnership.counties.count(),
        today=timezone.localdate(),
        conveners=_held(facts, Role.Kind.CONVENER) + _held(facts, Role.Kind.CO_CONVENER),
        facilitator=next((person for person, _body in _held(facts, Role.Kind.FACILITATOR)), ""),
        champions=champions,
        chairs=_held(facts, Role.Kind.INDUSTRY_CHAIR),
        signer=signer if 0 <= signer < len(champions) else 0,
        employers=len(facts.employers),
        supporters=tuple((str(each), _covers(each.covered)) for each in facts.supporters),
        start_size=partnership.start_size,
        facts=findings,
        facts_source=source,
        sector_partnership=label("sector_partnership"),
        convener_word=label("convener"),
    )


def figures_of(partnership: Partnership) -> tuple[tuple[str, ...], str]:
    """Return the main findings on industry and region, and where they stand; nothing where there are none."""
    if not partnership.sector_key:
        return (), ""
    try:
        page = packet(partnership.region_key, partnership.sector_key)
    except NotHere:
        return (), ""
    source = _("Talentshed, edition {edition}: {address}")
    return page.summary[:FACTS], source.format(edition=page.edition, address=settings.TALENTSHED_URL + page.permalink)


def _held(facts: Facts, role: str) -> tuple[tuple[str, str], ...]:
    return tuple((str(each.person), str(each.organization or "")) for each in facts.held(role))


def _covers(keys: tuple[str, ...]) -> str:
    return ", ".join(str(FUNCTIONS[key]) for key in keys if key in FUNCTIONS) or "–"
