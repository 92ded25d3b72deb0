"""Which rater does a link stand for? Only a digest of its token is kept."""

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def address_of(token: str, language: str = "") -> str:
    """Return the whole address of a rater's page, in a language if one is named."""
    with translation.override(language or translation.get_language()):
        return f"{settings.TALENTSHED_URL}{reverse('readiness:join', args=[token])}"
