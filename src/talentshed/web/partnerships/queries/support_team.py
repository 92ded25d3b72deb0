"""Who covers what in the support team, where are gaps, and does the core outnumber the firms?"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from talentshed.web.partnerships.functions import ESSENTIAL, FUNCTIONS
from talentshed.web.partnerships.models import Member
from talentshed.web.partnerships.queries.facts import Facts

CORE_RANGE = (6, 12)
BIG_TEAM = 25


@dataclass(frozen=True)
class Covered:
    """One function and the partners that cover it."""

    key: str
    name: str
    partners: tuple[Member, ...]
    asked: tuple[Member, ...]
    """Partners on the list that would cover it, and have not said yes yet."""
    is_essential: bool


@dataclass(frozen=True)
class Team:
    """The support team as it stands."""

    functions: tuple[Covered, ...]
    big: tuple[Member, ...]
    """Support partners on the list, those who left out."""
    core: tuple[Member, ...]
    business: int
    """Firms at the table."""
    warning: str
    """Set where the core team outnumbers the firms."""
    sentence: str

    @property
    def gaps(self) -> tuple[Covered, ...]:
        """Functions that nobody covers, essential ones first."""
        open_ones = [each for each in self.functions if not each.partners]
        return tuple(sorted(open_ones, key=lambda each: not each.is_essential))


def support_team(facts: Facts) -> Team:
    """Return the support team of a partnership."""
    big = tuple(each for each in facts.members if not each.organization.is_employer and each.stage != Member.Stage.LEFT)
    seated = [each for each in big if each.is_at_the_table]
    functions = tuple(
        Covered(
            key=key,
            name=str(name),
            partners=tuple(each for each in seated if key in each.covered),
            asked=tuple(each for each in big if key in each.covered and not each.is_at_the_table),
            is_essential=key in ESSENTIAL,
        )
        for key, name in FUNCTIONS.items()
    )
    business = len(facts.employers)
    covered = sum(bool(each.partners) for each in functions)
    sentence = _(
        "{seated} partners have said yes, {core} of them form the core team. {covered} of {all} functions are covered."
    ).format(seated=len(seated), core=len(facts.core_team), covered=covered, all=len(functions))
    return Team(functions, big, facts.core_team, business, core_warning(len(facts.core_team), business), sentence)


def core_warning(core: int, business: int) -> str:
    """Return the warning where more partners are in the core team than firms are at the table; else nothing."""
    if core <= business:
        return ""
    if not business:
        return _(
            "The core team has {core} partners and no firm has said yes yet. Before launch, win more firms than that: "
            "business must outnumber the core team."
        ).format(core=core)
    return _(
        "The core team ({core}) outnumbers the firms at the table ({business}). Win more firms, or make the core "
        "smaller: the table belongs to industry."
    ).format(core=core, business=business)
