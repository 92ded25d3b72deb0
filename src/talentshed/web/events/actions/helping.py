"""Asking the state for help, answering, and letting other partnerships ask one's own."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit
from talentshed.web.events import letters, policies
from talentshed.web.events.models import HelpRequest, PeerConsent
from talentshed.web.events.problems import NotPossible

if TYPE_CHECKING:
    from talentshed.web.access.models import Person, State
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def ask_for_help(
    *,
    by: "Person | None",
    state: "State",
    topic: str,
    text: str,
    name: str,
    email: str,
    organization: str = "",
    language: str = "en",
) -> HelpRequest:
    """Send a request to the people who administer a state."""
    policies.may_ask_for_help(by, state).require()
    made = HelpRequest.objects.create(
        state=state,
        topic=topic,
        text=text.strip(),
        name=name.strip(),
        email=email.strip(),
        organization=organization.strip(),
        language=language,
        asked_by=by,
        consent_at=timezone.now(),
        is_demo=by.is_demo if by else False,
    )
    letters.help_asked(made, settings.TALENTSHED_URL.rstrip("/") + reverse("events:help_request", args=[made.pk]))
    audit.record("HELP_ASKED", by=by, scope=f"state/{state.pk}", state=state, request=made.pk, topic=topic)
    return made


@transaction.atomic
def take_help(*, by: "Person", request: HelpRequest) -> HelpRequest:
    """Take a request in hand, so that nobody else answers it, too."""
    kept = HelpRequest.objects.select_for_update(of=("self",)).select_related("state").get(pk=request.pk)
    policies.may_settle_help(by, kept).require()
    kept.status, kept.taken_by = HelpRequest.Status.TAKEN, by
    kept.save()
    audit.record("HELP_TAKEN", by=by, scope=f"state/{kept.state_id}", state=kept.state, request=kept.pk)
    return kept


@transaction.atomic
def settle_help(*, by: "Person", request: HelpRequest, answer: str = "", close: bool = False) -> HelpRequest:
    """Answer a request, by mail to who asked; or close one that needs no answer."""
    kept = HelpRequest.objects.select_for_update(of=("self",)).select_related("state").get(pk=request.pk)
    policies.may_settle_help(by, kept).require()
    if not close and not answer.strip():
        raise NotPossible(_("Write the answer first, or close the request without one."))
    kept.status = HelpRequest.Status.CLOSED if close else HelpRequest.Status.ANSWERED
    kept.answer, kept.settled_at, kept.taken_by = answer.strip(), timezone.now(), by
    kept.save()
    if not close:
        letters.help_answered(kept)
    audit.record("HELP_SETTLED", by=by, scope=f"state/{kept.state_id}", state=kept.state, request=kept.pk)
    return kept


@transaction.atomic
def offer_peers(*, by: "Person", partnership: "Partnership", contact: str, email: str, lesson: str = "") -> PeerConsent:
    """Say for a partnership that others of its state may find its priorities and ask how it went."""
    policies.may_offer_peers(by, partnership).require()
    kept, _is_new = PeerConsent.objects.update_or_create(
        partnership=partnership,
        defaults={
            "contact": contact.strip(),
            "email": email.strip(),
            "lesson": lesson.strip(),
            "given_by": by,
            "given_at": timezone.now(),
        },
    )
    audit.record("PEERS_OFFERED", by=by, about=partnership, scope=partnership.scope, state=partnership.home_state)
    return kept


@transaction.atomic
def end_peers(*, by: "Person", partnership: "Partnership") -> None:
    """Take that back: from now on nobody finds the partnership that way."""
    policies.may_offer_peers(by, partnership).require()
    PeerConsent.objects.filter(partnership=partnership).delete()
    audit.record("PEERS_ENDED", by=by, about=partnership, scope=partnership.scope, state=partnership.home_state)
