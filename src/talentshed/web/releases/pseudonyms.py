"""Under which digest is a contributor kept, so that it is known again and nobody reads its name?

The key is the installation's secret, which is not in the database. After a change of the secret, releases that were
kept under the old one are compared under the old one, as long as it stands among the fallbacks.
"""

import hashlib
import hmac

from django.conf import settings

_PURPOSE = b"talentshed.web.releases.contributor"
_MARK_LENGTH = 16


def _key(secret: str) -> bytes:
    return hmac.new(secret.encode(), _PURPOSE, hashlib.sha256).digest()


def mark_of(secret: str) -> str:
    """Return a mark that tells keys apart and tells nothing of them."""
    return hashlib.sha256(b"mark" + _key(secret)).hexdigest()[:_MARK_LENGTH]


def current() -> str:
    """Return the secret of today."""
    return str(settings.SECRET_KEY)


def secret_of(mark: str) -> str | None:
    """Return the secret with this mark; None where the installation doesn't know it any more."""
    known = (current(), *(str(each) for each in settings.SECRET_KEY_FALLBACKS))
    return next((secret for secret in known if mark_of(secret) == mark), None)


def pseudonym(name: str, secret: str) -> str:
    """Return the digest of a contributor's name; a blank name stays blank, so that it is still found missing."""
    plain = " ".join(name.split())
    return hmac.new(_key(secret), plain.encode(), hashlib.sha256).hexdigest() if plain else ""
