"""Who must hear today that something is due or overdue, and which employers were asked often enough?

Support partners and conveners get at most one letter a week. An employer's people get at most one a month, in the name
of a convener; it counts as one ask, and does not go out when the employer's asks of the month are used up.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from talentshed.web.access.models import Person
from talentshed.web.access.ticks import tick
from talentshed.web.partnerships.policies import CONVENING
from talentshed.web.priorities.actions import reminding
from talentshed.web.priorities.models import ActionItem
from talentshed.web.priorities.models.work import OPEN_ITEMS

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization

SOON = timedelta(days=3)
"""A reminder goes out from so many days before the day."""


def register() -> None:
    """Being imported makes the recurring work known."""


@tick(every=timedelta(hours=12))
def remind() -> None:
    """Send the digests that are due; what was sent is not sent again."""
    run(timezone.localdate())


def run(today: date) -> None:
    """Send digests as of a day."""
    items = list(
        ActionItem.objects.filter(
            status__in=OPEN_ITEMS, due_date__lte=today + SOON, partnership__status="open"
        ).select_related("partnership__home_state", "owner", "owner_organization__state")
    )
    people, firms = _sorted(items)
    refused = _remind_firms(firms, today)
    for convener, partnership in _conveners({each.partnership_id for each in items}):
        people[convener] += [each for each in items if each.partnership_id == partnership and each.due_date < today]
    for person, theirs in people.items():
        listed = {each.pk: each for each in theirs}
        held_back = {firm for firm, partnership in refused if partnership in _convened(person, items)}
        if person.is_active and listed:
            reminding.send_digest(
                by=None,
                to=person,
                items=sorted(listed.values(), key=lambda each: (each.due_date, each.pk)),
                not_reminded=sorted(held_back, key=str),
                today=today,
            )


def _sorted(
    items: list[ActionItem],
) -> "tuple[defaultdict[Person, list[ActionItem]], dict[Organization, list[ActionItem]]]":
    """Return the items by person (not of employers) and by employer."""
    people: defaultdict[Person, list[ActionItem]] = defaultdict(list)
    firms: dict[Organization, list[ActionItem]] = {}
    for each in items:
        firm = _firm_of(each)
        if firm is not None:
            firms.setdefault(firm, []).append(each)
        elif each.owner is not None:
            people[each.owner].append(each)
        elif each.owner_organization is not None:
            for person in _people_of(each.owner_organization):
                people[person].append(each)
    return people, firms


def _firm_of(item: ActionItem) -> "Organization | None":
    """Return the employer whose people an item would bother."""
    if item.owner_organization is not None:
        return item.owner_organization if item.owner_organization.is_employer else None
    if item.owner is None:
        return None
    spoken = item.owner.spokespersonships.filter(
        until__isnull=True,
        organization__kind="employer",
        organization__memberships__partnership_id=item.partnership_id,
    )
    held = spoken.select_related("organization__state").first()
    return held.organization if held else None


def _people_of(organization: "Organization") -> list[Person]:
    return list(
        Person.objects.filter(
            spokespersonships__organization=organization, spokespersonships__until__isnull=True, is_active=True
        ).distinct()
    )


def _remind_firms(firms: "dict[Organization, list[ActionItem]]", today: date) -> "list[tuple[Organization, int]]":
    """Remind employers within their cap; return those that were not reminded, with the partnership."""
    refused = []
    for firm, items in firms.items():
        convener = next((person for person, _pk in _conveners({items[0].partnership_id})), None)
        owners = {each.owner for each in items if each.owner is not None and each.owner.is_active}
        to = sorted(owners or set(_people_of(firm)), key=lambda each: each.pk)
        if convener is None or not to:
            continue
        try:
            sent = reminding.remind_employer(by=convener, organization=firm, to=to, items=items, today=today)
        except PermissionDenied:
            sent = False
        if not sent:
            refused += [(firm, pk) for pk in {each.partnership_id for each in items}]
    return refused


def _conveners(partnerships: set[int]) -> list[tuple[Person, int]]:
    held = Person.objects.filter(
        partnership_roles__partnership_id__in=partnerships,
        partnership_roles__role__in=CONVENING,
        partnership_roles__until__isnull=True,
        is_active=True,
    )
    pairs = held.values_list("pk", "partnership_roles__partnership_id").order_by("pk").distinct()
    found = Person.objects.in_bulk({pk for pk, _partnership in pairs})
    return [(found[pk], partnership) for pk, partnership in pairs if partnership in partnerships]


def _convened(person: Person, items: list[ActionItem]) -> set[int]:
    every = {each.partnership_id for each in items}
    return {partnership for somebody, partnership in _conveners(every) if somebody.pk == person.pk}
