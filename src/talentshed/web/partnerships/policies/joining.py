"""Who may invite, give and hold a role, speak and vote for an organization, and leave?"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talentshed.web.access.verdict import Verdict
from talentshed.web.partnerships.models import Member, Role
from talentshed.web.partnerships.policies.convening import NEUTRAL_KINDS, may_convene
from talentshed.web.partnerships.policies.standing import CONVENING, INDUSTRY, Standing, standing

if TYPE_CHECKING:
    from talentshed.web.access.models import InvitationLink, Person
    from talentshed.web.organizations.models import Organization, PeerInvitation
    from talentshed.web.partnerships.models import Partnership

Kind = Role.Kind


@dataclass(frozen=True)
class RoleRule:
    """Who gives a role, and for which organizations it is held."""

    given_by: frozenset[str]
    """Roles that give and end it."""
    kinds: frozenset[str]
    """Kinds of organization that it may be held for."""
    needs_organization: bool = True
    by_administrator: bool = False
    """Whether an administrator of the home state may give it, too: a partnership without convener is nobody's."""
    no_beside: frozenset[str] = frozenset()
    """Roles that the same person may not have besides."""
    why: "str | Promise" = ""
    """What is said where the organization's kind doesn't fit."""


_EMPLOYER = frozenset({"employer"})
_SUPPORT = frozenset({"education", "workforce", "economic_development", "community", "labor", "association"})
_ANY = _EMPLOYER | _SUPPORT
_INDUSTRY_ONLY = gettext_lazy("Only people of employers at the table have this role.")

ROLE_RULES: dict[str, RoleRule] = {
    Kind.CONVENER: RoleRule(
        CONVENING,
        NEUTRAL_KINDS,
        by_administrator=True,
        no_beside=INDUSTRY | {Kind.DATA_STEWARD},
        why=gettext_lazy("A convener is neutral: a workforce board, college, chamber or the like."),
    ),
    Kind.CO_CONVENER: RoleRule(
        CONVENING,
        NEUTRAL_KINDS,
        by_administrator=True,
        no_beside=INDUSTRY | {Kind.DATA_STEWARD},
        why=gettext_lazy("A co-convener is neutral: a workforce board, college, chamber or the like."),
    ),
    Kind.FACILITATOR: RoleRule(CONVENING, _SUPPORT, needs_organization=False, no_beside=INDUSTRY),
    Kind.CHAMPION: RoleRule(CONVENING, _EMPLOYER, no_beside=CONVENING, why=_INDUSTRY_ONLY),
    Kind.INDUSTRY_CHAIR: RoleRule(
        CONVENING,
        _EMPLOYER,
        no_beside=CONVENING,
        why=gettext_lazy("The chair belongs to industry: only people of employers at the table have it."),
    ),
    Kind.EMPLOYER_MEMBER: RoleRule(CONVENING | {Kind.CHAMPION}, _EMPLOYER, no_beside=CONVENING, why=_INDUSTRY_ONLY),
    Kind.SUPPORT_PARTNER: RoleRule(
        CONVENING, _SUPPORT, why=gettext_lazy("Support partners are the bodies around the employers, not employers.")
    ),
    Kind.DATA_STEWARD: RoleRule(
        CONVENING,
        frozenset({"education", "workforce", "community", "association"}),
        no_beside=CONVENING | INDUSTRY,
        why=gettext_lazy("A data steward is a neutral third party: a university, a state data unit or the like."),
    ),
    Kind.OBSERVER: RoleRule(CONVENING, _ANY, needs_organization=False),
}


def may_give_role(
    who: "Person | Standing", partnership: "Partnership", role: str, organization: "Organization | None" = None
) -> Verdict:
    """Whether somebody may give a role, held for this organization. Whom it may go to: `may_hold_role`."""
    rule = ROLE_RULES[role]
    if not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    held = standing(who, partnership)
    if not (held.has(*rule.given_by) or (rule.by_administrator and held.is_administrator)):
        return Verdict(_("Conveners and co-conveners give this role."))
    if organization is None:
        if rule.needs_organization:
            return Verdict(_("Choose the organization for which the role is held."))
        return Verdict()
    if organization.kind not in rule.kinds:
        return Verdict(str(rule.why or _("This role is not held for an organization of that kind.")))
    return Verdict()


def may_hold_role(
    person: "Person", partnership: "Partnership", role: str, organization: "Organization | None" = None
) -> Verdict:
    """Whether a role may go to a person: they speak for its organization, and it fits beside their other roles."""
    if not person.is_active:
        return Verdict(_("This account is closed."))
    spoken = person.spokespersonships.filter(organization=organization, until__isnull=True)
    if organization is not None and not spoken.exists():
        return Verdict(
            _("{person} does not speak for {organization}.").format(person=person, organization=organization)
        )
    held = standing(person, partnership)
    if held.is_employer and INDUSTRY & ROLE_RULES[role].no_beside:
        sentence = _("{person} speaks for an employer at the table, so this role would not be neutral.")
        return Verdict(sentence.format(person=person))
    clash = sorted(held.given & ROLE_RULES[role].no_beside)
    if not clash:
        clash = sorted(other for other in held.given & set(ROLE_RULES) if role in ROLE_RULES[other].no_beside)
    if not clash:
        return Verdict()
    sentence = _("{person} is {other} here, and nobody is both. End that role first.")
    return Verdict(sentence.format(person=person, other=Kind(clash[0]).label))


