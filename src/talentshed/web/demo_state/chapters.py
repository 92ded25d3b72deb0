"""How does a partnership come to be? Its founding, its support team, its scope and its champions, phase by phase."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talentshed.web.access.models import InvitationLink, Person
from talentshed.web.demo_state.cast import PARTS, Cast
from talentshed.web.demo_state.clock import Calendar
from talentshed.web.demo_state.stories import Story, step_notes
from talentshed.web.organizations.actions.peers import accept_peer_invitation
from talentshed.web.partnerships.actions import inviting, members, neutrality, opening, phases, roles, support_team
from talentshed.web.partnerships.actions.playbook import mark_step
from talentshed.web.partnerships.models import Member, Partnership, Role
from talentshed.web.partnerships.phases import GATE_STEPS
from talentshed.web.partnerships.playbook import STEPS
from talentshed.web.partnerships.policies import standing
from talentshed.web.partnerships.queries.joined import scope_in
from talentshed.web.partnerships.queries.scope import area_of, industry_of, scope

if TYPE_CHECKING:
    from talentshed.web.organizations.models import Organization

WEAK_REASON = "We are late anyway."
"""With which one partnership passed a gate unmet: a planted fact."""
OVERRIDDEN = {("bluffmere-energy", 6)}
"""Partnership and the phase that it left although something was missing."""
_GIVEN = 3
"""So many champions are won by the convener; the others come by a peer's letter."""
_COVERS = {
    "Workforce Board": ("workforce", "apprenticeship"),
    "Community College": ("college", "adult_education"),
    "Career and Technical Center": ("k12_cte",),
    "Economic Development Alliance": ("economic_development",),
    "Neighborhood House": ("community", "transport"),
    "Labor Council": ("labor",),
}
SHORT_ROLES = {
    "cora": Role.Kind.CO_CONVENER,
    "felix": Role.Kind.FACILITATOR,
    "dora": Role.Kind.DATA_STEWARD,
    "erin": Role.Kind.OBSERVER,
}
"""What people to try out do in the partnership of the tour."""
TOUR = "ironbend-manufacturing"
FACILITATED = ("cypressfen-care", "whitlowe-care", "lakemere-care", "lakemere-freight", "bluffmere-energy")
"""Partnerships that the same facilitator serves as a third party: so one person sees what is planted there."""


@dataclass
class Tale:
    """One partnership while it is told."""

    story: Story
    cast: Cast
    calendar: Calendar
    partnership: Partnership = field(init=False)

    @property
    def convener(self) -> Person:
        """Who keeps the records."""
        return self.cast.person(self.story.convener)

    def reload(self) -> Partnership:
        """Return the partnership as it stands now."""
        self.partnership = Partnership.objects.select_related("home_state").get(pk=self.partnership.pk)
        return self.partnership


def found(tale: Tale) -> None:
    """Begin: a neutral body starts the partnership, and readiness is gauged."""
    story, cast = tale.story, tale.cast
    with tale.calendar.on(story.started):
        area = area_of(story.region)
        tale.partnership = opening.create_partnership(
            by=cast.person(story.convener),
            name=story.name,
            scope=scope(industry_of(story.sector, "", ""), area),
            home_state=cast.illinois,
            states=[cast.iowa] if "IA" in story.states else [],
            convener=cast.organization(story.convener),
            started_on=tale.calendar.at(story.started).date(),
        )
    with tale.calendar.on(story.day(1, 0.3)):
        for name in story.prospects if story.phase >= 3 else ():
            members.add_member(by=tale.convener, partnership=tale.partnership, organization=cast.organization(name))
        if story.phase == 1:
            _seat(tale, story.support, Member.Stage.COMMITTED)


def build_support_team(tale: Tale) -> None:
    """Bring the public partners together, with roles, functions and a declaration of interests."""
    story, partnership = tale.story, tale.partnership
    with tale.calendar.on(story.day(2, 0.2)):
        _seat(tale, (*story.core, *story.support), Member.Stage.ACTIVE)
        held = {each.organization.name: each for each in partnership.members.select_related("organization")}
        for name in story.core:
            members.set_core_team(by=tale.convener, partnership=partnership, member=held[name], core_team=True)
        for name in story.partners:
            functions = next((keys for end, keys in _COVERS.items() if name.endswith(end)), ())
            if functions:
                support_team.set_functions(
                    by=tale.convener, partnership=partnership, member=held[name], functions=functions
                )
        neutrality.declare_neutrality(
            by=tale.convener,
            partnership=partnership,
            conflicts="We run two training programs of our own and sit on the boards of two partners.",
            funders="A state grant for the first year; the rest comes from our own budget.",
            statement="The industry sets the agenda. We listen first, and we hold no firm's figures.",
        )
        _cast_tour(tale)


