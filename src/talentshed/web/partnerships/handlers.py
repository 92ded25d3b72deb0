"""What do our links offer to who opens them, and whom do we vouch for in the capabilities below?"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.access import links
from talentshed.web.access.links import LinkError, Offer, Purpose
from talentshed.web.organizations import hearing
from talentshed.web.organizations.policies import register_reader, register_scope
from talentshed.web.partnerships import policies
from talentshed.web.partnerships.actions import inviting
from talentshed.web.partnerships.models import Partnership, Role
from talentshed.web.partnerships.queries.joined import reach_of, scope_for

if TYPE_CHECKING:
    from talentshed.web.access.models import InvitationLink, Person
    from talentshed.web.organizations.models import PeerInvitation


def register() -> None:
    """Make our links, readers and scopes known."""
    links.register(inviting.PURPOSE, Purpose(_offer, _accept))
    register_reader(reach_of)
    register_scope("partnership", scope_for)
    hearing.register(_heard)


def _heard(invitation: "PeerInvitation", person: "Person | None") -> None:
    """Bring who accepted a peer's invitation to the table."""
    kind, _slash, number = invitation.scope.partition("/")
    if kind != "partnership" or person is None or invitation.answer != "accepted":
        return
    partnership = Partnership.objects.select_related("home_state").filter(pk=int(number)).first()
    if partnership is not None:
        inviting.accept_employer(by=person, partnership=partnership, invitation=invitation)


def _partnership_of(link: "InvitationLink") -> Partnership:
    found = Partnership.objects.select_related("home_state").filter(pk=link.payload.get("partnership")).first()
    if found is None:
        raise LinkError(_("The partnership of this invitation is no longer there. Ask the person who sent it."))
    return found


def _offer(link: "InvitationLink") -> Offer:
    partnership = _partnership_of(link)
    allowed = policies.may_join(link, partnership)
    if not allowed:
        raise LinkError(allowed.reason)
    role = Role.Kind(str(link.payload["role"]))
    words = {"inviter": link.made_by, "partnership": partnership, "role": role.label}
    return Offer(
        heading=_("{partnership}: take part as {role}").format(**words),
        sentence=_("{inviter} invites you to {partnership}.").format(**words),
        points=(
            _("Employers of the industry set the agenda; public partners listen and help."),
            _("Members see your name, your organization and your role. Your e-mail stays with the conveners."),
            _("You can step back at any time."),
        ),
        button=_("Accept"),
    )


def _accept(link: "InvitationLink", person: "Person") -> str:
    try:
        role = inviting.accept_role(by=person, link=link)
    except ValidationError as error:
        raise LinkError(" ".join(error.messages)) from error
    except PermissionDenied as error:
        raise LinkError(str(error)) from error
    return reverse("partnerships:home", args=[role.partnership_id])
