"""Who administers a state first? Run once for each state; afterwards administrators give roles on the page."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.forms import ValidationError

from talentshed.web.access import audit
from talentshed.web.access.models import Person, State, StateRole
from talentshed.web.access.us_states import known


class Command(BaseCommand):
    """Open a state in this installation and name its first administrator."""

    help = "Open a state in this installation and name its first administrator: administer IL name@example.org"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the state and the address."""
        parser.add_argument("state", help="postal code, for example IL")
        parser.add_argument("email", help="e-mail address of the administrator")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, or say what is wrong."""
        code, email = options["state"].upper(), options["email"].strip().lower()
        if code not in known():
            raise CommandError(f"“{code}” is no state. Write its postal code, for example IL.")
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"“{email}” is no e-mail address. Write, for example, name@example.org.") from None
        fips, name, zone = known()[code]
        values = {"name": name, "fips": fips, "time_zone": zone}
        state, _made = State.objects.get_or_create(code=code, defaults=values)
        person = Person.objects.filter(email=email).first() or Person.objects.make(email)
        _role, is_new = StateRole.objects.get_or_create(person=person, state=state, role=StateRole.Role.ADMINISTRATOR)
        if is_new:
            detail = {"role": "administrator"}
            audit.record("STATE_ROLE_GIVEN", by=None, about=person, scope=f"state/{state.pk}", state=state, **detail)
        self.stdout.write(f"{email} administers {name}. They sign in at /sign-in/ with a code by e-mail.")