def _cast_tour(tale: Tale) -> None:
    if tale.story.key in FACILITATED:
        facilitator = tale.cast.person("Ironbend Chamber of Industry")
        roles.give_role(by=tale.convener, partnership=tale.partnership, person=facilitator, role=Role.Kind.FACILITATOR)
    if tale.story.key != TOUR:
        return
    for part in PARTS:
        role = SHORT_ROLES.get(part.short)
        if role is not None:
            roles.give_role(
                by=tale.convener,
                partnership=tale.partnership,
                person=tale.cast.person(part.organization) if part.organization else tale.cast.named(part.short),
                role=role,
                organization=tale.cast.organization(part.organization) if part.organization else None,
            )


def _seat(tale: Tale, names: tuple[str, ...], stage: str) -> None:
    for name in names:
        organization, person = tale.cast.organization(name), tale.cast.person(name)
        roles.give_role(
            by=tale.convener,
            partnership=tale.partnership,
            person=person,
            role=Role.Kind.SUPPORT_PARTNER,
            organization=organization,
        )
        if stage == Member.Stage.ACTIVE:
            _set_active(tale, organization)


def _set_active(tale: Tale, organization: "Organization") -> None:
    member = tale.partnership.members.get(organization=organization)
    members.set_stage(by=tale.convener, partnership=tale.partnership, member=member, stage=Member.Stage.ACTIVE)


def recruit(tale: Tale) -> None:
    """Win champions, who invite their peers; the employers say whether they accept the convener."""
    story, cast, partnership = tale.story, tale.cast, tale.partnership
    with tale.calendar.on(story.day(4, 0.2)):
        for name in story.employers[:_GIVEN]:
            roles.give_role(
                by=tale.convener,
                partnership=partnership,
                person=cast.person(name),
                role=Role.Kind.CHAMPION,
                organization=cast.organization(name),
            )
            _set_active(tale, cast.organization(name))
    for place, name in enumerate(story.employers[_GIVEN:]):
        _come_by_letter(tale, name, story.employers[place % _GIVEN], 0.3 + 0.4 * place / len(story.employers))
    with tale.calendar.on(story.day(4, 0.8)):
        for name in story.employers:
            neutrality.answer_neutrality(
                by=cast.person(name),
                partnership=partnership,
                organization=cast.organization(name),
                accepts=not (len(story.employers) > 5 and name == story.employers[-1]),
            )
    for place, name in enumerate(story.prospects[:2]):
        with tale.calendar.on(story.day(4, 0.6 + 0.2 * place)):
            _invite(tale, name, story.employers[place])


def _come_by_letter(tale: Tale, name: str, champion: str, part: float) -> None:
    with tale.calendar.on(tale.story.day(4, part)):
        invitation = _invite(tale, name, champion)
    with tale.calendar.on(max(tale.story.day(4, part) - 3, tale.story.day(4, 0.75))):
        person = tale.cast.person(name)
        link = InvitationLink.objects.select_related("made_by", "state").get(
            purpose="peer_invitation", scope=tale.partnership.scope, payload__invitation=invitation
        )
        accept_peer_invitation(link=link, by=person)
        _set_active(tale, tale.cast.organization(name))


def _invite(tale: Tale, name: str, champion: str) -> int:
    card = tale.cast.cards[name]
    made = inviting.invite_employer(
        by=tale.convener,
        partnership=tale.partnership,
        scope=scope_in(standing(tale.convener, tale.partnership)),
        inviter=tale.cast.cards[champion],
        organization=tale.cast.organization(name),
        name=card.name,
        email=card.email,
        title=card.title,
        message="We begin with our own agenda. Come and hear for two hours.",
    )
    return made.pk


def name_chair(tale: Tale) -> None:
    """Give the chair to industry."""
    name = tale.story.employers[0]
    with tale.calendar.on(tale.story.day(5, 0.1)):
        roles.give_role(
            by=tale.convener,
            partnership=tale.partnership,
            person=tale.cast.person(name),
            role=Role.Kind.INDUSTRY_CHAIR,
            organization=tale.cast.organization(name),
        )


def advance(tale: Tale) -> None:
    """Go on to the next phase if the story does, on its day."""
    story, phase = tale.story, tale.reload().phase
    if phase >= story.phase:
        return
    reason = WEAK_REASON if (story.key, phase) in OVERRIDDEN else ""
    with tale.calendar.on(story.reached[phase - 1], hour=15):
        phases.advance_phase(by=tale.convener, partnership=tale.partnership, override_reason=reason)
    tale.reload()


def tick_off(tale: Tale, phase: int) -> None:
    """Tick off the steps of a phase: all of one that is over, the first half of the one that goes on."""
    steps = [each for each in STEPS[phase] if not each.check and each.key in step_notes()]
    if tale.story.phase == phase:
        gates = {key for key, _words in GATE_STEPS.get(phase, ())}
        steps = [each for each in steps[: len(steps) // 2] if each.key not in gates]
    for place, step in enumerate(steps):
        with tale.calendar.on(tale.story.day(phase, (place + 1) / (len(steps) + 1)), hour=14):
            mark_step(by=tale.convener, partnership=tale.partnership, step=step.key, note=step_notes()[step.key])
