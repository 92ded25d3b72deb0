"""Writing the public page of a partnership, being named there, and writing to its conveners."""

import secrets
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talentshed.web.access import audit, mail
from talentshed.web.directory import policies
from talentshed.web.directory.models import NamedChampion, PublicProfile
from talentshed.web.partnerships.queries.public import conveners_of

if TYPE_CHECKING:
    from talentshed.web.access.models import Person
    from talentshed.web.partnerships.models import Partnership


@transaction.atomic
def write_profile(*, by: "Person", partnership: "Partnership", about: str, about_es: str = "") -> PublicProfile:
    """Keep what a partnership says of itself."""
    policies.may_write_profile(by, partnership).require()
    kept, _made = PublicProfile.objects.update_or_create(
        partnership=partnership,
        defaults={
            "about": about.strip(),
            "about_es": about_es.strip(),
            "changed_by": by,
            "changed_at": timezone.now(),
        },
    )
    audit.record("PUBLIC_PROFILE_WRITTEN", by=by, about=partnership, **_where(partnership))
    return kept


@transaction.atomic
def agree_to_be_named(*, by: "Person", partnership: "Partnership", words: str) -> NamedChampion:
    """Put a champion's own name on the public page; a second time, in other words."""
    policies.may_be_named(by, partnership).require()
    if not words.strip():
        raise ValidationError({"words": _("Write how you want to be named: name, title and company.")})
    kept, _made = NamedChampion.objects.update_or_create(
        partnership=partnership, person=by, ended_at=None, defaults={"words": words.strip()}
    )
    audit.record("CHAMPION_NAMED_IN_PUBLIC", by=by, about=partnership, **_where(partnership))
    return kept


@transaction.atomic
def end_naming(*, by: "Person", named: NamedChampion) -> None:
    """Take a name off the public page; doing it again changes nothing."""
    policies.may_end_naming(by, named).require()
    if named.ended_at is None:
        named.ended_at = timezone.now()
        named.save(update_fields=["ended_at"])
        audit.record("CHAMPION_NO_LONGER_NAMED", by=by, about=named, **_where(named.partnership))


@transaction.atomic
def write_to_conveners(*, by: "Person | None", partnership: "Partnership", name: str, email: str, text: str) -> int:
    """Send what somebody wrote to those who convene; return how many got it. Beside the letters nothing is kept."""
    policies.may_write_to(partnership).require()
    people = {person.pk: person for person, _body in conveners_of(partnership)}
    if not people:
        raise ValidationError(_("Nobody convenes this partnership now, so nobody would read it. Try again later."))
    context = {"name": name, "email": email, "text": text, "partnership": partnership}
    occasion = secrets.token_hex(8)
    for person in people.values():
        mail.send("directory/mail/question", person, context, key=f"directory/{partnership.pk}/{occasion}/{person.pk}")
    audit.record("PUBLIC_MESSAGE_SENT", by=by, about=partnership, **_where(partnership))
    return len(people)


def _where(partnership: "Partnership") -> dict[str, Any]:
    return {"scope": partnership.scope, "state": partnership.home_state}
