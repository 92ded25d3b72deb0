"""What does a seeded demo tell, so that two of them can be compared? Seeds one and prints it when run as a program."""

import json
from collections import Counter
from typing import Any

NOT_TOLD = {"sessions.session", "contenttypes.contenttype", "auth.permission", "access.auditentry"}
"""Tables of the machinery; and the trail, of which the kinds of deeds are compared instead."""
SECRETS = {"password", "digest", "html"}
"""Fields that hold a secret, or a link with one: they differ from one seeding to the next."""
_CHAIN = {"previous", "digest", "table_digest", "population", "certificate"}
FURTHER = {
    "access.letter": {"key", "text", "calendar"},
    "releases.release": _CHAIN,
    "releases.keptforaudit": {"tables", "key_mark"},
}
"""Fields of one table that hold keys, or digests of them."""
KEYS = {"scope"}
"""Fields that name a partnership by its key: keys go on counting in a database in which other tests were."""
PLAIN = {"CharField", "TextField", "BooleanField", "IntegerField", "DateField", "DecimalField"}


def told() -> dict[str, dict[str, int]]:
    """Return of each table how often each row occurs, by what stands in it, and how often each deed was recorded."""
    from django.apps import apps

    from talentshed.web.access.models import AuditEntry

    models = [each for each in apps.get_models() if each._meta.label_lower not in NOT_TOLD]
    deeds = Counter(AuditEntry.objects.values_list("kind", flat=True))
    return {**{each._meta.label_lower: _rows(each) for each in models}, "deeds": dict(deeds)}


def _rows(model: Any) -> dict[str, int]:
    secret = SECRETS | FURTHER.get(model._meta.label_lower, set())
    fields = [each for each in model._meta.concrete_fields if each.name not in secret | KEYS and _is_plain(each)]
    return Counter(
        json.dumps({each.name: str(each.value_from_object(row)) for each in fields})
        for row in model._default_manager.all()
    )


def _is_plain(field: Any) -> bool:
    return not field.is_relation and field.get_internal_type().removeprefix("PositiveSmall") in PLAIN


def main() -> None:
    """Seed an empty database; print what it tells, and with how many round trips."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from talentshed.web.demo_state import seeding

    trips = 0

    def count(execute: Any, *asked: Any) -> Any:
        nonlocal trips
        trips += 1
        return execute(*asked)

    call_command("migrate", interactive=False, verbosity=0)
    with connection.execute_wrapper(count):
        assert seeding.seed()
    print(json.dumps({"trips": trips, "told": told()}))


if __name__ == "__main__":
    main()
