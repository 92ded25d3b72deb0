"""What did the firms of Machinery tell of their hires? Nine firms that are alike, and two of the partnership's own."""

from datetime import date

from organization_world import organization, speaks
from partnership_world import World, member
from talentshed.web.flows.actions.answering import tell_hires
from talentshed.web.flows.actions.jobs import name_job
from talentshed.web.flows.answers import Answer, Consent, Way
from talentshed.web.flows.models import CriticalJob
from talentshed.web.organizations.models import Organization

PERIOD = "2026-H1"
CONSENT = Consent("Owner", date(2026, 6, 1))


def welder(world: World) -> CriticalJob:
    """Return the critical job on which most tests answer, named by Alice."""
    found = CriticalJob.objects.filter(partnership=world.machinery, name="Welder").first()
    return found or name_job(by=world["Alice"], partnership=world.machinery, name="Welder", soc_code="51-4121")


def firms(world: World, count: int = 9) -> list[Organization]:
    """Return further employers at the table."""
    made = [organization(f"Firm {number}", naics="333612", size_band="100-249") for number in range(1, count + 1)]
    for number, each in enumerate(made, 1):
        member(world.machinery, each)
        speaks(f"Speaker{number}", each)
    return made


def typed_in(world: World, firm: Organization, hires: int, *ways: Way, period: str = PERIOD) -> None:
    """Let Alice type in what a firm told her, with its consent."""
    answer = Answer(welder(world).pk, hires, ways)
    tell_hires(
        by=world["Alice"],
        partnership=world.machinery,
        organization=firm,
        period=period,
        answers=[answer],
        consent=CONSENT,
    )


def all_answered(world: World, count: int = 9) -> list[Organization]:
    """Let each of some firms tell of 20 hires: 8 from school, 5 from a rival who had them from the military, 7 open.

    The first one also has 1 from an agency, which nobody else has.
    """
    made = firms(world, count)
    for number, each in enumerate(made):
        ways = [Way("school", 8, tier1_name=f"Academy {number}"), Way("same_industry_here", 5, "military")]
        if not number:
            ways.append(Way("temp_agency", 1, "unemployed"))
        typed_in(world, each, 20, *ways)
    return made
