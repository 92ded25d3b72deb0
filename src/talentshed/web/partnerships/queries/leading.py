"""Is the partnership still led by business? Seats, the core team, and what the capabilities above count."""

from django.utils.translation import gettext as _

from talentshed.web.partnerships import registries
from talentshed.web.partnerships.models import Role
from talentshed.web.partnerships.queries.facts import Facts
from talentshed.web.partnerships.queries.neutrality import shown_tally, tally_words
from talentshed.web.partnerships.registries import LeadFigure
from talentshed.web.releases.door import least_firms

LAUNCH = 5
"""The phase of the first meeting."""


def lead_figures(facts: Facts) -> tuple[LeadFigure, ...]:
    """Return the figures in order: seats, core team, chair, acceptance of the convener, then the registered ones."""
    own = (seats(facts), core_team(facts), chair(facts), acceptance(facts))
    if facts.partnership.phase < LAUNCH:
        return own  # before the launch there are no meetings, teams or services to count
    return own + registries.lead_figures(facts.partnership)


def verdict(figures: tuple[LeadFigure, ...]) -> str:
    """Return the answer in one sentence."""
    judged = [each for each in figures if each.is_met is not None]
    if not judged:
        return _("There is nothing to judge yet: nobody has said yes.")
    if failing := [each.label for each in judged if not each.is_met]:
        return _("Not by every measure. Look at: {measures}.").format(measures="; ".join(failing))
    return _("Yes, by every measure that can be judged so far ({count}).").format(count=len(judged))


def seats(facts: Facts) -> LeadFigure:
    """Do businesses outnumber public partners at the table? One organization, one seat."""
    business, public = len(facts.employers), len(facts.supporters)
    total = business + public
    return LeadFigure(
        key="seats",
        label=_("Business seats"),
        sentence=_("{business} employers and {public} support partners have said yes.").format(
            business=business, public=public
        ),
        # Before anybody was recruited, a support team without employers is as it should be.
        is_met=business > public if business else None,
        value=business / total if total else None,
        business=business,
        public=public,
    )


def core_team(facts: Facts) -> LeadFigure:
    """Is the core team smaller than the group of employers?"""
    business, core = len(facts.employers), len(facts.core_team)
    return LeadFigure(
        key="core_team",
        label=_("Core team against employers"),
        sentence=_("{core} partners are in the core team, {business} employers at the table.").format(
            core=core, business=business
        ),
        is_met=core <= business if business else None,
        value=float(core),
        kind="count",
        business=business,
        public=core,
    )


def chair(facts: Facts) -> LeadFigure:
    """Does somebody of an employer hold the chair?"""
    chairs = facts.held(Role.Kind.INDUSTRY_CHAIR)
    names = ", ".join(str(each.person) for each in chairs)
    sentence = _("{names} chairs for industry.").format(names=names) if names else _("No industry chair is named yet.")
    return LeadFigure(
        key="chair",
        label=_("Industry chair"),
        sentence=sentence,
        is_met=True if chairs else (None if facts.partnership.phase < LAUNCH else False),
        value=float(len(chairs)),
        kind="count",
    )


def acceptance(facts: Facts) -> LeadFigure:
    """Do the employers accept the convener?"""
    yes, answered = facts.accepted()
    is_shown = answered > 0 and shown_tally(facts) is not None
    return LeadFigure(
        key="acceptance",
        label=_("Employers accept the convener"),
        sentence=tally_words(facts),
        # The answers of a few, put into one word, would still be theirs.
        is_met=2 * yes > answered if answered >= least_firms() else None,
        value=yes / answered if is_shown else None,
    )
