"""Did a person fill in this open form, or a machine? A trap field, the form's age, and how much one source sends.

No third party, no puzzle, no cookie. The address of the sender is kept nowhere: tries are counted in this process's
memory, under a keyed hash whose salt changes each day.

    ASKING = Guard("faq", per_hour=10)
    template: {% include "ui/components/open_form.html" with opened=opened %}   with opened = open_forms.opened(ASKING)
    view:     doubts = open_forms.doubts(request, ASKING)                       # once per POST: it counts the try
              if doubts: show open_forms.sentence(doubts[0])
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

TRAP = "homepage"
"""A field that people neither see nor reach by keyboard; who fills it in is a machine."""
OPENED = "opened"
"""The field that says when the form was handed out, signed."""
HOUR = 3600


class Doubt(StrEnum):
    """Why somebody may not be a person. The first three are signs of a machine; the others happen to people, too."""

    TRAPPED = "trapped"
    UNSIGNED = "unsigned"
    TOO_FAST = "too_fast"
    TOO_OLD = "too_old"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Guard:
    """How one open form is guarded."""

    purpose: str
    """Names the form: a stamp for one opens no other, and each is counted by itself."""
    least_seconds: float = 3.0
    """Nobody reads and fills in the form faster than that."""
    most_hours: float = 24.0
    """After that the form has to be opened again."""
    per_hour: int = 20
    """Tries of one source in an hour; people who share an office share a source."""


def opened(guard: Guard) -> str:
    """Return the stamp of a form that is handed out now. A form that is shown again with mistakes keeps its stamp."""
    return signing.dumps(timezone.now().timestamp(), salt=_salt(guard))


def kept_or_new(request: HttpRequest, guard: Guard) -> str:
    """Return the stamp for a form that is shown: the one that came with what was sent, if it still holds, else a new.

    Who mends a typing error is so not taken for a machine that is too fast.
    """
    sent = request.POST.get(OPENED, "")
    age = _age(sent, guard)
    return sent if age is not None and age < timedelta(hours=guard.most_hours) else opened(guard)


def doubts(request: HttpRequest, guard: Guard) -> tuple[Doubt, ...]:
    """Return what speaks against a person, the surest sign first; nothing if nothing does. Counts the try."""
    found = [Doubt.TRAPPED] if request.POST.get(TRAP, "").strip() else []
    age = _age(request.POST.get(OPENED, ""), guard)
    if age is None:
        found.append(Doubt.UNSIGNED)
    elif age < _least(guard):
        found.append(Doubt.TOO_FAST)
    elif age > timedelta(hours=guard.most_hours):
        found.append(Doubt.TOO_OLD)
    if tries(request, guard) > guard.per_hour:
        found.append(Doubt.TOO_MANY)
    return tuple(found)


def tries(request: HttpRequest, guard: Guard) -> int:
    """Count one more try of a source in this hour; return how many there were, this one included."""
    key = f"open-form:{guard.purpose}:{timezone.now():%Y%m%d%H}:{source_key(request)}"
    cache.add(key, 0, timeout=HOUR)
    try:
        return int(cache.incr(key))
    except ValueError:  # the hour ended, or the memory was cleared, between the two calls
        return 1


def source_key(request: HttpRequest) -> str:
    """Return what stands for a sender today: no way leads back to the address, and tomorrow it is another."""
    return salted_hmac(
        f"talentshed.open-forms:{timezone.now():%Y%m%d}", source(request), algorithm="sha256"
    ).hexdigest()


def source(request: HttpRequest) -> str:
    """Return from where a request comes: the address that the trusted proxy saw, of IPv6 the network of one household.

    Never keep it; `source_key` is what may be counted.
    """
    steps = [step.strip() for step in request.headers.get("X-Forwarded-For", "").split(",") if step.strip()]
    trusted = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    said = steps[-trusted] if trusted and len(steps) >= trusted else request.META.get("REMOTE_ADDR", "")
    try:
        address = ip_address(said)
    except ValueError:
        return str(said)
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(getattr(address, "ipv4_mapped", None) or address)


def sentence(doubt: Doubt) -> str:
    """Return what the sender reads, in case it was a person after all: what to do so that it goes through."""
    words = {
        Doubt.TRAPPED: _("This was not sent: a field that people can't see was filled in. Leave “homepage” empty."),
        Doubt.UNSIGNED: _("This was not sent: the form came without its mark. Check what you wrote and send it again."),
        Doubt.TOO_FAST: _("This was not sent: it came faster than people type. Wait a few seconds and send it again."),
        Doubt.TOO_OLD: _("This was not sent: the page was open too long. Check what you wrote and send it again."),
        Doubt.TOO_MANY: _("This was not sent: too much came from your network in this hour. Try again in an hour."),
    }
    return words[doubt]


def _least(guard: Guard) -> timedelta:
    return timedelta(seconds=guard.least_seconds)


def _age(stamp: str, guard: Guard) -> timedelta | None:
    try:
        at = float(signing.loads(stamp, salt=_salt(guard)))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return timedelta(seconds=timezone.now().timestamp() - at)


def _salt(guard: Guard) -> str:
    return f"talentshed.open-forms.{guard.purpose}"
