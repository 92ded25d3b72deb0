"""What do our links offer to who opens them, and where does accepting lead?"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _

from talentshed.web.access import links
from talentshed.web.access.links import LinkError, Offer, Purpose
from talentshed.web.organizations import policies
from talentshed.web.organizations.actions import peers, speaking
from talentshed.web.organizations.models import PeerInvitation
from talentshed.web.organizations.policies import scope_of
from talentshed.web.organizations.queries.finding import invited_organization

if TYPE_CHECKING:
    from talentshed.web.access.models import InvitationLink, Person


def register() -> None:
    """Make our kinds of link known."""
    links.register(speaking.PURPOSE, Purpose(_offer_to_speak, _accept_to_speak))
    links.register(peers.PURPOSE, Purpose(_offer_of_peer, _accept_peer))


def _offer_to_speak(link: "InvitationLink") -> Offer:
    organization = invited_organization(link)
    if organization is None:
        raise LinkError(_("The organization of this invitation is no longer in the list. Ask the person who sent it."))
    if link.made_by is None or not policies.may_invite_spokesperson(link.made_by, organization):
        sentence = _("Who invited you can no longer do that for {name}. Ask for a new invitation there.")
        raise LinkError(sentence.format(name=organization))
    words = {"inviter": link.made_by or _("Somebody who has left"), "name": organization}
    return Offer(
        heading=_("Speak for {name}").format(**words),
        sentence=_("{inviter} invites you to speak for {name}.").format(**words),
        points=(
            _("You can answer, offer and vote for your organization where it takes part."),
            _("You see what it was asked, and by whom."),
            _("Partners and conveners see your name and title. They see your e-mail only if you agree."),
        ),
        button=_("Accept"),
    )


def _accept_to_speak(link: "InvitationLink", person: "Person") -> str:
    _offer_to_speak(link)  # its reasons to refuse are worded for the invited
    return speaking.accept_spokesperson(link=link, by=person).organization.get_absolute_url()


def _offer_of_peer(link: "InvitationLink") -> Offer:
    found = PeerInvitation.objects.select_related("inviter__organization").filter(pk=link.payload.get("invitation"))
    invitation = found.first()
    if invitation is None:
        raise LinkError(_("This invitation was taken back. Ask the person who sent it."))
    words = {
        "inviter": invitation.inviter,
        "firm": invitation.inviter.organization,
        "partnership": link.payload.get("scope_name", ""),
    }
    return Offer(
        heading=_("{inviter} invites you").format(**words),
        sentence=_("{inviter} of {firm} invites you to take part in {partnership}.").format(**words),
        points=(
            _("Employers of the industry set the agenda; public partners listen and help."),
            _("{inviter} and the conveners see that you accepted.").format(**words),
        ),
        button=_("Accept"),
    )


def _accept_peer(link: "InvitationLink", person: "Person") -> str:
    try:
        invitation = peers.accept_peer_invitation(link=link, by=person)
    except PermissionDenied as refused:
        raise LinkError(str(refused)) from refused
    except ValidationError as refused:
        raise LinkError(" ".join(refused.messages)) from refused
    scope = scope_of(person, invitation.scope)
    return scope.href if scope is not None and scope.href else reverse("organizations:list")
