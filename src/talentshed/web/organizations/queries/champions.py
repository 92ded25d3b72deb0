"""Who could champion a partnership, in which order, and why? Suggestions with reasons; a person decides.

Used are four things only: the standing and the passion that a convener noted, the authority to decide, and the reach
among peers. Nothing else about a person is looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talentshed.web.organizations.models import (
    AssociationMember,
    ChampionNote,
    Contact,
    Interaction,
    Organization,
    PeerInvitation,
)
from talentshed.web.organizations.models.organization import DecisionAuthority
from talentshed.web.organizations.policies import Scope
from talentshed.web.organizations.queries import places
from talentshed.web.organizations.queries.finding import employers_in
from talentshed.web.organizations.reach import PeerReach, Tie, peer_reach

AUTHORITY: Mapping[str, float] = {
    DecisionAuthority.DECIDES: 1.0,
    DecisionAuthority.SHARES: 0.6,
    DecisionAuthority.ADVISES: 0.2,
}
_GATHERINGS = (Interaction.Kind.MEETING, Interaction.Kind.EVENT)
_PARTS = 4
_LARGEST_GATHERING = 60
"""Who was among more people than this did not thereby meet each of them."""


@dataclass(frozen=True)
class Suggestion:
    """One possible champion, with the reasons."""

    contact: Contact
    note: ChampionNote | None
    low: float
    """Score if what is not known were the least, 0 to 1."""
    high: float
    """Score if what is not known were the most."""
    known: int
    """How many of the four are known."""
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    reach: PeerReach

    @property
    def sentences(self) -> tuple[str, ...]:
        """The reasons, and what is not known."""
        if not self.missing:
            return self.reasons
        return (*self.reasons, _("Not noted yet: {missing}.").format(missing=", ".join(self.missing)))


def employers_of(scope: Scope) -> list[int]:
    """Return the employers of a scope: its members, and those of its counties and industries in its state.

    A whole state without counties chosen comes to all employers of its state in the industries.
    """
    wanted = Q(pk__in=scope.organizations)
    if scope.key.startswith("state/") and not scope.counties:
        everywhere = (county.fips for county in places.counties_of(scope.state_code))
        scope = replace(scope, counties=frozenset(everywhere))
    if scope.counties:
        there = employers_in(scope.counties, scope.naics).filter(state_id=scope.state_id)
        wanted |= Q(pk__in=there.order_by().values("pk"))
    found = Organization.objects.filter(wanted, kind=Organization.Kind.EMPLOYER, merged_into__isnull=True)
    return sorted(found.values_list("pk", flat=True))


def suggested_champions(scope: Scope) -> list[Suggestion]:
    """Return the people of a scope's employers, the best reasons first. The caller asks `may_see_champions`."""
    employers = employers_of(scope)
    contacts = list(
        Contact.objects.filter(organization_id__in=employers, left_on__isnull=True)
        .select_related("organization", "person")
        .order_by("name", "pk")
    )
    notes = {note.contact_id: note for note in ChampionNote.objects.filter(scope=scope.key).select_related("by")}
    reach = peer_reach([contact.pk for contact in contacts], ties(contacts, scope))
    found = [_suggestion(contact, notes.get(contact.pk), reach[contact.pk]) for contact in contacts]
    return sorted(found, key=lambda each: (-each.low, -each.high, each.contact.name, each.contact.pk))


def ties(contacts: Sequence[Contact], scope: Scope) -> list[Tie]:
    """Return how these people know each other: peer invitations, associations, gatherings."""
    ids = [contact.pk for contact in contacts]
    of_firm: dict[int, list[int]] = defaultdict(list)
    for contact in contacts:
        of_firm[contact.organization_id].append(contact.pk)
    invited = PeerInvitation.objects.filter(scope=scope.key).exclude(answer=PeerInvitation.Answer.DECLINED)
    found: list[Tie] = [(one, two, "invited") for one, two in invited.values_list("inviter_id", "invited_id")]
    groups: dict[int, set[int]] = defaultdict(set)
    memberships = AssociationMember.objects.filter(member_id__in=of_firm)
    for association, member in memberships.values_list("association_id", "member_id"):
        groups[association].update(of_firm[member])
    found += _among(groups.values(), "association")
    gatherings: dict[tuple[object, ...], set[int]] = defaultdict(set)
    met = Interaction.objects.filter(contact_id__in=ids, kind__in=_GATHERINGS, by_organization__isnull=False)
    for day, kind, host, contact_id in met.values_list("on_date", "kind", "by_organization_id", "contact_id"):
        gatherings[day, kind, host].add(contact_id or 0)
    return found + _among((each for each in gatherings.values() if len(each) <= _LARGEST_GATHERING), "met")


def _among(groups: Iterable[set[int]], tie: str) -> list[Tie]:
    return [(one, two, tie) for group in groups for one, two in combinations(sorted(group), 2)]


def _suggestion(contact: Contact, note: ChampionNote | None, reach: PeerReach) -> Suggestion:
    parts: dict[str, float | None] = {
        _("standing"): _share(note.standing if note else None),
        _("passion"): _share(note.passion if note else None),
        _("authority to decide"): AUTHORITY.get(contact.decision_authority),
        # Nobody's reach is known before anybody's is: then it counts for nobody.
        _("reach among peers"): reach.share if reach.others else None,
    }
    values = [value for value in parts.values() if value is not None]
    missing = tuple(name for name, value in parts.items() if value is None)
    low = sum(values) / _PARTS
    return Suggestion(
        contact,
        note,
        low,
        low + len(missing) / _PARTS,
        len(values),
        tuple(_reasons(contact, note, reach)),
        missing,
        reach,
    )


def _share(level: int | None) -> float | None:
    return None if level is None else level / ChampionNote.Level.STRONG


def _reasons(contact: Contact, note: ChampionNote | None, reach: PeerReach) -> list[str]:
    said = []
    if note is not None and note.standing is not None:
        said.append(_("Standing, as noted by the convener: {level}.").format(level=note.get_standing_display()))
    if note is not None and note.passion is not None:
        said.append(_("Passion, as noted by the convener: {level}.").format(level=note.get_passion_display()))
    if contact.decision_authority:
        said.append(_("Decisions: {level}.").format(level=contact.get_decision_authority_display()))
    return [*said, reach_in_words(reach)]


def reach_in_words(reach: PeerReach) -> str:
    """Return a person's reach as a sentence with its counts."""
    if not reach.direct:
        return _("No tie to the other {others} people here is on record.").format(others=reach.others)
    count = ngettext(
        "Knows {direct} of {others} other person here", "Knows {direct} of {others} others here", reach.others
    )
    words = {
        "invited": _("{count} by a peer invitation"),
        "association": _("{count} through an association"),
        "met": _("{count} from a meeting or event"),
    }
    ways = ", ".join(words[tie].format(count=number) for tie, number in reach.by_tie.items())
    further = _(" {through} more through them.").format(through=reach.through) if reach.through else ""
    return count.format(direct=reach.direct, others=reach.others) + f" ({ways})." + further
