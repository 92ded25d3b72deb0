"""Who may do what, on which object? The table that the permission tests walk, cell by cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import partnership_world
import people
from partnership_world import World, role
from talentshed.web.access.models import InvitationLink, Person
from talentshed.web.access.verdict import Verdict
from talentshed.web.organizations.models import Contact, PeerInvitation
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.models import HeldIssue, KnowledgeNote, Member
from talentshed.web.partnerships.policies import insight, releasing

EVERYBODY = (
    "Alice",  # convener
    "Cora",  # co-convener
    "Fay",  # facilitator
    "Carol",  # champion
    "Hugo",  # industry chair
    "Bob",  # employer member
    "Emma",  # speaks for a member, without a role
    "Dan",  # support partner
    "Stu",  # data steward
    "Erin",  # observer
    "Otto",  # had a role that ended
    "Frank",  # oversees the home state
    "Grace",  # administers the home state
    "Ines",  # oversees a participating state
    "Nils",  # oversees a state that has nothing to do with it
    "Rosa",  # convenes another partnership
    "Paul",  # speaks for an organization that is on the list, but has not said yes
    "Charlie",  # a stranger
    "Gone",  # convened, and closed the account
)
CONVENERS = ("Alice", "Cora")
KEEPERS = (*CONVENERS, "Fay")
INDUSTRY = ("Carol", "Hugo", "Bob", "Emma")
INSIDE = (*KEEPERS, *INDUSTRY, "Dan", "Stu", "Erin")
OF_THE_STATE = ("Frank", "Grace", "Ines")
ACME = ("Bob", "Carol", "Emma")
NOBODY: tuple[str, ...] = ()

Ask = Callable[[Person], Verdict]


@dataclass(frozen=True)
class Cell:
    """One action on one object: the question, and those who get a yes."""

    policy: str
    thing: str
    ask: Ask
    allowed: frozenset[str]


def populate() -> World:
    """The world, with further people so that each kind of standing appears."""
    world = partnership_world.build()
    chamber = partnership_world.organization("Chamber", "association")
    maybe = partnership_world.organization("Maybe Metals")
    partnership_world.member(world.machinery, chamber)
    partnership_world.member(world.machinery, maybe, "invited")
    michigan = people.State.objects.create(code="MI", name="Michigan", fips="26")
    world.by_name |= {
        "Cora": partnership_world.speaks("Cora", chamber),
        "Emma": partnership_world.speaks("Emma", world.acme),
        "Paul": partnership_world.speaks("Paul", maybe),
        "Otto": people.person("Otto"),
        "Gone": people.person("Gone"),
        "Nils": people.overseer("Nils", michigan),
    }
    role(world.machinery, world["Cora"], "co_convener", chamber)
    ended = role(world.machinery, world["Otto"], "facilitator")
    ended.until = ended.since
    ended.save()
    role(world.machinery, world["Gone"], "co_convener", world.office)
    world["Gone"].is_active = False
    world["Gone"].save()
    return world


def cells(world: World) -> list[Cell]:
    """Return every cell of the table."""
    found: list[Cell] = []
    for part in (_seeing, _convening, _roles, _invitations, _voices, _insight):
        for (policy, thing), (ask, allowed) in part(world).items():
            found.append(Cell(policy, thing, ask, frozenset(allowed)))
    return found


Part = Mapping[tuple[str, str], tuple[Ask, tuple[str, ...]]]


def _seeing(world: World) -> Part:
    ours, other = world.machinery, world.health
    return {
        ("may_see", "the partnership"): (lambda who: policies.may_see(who, ours), INSIDE),
        ("may_see", "another partnership"): (lambda who: policies.may_see(who, other), ("Alice", "Rosa")),
        ("may_see_trail", "the partnership"): (
            lambda who: policies.may_see_trail(who, ours),
            tuple(name for name in INSIDE if name != "Erin"),
        ),
        ("may_see_trail", "another partnership"): (lambda who: policies.may_see_trail(who, other), ("Alice", "Rosa")),
        ("may_oversee", "the partnership"): (lambda who: policies.may_oversee(who, ours), OF_THE_STATE),
        ("may_oversee", "another partnership"): (lambda who: policies.may_oversee(who, other), ("Frank", "Grace")),
        ("may_oversee_state", "Illinois"): (
            lambda who: policies.may_oversee_state(who, world.illinois),
            ("Frank", "Grace"),
        ),
        ("may_oversee_state", "Indiana"): (lambda who: policies.may_oversee_state(who, world.indiana), ("Ines",)),
    }


def _convening(world: World) -> Part:
    ours, other = world.machinery, world.health
    last = partnership_world.partnership("Last", world.illinois, phase=8)
    closed = partnership_world.partnership("Closed", world.illinois, status="closed", closed_on=partnership_world.DAY)
    for each in (last, closed):
        role(each, world["Alice"], "convener", world.office)
    member = Member.objects.get(partnership=ours, organization=world.acme)
    foreign = Member.objects.get(partnership=other, organization=world.clinic)
    ours_later = partnership_world.partnership("Later", world.illinois, phase=4)
    role(ours_later, world["Alice"], "convener", world.office)
    speak_neutral = ("Alice", "Cora", "Dan", "Stu", "Grace")
    return {
        ("may_create", "in Illinois"): (lambda who: policies.may_create(who, world.illinois), speak_neutral),
        ("may_create", "in Indiana"): (lambda who: policies.may_create(who, world.indiana), NOBODY),
        ("may_create", "for the workforce office"): (
            lambda who: policies.may_create(who, world.illinois, world.office),
            ("Alice", "Grace"),
        ),
        ("may_create", "for an employer"): (lambda who: policies.may_create(who, world.illinois, world.acme), NOBODY),
        ("may_convene", "the partnership"): (lambda who: policies.may_convene(who, ours), KEEPERS),
        ("may_convene", "another partnership"): (lambda who: policies.may_convene(who, other), ("Rosa",)),
        ("may_convene", "a closed partnership"): (lambda who: policies.may_convene(who, closed), NOBODY),
        ("may_change_scope", "the partnership"): (lambda who: policies.may_change_scope(who, ours), CONVENERS),
        ("may_change_scope", "another partnership"): (lambda who: policies.may_change_scope(who, other), ("Rosa",)),
        ("may_close", "the partnership"): (lambda who: policies.may_close(who, ours), (*CONVENERS, "Grace")),
        ("may_close", "a closed partnership"): (lambda who: policies.may_close(who, closed), NOBODY),
        ("may_reopen", "the partnership"): (lambda who: policies.may_reopen(who, ours), NOBODY),
        ("may_reopen", "a closed partnership"): (lambda who: policies.may_reopen(who, closed), ("Alice", "Grace")),
        ("may_advance", "the partnership"): (lambda who: policies.may_advance(who, ours), CONVENERS),
        ("may_advance", "one in the last phase"): (lambda who: policies.may_advance(who, last), NOBODY),
        ("may_go_back", "one in the first phase"): (lambda who: policies.may_go_back(who, ours), NOBODY),
        ("may_go_back", "one in a later phase"): (lambda who: policies.may_go_back(who, ours_later), ("Alice",)),
        ("may_add_member", "the partnership"): (lambda who: policies.may_add_member(who, ours), KEEPERS),
        ("may_manage_member", "a member"): (lambda who: policies.may_manage_member(who, ours, member), KEEPERS),
        ("may_manage_member", "another's member"): (lambda who: policies.may_manage_member(who, ours, foreign), NOBODY),
        ("may_declare_neutrality", "the partnership"): (
            lambda who: policies.may_declare_neutrality(who, ours),
            CONVENERS,
        ),
        ("may_release", "the partnership"): (lambda who: releasing.may_release(who, ours), (*CONVENERS, "Stu")),
        ("may_release", "another partnership"): (lambda who: releasing.may_release(who, other), ("Rosa",)),
        ("may_release", "a closed partnership"): (lambda who: releasing.may_release(who, closed), NOBODY),
    }


def _roles(world: World) -> Part:
    ours = world.machinery
    found: dict[tuple[str, str], tuple[Ask, tuple[str, ...]]] = {}
    firm, body, university = world.acme, world.college, world.university
    fits = {
        "convener": (body, (*CONVENERS, "Grace")),
        "co_convener": (body, (*CONVENERS, "Grace")),
        "facilitator": (body, CONVENERS),
        "champion": (firm, CONVENERS),
        "industry_chair": (firm, CONVENERS),
        "employer_member": (firm, (*CONVENERS, "Carol")),
        "support_partner": (body, CONVENERS),
        "data_steward": (university, CONVENERS),
        "observer": (body, CONVENERS),
    }
    for kind, (fitting, givers) in fits.items():
        wrong = body if fitting is firm else firm
        found[("may_give_role", f"{kind} for one that fits")] = (_give(world, kind, fitting), givers)
        # An observer may come from anywhere.
        found[("may_give_role", f"{kind} for one that does not fit")] = (
            _give(world, kind, wrong),
            CONVENERS if kind == "observer" else NOBODY,
        )
        free = kind in ("facilitator", "observer")
        found[("may_give_role", f"{kind} for none")] = (_give(world, kind, None), CONVENERS if free else NOBODY)
    held = {each.role + str(each.person): each for each in ours.roles.filter(until__isnull=True)}
    found |= {
        ("may_end_role", "the only active convener's"): (
            lambda who: policies.may_end_role(who, ours, held["convenerAlice"]),
            NOBODY,
        ),
        ("may_end_role", "the observer's"): (
            lambda who: policies.may_end_role(who, ours, held["observerErin"]),
            (*CONVENERS, "Erin"),
        ),
        ("may_end_role", "an employer member's"): (
            lambda who: policies.may_end_role(who, ours, held["employer_memberBob"]),
            (*CONVENERS, "Carol", "Bob"),
        ),
        ("may_end_role", "one of another partnership"): (
            lambda who: policies.may_end_role(who, ours, world.health.roles.get()),
            NOBODY,
        ),
        ("may_hold_role", "champion"): (
            lambda who: policies.may_hold_role(who, ours, "champion"),
            tuple(name for name in EVERYBODY if name not in (*KEEPERS, "Stu", "Gone")),
        ),
        ("may_hold_role", "convener"): (
            lambda who: policies.may_hold_role(who, ours, "convener"),
            tuple(name for name in EVERYBODY if name not in (*INDUSTRY, "Stu", "Gone")),
        ),
        ("may_hold_role", "employer member for Acme"): (
            lambda who: policies.may_hold_role(who, ours, "employer_member", world.acme),
            ACME,
        ),
        ("may_end_membership", "Acme's"): (
            lambda who: policies.may_end_membership(who, ours, Member.objects.get(organization=firm, partnership=ours)),
            (*CONVENERS, *ACME),
        ),
        ("may_end_membership", "one of another partnership"): (
            lambda who: policies.may_end_membership(who, ours, Member.objects.get(organization=world.clinic)),
            NOBODY,
        ),
    }
    return found


def _give(world: World, kind: str, organization: object) -> Ask:
    return lambda who: policies.may_give_role(who, world.machinery, kind, organization)  # type: ignore[arg-type]


def _invitations(world: World) -> Part:
    ours = world.machinery
    link = InvitationLink(purpose="partnership_role", payload={"role": "support_partner"}, scope=ours.scope)
    foreign = InvitationLink(purpose="partnership_role", payload={"role": "support_partner"}, scope="partnership/0")
    carol = Contact.objects.get(name="Carol")
    peer = Contact.objects.create(organization=world.brown, name="Hugo", email="hugo@example.org")
    asked = PeerInvitation(scope=ours.scope, inviter=carol, invited=peer, answer="")
    accepted = PeerInvitation(scope=ours.scope, inviter=carol, invited=peer, answer="accepted")
    elsewhere = PeerInvitation(scope=world.health.scope, inviter=carol, invited=peer, answer="accepted")

    def by(who: Person) -> InvitationLink:
        return InvitationLink(purpose="partnership_role", payload=link.payload, scope=ours.scope, made_by=who)

    return {
        ("may_invite_employer", "the partnership"): (
            lambda who: policies.may_invite_employer(who, ours),
            (*KEEPERS, "Carol"),
        ),
        ("may_invite_employer", "another partnership"): (
            lambda who: policies.may_invite_employer(who, world.health),
            ("Rosa",),
        ),
        ("may_invite_to_role", "support partner"): (
            lambda who: policies.may_invite_to_role(who, ours, "support_partner", world.college),
            CONVENERS,
        ),
        ("may_invite_to_role", "employer member"): (
            lambda who: policies.may_invite_to_role(who, ours, "employer_member", world.acme),
            NOBODY,
        ),
        ("may_join", "a link that this person made"): (lambda who: policies.may_join(by(who), ours), CONVENERS),
        ("may_join", "a link of nobody"): (lambda who: policies.may_join(link, ours), NOBODY),
        ("may_come", "an invitation without answer"): (lambda who: policies.may_come(ours, asked), NOBODY),
        ("may_come", "an accepted invitation"): (lambda who: policies.may_come(ours, accepted), EVERYBODY),
        ("may_come", "one to another partnership"): (lambda who: policies.may_come(ours, elsewhere), NOBODY),
        ("may_withdraw_invitation", "a link of this partnership"): (
            lambda who: policies.may_withdraw_invitation(who, ours, link),
            KEEPERS,
        ),
        ("may_withdraw_invitation", "a link that this person made"): (
            lambda who: policies.may_withdraw_invitation(who, ours, by(who)),
            EVERYBODY,
        ),
        ("may_withdraw_invitation", "a link of another partnership"): (
            lambda who: policies.may_withdraw_invitation(who, ours, foreign),
            NOBODY,
        ),
    }


def _voices(world: World) -> Part:
    ours = world.machinery
    found: dict[tuple[str, str], tuple[Ask, tuple[str, ...]]] = {}
    for thing, body, speaks, votes in (
        ("an employer at the table", world.acme, ACME, ACME),
        ("a support partner at the table", world.college, ("Dan",), NOBODY),
        ("an employer elsewhere", world.clinic, NOBODY, NOBODY),
    ):
        found[("may_speak_as", thing)] = (_voice(policies.may_speak_as, ours, body), speaks)
        found[("may_vote_as", thing)] = (_voice(policies.may_vote_as, ours, body), votes)
        found[("may_answer_neutrality", thing)] = (_voice(policies.may_answer_neutrality, ours, body), votes)
    return found


def _voice(policy: Callable[..., Verdict], partnership: object, body: object) -> Ask:
    return lambda who: policy(who, partnership, body)


def _insight(world: World) -> Part:
    ours, other = world.machinery, world.health
    member = Member.objects.get(partnership=ours, organization=world.acme)
    foreign = Member.objects.get(partnership=other, organization=world.clinic)
    issue = HeldIssue.objects.create(member=member, kind="obstacle", topic="night buses")
    strange = HeldIssue.objects.create(member=foreign, kind="obstacle", topic="night buses")
    note = KnowledgeNote.objects.create(
        state=world.illinois,
        partnership=ours,
        sector_key="naics-333",
        kind="primer",
        title="Gears",
        text="What they are.",
        source="A talk",
        by=world["Dan"],
    )
    writing = tuple(name for name in INSIDE if name != "Erin")
    support = Member.objects.get(partnership=ours, organization=world.college)
    return {
        ("may_choose_words", "Illinois"): (lambda who: insight.may_choose_words(who, world.illinois), ("Grace",)),
        ("may_mark_step", "the partnership"): (lambda who: insight.may_mark_step(who, ours), KEEPERS),
        ("may_mark_step", "another partnership"): (lambda who: insight.may_mark_step(who, other), ("Rosa",)),
        ("may_see_issues", "the partnership"): (lambda who: insight.may_see_issues(who, ours), KEEPERS),
        ("may_see_issues", "another partnership"): (lambda who: insight.may_see_issues(who, other), ("Rosa",)),
        ("may_record_issue", "an employer"): (lambda who: insight.may_record_issue(who, ours, member), KEEPERS),
        ("may_record_issue", "a support partner"): (lambda who: insight.may_record_issue(who, ours, support), NOBODY),
        ("may_record_issue", "another's member"): (lambda who: insight.may_record_issue(who, ours, foreign), NOBODY),
        ("may_remove_issue", "an issue"): (lambda who: insight.may_remove_issue(who, ours, issue), KEEPERS),
        ("may_remove_issue", "another's issue"): (lambda who: insight.may_remove_issue(who, ours, strange), NOBODY),
        ("may_save_start_group", "the partnership"): (lambda who: insight.may_save_start_group(who, ours), KEEPERS),
        ("may_set_functions", "a support partner"): (
            lambda who: insight.may_set_functions(who, ours, support),
            KEEPERS,
        ),
        ("may_set_functions", "an employer"): (lambda who: insight.may_set_functions(who, ours, member), NOBODY),
        ("may_note_figure", "the partnership"): (lambda who: insight.may_note_figure(who, ours), writing),
        ("may_add_knowledge", "the partnership"): (lambda who: insight.may_add_knowledge(who, ours), writing),
        ("may_change_knowledge", "Dan's note"): (
            lambda who: insight.may_change_knowledge(who, ours, note),
            (*KEEPERS, "Dan"),
        ),
        ("may_change_knowledge", "a note of another partnership"): (
            lambda who: insight.may_change_knowledge(who, other, note),
            NOBODY,
        ),
    }