def may_end_role(who: "Person | Standing", partnership: "Partnership", role: Role) -> Verdict:
    """Whether somebody may end a role: who may give it, and the person themself. The last convener stays."""
    if role.partnership_id != partnership.pk or role.until is not None:
        return Verdict(_("This role has ended."))
    held = standing(who, partnership)
    rule = ROLE_RULES[role.role]
    own = role.person_id == held.person.pk
    if not own and not (held.has(*rule.given_by) or (rule.by_administrator and held.is_administrator)):
        return Verdict(_("Roles are ended by the person or by a convener."))
    if role.role == Kind.CONVENER and partnership.is_open and _is_last(role):
        return Verdict(_("A partnership has at least one convener. Give the role to somebody else first."))
    return Verdict()


def _is_last(role: Role) -> bool:
    others = Role.objects.filter(
        partnership_id=role.partnership_id, role=role.role, until__isnull=True, person__is_active=True
    ).exclude(pk=role.pk)
    return not others.exists()


def may_invite_employer(who: "Person | Standing", partnership: "Partnership") -> Verdict:
    """Whether somebody may invite an employer: those who keep the records, and champions."""
    kept = may_convene(who, partnership)
    if kept or not partnership.is_open or not standing(who, partnership).has(Kind.CHAMPION):
        return kept
    return Verdict()


def may_invite_to_role(
    who: "Person | Standing", partnership: "Partnership", role: str, organization: "Organization | None" = None
) -> Verdict:
    """Whether somebody may send a link that brings a role with it. Employers come by a peer's invitation instead."""
    if role in INDUSTRY:
        return Verdict(_("Employers are invited over a champion's name."))
    return may_give_role(who, partnership, role, organization)


def may_join(link: "InvitationLink", partnership: "Partnership") -> Verdict:
    """Whether a link still lets somebody in: it is open, and who made the link may still invite to that role."""
    if not partnership.is_open:
        return Verdict(_("This partnership is closed."))
    if link.made_by is None or not link.made_by.is_active:
        return Verdict(_("The person who sent this invitation has left. Ask for a new one."))
    if standing(link.made_by, partnership).has(*ROLE_RULES[link.payload["role"]].given_by):
        return Verdict()
    if ROLE_RULES[link.payload["role"]].by_administrator and standing(link.made_by, partnership).is_administrator:
        return Verdict()
    return Verdict(_("The person who sent this invitation may no longer invite. Ask for a new one."))


def may_come(partnership: "Partnership", invitation: "PeerInvitation") -> Verdict:
    """Whether a peer's invitation, once accepted, brings an employer to this table."""
    if not partnership.is_open:
        return Verdict(_("This partnership is closed."))
    if invitation.scope != partnership.scope or invitation.answer != "accepted":
        return Verdict(_("This invitation does not lead to this partnership."))
    if not invitation.invited.organization.is_employer:
        return Verdict(str(_INDUSTRY_ONLY))
    return Verdict()


def may_withdraw_invitation(who: "Person | Standing", partnership: "Partnership", link: "InvitationLink") -> Verdict:
    """Whether somebody may take a link back: who made it, or who keeps the records."""
    held = standing(who, partnership)
    if link.scope != partnership.scope:
        return Verdict(_("This invitation is not one of this partnership."))
    if link.made_by_id == held.person.pk:
        return Verdict()
    return may_convene(held, partnership)


def may_speak_as(who: "Person | Standing", partnership: "Partnership", organization: "Organization") -> Verdict:
    """Whether somebody may speak for an organization at this table."""
    if not partnership.is_open:
        return Verdict(_("This partnership is closed. Reopen it first."))
    if organization.pk in standing(who, partnership).organizations:
        return Verdict()
    return Verdict(_("You don't speak for {organization} here.").format(organization=organization))


def may_vote_as(who: "Person | Standing", partnership: "Partnership", organization: "Organization") -> Verdict:
    """Whether somebody may cast the one vote of an organization: employers at the table only."""
    speaks = may_speak_as(who, partnership, organization)
    if speaks and organization.kind != "employer":
        return Verdict(_("Employers vote; support partners listen and answer."))
    return speaks


def may_answer_neutrality(
    who: "Person | Standing", partnership: "Partnership", organization: "Organization"
) -> Verdict:
    """Whether somebody may say for an employer whether it accepts the convener: one answer each."""
    return may_vote_as(who, partnership, organization)


def may_end_membership(who: "Person | Standing", partnership: "Partnership", member: Member) -> Verdict:
    """Whether somebody may end a membership: the organization's own people, or a convener."""
    if member.partnership_id != partnership.pk or member.stage == Member.Stage.LEFT:
        return Verdict(_("This organization is not a member."))
    held = standing(who, partnership)
    if member.organization_id in held.organizations or held.has(*CONVENING):
        return Verdict()
    return Verdict(_("A membership is ended by the organization itself or by a convener."))
