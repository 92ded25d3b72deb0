"""What do organizations hold about a person, and what ends when they close their account?"""

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from talentshed.web.organizations.models import ChampionNote, Contact, Interaction, PeerInvitation, Spokesperson

if TYPE_CHECKING:
    from talentshed.web.access.models import Person


def held_about(person: "Person") -> dict[str, Any]:
    """Return what is held about somebody, as JSON values: also cards that others wrote with their address."""
    cards = list(Contact.objects.filter(_theirs(person)).select_related("organization", "recorded_by_organization"))
    ids = [card.pk for card in cards]
    spoken = Spokesperson.objects.filter(person=person).select_related("organization", "confirmed_by")
    met = Interaction.objects.filter(Q(contact__in=ids) | Q(by=person)).select_related("organization", "by")
    invited = PeerInvitation.objects.filter(Q(inviter__in=ids) | Q(invited__in=ids))
    return {
        "contact_cards": [_card(card) for card in cards],
        "speaks_for": [
            {
                "organization": str(each.organization),
                "title": each.title,
                "since": str(each.since),
                "until": each.until and str(each.until),
            }
            for each in spoken
        ],
        "contacts_made": [_contact(each) for each in met],
        "peer_invitations": [
            {
                "from": str(each.inviter),
                "to": str(each.invited),
                "sent_at": each.sent_at.isoformat(),
                "answer": each.answer,
            }
            for each in invited.select_related("inviter", "invited")
        ],
        "champion_notes": [
            {
                "standing": note.standing,
                "passion": note.passion,
                "note": note.note,
                "changed_at": note.changed_at.isoformat(),
            }
            for note in ChampionNote.objects.filter(contact__in=ids)
        ],
    }


def _theirs(person: "Person") -> Q:
    return Q(person=person) | Q(email__iexact=person.email)


def _card(card: Contact) -> dict[str, Any]:
    return {
        "organization": str(card.organization),
        "name": card.name,
        "title": card.title,
        "email": card.email,
        "email_consent": card.email_consent,
        "phone": card.phone,
        "phone_consent": card.phone_consent,
        "decision_authority": card.decision_authority,
        "written_down_by": str(card.recorded_by_organization or ""),
    }


def _contact(each: Interaction) -> dict[str, Any]:
    return {
        "on_date": str(each.on_date),
        "organization": str(each.organization),
        "kind": each.kind,
        "by": str(each.by or ""),
        "asked": each.asked,
        "outcome": each.outcome,
    }


def end_for(person: "Person") -> None:
    """End what somebody is to organizations. Their card stays with the firm, without a way to reach them."""
    Spokesperson.objects.filter(person=person, until__isnull=True).update(until=timezone.localdate())
    Contact.objects.filter(_theirs(person)).update(
        person=None, email="", phone="", email_consent=False, phone_consent=False
    )
