"""Who asked for the result of a quick check by e-mail? One letter; nothing else is kept."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from talentshed.web.access import audit, mail
from talentshed.web.readiness.policies.quick import may_mail_result

if TYPE_CHECKING:
    from talentshed.web.access.models import Person

_TEMPLATE = "readiness/mail/quick"
_DAY = timedelta(days=1)


@transaction.atomic
def mail_result(*, by: "Person | None", email: str, context: dict[str, Any], language: str) -> None:
    """Send a result to the address that was typed in. The letter has it, until letters are deleted; nothing else does.

    Raises:
        PermissionDenied: the address got enough of them today.
    """
    key = _counter(email)
    cache.add(key, 0, timeout=int(_DAY.total_seconds()))
    may_mail_result(int(cache.get(key, 0))).require()
    cache.incr(key)
    mail.send(_TEMPLATE, email, context, language, key=f"readiness/quick/{uuid4()}")
    audit.record("QUICK_CHECK_MAILED", by=by)


def _counter(email: str) -> str:
    """Name what counts the letters of an address today; no way leads back to the address."""
    today = f"{timezone.now():%Y%m%d}"
    return (
        f"quick-check:{salted_hmac(f'talentshed.quick:{today}', email.strip().lower(), algorithm='sha256').hexdigest()}"
    )
