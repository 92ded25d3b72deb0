"""How does an account come to be, change and end?"""

import secrets

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from talentshed.web.access import audit, closing, mail
from talentshed.web.access.models import InvitationLink, Letter, Person
from talentshed.web.access.policies import may_arrive, may_change_account, may_close_account


class EmailTaken(ValueError):
    """Another account has that address."""


@transaction.atomic
def arrive(*, email: str, name: str = "", language: str = "en") -> Person:
    """Return the person whose address was just proven, made if there was none; the address now counts as theirs.

    Raises:
        PermissionDenied: the account of that address is closed.
    """
    address = email.strip().lower()
    person = Person.objects.filter(email=address).first()
    may_arrive(person).require()
    if person is None:
        person, is_new = _make(address, name, language)
        if is_new:
            audit.record("ACCOUNT_MADE", by=person, about=person)
    elif name and not person.name:
        person.name = name
        person.save(update_fields=["name"])
    EmailAddress.objects.update_or_create(user=person, email=address, defaults={"verified": True, "primary": True})
    return person


@transaction.atomic
def meet(*, email: str, by: Person, name: str = "", language: str = "en") -> Person:
    """Return the person of an address, made if unknown: somebody gives them a role before they ever came here."""
    address = email.strip().lower()
    person = Person.objects.filter(email=address).first()
    may_arrive(person).require()
    if person is None:
        person, is_new = _make(address, name, language)
        if is_new:
            audit.record("ACCOUNT_MADE", by=by, about=person)
    return person


def _make(address: str, name: str, language: str) -> tuple[Person, bool]:
    """Return the person of an address, and whether they are new: another request may make them in the same moment."""
    try:
        with transaction.atomic():
            return Person.objects.make(address, name, language=language), True
    except IntegrityError:
        return Person.objects.get(email=address), False


@transaction.atomic
def change_account(*, by: Person, name: str, language: str) -> Person:
    """Change how we call somebody, and in which language we write."""
    may_change_account(by, by).require()
    by.name, by.language = name, language
    by.save(update_fields=["name", "language"])
    audit.record("ACCOUNT_CHANGED", by=by, about=by)
    return by


@transaction.atomic
def change_email(*, by: Person, email: str) -> Person:
    """Move an account to another address, which was just proven by a code.

    Raises:
        EmailTaken: another account has it.
    """
    may_change_account(by, by).require()
    address = email.strip().lower()
    if Person.objects.filter(email=address).exclude(pk=by.pk).exists():
        raise EmailTaken(address)
    before, by.email = by.email, address
    try:
        with transaction.atomic():
            by.save(update_fields=["email"])
    except IntegrityError:
        by.email = before
        raise EmailTaken(address) from None
    EmailAddress.objects.filter(user=by).delete()
    EmailAddress.objects.create(user=by, email=address, verified=True, primary=True)
    audit.record("EMAIL_CHANGED", by=by, about=by)
    mail.send("access/mail/moved", before, {}, by.language, key=f"access/moved/{by.pk}/{secrets.token_hex(8)}")
    return by


@transaction.atomic
def set_password(*, by: Person, password: str) -> Person:
    """Set a password, or remove it where the new one is empty. All other sessions end.

    Raises:
        ValidationError: the password is too weak.
    """
    may_change_account(by, by).require()
    if password:
        validate_password(password, by)
        by.set_password(password)
    else:
        by.set_unusable_password()
    by.save(update_fields=["password"])
    audit.record("PASSWORD_SET" if password else "PASSWORD_REMOVED", by=by, about=by)
    return by


@transaction.atomic
def end_sessions(*, by: Person) -> Person:
    """Sign somebody out everywhere."""
    may_change_account(by, by).require()
    by.session_round += 1
    by.save(update_fields=["session_round"])
    audit.record("SIGNED_OUT_EVERYWHERE", by=by, about=by)
    return by


@transaction.atomic
def note_passkey(*, by: Person, added: bool) -> None:
    """Keep that a passkey came or went; the library itself stores and removes it."""
    may_change_account(by, by).require()
    audit.record("PASSKEY_ADDED" if added else "PASSKEY_REMOVED", by=by, about=by)


@transaction.atomic
def close_account(*, by: Person) -> None:
    """End an account: address, name, passkeys, password, roles and letters go; what was done keeps its author's name.

    A public body must be able to say who decided something, so the audit trail keeps the name until its own term ends.
    """
    may_close_account(by).require()
    audit.record("ACCOUNT_CLOSED", by=by, about=by)
    closing.tell(by)
    Authenticator.objects.filter(user=by).delete()
    EmailAddress.objects.filter(user=by).delete()
    by.state_roles.all().delete()
    InvitationLink.objects.filter(made_by=by, uses_left__gt=0).update(withdrawn_at=timezone.now())
    Letter.objects.filter(to=by.email).delete()
    InvitationLink.objects.filter(email=by.email).delete()
    by.email, by.name, by.demo_words = f"closed-{by.pk}@closed.invalid", "", ""
    by.is_active, by.closed_at = False, timezone.now()
    by.session_round += 1
    by.set_unusable_password()
    by.save()
