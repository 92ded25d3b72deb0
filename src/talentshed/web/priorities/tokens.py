"""What is kept of a secret address? A digest, from which nobody gets the address back."""

import hashlib


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
