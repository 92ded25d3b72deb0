"""Which employer's link is this? Worked out with the site's secret key, never stored."""

import base64
import hmac

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac

from talentshed.web.readiness.models import PulsePass

_LETTERS = 20


def token_of(entry: PulsePass) -> str:
    """Return what stands in the address of a link: short, so that the picture stays coarse."""
    return f"{entry.pk:x}-{_seal(entry)}"


def _seal(entry: PulsePass) -> str:
    digest = salted_hmac("talentshed.readiness.pulse", f"{entry.pk}:{entry.nonce}", algorithm="sha256").digest()
    return base64.b32encode(digest).decode().lower()[:_LETTERS]


def pass_of(token: str) -> PulsePass | None:
    """Return the pass of a token, with its pulse and partnership; None for a token that isn't ours."""
    number, _dash, seal = token.partition("-")
    asked = PulsePass.objects.select_related(
        "pulse__partnership__home_state", "pulse__instrument_version", "organization"
    )
    try:
        found = asked.get(pk=int(number, 16))
    except (ValueError, OverflowError, PulsePass.DoesNotExist):
        return None
    return found if hmac.compare_digest(_seal(found).encode(), seal.encode()) else None


def address_of(entry: PulsePass, language: str = "en") -> str:
    """Return the whole address of an employer's link."""
    with translation.override(language):
        return f"{settings.TALENTSHED_URL}{reverse('readiness:pulse_answer', args=[token_of(entry)])}"
