"""Which organizations are there? Imports the firms and bodies as a person would, and says what bodies serve."""

from talentshed.web.access.models import State
from talentshed.web.demo_state.cast import Cast
from talentshed.web.demo_state.stories import listed, served
from talentshed.web.organizations.actions import asking, duplicates, importing, keeping
from talentshed.web.organizations.importing.reading import Sheet
from talentshed.web.organizations.models import Contact, Organization
from talentshed.web.partnerships.queries.scope import area_of

ASKS_PER_MONTH = 3
_CIRCLE = "Circle of Prairie Makers"


def register_organizations(cast: Cast) -> None:
    """Fill both states' lists, the files of firms and bodies each in one import."""
    for state in (cast.illinois, cast.iowa):
        for name in ("bodies", "firms"):
            _import(cast, state, name)
    found = Organization.objects.filter(is_demo=True).select_related("state")
    cast.organizations.update({each.name: each for each in found})
    cards = Contact.objects.filter(organization__is_demo=True).select_related("organization__state")
    cast.cards.update({each.organization.name: each for each in cards})
    asking.set_ask_cap(by=cast.grace, state=cast.illinois, asks_per_month=ASKS_PER_MONTH)
    _say_what_bodies_serve(cast)
    _form_a_circle(cast)
    duplicates.look_for_duplicates(by=cast.grace, state=cast.illinois)


def _import(cast: Cast, state: State, name: str) -> None:
    columns, rows = listed(name, state.code)
    sheet = Sheet(columns, rows, tuple(range(2, len(rows) + 2)))
    batch = importing.upload_file(by=cast.grace, state=state, file_name=f"demo-{name}-{state.code}.csv", sheet=sheet)
    importing.import_file(by=cast.grace, batch=batch)


def _say_what_bodies_serve(cast: Cast) -> None:
    counties: dict[str, tuple[str, ...]] = {}
    for name, region in served().items():
        if region not in counties:
            counties[region] = (region,) if region.isdigit() else area_of(region).counties
        keeping.set_served_counties(by=cast.grace, organization=cast.organization(name), counties=counties[region])


def _form_a_circle(cast: Cast) -> None:
    """Some firms know each other from an association: one of the things that the champion finder looks at."""
    circle = cast.organization(_CIRCLE)
    makers = [each for each in cast.organizations.values() if each.is_employer and each.naics.startswith("33")]
    for maker in sorted(makers, key=lambda each: each.name)[::6]:
        if maker.state_id == circle.state_id:
            keeping.set_associations(by=cast.grace, organization=maker, associations=[circle])
